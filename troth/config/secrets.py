"""The secret key: made on first start, read ever after."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Makes the folder for this user alone; tightens the rights of an existing one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.stat().st_mode & 0o077 and os.name == "posix":
        folder.chmod(0o700)


def read_or_make_secret_key(path: Path) -> str:
    if not path.exists():
        _make(path)
    key = path.read_text(encoding="ascii").strip()
    if len(key) < 50:
        message = f"{path} is damaged. Put back its backup; a new key ends every session."
        raise RuntimeError(message)
    return key


def _make(path: Path) -> None:
    """Two first starts at once end with the same key: a link never replaces a file."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(64) + "\n")
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()
