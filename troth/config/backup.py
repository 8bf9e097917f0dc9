"""`troth backup`: a whole, checked copy of the database while Troth runs."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, connections

from troth.web.gone import sync


class BackupError(Exception):
    """Nothing was changed; the message says why."""


def back_up(target: Path) -> None:
    """Write a copy to a file, in the place of what stood there. Raises BackupError.

    That the copy is a whole database is looked at before it takes the other's place; what its rows
    say is for `troth check`, and is looked at again when it is put back.
    """
    copy = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        # Made here, for its owner alone, before anything is written into it.
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise BackupError(f"{target.parent}: {error.strerror}.") from None
    try:
        if is_sqlite():
            _copy_sqlite(copy)
        else:
            _dump_postgres(copy)
        sync(copy)
        os.replace(copy, target)
        sync(target.parent)
    except OSError as error:
        raise BackupError(f"The copy couldn't be written: {error.strerror}.") from None
    finally:
        copy.unlink(missing_ok=True)


def is_sqlite() -> bool:
    return connection.vendor == "sqlite"


def database_path() -> Path:
    return Path(connection.settings_dict["NAME"])


def _copy_sqlite(copy: Path) -> None:
    """One step for all pages: whoever writes meanwhile waits, and the copy is of one moment."""
    source = database_path()
    if not source.is_file():
        raise BackupError(f"There is no database at {source}.")
    try:
        with closing(_opened(source)) as live, closing(_opened(copy)) as written:
            # Nothing of it counts before it has been synced as a whole.
            written.execute("PRAGMA synchronous=OFF")
            live.backup(written)
            written.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise BackupError(f"The database couldn't be copied ({error}).") from None
    refuse_damaged(copy, "quick_check")


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=rw", uri=True, timeout=10)


def refuse_damaged(path: Path, looks: str = "integrity_check") -> None:
    """Raises BackupError for a file that isn't a whole database.

    `looks` is how SQLite is to look; its quick_check passes over the indexes, which hold nothing
    that their tables don't.
    """
    is_thorough = looks == "integrity_check"
    try:
        with closing(_opened(path)) as found:
            told = found.execute(f"PRAGMA {looks}(1)").fetchone()[0]
            if (
                told == "ok"
                and is_thorough
                and found.execute("PRAGMA foreign_key_check").fetchone()
            ):
                told = "a row points nowhere"
    except sqlite3.Error as error:
        told = str(error)
    if told != "ok":
        raise BackupError(f"The database is damaged ({told}).")


@contextmanager
def looking_at(path: Path) -> Iterator[None]:
    """Have everything here read and write another SQLite file for a while."""
    own = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = path
    try:
        yield
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = own


def _dump_postgres(copy: Path) -> None:
    """PostgreSQL's own program takes it, of one moment."""
    run_postgres("pg_dump", "--format=custom", "--schema=public", f"--file={copy}")
    run_postgres("pg_restore", "--list", str(copy), connects=False)


def run_postgres(program: str, *arguments: str, connects: bool = True) -> None:
    """Run one of PostgreSQL's programs on our database. Raises BackupError with what it said."""
    if shutil.which(program) is None:
        raise BackupError(
            f"{program} isn't here. It comes with PostgreSQL's client "
            "(Debian: apt install postgresql-client), in the server's version or a later one."
        )
    settings = connection.settings_dict
    names = ["--no-password"] if connects else []
    done = subprocess.run(  # noqa: S603 (a fixed program; the password isn't among its arguments)
        [program, *names, *arguments],
        env=os.environ | _postgres_environment(settings) if connects else os.environ,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode:
        raise BackupError(f"{program} stopped: {done.stderr.strip()}")


def _postgres_environment(settings: dict[str, Any]) -> dict[str, str]:
    named = {
        "PGHOST": settings["HOST"],
        "PGPORT": str(settings["PORT"]),
        "PGUSER": settings["USER"],
        "PGPASSWORD": settings["PASSWORD"],
        "PGDATABASE": settings["NAME"],
        "PGSSLMODE": settings["OPTIONS"].get("sslmode", ""),
    }
    return {name: value for name, value in named.items() if value}
