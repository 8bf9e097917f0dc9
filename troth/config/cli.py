"""The `troth` command: serve, demo, check, erase, manage. Django is imported only once needed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from troth import __version__
from troth.config.environment import ConfigurationError, read_environment


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    # What is written by anything started here is for this user alone.
    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.config.settings")
    try:
        if given[:1] == ["manage"]:
            return _manage(given[1:])
        chosen = _parser().parse_args(given)
        if chosen.command == "serve":
            return _serve(chosen)
        if chosen.command == "demo":
            return _demo(chosen)
        if chosen.command == "erase":
            return _erase(chosen.name)
        return _check()
    except ConfigurationError as error:
        print(f"Troth can't start. {error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="troth", description="A private practice for two people who want to trust each other."
    )
    parser.add_argument("--version", action="version", version=f"Troth {__version__}")
    commands = parser.add_subparsers(dest="command", required=True)
    serve = commands.add_parser("serve", help="start Troth on this machine")
    demo = commands.add_parser("demo", help="start a try-out with a made-up couple, kept apart")
    for command in (serve, demo):
        command.add_argument("--host", default="127.0.0.1", help="address to listen at")
        command.add_argument("--port", type=_port, default=8000)
        command.add_argument("--workers", type=_positive, default=2)
    commands.add_parser("check", help="look for faults in the settings and in what is kept")
    erase = commands.add_parser("erase", help="erase somebody's account with all they wrote")
    erase.add_argument("name", help="their sign-in name")
    commands.add_parser("manage", help="Django's own commands, for developers")
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("a whole number from 1 up")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError("a port from 1 to 65535")
    return int(text)


def _serve(chosen: argparse.Namespace) -> int:
    from troth.config.serving import prepare, serve

    prepare()
    return serve(chosen.host, chosen.port, chosen.workers)


def _demo(chosen: argparse.Namespace) -> int:
    _move_into_demo_home()
    from troth.config.serving import fill_demo, prepare, serve

    prepare()
    fill_demo()
    return serve(chosen.host, chosen.port, chosen.workers)


def _move_into_demo_home() -> None:
    """The demo has a folder of its own and starts anew each time."""
    for variable in ("DATABASE_URL", "TROTH_HOSTS", "TROTH_MAIL_URL", "TROTH_MAIL_FROM"):
        os.environ.pop(variable, None)
    own = read_environment(os.environ, user_home=Path.home(), platform=sys.platform).home
    home = own.with_name(f"{own.name}-demo")
    os.environ.update(TROTH_HOME=str(home), TROTH_DEMO="1")
    for leftover in home.glob("troth.sqlite3*"):
        leftover.unlink()


def _check() -> int:
    from troth.config.faults import all_faults

    faults = all_faults()
    for fault in faults:
        print(fault)
    print(f"Faults found: {len(faults)}" if faults else "No faults found.")
    return 1 if faults else 0


def _erase(name: str) -> int:
    """Asks once, by the name; there is no way back."""
    import django

    django.setup()
    from troth.config.erasing import erase_account

    print(f"This erases the account of {name} and everything in it, for good.")
    if input("Type the name again to go on: ").strip() != name:
        print("Nothing was erased.")
        return 1
    if not erase_account(name, datetime.now(UTC)):
        print(f"Nobody signs in as {name}. Nothing was erased.")
        return 1
    print("Erased. Backups keep it, sealed, until they are thrown away.")
    return 0


def _manage(arguments: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["troth manage", *arguments])
    return 0
