"""A challenge as the days go by: what its page shows, what the partner finds, how it ends."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Player, pair, text_of
from tests.misuse.acts import Couple
from troth.config.faults import row_faults
from troth.config.housekeeping import keep_house
from troth.journeys.leaving.actions import leave
from troth.practices.models import Run
from troth.practices.tests.acts import rows_of
from troth.practices.tests.challenge_acts import (
    ASKS,
    PRACTICE,
    begin_days,
    marks,
    page_of,
    promise_of,
    read,
    say_on,
)
from troth.practices.tests.conftest import MoveTo
from troth.promises.models import Promise
from troth.record.models import Due, Kind

pytestmark = pytest.mark.on_any_database


def test_seven_days_with_a_kept_an_owned_and_an_empty_one(one: Player, on_day: MoveTo) -> None:
    run_id = begin_days(one, 7)
    kept = promise_of("Bring the bread", one, run_id)
    one.post(f"/promises/mine/{kept}/keep/")
    on_day(1)
    slip = promise_of("Sweep the stairs", one, run_id)
    on_day(2)
    one.post(f"/promises/mine/{slip}/own/", {"note": "I forgot it"})
    on_day(3)
    assert marks(one, run_id) == ["said", "said", "bare", "blank", "blank", "blank", "blank"]
    page = read(one, page_of(run_id))
    assert "Day 4 of 7" in page
    assert "Sweep the stairs it didn’t happen; said yesterday" in page
    assert "Bring the bread kept, on Monday" in page
    waiting = promise_of("Sing", one, run_id)
    for day in (4, 5, 6):
        on_day(day)
        assert f"Day {day + 1} of 7" in read(one, page_of(run_id))
    one.post(f"/promises/mine/{waiting}/let-go/")
    on_day(7)
    assert marks(one, run_id) == ["said", "said", "bare", "said", "bare", "bare", "bare"]
    page = read(one, page_of(run_id))
    assert "23 November to 29 November The 7 days are over" in page
    for text in ("Bring the bread", "Sweep the stairs", "Sing"):
        assert text in page
    assert row_faults() == []


def test_no_page_of_it_counts_or_judges(one: Player, on_day: MoveTo) -> None:
    run_id = begin_days(one, 7)
    for day, text in enumerate(("Bring the bread", "Sweep the stairs", "Sing")):
        on_day(day)
        promise_of(text, one, run_id)
    for day in (3, 7):
        on_day(day)
        page = read(one, page_of(run_id)).lower()
        for word in ("streak", "missed", "fail", "score", "in a row", "of 3", "3 of", "%"):
            assert word not in page, word


def test_a_mark_says_nothing_of_how_it_ended(one: Player, on_day: MoveTo) -> None:
    run_id = begin_days(one, 7)
    kept = promise_of("Bring the bread", one, run_id)
    before = marks(one, run_id)
    one.post(f"/promises/mine/{kept}/keep/")
    assert marks(one, run_id) == before == ["said", *["blank"] * 6]
    one.post(f"/promises/mine/{kept}/own/", {"note": "Not really"})
    assert marks(one, run_id) == before


def test_the_partner_sees_the_promises_made_to_them_and_nothing_else(
    two: Couple, on_day: MoveTo
) -> None:
    ana, ben = two
    pages = ("/today/", "/promises/", "/us/", "/practices/", PRACTICE, "/practices/said/")
    before = [read(ben, path) for path in pages]
    run_id = begin_days(ana, 7)
    promise_of("Sing", ana, run_id)
    assert [read(ben, path) for path in pages] == before
    on_day(1)
    say_on(ana, run_id, "Bring the bread", to="ours")
    theirs = Promise.objects.get(space_id=ana.membership("ours").space_id)
    for path in pages:
        page = read(ben, path)
        assert "Sing" not in page
        assert "Day 2" not in page
    assert "Bring the bread" in read(ben)
    alike = ana.say("Ring the plumber", to="ours")
    shown = [
        read(ben, f"/promises/ours/{promise}/").replace(text, "")
        for promise, text in ((theirs.id, "Bring the bread"), (alike, "Ring the plumber"))
    ]
    assert "challenge" not in shown[0].lower()
    assert "a day" not in shown[0].lower()
    shared = theirs.space_id
    assert set(Due.objects.filter(space_id=shared).values_list("kind", flat=True)) == {"promise"}
    assert rows_of(ben) == (0, 0, 0)


def test_both_can_do_it_and_neither_knows_of_the_other(two: Couple) -> None:
    ana, ben = two
    first, second = begin_days(ana, 7), begin_days(ben, 30)
    assert ana.get(page_of(second)).status_code == ben.get(page_of(first)).status_code == 404
    assert "Day 1 of 30" in read(ben, page_of(second))


def test_begun_alone_it_goes_on_with_a_partner_and_after_they_left(
    one: Player, ben: Player, on_day: MoveTo
) -> None:
    run_id = begin_days(one, 7)
    promise_of("Sing", one, run_id)
    pair(one, ben)
    on_day(1)
    assert "To whom?" in read(one, page_of(run_id))
    say_on(one, run_id, "Bring the bread", to="ours")
    leave(one.membership("ours"), timezone.now(), takes_words_back=False)
    on_day(2)
    page = read(one, page_of(run_id))
    assert "To whom?" not in page
    assert "Sing" in page
    assert "Bring the bread" in page
    assert say_on(one, run_id, "Sweep the stairs", to="ours").status_code == 422
    promise_of("Sweep the stairs", one, run_id)


def test_once_over_it_can_be_left_or_begun_again(one: Player, on_day: MoveTo) -> None:
    run_id = begin_days(one, 7)
    promise_of("Bring the bread", one, run_id)
    on_day(7)
    assert "The 7 days are over. Read it once more" in read(one)
    assert ASKS not in read(one)
    assert "In these days" not in read(one, "/practices/")
    one.post("/open/", {"password": one.password})
    assert "One small promise a day" in read(one, "/practices/runs/")
    late = say_on(one, run_id, "Sweep the stairs")
    assert (late.status_code, "Sweep the stairs" in text_of(late)) == (422, True)
    assert one.post(f"{page_of(run_id)}end/")["Location"] == page_of(run_id)
    page = read(one, page_of(run_id))
    assert "Let it be" not in page
    assert "Begin again" in page
    assert "Bring the bread" in page
    assert "One small promise" not in read(one)
    assert "One small promise a day" in read(one, "/practices/runs/")
    assert begin_days(one, 14) != run_id
    assert row_faults() == []


def test_it_ends_by_hand_only_once_its_days_are_over(one: Player, on_day: MoveTo) -> None:
    run_id = begin_days(one, 7)
    one.post(f"{page_of(run_id)}end/")
    assert "Day 1 of 7" in read(one, page_of(run_id))
    on_day(7)
    one.post(f"{page_of(run_id)}end/")
    one.post(f"{page_of(run_id)}stop/")
    assert Run.objects.get().state == "done"


def test_to_begin_again_ends_what_has_run_out(one: Player, on_day: MoveTo) -> None:
    first = begin_days(one, 7)
    on_day(7)
    second = begin_days(one, 7)
    assert first != second
    assert list(Run.objects.order_by("id").values_list("state", flat=True)) == ["done", "open"]
    assert ASKS in read(one)
    assert row_faults() == []


def test_long_after_it_nothing_is_left_waiting(one: Player, on_day: MoveTo) -> None:
    run_id = begin_days(one, 30)
    on_day(34)
    assert "days are over" not in read(one)
    keep_house(timezone.now())
    assert Due.objects.filter(kind=Kind.PRACTICE).count() == 1
    on_day(80)
    keep_house(timezone.now())
    assert Due.objects.filter(kind=Kind.PRACTICE).count() == 0
    assert "The 30 days are over" in read(one, page_of(run_id))
    assert row_faults() == []


def test_the_check_finds_what_is_due_for_no_challenge(one: Player) -> None:
    begin_days(one, 7)
    assert row_faults() == []
    Run.objects.update(state="done")
    assert any("due, and no run that is open" in fault for fault in row_faults())
