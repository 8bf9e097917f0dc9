"""Writes of asks and their answers: each one transaction, each with its lines in the record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from troth.asks import queries, rules
from troth.asks.models import Answer, Ask, SetAside
from troth.asks.opening import (
    ANSWER_TABLE,
    ASK_TABLE,
    SET_ASIDE_TABLE,
    AskView,
    answer_view,
    ask_view,
    with_promise,
)
from troth.asks.promised import promised
from troth.asks.rules import AnswerKind, NotPossible, Refusal
from troth.asks.words import AnswerWords, AskWords, SetAsideWords
from troth.promises.actions import make_promise
from troth.promises.due import DueValue
from troth.promises.rules import NotPossible as CannotPromise
from troth.record.actions import expect, settle, settle_all
from troth.record.models import Kind
from troth.sealing import Unopened, revision_of, seal_words
from troth.spaces.actions import hold_space
from troth.spaces.days import day_begins_at
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.wording import with_earlier


@transaction.atomic
def ask(ours: Membership, text: str, now: datetime, token: UUID) -> UUID:
    """Ask the partner for something small; a second post changes nothing. Raises NotPossible.

    A form that comes again with other words, from the browser's memory, is another ask.
    """
    ring, today = ours.ring(), ours.today(now)
    if not hold_space(ours, now) or ours.partner is None:
        raise NotPossible(Refusal.SPACE_ENDED)
    row = Ask.objects.filter(space_id=ours.space_id, id=token).first()
    if row is not None:
        words = ask_view(ours, row).words
        if isinstance(words, AskWords) and words.text == text:
            return token
        token = new_id(today)
    if refusal := queries.hindrance(ours, now):
        raise NotPossible(refusal)
    fades_on = rules.fades_on(today)
    words = AskWords(text, today.isoformat(), fades_on.isoformat(), ours.zone.key)
    Ask.objects.create(
        space_id=ours.space_id,
        id=token,
        asker_id=ours.person_id,
        asked_on=today,
        fades_at=rules.fades_at(today, ours.zone),
        words=seal_words(ring, ours.context(ASK_TABLE, token), words),
    )
    # The day's beginning, since no clock time of what somebody did may reach the other.
    at = day_begins_at(today, ours.zone)
    expect(ours, Kind.ASK, token, at, now, person_id=ours.partner.person_id)
    return token


@transaction.atomic
def change_ask(ours: Membership, ask_id: UUID, text: str, now: datetime) -> None:
    """Say it in other words, which shows; only before it is answered. Raises NotPossible."""
    row, view, words = _own_open(ours, ask_id, now)
    if words.text == text:
        return
    earlier = with_earlier(words.earlier, words.text, ours.today(now))
    _reseal(ours, row, replace(words, text=text, earlier=earlier), view.revision + 1)


@transaction.atomic
def take_back_ask(ours: Membership, ask_id: UUID, now: datetime) -> None:
    """Take it back before it is answered; a mark without its words is left. Raises NotPossible."""
    row, view, words = _own_open(ours, ask_id, now)
    row.is_taken_back = True
    _reseal(ours, row, replace(words, text="", earlier=(), taken_back=True), view.revision + 1)
    settle(ours, Kind.ASK, ask_id, now)


@transaction.atomic
def answer_with_promise(
    ours: Membership,
    mine: Membership,
    ask_id: UUID,
    kind: AnswerKind,
    revision: int | None,
    text: str,
    cue: str,
    due: DueValue,
    now: datetime,
    token: UUID,
) -> UUID:
    """Say yes, or what one can do instead, by a promise in one's own words; the promise's id.

    `revision` is that of the ask as it was read. A second post changes nothing. Raises NotPossible.
    """
    view = _asked(ours, ask_id, now)
    if _is_answered_so(view, token, kind):
        return view.answer.promise_id if view.answer and view.answer.promise_id else token
    _refuse_unless_open(view, revision, now)
    is_smaller = kind is AnswerKind.SMALLER
    try:
        promise_id = make_promise(ours, text, cue, due, now, token, is_smaller=is_smaller)
    except CannotPromise:
        raise NotPossible(Refusal.ENOUGH_SAID) from None
    _answer(ours, mine, view, kind, "", str(promise_id), now, token)
    return promise_id


@transaction.atomic
def decline(
    ours: Membership,
    mine: Membership,
    ask_id: UUID,
    revision: int | None,
    line: str,
    now: datetime,
    token: UUID,
) -> None:
    """Say no, with a line that the asker reads. Raises NotPossible."""
    view = _asked(ours, ask_id, now)
    if _is_answered_so(view, token, AnswerKind.NO):
        return
    _refuse_unless_open(view, revision, now)
    _answer(ours, mine, view, AnswerKind.NO, line, "", now, token)


@transaction.atomic
def take_back_line(ours: Membership, ask_id: UUID, now: datetime) -> None:
    """Take back the line of one's no; the no stands. Raises NotPossible."""
    rows = Answer.objects.select_for_update().filter(space_id=ours.space_id, ask_id=ask_id)
    row = rows.filter(person_id=ours.person_id).first()
    words = None if row is None else answer_view(ours, row).words
    if row is None or not isinstance(words, AnswerWords) or words.kind != AnswerKind.NO:
        raise NotPossible(Refusal.NOT_YOURS)
    if words.taken_back:
        return
    words = replace(words, line="", taken_back=True)
    context = ours.context(ANSWER_TABLE, row.id)
    row.words = seal_words(ours.ring(), context, words, revision_of(row.words) + 1)
    row.save(update_fields=["words"])


@transaction.atomic
def set_aside(ours: Membership, mine: Membership, ask_id: UUID, now: datetime, token: UUID) -> None:
    """A quiet no: it leaves one's own Today, and nothing of it stands where the asker could see.

    Raises NotPossible.
    """
    view = _asked(ours, ask_id, now)
    view.require_open(now)
    hold_space(mine, now)
    if ask_id in queries.set_aside_ids(ours, mine):
        return
    if SetAside.objects.filter(space_id=mine.space_id, id=token).exists():
        token = new_id(mine.today(now))
    words = SetAsideWords(str(ask_id), str(ours.space_id))
    SetAside.objects.create(
        space_id=mine.space_id,
        id=token,
        person_id=mine.person_id,
        until=view.fades_at.astimezone(UTC).date(),
        words=seal_words(mine.ring(), mine.context(SET_ASIDE_TABLE, token), words),
    )


@transaction.atomic
def bring_back(ours: Membership, mine: Membership, ask_id: UUID, now: datetime) -> None:
    """Undo the setting aside."""
    _forget_set_aside(ours, mine, ask_id)


@transaction.atomic
def settle_faded(now: datetime) -> None:
    """Keyless: nobody is expected to answer what faded, nor to read an answer of a while ago.

    What was set aside is forgotten.
    """
    for space_id, ask_ids in queries.passed_and_due(now).items():
        settle_all(space_id, Kind.ASK, ask_ids, now)
    SetAside.objects.filter(until__lt=now.astimezone(UTC).date()).delete()


@transaction.atomic
def take_back_asks(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty all that somebody asked and answered in a space, keyless; for good."""
    asked = Ask.objects.filter(space_id=space_id, asker_id=person_id)
    settle_all(space_id, Kind.ASK, list(asked.values_list("id", flat=True)), now)
    asked.update(words=b"")
    Answer.objects.filter(space_id=space_id, person_id=person_id).update(words=b"")


@transaction.atomic
def erase_asks(space_id: UUID, now: datetime) -> None:
    """All asks of one space, their answers first, and what was set aside there."""
    for model in (Answer, Ask, SetAside):
        model.objects.filter(space_id=space_id).delete()


def _locked_row(ours: Membership, ask_id: UUID) -> tuple[Ask, AskView]:
    """One writer at a time for an ask: of two answers sent at once the first counts."""
    row = Ask.objects.select_for_update().get(space_id=ours.space_id, id=ask_id)
    answer = Answer.objects.filter(space_id=ours.space_id, ask_id=ask_id).first()
    view = ask_view(ours, row, answer_view(ours, answer) if answer else None)
    promise_id = view.answer.promise_id if view.answer else None
    promises = promised(ours, [promise_id]) if promise_id else {}
    return row, with_promise(view, promises) or view


def _own_open(ours: Membership, ask_id: UUID, now: datetime) -> tuple[Ask, AskView, AskWords]:
    """One's own ask, while its words may be changed. Raises NotPossible."""
    row, view = _locked_row(ours, ask_id)
    if not view.is_mine:
        raise NotPossible(Refusal.NOT_YOURS)
    view.require_open(now)
    if isinstance(view.words, Unopened):
        raise NotPossible(Refusal.NOT_YOURS)
    return row, view, view.words


def _reseal(ours: Membership, row: Ask, words: AskWords, revision: int) -> None:
    row.words = seal_words(ours.ring(), ours.context(ASK_TABLE, row.id), words, revision)
    row.save(update_fields=["words", "is_taken_back"])


def _asked(ours: Membership, ask_id: UUID, now: datetime) -> AskView:
    """An ask to the person, held until the transaction ends. Raises NotPossible for their own."""
    # The space before its rows, as in leaving: two who wait for each other would stop.
    if not hold_space(ours, now):
        raise NotPossible(Refusal.SPACE_ENDED)
    _row, view = _locked_row(ours, ask_id)
    if view.is_mine:
        raise NotPossible(Refusal.NOT_YOURS)
    return view


def _is_answered_so(view: AskView, token: UUID, kind: AnswerKind) -> bool:
    """Whether this very form has been sent before."""
    answer = view.answer
    return (
        answer is not None
        and answer.id == token
        and isinstance(answer.words, AnswerWords)
        and answer.words.kind == kind
    )


def _refuse_unless_open(view: AskView, revision: int | None, now: datetime) -> None:
    view.require_open(now)
    if isinstance(view.words, Unopened):
        raise NotPossible(Refusal.NOT_YOURS)
    if view.revision != revision:
        raise NotPossible(Refusal.WORDS_CHANGED)


def _answer(
    ours: Membership,
    mine: Membership,
    view: AskView,
    kind: AnswerKind,
    line: str,
    promise: str,
    now: datetime,
    token: UUID,
) -> None:
    today = ours.today(now)
    # What was never an answer, such as one that the asker signed, gives way to one.
    Answer.objects.filter(space_id=ours.space_id, ask_id=view.id).delete()
    if Answer.objects.filter(space_id=ours.space_id, id=token).exists():
        token = new_id(today)
    words = AnswerWords(str(view.id), view.revision, kind.value, line, promise, today.isoformat())
    Answer.objects.create(
        space_id=ours.space_id,
        id=token,
        ask_id=view.id,
        person_id=ours.person_id,
        answered_on=today,
        words=seal_words(ours.ring(), ours.context(ANSWER_TABLE, token), words),
    )
    settle(ours, Kind.ASK, view.id, now)
    # From now on it is for the asker to read; whatever the answer is, since its kind is sealed.
    at = day_begins_at(today, ours.zone)
    expect(ours, Kind.ASK, view.id, at, now, person_id=view.asker_id)
    _forget_set_aside(ours, mine, view.id)


def _forget_set_aside(ours: Membership, mine: Membership, ask_id: UUID) -> None:
    rows = [row_id for row_id, found in queries.set_aside_rows(ours, mine) if found == ask_id]
    SetAside.objects.filter(space_id=mine.space_id, id__in=rows).delete()
