"""Starts the server: tables and static files first, then granian's workers."""

from __future__ import annotations

import multiprocessing
import os
import socket
import sys
from datetime import UTC, datetime
from importlib import import_module

import django
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer


def prepare() -> None:
    """Brings tables and static files up to date; both are quick when nothing has changed."""
    django.setup()
    from django.core.management import call_command

    from troth.config.faults import pending_migrations
    from troth.config.static_files import collect_if_changed
    from troth.web.full_disk import make_ballast

    if pending_migrations():
        call_command("migrate", interactive=False, verbosity=0)
    collect_if_changed()
    _keep_gone()
    make_ballast()


def _keep_gone() -> None:
    """Somebody may have put back an older database by hand."""
    from troth.config.staying_gone import keep_gone

    back = keep_gone(datetime.now(UTC))
    if back:
        print(f"An older database was put back. Gone since, and gone again: {back}")


def fill_demo() -> None:
    from troth.simulation.demo import make_demo

    couple = make_demo(datetime.now(UTC))
    print(
        f"This is a try-out: it forgets everything when it starts again.\n"
        f"Sign in as {' or '.join(couple.usernames)} with the password {couple.password}"
    )


def serve(host: str, port: int, workers: int) -> int:
    from django.conf import settings
    from django.db import connections

    # Imported before the workers are forked, so that they share it and start at once.
    import_module("troth.config.wsgi")
    # A connection must not be shared by two processes.
    connections.close_all()
    place = f"[{host}]" if ":" in host else host
    problem = _why_not_listen(host, port)
    if problem:
        print(f"Troth can't listen at {place}:{port}: {problem}.", file=sys.stderr)
        return 1
    _start_housekeeping()
    print(f"Troth is at http://{place}:{port}/ and keeps its data in {settings.TROTH_HOME}")
    print("Stop it with Ctrl+C.", flush=True)
    _server(host, port, workers).serve()
    return 0


def _why_not_listen(host: str, port: int) -> str | None:
    """Tried beforehand, since granian ends with a page of traces when a port is taken."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        return error.strerror
    return None


def _start_housekeeping() -> None:
    from troth.config.housekeeping import keep_house_forever

    multiprocessing.Process(target=keep_house_forever, args=(os.getpid(),), daemon=True).start()


def _server(host: str, port: int, workers: int) -> MPServer:
    from django.conf import settings

    return MPServer(
        "troth.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=workers,
        # More threads a worker only contend: throughput at 16 connections fell to 0.7 of one's.
        blocking_threads=1,
        respawn_failed_workers=True,
        log_level=LogLevels.warn,
        # With its own, an error's message would be repeated, and so perhaps somebody's words.
        log_dictconfig=settings.LOGGING,
        log_access=False,
    )
