"""Writes of challenges: beginning one, a day's promise, not today, the end, stopping."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from troth.practices import queries
from troth.practices.actions import add_run, finish_run, let_go_of_run
from troth.practices.challenges.queries import (
    Challenge,
    has_run_out,
    is_running,
    is_still_open,
    long_over,
)
from troth.practices.challenges.rules import ONE_DAY, step_id
from troth.practices.giving.actions import Said, hand_in
from troth.practices.rules import NotPossible, Refusal, State
from troth.practices.scripts import Practice
from troth.practices.step import Given
from troth.practices.words import RunWords
from troth.record.actions import expect, settle, settle_all
from troth.record.models import Kind as RecordKind
from troth.spaces.actions import hold_space
from troth.spaces.days import day_begins_at
from troth.spaces.membership import Membership


@transaction.atomic
def begin_challenge(
    mine: Membership, practice: Practice, days: int, now: datetime, token: UUID
) -> UUID:
    """Begin it today, or go on with the one that runs, on whatever device; its id.

    One at a time, so that one promise a day stays one; what has run out is done by this.
    """
    hold_space(mine, now)
    today = mine.today(now)
    for view in queries.open_runs(mine):
        if is_running(view, today):
            return view.id
        scene = queries.scene_of_view(mine, None, view, now) if has_run_out(view, today) else None
        if scene is not None:
            finish_run(scene, now)
            settle(mine, RecordKind.PRACTICE, view.id, now)
    if queries.run_by_id(mine, token) is not None:
        return token
    words = RunWords(
        practice=practice.id,
        occasion="",
        space="",
        begun_on=today.isoformat(),
        state=State.OPEN.value,
        days=days,
    )
    add_run(mine, words, (practice.id, str(token), ""), now, token)
    _ask_from(mine, token, today, now)
    return token


@transaction.atomic
def say_todays(challenge: Challenge, facts: Mapping[str, Any], now: datetime, token: UUID) -> Given:
    """The day's one small promise; where one was said before, that one stays, and is given.

    Raises NotPossible.
    """
    scene, day = challenge.scene, challenge.today
    if day is None:
        raise NotPossible(Refusal.ENDED)
    step = replace(scene.practice.steps[0], id=step_id(day))
    given = hand_in(scene, step, Said(facts), now, token)
    # Looked at once the space is held: it may have been stopped on another device meanwhile.
    if given is None or not is_still_open(scene.mine, challenge.id):
        raise NotPossible(Refusal.ENDED)
    _ask_from(scene.mine, challenge.id, day + ONE_DAY, now)
    return given


@transaction.atomic
def leave_out_today(challenge: Challenge, now: datetime) -> None:
    """Today asks no more on this day; nothing else is kept of it."""
    mine = challenge.scene.mine
    hold_space(mine, now)
    if challenge.today is not None and is_still_open(mine, challenge.id):
        _ask_from(mine, challenge.id, challenge.today + ONE_DAY, now)


@transaction.atomic
def finish_challenge(challenge: Challenge, now: datetime) -> None:
    """Its days are over, and it is done; what was said in it can be read on."""
    mine, ours = challenge.scene.mine, challenge.scene.ours
    if ours is not None:
        # The shared one first, as everywhere.
        hold_space(ours, now)
    hold_space(mine, now)
    if is_still_open(mine, challenge.id):
        finish_run(challenge.scene, now)
        settle(mine, RecordKind.PRACTICE, challenge.id, now)


@transaction.atomic
def stop_challenge(challenge: Challenge, now: datetime) -> None:
    """Let it go, before its days are over; the promises stay. A second time changes nothing."""
    mine = challenge.scene.mine
    hold_space(mine, now)
    if is_still_open(mine, challenge.id):
        let_go_of_run(challenge.scene, now)
        settle(mine, RecordKind.PRACTICE, challenge.id, now)


@transaction.atomic
def forget_long_over(now: datetime) -> None:
    """Keyless: Today has nothing more to do with what was over long ago."""
    for space_id, run_ids in long_over(now).items():
        settle_all(space_id, RecordKind.PRACTICE, run_ids, now)


def _ask_from(mine: Membership, run_id: UUID, day: date, now: datetime) -> None:
    """The one row by which Today knows of it without opening anything."""
    settle(mine, RecordKind.PRACTICE, run_id, now)
    expect(mine, RecordKind.PRACTICE, run_id, day_begins_at(day, mine.zone), now)
