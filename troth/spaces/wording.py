"""Earlier words of somebody's text, each with the day on which others took its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

MOST = 20

_ENTRY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) (.*)", re.DOTALL)


@dataclass(frozen=True, slots=True, repr=False)
class Earlier:
    """A text that was changed; `on` is None for an entry that can't be read."""

    on: date | None
    text: str


def with_earlier(earlier: Sequence[str], text: str, on: date) -> tuple[str, ...]:
    """The earlier texts and the one that is changed on that day, as "YYYY-MM-DD text".

    However often somebody changes their words, what they said first stays: of more than MOST the
    second goes.
    """
    return _bounded((*earlier, f"{on.isoformat()} {text}"))


def read_earlier(earlier: Sequence[str]) -> list[Earlier]:
    """The earlier texts, the first one first; never raises, whatever somebody signed."""
    return [_read(entry) for entry in _bounded(tuple(earlier))]


def _bounded(entries: tuple[str, ...]) -> tuple[str, ...]:
    return entries if len(entries) <= MOST else (entries[0], *entries[-(MOST - 1) :])


def _read(entry: str) -> Earlier:
    found = _ENTRY.fullmatch(entry)
    if found is not None:
        try:
            return Earlier(date.fromisoformat(found[1]), found[2])
        except ValueError:
            pass
    return Earlier(None, "")
