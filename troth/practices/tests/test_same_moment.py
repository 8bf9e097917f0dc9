"""What two do in the same moment: whoever comes second goes by what the first one has done."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.meanwhile import meanwhile
from tests.misuse.acts import Couple
from troth.practices.models import SharedAnswer
from troth.practices.rules import NotPossible
from troth.practices.sharing.actions import take_back
from troth.practices.tests.acts import begin
from troth.practices.tests.meeting import HERS, HIS, give, seen
from troth.practices.tests.seeing import THREE, VALUES, say_at, together


def test_at_the_same_moment_from_two_places_it_opens_once_for_both(two: Couple) -> None:
    """Each has looked before the other wrote: whoever comes second still meets the first."""
    ana, ben = two
    hers, his = ana.membership("ours"), ben.membership("ours")
    with meanwhile(lambda: give(his, HIS)):
        give(hers, HERS)
    assert seen(hers) == seen(his) == sorted([HERS, HIS])
    first, second = SharedAnswer.objects.all()
    assert (first.meets_id, second.meets_id) == (second.id, first.id)


def test_taking_back_while_the_other_answers_leaves_both_right(two: Couple) -> None:
    """Either it had opened, and a mark stays, or it hadn't, and his own waits."""
    ana, ben = two
    held = together(ana, HERS)
    hers, his = ana.membership("ours"), ben.membership("ours")
    with meanwhile(lambda: take_back(hers, held, timezone.now())):
        give(his, HIS)
    assert seen(hers) == []
    assert seen(his) == [HIS]
    give(hers, HERS)
    mine = SharedAnswer.objects.get(person_id=ana.person.id)
    with meanwhile(lambda: take_back(his, mine.meets_id, timezone.now())):  # type: ignore[arg-type]
        assert take_back(hers, mine.id, timezone.now())
    assert seen(hers) == seen(his) == ["", ""]


def test_nothing_is_handed_over_where_somebody_has_just_left(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, VALUES)
    ours = ana.membership("ours")
    with meanwhile(lambda: ben.post("/us/leave/"), before="UPDATE"):
        ana.post("/us/step-away/")
    with pytest.raises(NotPossible):
        give(ours, HERS)
    assert say_at(ana, run_id, THREE, text=HERS).status_code in (302, 422)
    assert not SharedAnswer.objects.exists()
