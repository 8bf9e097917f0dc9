"""A quiet loop beside the workers that throws away what has expired."""

from __future__ import annotations

import logging
import os
import signal
import time
from datetime import UTC, datetime, timedelta
from importlib import import_module

import django
from django.conf import settings
from django.db import connection, connections

from troth.web.capabilities import offered
from troth.web.full_disk import make_ballast

FIRST_AFTER = timedelta(minutes=1)
EVERY = timedelta(minutes=15)

log = logging.getLogger(__name__)


def keep_house(now: datetime) -> None:
    """Once: expired sessions and cache rows, ballast and notes, then what each capability keeps."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
        cursor.execute(
            f"DELETE FROM {table} WHERE expires < %s",  # noqa: S608 (the name is a setting)
            [connection.ops.adapt_datetimefield_value(now.replace(microsecond=0, tzinfo=None))],
        )
    make_ballast()
    # Here, since where processes aren't forked this module is read before there are models.
    from troth.config.staying_gone import settle_notes

    settle_notes(now)
    for _, capability_keeps_house in offered("housekeeping", "keep_house"):
        capability_keeps_house(now)


def keep_house_forever(server_pid: int) -> None:
    """Runs in a process of its own until the server's is gone."""
    # Where processes aren't forked (macOS; Python 3.14 everywhere), this one starts out empty.
    django.setup()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    due = time.monotonic() + FIRST_AFTER.total_seconds()
    while os.getppid() == server_pid:
        if time.monotonic() >= due:
            _keep_house_calmly()
            due = time.monotonic() + EVERY.total_seconds()
        time.sleep(5)


def _keep_house_calmly() -> None:
    try:
        keep_house(datetime.now(UTC))
    except Exception:
        log.exception("housekeeping stopped short; it is tried again later")
    finally:
        connections.close_all()
