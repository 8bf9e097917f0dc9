"""Other days for a break, in two windows."""

from __future__ import annotations

from tests.cast import Player, field_of, text_of
from troth.journeys.breaks.tests.acts import day, take_break
from troth.spaces.models import Break


def test_days_that_were_changed_meanwhile_are_said_before_they_are_changed_again(
    ana: Player,
) -> None:
    page = f"/breaks/{take_break(ana, 3, 5)}/"
    late = {"seen": field_of(ana.get(page), "seen"), "from_on": day(2), "until_on": day(5)}
    quick = {**late, "from_on": day(3), "until_on": day(9)}
    assert ana.post(page, quick).status_code == 302
    answer = ana.post(page, late)
    assert answer.status_code == 422
    assert "The days were changed meanwhile" in text_of(answer)
    assert field_of(answer, "from_on") == day(2)
    assert str(Break.objects.get().until_on) == day(9)
    once_more = {**late, "seen": field_of(answer, "seen")}
    assert ana.post(page, once_more).status_code == 302
    assert str(Break.objects.get().until_on) == day(5)


def test_the_same_days_twice_change_nothing(ana: Player) -> None:
    page = f"/breaks/{take_break(ana, 3, 5)}/"
    seen = field_of(ana.get(page), "seen")
    facts = {"seen": seen, "from_on": day(3), "until_on": day(9)}
    assert ana.post(page, facts).status_code == 302
    assert ana.post(page, facts).status_code == 302
    assert str(Break.objects.get().until_on) == day(9)
