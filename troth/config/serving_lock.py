"""Says whether somebody serves a data folder: a locked file that a killed server lets go of."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


class HomeInUse(Exception):
    """The data folder is served, or a backup is being put back there."""


def hold_home(home: Path, *, alone: bool) -> int:
    """Lock the folder until the process and those it forked end, or the file is closed.

    Servers may share it; whoever puts back a backup must be alone. Raises HomeInUse.
    """
    folder = home / "run"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder / "serve.lock", os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(handle, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise HomeInUse from None
    return handle
