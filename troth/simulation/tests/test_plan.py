"""What the demo couple say: varied, small, in the project's voice, and the same each time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import astuple
from datetime import date, datetime, timedelta
from itertools import chain, pairwise
from zoneinfo import ZoneInfo

import pytest

from troth.asks.hard_words import seems_hard
from troth.content.questions import ON_FROM_THE_START, decks
from troth.promises.big_words import seems_big
from troth.promises.due import DueKind
from troth.promises.landings.rules import LandingKind
from troth.simulation import lines, lines_asked, lines_between, lines_practices, lines_tonight
from troth.simulation.plan import DAYS, Fate
from troth.simulation.plan_asks import AskFate, planned_asks
from troth.simulation.plan_practices import (
    planned_evenings,
    planned_lines,
    planned_weeks,
)
from troth.simulation.plan_promises import ALONE, BETWEEN, planned_promises

TODAY = date(2026, 11, 25)
ZONE = ZoneInfo("Europe/Berlin")
TEN_YEARS = 3652
PROMISED = [*lines.PROMISES, *lines_between.PROMISES]
LATEST = [*chain(*lines.LATEST, *lines_between.LATEST)]
SAID = [
    *(text for text, _ in (*PROMISED, *LATEST)),
    *(text for _, text in lines_between.REWORDED),
    *(text for each in lines_asked.ASKS for text in (each.yes, each.smaller)),
]
ASKED = [
    text for each in (*lines_asked.ASKS, *chain(*lines_asked.LATEST)) for text in astuple(each)
]
WEEKS = [
    text for each in (*lines_practices.WEEKS, *lines_practices.THIS_WEEK) for text in astuple(each)
]
WRITTEN = [
    *(*lines_practices.GLAD_OF, *lines_practices.INTENTIONS, lines_practices.SAW, *WEEKS),
    *chain(*lines_practices.WHAT_HELPS, *lines_tonight.ANSWERS.values()),
]


def test_a_seed_always_tells_the_same() -> None:
    for tell in (
        planned_promises,
        planned_asks,
        planned_lines,
        planned_weeks,
        planned_evenings,
    ):
        assert tell(TODAY, ZONE, 3) == tell(TODAY, ZONE, 3)
        assert tell(TODAY, ZONE, 3) != tell(TODAY, ZONE, 4)


@pytest.mark.parametrize("seed", range(12))
def test_every_fate_is_met_whatever_the_seed(seed: int) -> None:
    planned = planned_promises(TODAY, ZONE, seed)
    for is_shared, fates in ((False, ALONE), (True, BETWEEN)):
        met = {each.fate for each in planned if each.is_shared is is_shared}
        assert met == {*chain(*fates.values()), Fate.OPEN}
    asks = planned_asks(TODAY, ZONE, seed)
    for asker in (0, 1):
        assert {each.fate for each in asks if each.asker == asker} == set(AskFate)


@pytest.mark.parametrize("seed", range(12))
def test_each_way_to_land_is_met_whatever_the_seed(seed: int) -> None:
    between = [each for each in planned_promises(TODAY, ZONE, seed) if each.is_shared]
    landed = [each.landed for each in between if each.landed]
    assert {each.kind for each in landed} == set(LandingKind)
    assert {each.is_taken_back for each in landed} == {True, False}
    assert all(each.line for each in landed if each.kind is LandingKind.WORDS)
    assert {bool(each.note) for each in between if each.fate is Fate.WITHDRAWN} == {True, False}
    assert {any(each.more) for each in between if each.fate is Fate.OWNED} == {True, False}
    assert any(each.said_first for each in between)
    assert any(each.is_taken_back for each in between)


@pytest.mark.parametrize("seed", range(12))
def test_most_is_said_to_each_other_by_both(seed: int) -> None:
    planned = planned_promises(TODAY, ZONE, seed)
    for maker in (0, 1):
        own = [each for each in planned if each.maker == maker]
        shared = sum(each.is_shared for each in own)
        assert len(own) > 90
        assert 0.6 < shared / len(own) < 0.9


def said_by(seed: int, days: int) -> Iterator[tuple[str, datetime]]:
    for promise in planned_promises(TODAY, ZONE, seed, days):
        yield promise.text, promise.made_at
        yield promise.said_first, promise.made_at
        yield from ((text, promise.due.instant()) for text in (promise.note, *promise.more))
        if promise.landed:
            yield promise.landed.line, promise.due.instant()
    for ask in planned_asks(TODAY, ZONE, seed, days):
        yield ask.lines.text, ask.asked_at
    for line in planned_lines(TODAY, ZONE, seed, days):
        yield line.text, line.at
        yield line.back, line.at
    for week in planned_weeks(TODAY, ZONE, seed, days):
        yield week.lines.plan, week.at


@pytest.mark.parametrize(
    ("seed", "days"), [*((seed, DAYS) for seed in range(12)), (0, TEN_YEARS), (1, TEN_YEARS)]
)
def test_nothing_is_said_twice_in_a_week(seed: int, days: int) -> None:
    said: dict[str, list[datetime]] = defaultdict(list)
    for text, at in said_by(seed, days):
        said[text].append(at)
    del said[""]
    for text, times in said.items():
        for earlier, later in pairwise(sorted(times)):
            assert later - earlier > timedelta(days=7), text


@pytest.mark.parametrize("day", range(23, 30))
def test_nothing_is_said_before_it_is_meant_or_after_today(day: int) -> None:
    today = date(2026, 11, day)
    for planned in planned_promises(today, ZONE, 7):
        is_week_already_over = planned.due.kind is DueKind.WEEK and planned.fate is Fate.OPEN
        assert planned.made_at.date() < today
        assert planned.made_at < planned.due.instant() or is_week_already_over
    for ask in planned_asks(today, ZONE, 7):
        assert ask.asked_at.date() < today < ask.due_on or ask.has_ended
    times = [each.at for each in planned_lines(today, ZONE, 7)]
    times += [each.at for each in planned_weeks(today, ZONE, 7)]
    times += [each.at for each in planned_evenings(today, ZONE, 7)]
    assert max(times).date() < today


def test_promises_are_many_and_different() -> None:
    assert len(set(SAID)) == len(SAID) >= 160
    assert len({text for text in ASKED if text}) == len([text for text in ASKED if text])


def test_what_is_written_in_practices_is_different_each_time() -> None:
    assert len(set(WRITTEN)) == len(WRITTEN) >= 120


def test_both_have_an_answer_to_each_question_that_is_on_from_the_start() -> None:
    on = [deck for deck in decks().values() if deck.depth <= ON_FROM_THE_START]
    assert lines_tonight.ANSWERS.keys() == {each.id for deck in on for each in deck.questions}


def test_no_promise_sounds_too_big() -> None:
    assert [text for text in SAID if seems_big(text)] == []


def test_no_ask_sounds_like_an_order() -> None:
    asks = [text for each in lines_asked.ASKS for text in (each.text, each.anew)]
    asks += [each.text for each in chain(*lines_asked.LATEST)]
    assert [text for text in asks if seems_hard(text)] == []


def test_words_keep_to_the_voice() -> None:
    landed = chain(*lines_between.LANDED.values(), *lines_between.LANDED_OWNED.values())
    for line in (
        *SAID,
        *ASKED,
        *WRITTEN,
        *chain(*lines_practices.WORDS_BACK.values()),
        *(cue for _, cue in PROMISED),
        *(text for text, _ in lines_between.REWORDED),
        *lines.OWNED,
        *lines.WITHDRAWN,
        *lines.CORRECTED,
        *chain(*lines_between.OWNED_WITH_MORE),
        *landed,
    ):
        assert "!" not in line
        assert "'" not in line
        assert len(line) <= 200
