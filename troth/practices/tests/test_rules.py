"""Who may read an answer, by which rule it goes, what is one occasion, when something comes."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.practices.rules import (
    AWAKE_FOR,
    NOW_AND_THEN,
    Reveal,
    Rhythm,
    comes_now,
    may_read,
    occasion_of,
    rule_for,
)

pytestmark = pytest.mark.on_any_database

days = st.dates(date(2020, 1, 1), date(2090, 1, 1))
asked_for = st.text("abcdefghijklmnopqrstuvwxyz-", max_size=12) | st.sampled_from(list(Reveal))
allowed = st.lists(st.sampled_from(list(Reveal)), max_size=4, unique=True).map(tuple)
ONE_DAY = timedelta(days=1)


@given(st.booleans(), st.booleans(), st.booleans())
def test_only_what_is_held_and_has_not_met_is_kept_from_the_other(
    is_mine: bool, is_held: bool, has_met: bool
) -> None:
    readable = may_read(is_mine=is_mine, is_held=is_held, has_met=has_met)
    assert readable is not (is_held and not has_met and not is_mine)


@given(allowed, asked_for, st.booleans())
def test_no_choice_goes_further_than_the_script_allows(
    rules: tuple[Reveal, ...], chosen: str, has_partner: bool
) -> None:
    rule = rule_for(rules, chosen, has_partner=has_partner)
    assert rule in rules or rule is Reveal.PRIVATE
    if has_partner and chosen in rules:
        assert rule == chosen
    elif has_partner and rules:
        assert rule is rules[0]
    else:
        assert rule is Reveal.PRIVATE


@given(days, days)
def test_an_occasion_is_a_day_or_a_week_and_never_both(one: date, other: date) -> None:
    same_day = one == other
    # From Saturday on it is the coming week.
    first, second = one + 2 * ONE_DAY, other + 2 * ONE_DAY
    same_week = first - first.weekday() * ONE_DAY == second - second.weekday() * ONE_DAY
    assert (occasion_of(Rhythm.DAILY, one) == occasion_of(Rhythm.DAILY, other)) is same_day
    assert (occasion_of(Rhythm.WEEKLY, one) == occasion_of(Rhythm.WEEKLY, other)) is same_week
    assert occasion_of(Rhythm.NONE, one) == ""


@given(days, st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]))
def test_now_and_then_is_one_occasion_in_so_many(day: date, rhythm: Rhythm) -> None:
    apart = ONE_DAY if rhythm is Rhythm.DAILY else 7 * ONE_DAY
    times = [occasion_of(rhythm, day + number * apart) for number in range(NOW_AND_THEN)]
    assert sum(comes_now(rhythm, occasion) for occasion in times) == 1


@given(st.sampled_from(list(Rhythm)))
def test_what_has_no_occasion_always_comes(rhythm: Rhythm) -> None:
    assert comes_now(rhythm, "")


def test_what_waits_is_awake_for_no_more_than_two_days() -> None:
    assert timedelta(hours=48) >= AWAKE_FOR
