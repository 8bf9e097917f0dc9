"""Sends a file piece by piece; nothing of it is kept."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from troth.portability.queries import rows_of
from troth.spaces.membership import Membership

FORMAT = "troth-export"
VERSION = 1
# Some four pieces wait in the server for a browser that reads slowly; the next one holds up the
# worker's one thread, and with it everybody else. So they are large: all of most files can wait.
PIECE = 512 * 1024

log = logging.getLogger(__name__)


def pieces(parts: Iterable[str], when_broken: str = "") -> Iterator[bytes]:
    """Gather small parts; the first goes at once.

    A fault ends the file with `when_broken`: the server would end it as if it were whole.
    """
    held: list[str] = []
    size, enough = 0, 0
    try:
        for part in parts:
            held.append(part)
            size += len(part)
            if size >= enough:
                yield "".join(held).encode()
                held, size, enough = [], 0, PIECE
    except Exception:
        # Not raised on: the server would log it with its message.
        log.exception("an export broke off")
        held.append(when_broken)
    if held:
        yield "".join(held).encode()


def json_parts(memberships: Sequence[Membership], made_on: date) -> Iterator[str]:
    """The data as JSON, a row a line; docs/export.md describes it."""
    head = {"format": FORMAT, "version": VERSION, "made_on": made_on.isoformat()}
    yield _without_end(head) + ', "spaces": [\n'
    for number, membership in enumerate(memberships):
        yield (",\n" if number else "") + _without_end(_facts(membership)) + ', "rows": ['
        separator = "\n"
        for row in rows_of(membership):
            yield separator + json.dumps(row, ensure_ascii=False)
            separator = ",\n"
        yield "\n]}"
    yield "\n]}\n"


def _facts(membership: Membership) -> dict[str, object]:
    ended_on = membership.ended_on
    return {
        "kind": "private" if membership.is_private else "shared",
        "made_on": membership.made_on.isoformat(),
        "ended_on": ended_on.isoformat() if ended_on else None,
    }


def _without_end(facts: dict[str, object]) -> str:
    return json.dumps(facts)[:-1]
