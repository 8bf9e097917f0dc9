"""`troth restore`: puts a backup back, without sessions and without what has gone since.

The database that was there is moved aside, never overwritten.
"""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection, connections, transaction
from django.db.migrations.loader import MigrationLoader

from troth.config.backup import (
    BackupError,
    database_path,
    is_sqlite,
    looking_at,
    refuse_damaged,
    run_postgres,
)
from troth.config.faults import pending_migrations, row_faults
from troth.config.staying_gone import keep_gone, settle_notes
from troth.people.actions import end_all_sessions
from troth.spaces.pairing.actions import forget_all_pairing
from troth.web.gone import sync

_BESIDE = ("-journal", "-wal", "-shm")


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the database of before is now (None if there was none), and what was found."""

    aside: str | None
    gone_again: int
    faults: list[str]


def restore(source: Path, now: datetime) -> Restored:
    """Put a backup in the place of the database. Raises BackupError; nothing is changed then."""
    if not source.is_file():
        raise BackupError(f"There is no file {source}.")
    with _readable_database():
        settle_notes(now, after=timedelta(0))
    return _restore_sqlite(source, now) if is_sqlite() else _restore_postgres(source, now)


@contextmanager
def _readable_database() -> Iterator[None]:
    """The one there may be damaged: that is what backups are for."""
    try:
        if not is_sqlite() or database_path().is_file():
            yield
    except DatabaseError:
        pass
    finally:
        connections.close_all()


def _make_ready(now: datetime) -> tuple[int, list[str]]:
    """What has to happen to a backup before anybody signs in."""
    if pending_migrations():
        call_command("migrate", interactive=False, verbosity=0)
    with transaction.atomic():
        end_all_sessions(now)
        forget_all_pairing(now)
        # What was only asked for, in a crash, counts as done where no database can tell.
        gone_again = keep_gone(now, also_asked=True)
    return gone_again, row_faults()


def _refuse_unknown() -> None:
    """A file of a newer Troth, or of something else, is left alone."""
    loader = MigrationLoader(connection)
    applied = loader.applied_migrations or {}
    if ("people", "0001_initial") not in applied:
        raise BackupError("That isn't a backup of Troth.")
    ours = {label for label, _ in loader.disk_migrations}
    unknown = [f"{a}.{n}" for a, n in applied if a in ours and (a, n) not in loader.disk_migrations]
    if unknown:
        raise BackupError(f"That backup is of a newer Troth (it knows {unknown[0]}).")


def _restore_sqlite(source: Path, now: datetime) -> Restored:
    """All is done to a copy; then it takes the other's place in one step."""
    place = database_path()
    copy = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        _copy(source, copy)
        refuse_damaged(copy)
        with looking_at(copy):
            _refuse_unknown()
            gone_again, faults = _make_ready(now)
        sync(copy)
        aside = _move_aside(place, now) if place.exists() else None
        os.replace(copy, place)
        sync(place.parent)
    except (OSError, sqlite3.Error, DatabaseError) as error:
        raise BackupError(f"It couldn't be put back ({error}).") from None
    finally:
        for name in ("", *_BESIDE):
            copy.with_name(copy.name + name).unlink(missing_ok=True)
    return Restored(str(aside) if aside else None, gone_again, faults)


def _copy(source: Path, copy: Path) -> None:
    handle = os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file, source.open("rb") as backup:
        shutil.copyfileobj(backup, file, 1 << 20)


def _move_aside(place: Path, now: datetime) -> Path:
    """A second name for it: there is never a moment without a database, which would be made."""
    aside = place.with_name(f"{place.name}.before-{now:%Y%m%dT%H%M%S.%f}")
    # A damaged one's journal belongs to it, and would be played into whatever takes its place.
    for name in _BESIDE:
        beside = place.with_name(place.name + name)
        if beside.exists() and beside.stat().st_size:
            os.replace(beside, aside.with_name(aside.name + name))
        else:
            beside.unlink(missing_ok=True)
    os.link(place, aside)
    sync(place.parent)
    return aside


def _restore_postgres(source: Path, now: datetime) -> Restored:
    """The tables of before stay in a schema of another name."""
    _refuse_company()
    aside = f"before_{now:%Y%m%dt%H%M%S_%f}"
    with closing(connection):
        _run(f'ALTER SCHEMA public RENAME TO "{aside}"', "CREATE SCHEMA public")
    try:
        # Not one transaction with the renaming: it is another program's.
        run_postgres(
            "pg_restore",
            "--exit-on-error",
            "--single-transaction",
            "--no-owner",
            "--no-privileges",
            "--schema=public",
            f"--dbname={connection.settings_dict['NAME']}",
            str(source),
        )
        _refuse_unknown()
        gone_again, faults = _make_ready(now)
    except (BackupError, DatabaseError) as error:
        connection.close()
        _run("DROP SCHEMA public CASCADE", f'ALTER SCHEMA "{aside}" RENAME TO public')
        raise BackupError(f"It couldn't be put back ({error})") from None
    finally:
        connection.close()
    return Restored(f"the schema {aside}", gone_again, faults)


def _run(*statements: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _refuse_company() -> None:
    """Another machine may be serving this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise BackupError("Somebody is connected to the database. Stop every server first.")
