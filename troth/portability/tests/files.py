"""Takes the two files as a browser does."""

from __future__ import annotations

import json
from typing import Any, cast

from django.http import StreamingHttpResponse

from tests.cast import Player

Row = dict[str, Any]


def take(player: Player, kind: str) -> bytes:
    answer = cast(StreamingHttpResponse, player.post(f"/me/take-along/{kind}/"))
    assert answer.status_code == 200
    return answer.getvalue()


def book_of(player: Player) -> str:
    """The book without its style sheets."""
    before, _, rest = take(player, "book").decode().partition("<style>")
    return before + rest.partition("</style>")[2]


def data_of(player: Player) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(take(player, "json"))
    return found


def rows_of(player: Player, kind: str, *, space: int = 0) -> list[Row]:
    """The rows of one kind, of the space at that place."""
    return [row for row in data_of(player)["spaces"][space]["rows"] if row["kind"] == kind]
