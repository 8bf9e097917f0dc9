"""Two who answer what opens together, by the actions alone: for what crosses in one moment."""

from __future__ import annotations

from django.utils import timezone

from troth.practices.models import SharedAnswer
from troth.practices.rules import Reveal
from troth.practices.sharing.actions import Handed, hand_over
from troth.practices.sharing.queries import shared_answer
from troth.practices.tests.seeing import THREE, VALUES
from troth.record.models import Kind
from troth.sealing import Unopened
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership

HERS, HIS = "Rivers, bread and being early", "Laughter, the sea and my sister"


def handed(text: str) -> Handed:
    return Handed(VALUES, "", THREE, "Which?", text, Reveal.TOGETHER, Kind.PRACTICE)


def give(ours: Membership, text: str) -> object:
    now = timezone.now()
    return hand_over(ours, handed(text), now, new_id(now.date()))


def seen(ours: Membership) -> list[str]:
    rows = SharedAnswer.objects.order_by("id").values_list("id", flat=True)
    views = [shared_answer(ours, row_id) for row_id in rows]
    return sorted(
        view.words.text for view in views if view and not isinstance(view.words, Unopened)
    )
