"""Notes of what has gone for good, kept outside the database: a backup doesn't know of it.

A folder in the data folder, one small file a note: `erased-<person>`, `left-<space>-<member>`,
`password-<person>`. Written within the transaction it speaks of, as "asked", and confirmed once
that is committed: a crash in between leaves a note to be settled against the database.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

FOLDER = "gone"
ASKED = ".asked"
_ID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_NAME = re.compile(rf"(erased|left|password)-({_ID})(?:-({_ID}))?(\.asked)?")


@dataclass(frozen=True, slots=True)
class Note:
    """`ids` are those in its name; what else it says is read only when it is needed."""

    path: Path
    kind: str
    ids: tuple[UUID, ...]
    is_asked: bool

    def facts(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.path.read_text(encoding="ascii"))
        return found

    def confirm(self) -> None:
        """It has come to pass."""
        _put(self.path, self.path.with_name(self.path.name.removesuffix(ASKED)))

    def throw_away(self) -> None:
        """It never came to pass, or is of no more use; what it said is overwritten."""
        _overwrite_and(self.path, lambda: self.path.unlink(missing_ok=True))


def note_gone(kind: str, *ids: UUID, facts: dict[str, Any]) -> None:
    """Note within a transaction what is gone once it is committed."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = "-".join([kind, *map(str, ids)])
    asked = folder / f"{name}{ASKED}"
    draft = folder / f".{name}.{secrets.token_hex(4)}"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(facts, file)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink()
        raise
    _put(draft, asked)
    transaction.on_commit(_read(asked).confirm)


def throw_away_later(kind: str, *ids: UUID) -> None:
    """Once the transaction is committed, there is no use in a note like this any more."""
    path = _folder() / "-".join([kind, *map(str, ids)])
    transaction.on_commit(_read(path).throw_away)


def noted(kind: str, *ids: UUID) -> dict[str, Any] | None:
    """What a confirmed note says; None if there is none."""
    try:
        return _read(_folder() / "-".join([kind, *map(str, ids)])).facts()
    except FileNotFoundError:
        return None


def notes(kind: str = "") -> Iterator[Note]:
    """All notes, or those of one kind; anything else in the folder is left alone."""
    try:
        names = sorted(os.listdir(_folder()))
    except FileNotFoundError:
        return
    for name in names:
        if name.startswith(kind) and _NAME.fullmatch(name):
            yield _read(_folder() / name)


def _folder() -> Path:
    return Path(settings.TROTH_HOME) / FOLDER


def _read(path: Path) -> Note:
    found = _NAME.fullmatch(path.name)
    if found is None:
        raise ValueError("not the name of a note")
    ids = tuple(UUID(text) for text in found.group(2, 3) if text)
    return Note(path, found[1], ids, found[4] is not None)


def _put(source: Path, target: Path) -> None:
    """Give a note its name, and be sure that the disk knows; another may have done so by now."""
    try:
        _overwrite_and(target, lambda: os.replace(source, target))
    except FileNotFoundError:
        return
    sync(target.parent)


def _overwrite_and(path: Path, change: Callable[[], object]) -> None:
    """What an older note said doesn't stay on the disk: a new password ends what the old opens."""
    try:
        old = os.open(path, os.O_WRONLY)
    except FileNotFoundError:
        change()
        return
    try:
        change()
        # Only now, under no name any longer: a crash before leaves a whole note.
        os.pwrite(old, b" " * os.fstat(old).st_size, 0)
        os.fsync(old)
    finally:
        os.close(old)


def sync(path: Path) -> None:
    """Be sure that the disk has a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
