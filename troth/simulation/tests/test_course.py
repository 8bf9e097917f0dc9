"""How the two go about what they promise shows in what is planned, and in nothing else."""

from __future__ import annotations

from collections import Counter
from datetime import date
from random import Random
from zoneinfo import ZoneInfo

import pytest

from troth.simulation.course import COURSES, FELL_AGO, STRESS, Course, Way
from troth.simulation.demo import SEED
from troth.simulation.plan import DAYS, Fate, Planned
from troth.simulation.plan_asks import planned_asks
from troth.simulation.plan_promises import planned_promises
from troth.simulation.steady import planned_rhythms

TODAY = date(2026, 11, 25)
ZONE = ZoneInfo("Europe/Berlin")
TEN_YEARS = 3652
STEADY = Course()
KEPT = {Fate.KEPT, Fate.KEPT_LATE, Fate.FILLED_IN, Fate.AFTER_ALL}
MISSED = {Fate.OWNED, Fate.NOT_AFTER_ALL}


def ended(planned: list[Planned], maker: int, days: range) -> list[bool]:
    """Whether each was kept of those due on these days before today that came to their time."""
    found = []
    for each in planned:
        if each.maker == maker and (TODAY - each.due.last_day()).days in days:
            if each.fate in KEPT | MISSED:
                found.append(each.fate in KEPT)
            elif each.fate in (Fate.MOVED, Fate.SHARED):
                found.append(each.is_kept_then)
    return found


def test_steady_one_keeps_as_much_on_each_day() -> None:
    assert {STEADY.kept_on(ago) for ago in range(DAYS)} == {0.9}


def test_fall_is_from_one_day_to_the_next() -> None:
    second = COURSES[1]
    assert second.kept_on(FELL_AGO + 1) == second.kept_on(DAYS) == 0.9
    assert second.kept_on(FELL_AGO) == second.kept_on(0) == 0.65


def test_drift_goes_down_day_by_day() -> None:
    drifting = Course(levels=((100, 0.9), (0, 0.5)))
    assert drifting.kept_on(200) == 0.9
    assert drifting.kept_on(50) == pytest.approx(0.7)
    assert drifting.kept_on(0) == 0.5


def test_stress_hits_both_on_the_same_days() -> None:
    for course in COURSES:
        assert {course.kept_on(ago) for ago in STRESS} == {0.45}
        assert course.kept_on(STRESS.start - 1) == course.kept_on(STRESS.stop) == 0.9


def test_ways_come_in_their_shares() -> None:
    draw, times = Random(1), 20_000
    ways = Counter(STEADY.way(0, draw) for _ in range(times))
    assert ways[Way.EARLY] / times == pytest.approx(0.2, abs=0.01)
    assert ways[Way.UNRECORDED] / times == pytest.approx(0.8 * 0.08, abs=0.01)
    kept = ways[Way.KEPT] + ways[Way.LATE]
    assert kept / (kept + ways[Way.MISSED]) == pytest.approx(0.9, abs=0.01)
    assert ways[Way.LATE] / kept == pytest.approx(0.12, abs=0.01)


def test_lapse_leaves_what_was_kept_as_it_is() -> None:
    draw, lapsing = Random(2), Course(lapses=(range(7),))
    ways = Counter(lapsing.way(3, draw) for _ in range(20_000))
    assert ways[Way.UNRECORDED] > ways[Way.KEPT]
    kept = ways[Way.KEPT] + ways[Way.LATE]
    assert kept / (kept + ways[Way.MISSED]) == pytest.approx(0.9, abs=0.02)


def test_truth_shows_in_ten_years() -> None:
    planned = planned_promises(TODAY, ZONE, 1, TEN_YEARS, (STEADY, Course(levels=((0, 0.7),))))
    for maker, truth in ((0, 0.9), (1, 0.7)):
        kept = ended(planned, maker, range(10, TEN_YEARS))
        assert len(kept) > 1500
        assert sum(kept) / len(kept) == pytest.approx(truth, abs=0.025)


def test_truth_shows_in_the_demo() -> None:
    planned = planned_promises(TODAY, ZONE, SEED)
    before, since = range(FELL_AGO + 1, DAYS), range(10, FELL_AGO + 1)
    for maker, days, truth in (
        (0, before, 0.9),
        (0, since, 0.9),
        (1, before, 0.9),
        (1, since, 0.65),
    ):
        kept = ended(planned, maker, days)
        assert len(kept) > 20
        assert sum(kept) / len(kept) == pytest.approx(truth, abs=0.08)


def test_truth_shows_in_what_was_asked_and_in_rhythms() -> None:
    never, always = Course(levels=((0, 0.0),)), Course(levels=((0, 1.0),))
    asks = planned_asks(TODAY, ZONE, 1, courses=(never, always))
    assert {each.is_kept for each in asks if each.asker == 1 and each.due_on < TODAY} == {
        False,
        True,
    }
    assert {each.is_kept for each in asks if each.asker == 0} == {True}
    for steady in planned_rhythms(1, courses=(never, always)):
        assert len(steady.owned) == (0 if steady.maker else steady.ago)
