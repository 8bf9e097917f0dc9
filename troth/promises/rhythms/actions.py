"""Writes of rhythms: begun, stopped, changed from now on, gone on with, and moved with."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from troth.promises.endings.actions import unused_id
from troth.promises.extending.actions import add_promises, expect_promises
from troth.promises.models import Ending, Promise, Rhythm
from troth.promises.rhythms import queries
from troth.promises.rhythms.opening import RhythmView, rhythm_view
from troth.promises.rhythms.rows import promises_of
from troth.promises.rhythms.rules import (
    NoRhythm,
    Problem,
    Timetable,
    extends_on,
    looked_ahead,
    to_be_made,
)
from troth.promises.rhythms.sealed import RHYTHM_TABLE
from troth.promises.rhythms.words import RhythmWords
from troth.promises.rules import State
from troth.record.actions import expect, note_event, settle, settle_all
from troth.record.models import Kind
from troth.sealing import revision_of, seal_words
from troth.spaces.actions import hold_space
from troth.spaces.days import day_begins_at, local_day
from troth.spaces.membership import Membership

ONE_DAY = timedelta(days=1)


@transaction.atomic
def begin_rhythm(
    membership: Membership,
    text: str,
    cue: str,
    timetable: Timetable,
    now: datetime,
    token: UUID,
    *,
    kind: str = "",
    follows_id: UUID | None = None,
) -> UUID:
    """Begin one under the id that its form carried; a second post changes nothing.

    Raises NoRhythm in a space that has ended, and where very many go on already.
    """
    goes_on = hold_space(membership, now)
    today = local_day(now, ZoneInfo(timetable.zone))
    words = _words(text, cue, kind, timetable, today, follows_id)
    if queries.is_begun(membership, token, words):
        return token
    if not goes_on:
        raise NoRhythm(Problem.SPACE_ENDED)
    if queries.count_that_go_on(membership, today) >= queries.MOST_AT_ONCE:
        raise NoRhythm(Problem.TOO_MANY)
    token = unused_id(membership, token, now)
    row = _add(membership, token, timetable, words, today, follows_id)
    days = to_be_made(timetable, timetable.recurrence.starts_on - ONE_DAY, today)
    add_promises(promises_of(row, timetable, days), now)
    _ask_again(membership, token, timetable, now)
    note_event(membership, Kind.RHYTHM, token, token, membership.today(now), now)
    return token


def _add(
    membership: Membership,
    rhythm_id: UUID,
    timetable: Timetable,
    words: RhythmWords,
    made_on: date,
    follows_id: UUID | None,
) -> Rhythm:
    made_until = looked_ahead(timetable, made_on)
    return Rhythm.objects.create(
        space_id=membership.space_id,
        id=rhythm_id,
        maker_id=membership.person_id,
        made_on=made_on,
        recurrence=words.recurrence,
        at=timetable.at,
        zone=timetable.zone,
        until=timetable.until,
        follows_id=follows_id,
        made_until=made_until,
        extends_on=extends_on(timetable, made_until),
        words=seal_words(membership.ring(), membership.context(RHYTHM_TABLE, rhythm_id), words),
    )


def _words(
    text: str, cue: str, kind: str, timetable: Timetable, made_on: date, follows_id: UUID | None
) -> RhythmWords:
    return RhythmWords(
        text=text,
        cue=cue,
        kind=kind,
        recurrence=timetable.recurrence.as_text(),
        at=timetable.at.isoformat("minutes") if timetable.at else "",
        until=timetable.until.isoformat(),
        zones=timetable.zones_as_text(),
        made_on=made_on.isoformat(),
        follows=str(follows_id) if follows_id else "",
    )


@transaction.atomic
def stop_rhythm(membership: Membership, rhythm_id: UUID, now: datetime) -> None:
    """Let it rest: what is still to come of it goes, without a trace; what was stays.

    Raises Rhythm.DoesNotExist, and NoRhythm where it rests already.
    """
    row, view, timetable = _held(membership, rhythm_id, now)
    _let_rest(membership, row, view, timetable, now)


@transaction.atomic
def rest_rhythm(membership: Membership, rhythm_id: UUID, now: datetime) -> None:
    """It comes to its end as it was meant to, and nobody is asked any more.

    Raises Rhythm.DoesNotExist and NoRhythm.
    """
    _held(membership, rhythm_id, now)
    settle(membership, Kind.RHYTHM, rhythm_id, now)


@transaction.atomic
def change_rhythm(
    membership: Membership,
    rhythm_id: UUID,
    text: str,
    cue: str,
    timetable: Timetable,
    now: datetime,
    token: UUID,
    *,
    kind: str = "",
) -> UUID:
    """Another one in its place, from the day on which that begins; until then it goes on.

    What was said of its days before stays as it was. Raises Rhythm.DoesNotExist and NoRhythm.
    """
    row, view, before = _held(membership, rhythm_id, now)
    if row.stopped_on is not None:
        if queries.is_followed_by(membership, rhythm_id, token):
            return token
        raise NoRhythm(Problem.ALREADY_STOPPED)
    _let_rest(membership, row, view, before, now, timetable.recurrence.starts_on)
    return begin_rhythm(
        membership, text, cue, timetable, now, token, kind=kind, follows_id=rhythm_id
    )


@transaction.atomic
def renew_rhythm(
    membership: Membership, rhythm_id: UUID, seen: date | None, until: date, now: datetime
) -> None:
    """Go on until that day; `seen` is the end that was known when this was asked for.

    Raises Rhythm.DoesNotExist, and NoRhythm where it rests or goes on longer already.
    """
    row, view, timetable = _held(membership, rhythm_id, now)
    if seen is not None and timetable.until > seen:
        raise NoRhythm(Problem.STILL_GOING)
    today = local_day(now, ZoneInfo(timetable.zone))
    longer = timetable.renewed(today, until)
    # The days between its end and now were nobody's promise.
    days = to_be_made(longer, max(row.made_until, today - ONE_DAY), today)
    row.made_until = looked_ahead(longer, today)
    _go_on_as(membership, row, view, longer)
    add_promises(promises_of(row, longer, days), now)
    settle(membership, Kind.RHYTHM, rhythm_id, now)
    _ask_again(membership, rhythm_id, longer, now)


@transaction.atomic
def move_rhythms(membership: Membership, now: datetime) -> None:
    """The person lives in another zone: from tomorrow on their rhythms go by the clock there."""
    zone = str(membership.zone)
    for seen in queries.all_that_go_on(membership, now):
        if seen.timetable is None or seen.timetable.zone == zone:
            continue
        row, view, timetable = _held(membership, seen.id, now)
        since = membership.today(now) + ONE_DAY
        moved = timetable.moved_to(zone, since)
        _go_on_as(membership, row, view, moved)
        _move_what_is_to_come(row, moved, now)
        settle(membership, Kind.RHYTHM, row.id, now)
        _ask_again(membership, row.id, moved, now)


def _held(
    membership: Membership, rhythm_id: UUID, now: datetime
) -> tuple[Rhythm, RhythmView, Timetable]:
    """One's own rhythm, with what was signed of it. Raises Rhythm.DoesNotExist and NoRhythm."""
    goes_on = hold_space(membership, now)
    row = queries.held_row(membership, rhythm_id)
    view = rhythm_view(membership, row)
    if not goes_on:
        raise NoRhythm(Problem.SPACE_ENDED)
    if view.timetable is None:
        raise Rhythm.DoesNotExist
    return row, view, view.timetable


def _let_rest(
    membership: Membership,
    row: Rhythm,
    view: RhythmView,
    timetable: Timetable,
    now: datetime,
    since: date = date.min,
) -> None:
    rests_from = max(_first_day_not_due(timetable, now), since)
    _go_on_as(membership, row, view, timetable.stopped(rests_from))
    _drop_what_is_to_come(row, rests_from, now)
    settle(membership, Kind.RHYTHM, row.id, now)


def _first_day_not_due(timetable: Timetable, now: datetime) -> date:
    """Today, unless its promise of today is due already: that one stays, for a word of it."""
    today = local_day(now, ZoneInfo(timetable.zone))
    is_due = timetable.recurrence.falls_on(today) and timetable.due_on(today).instant() <= now
    return today + ONE_DAY if is_due else today


def _go_on_as(membership: Membership, row: Rhythm, view: RhythmView, timetable: Timetable) -> None:
    """Sign the rhythm with another timetable, and keep the clear columns in step."""
    words = view.words
    if not isinstance(words, RhythmWords):
        raise Rhythm.DoesNotExist
    stopped_on = timetable.stopped_on
    changed = replace(
        words,
        until=timetable.until.isoformat(),
        zones=timetable.zones_as_text(),
        stopped_on=stopped_on.isoformat() if stopped_on else "",
    )
    context = membership.context(RHYTHM_TABLE, row.id)
    row.words = seal_words(membership.ring(), context, changed, revision_of(bytes(row.words)) + 1)
    row.until, row.zone, row.stopped_on = timetable.until, timetable.zone, stopped_on
    row.extends_on = extends_on(timetable, row.made_until)
    # Whoever has claimed it, to make more of its promises, has read what no longer holds.
    row.claimed_by, row.claimed_at = None, None
    row.save()


def _drop_what_is_to_come(row: Rhythm, first: date, now: datetime) -> None:
    """Its open promises from that day on; one opened again goes with what was said of it."""
    rows = Promise.objects.filter(
        space_id=row.space_id, rhythm_id=row.id, due_on__gte=first, state=State.OPEN.value
    )
    ids = list(rows.values_list("id", flat=True))
    settle_all(row.space_id, Kind.PROMISE, ids, now)
    Ending.objects.filter(space_id=row.space_id, promise_id__in=ids).delete()
    rows.delete()


def _move_what_is_to_come(row: Rhythm, timetable: Timetable, now: datetime) -> None:
    """Its open promises from the day of the move on are due by the clock of the new zone."""
    since = timetable.zones[-1][0]
    rows = list(
        Promise.objects.filter(
            space_id=row.space_id, rhythm_id=row.id, due_on__gte=since,
            state=State.OPEN.value, words=b"",
        )
    )  # fmt: skip
    for promise in rows:
        due = timetable.due_on(promise.due_on)
        promise.due_zone, promise.due_at = due.zone, due.instant()
    Promise.objects.bulk_update(rows, ["due_zone", "due_at"], batch_size=100)
    settle_all(row.space_id, Kind.PROMISE, [promise.id for promise in rows], now)
    expect_promises(rows, now)


def _ask_again(
    membership: Membership, rhythm_id: UUID, timetable: Timetable, now: datetime
) -> None:
    """On its last day the maker is asked: go on with it, or let it rest?

    Not of one that another takes the place of.
    """
    if timetable.stopped_on is not None:
        return
    asked_at = day_begins_at(timetable.until, ZoneInfo(timetable.zone))
    expect(membership, Kind.RHYTHM, rhythm_id, asked_at, now)
