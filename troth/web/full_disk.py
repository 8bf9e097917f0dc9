"""A full disk: how it shows, and the ballast that is given up so that leaving still works."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sqlite3
from pathlib import Path

from django.conf import settings

BALLAST_BYTES = 1 << 20
# With less than this free beside it, the ballast would itself fill the disk.
_ROOM_BYTES = 16 << 20
_ERRNOS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# SQLite's extended codes for writing, syncing or cutting a file that the disk has no room for.
_IO_CODES = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
}
_POSTGRES_DISK_FULL = "53100"


class NoRoom(Exception):
    """Something wasn't written because the disk is full, which stands in its cause."""


def is_full(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, says that the disk is full."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in _ERRNOS:
            return True
        code = getattr(error, "sqlite_errorcode", 0)
        if code == sqlite3.SQLITE_FULL or code in _IO_CODES:
            return True
        if getattr(error, "sqlstate", None) == _POSTGRES_DISK_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def make_ballast() -> None:
    """Fill a file with what no file system can squeeze, as long as there is room for it."""
    path = _path()
    try:
        if path.is_file() and path.stat().st_size == BALLAST_BYTES:
            return
        if shutil.disk_usage(path.parent).free < BALLAST_BYTES + _ROOM_BYTES:
            return
        with path.open("wb") as file:
            file.write(os.urandom(BALLAST_BYTES))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        give_up_ballast()


def give_up_ballast() -> None:
    with contextlib.suppress(OSError):
        _path().unlink()


def _path() -> Path:
    return Path(settings.TROTH_HOME) / "ballast"
