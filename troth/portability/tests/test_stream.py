"""The files are sent as they are made: piece by piece, kept nowhere, broken off without a word."""

from __future__ import annotations

import io
import os
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import StreamingHttpResponse
from django.test.utils import CaptureQueriesContext

from tests.cast import Player
from tests.safety.conftest import log
from tests.safety.traces import all_rows
from troth.portability.stream import PIECE, pieces
from troth.promises.actions import make_promise
from troth.promises.due import DueKind, DueValue
from troth.promises.queries import BATCH
from troth.spaces.ids import new_id

__all__ = ["log"]

WORD = "Foxglovedebt"
LAST = "The very last one"


@pytest.fixture
def much(ana: Player) -> Player:
    """Ana, with more than two batches, in more than one piece."""
    mine, now = ana.membership(), datetime.now(UTC)
    today = mine.today(now)
    due = DueValue(DueKind.DAY, today, None, ana.zone)
    for number in range(2 * BATCH + 1):
        make_promise(mine, f"{WORD} {number} " + "x" * 1500, "", due, now, new_id(today))
    return ana


def streamed(player: Player, kind: str) -> Iterator[bytes]:
    answer = cast(StreamingHttpResponse, player.post(f"/me/take-along/{kind}/"))
    assert answer.streaming
    return cast(Iterator[bytes], answer.streaming_content)


@pytest.mark.parametrize("kind", ["book", "json"])
def test_the_first_bytes_come_before_any_row_is_read(much: Player, kind: str) -> None:
    stream = streamed(much, kind)
    with CaptureQueriesContext(connection) as at_first:
        first = next(stream)
    assert first
    assert [query for query in at_first if "promises_promise" in query["sql"]] == []
    with CaptureQueriesContext(connection) as later:
        rest = list(stream)
    read = [each["sql"] for each in later if 'FROM "promises_promise"' in each["sql"]]
    assert len(rest) > 1
    # Two full batches, the rest, and to see that there are no more.
    assert len([sql for sql in read if f"LIMIT {BATCH}" in sql]) == 4
    assert b"".join(rest).decode().count(WORD) == 2 * BATCH + 1


def test_a_piece_is_bounded_and_a_word_is_never_cut(much: Player) -> None:
    found = list(streamed(much, "json"))
    assert max(map(len, found)) < PIECE + 10_000
    for piece in found:
        piece.decode()


def test_pieces_are_gathered_after_the_first() -> None:
    parts = ["head", *["é" * 1024] * 1024]
    found = list(pieces(iter(parts)))
    assert found[0] == b"head"
    assert b"".join(found).decode() == "".join(parts)
    assert len(found) == 1 + 1024 * 1024 // PIECE
    assert b"" not in found


def test_whoever_stops_reading_stops_the_making(much: Player) -> None:
    answer = cast(StreamingHttpResponse, much.post("/me/take-along/json/"))
    stream = cast(Iterator[bytes], answer.streaming_content)
    next(stream)
    with CaptureQueriesContext(connection) as after:
        answer.close()
    assert len(after) == 0
    assert list(stream) == []


def failing(what: str) -> Callable[..., Any]:
    """A database that tells, when a table is read, what stood in it."""

    def fails(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if f'FROM "{what}"' in sql:
            raise DatabaseError(f"Failing row contains ({WORD})")
        return execute(sql, params, many, context)

    return fails


@pytest.mark.parametrize(("kind", "end"), [("book", "isn’t whole"), ("json", "")])
def test_a_fault_in_the_middle_ends_the_file_and_puts_no_word_into_the_log(
    ana: Player, log: io.StringIO, kind: str, end: str
) -> None:
    ana.say(WORD)
    ana.post("/focus/", {"habit": "give-space"})
    answer = cast(StreamingHttpResponse, ana.post(f"/me/take-along/{kind}/"))
    with connection.execute_wrapper(failing("grounds_focus")):
        text = b"".join(cast(Iterator[bytes], answer.streaming_content)).decode()
    assert end in text
    assert "]}\n" not in text
    assert "</html>" not in text
    assert "an export broke off" in log.getvalue()
    assert "DatabaseError" in log.getvalue()
    assert WORD not in log.getvalue()


@pytest.mark.parametrize("kind", ["book", "json"])
def test_nothing_of_it_stays_on_the_server(
    much: Player, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    much.get("/me/take-along/")
    before = kept_files(), all_rows()
    assert b"".join(streamed(much, kind)).count(WORD.encode()) > 1
    assert (kept_files(), all_rows()) == before
    assert list(tmp_path.iterdir()) == []


def kept_files() -> set[str]:
    """All files of the home, but for what the database keeps beside itself while it works."""
    return {
        os.path.join(folder, name)
        for folder, _, names in os.walk(settings.TROTH_HOME)
        for name in names
        if ".sqlite3-" not in name
    }
