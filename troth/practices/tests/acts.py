"""What the tests do with practices, through the pages."""

from __future__ import annotations

import re
from uuid import UUID

from django.utils import timezone

from tests.cast import Player
from troth.practices.models import OwnAnswer, Run, SharedAnswer
from troth.spaces.ids import new_id

TOGETHER = "needs-this-week"


def token() -> str:
    return str(new_id(timezone.now().date()))


def begin(player: Player, practice_id: str) -> UUID:
    """Begin a practice, or go on with it; the run's id."""
    answer = player.post(f"/practices/{practice_id}/begin/", {"token": token()})
    assert answer.status_code == 302, answer.content.decode()
    found = re.search(r"/practices/runs/([0-9a-f-]{36})/", answer.url)  # type: ignore[attr-defined]
    assert found, answer.url  # type: ignore[attr-defined]
    return UUID(found[1])


def give(player: Player, run_id: UUID, step_id: str, **facts: str) -> None:
    """Hand in a step's form, as the page sends it."""
    address = f"/practices/runs/{run_id}/steps/{step_id}/"
    answer = player.post(address, {"token": token(), **facts})
    assert answer.status_code == 302, answer.content.decode()


def tell(player: Player, text: str, reveal: str = "at-once") -> UUID:
    """One thing that somebody was glad of, from an evening's ritual; the copy's id."""
    before = set(SharedAnswer.objects.values_list("id", flat=True))
    give(player, begin(player, "noticing-effort"), "effort", text=text, reveal=reveal)
    made = set(SharedAnswer.objects.values_list("id", flat=True)) - before
    return made.pop()


def rows_of(player: Player) -> tuple[int, int, int]:
    """How many runs, own answers and answers handed over somebody has."""
    mine = {"person_id": player.person.id}
    return tuple(  # type: ignore[return-value]
        model.objects.filter(**mine).count() for model in (Run, OwnAnswer, SharedAnswer)
    )


def said(player: Player, path: str) -> str:
    """The words of a page, without its marks."""
    answer = player.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return words_of(answer.content.decode())


def words_of(html: str) -> str:
    text = re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.S)
    return " ".join(text.split())
