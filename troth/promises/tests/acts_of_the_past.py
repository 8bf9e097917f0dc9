"""Many promises at once, for tests of what lies behind; made as an action makes them."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from tests.cast import Player
from troth.promises.due import DueKind, DueValue
from troth.promises.models import Promise
from troth.promises.opening import PROMISE_TABLE
from troth.promises.words import PromiseWords
from troth.sealing import seal_words
from troth.spaces.ids import new_id


def said_long_ago(player: Player, texts: list[str], where: str = "mine", kind: str = "") -> None:
    """Each due a day before the one that comes before it in the list, and without a word since."""
    there, today = player.membership(where), timezone.now().date()
    rows = []
    for ago, text in enumerate(texts, start=1):
        day = today - timedelta(days=ago)
        due, row_id = DueValue(DueKind.DAY, day, None, player.zone), new_id(day)
        words = PromiseWords(text, "", due.as_text(), day.isoformat(), "", kind=kind)
        rows.append(
            Promise(
                space_id=there.space_id,
                id=row_id,
                maker_id=there.person_id,
                made_on=day,
                due_kind=due.kind.value,
                due_on=day,
                due_zone=due.zone,
                due_at=due.instant(),
                words=seal_words(there.ring(), there.context(PROMISE_TABLE, row_id), words),
            )
        )
    Promise.objects.bulk_create(rows)
