"""Writes of what is handed over: each takes the shared space first, so that two can't cross."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from troth.practices.models import SharedAnswer
from troth.practices.opening import SHARED_TABLE, SharedView, shared_view
from troth.practices.rules import AWAKE_FOR, NotPossible, Refusal, Reveal
from troth.practices.sharing import queries
from troth.practices.sharing.queries import REPLY, TALKED, TOLD_AS
from troth.practices.words import SharedWords
from troth.record.actions import expect, forget_event, note_event, settle, settle_all
from troth.record.models import Kind
from troth.record.queries import known_long
from troth.sealing import Unopened, seal_words
from troth.spaces.actions import hold_space
from troth.spaces.days import day_begins_at
from troth.spaces.ids import id_for, new_id
from troth.spaces.membership import Membership
from troth.spaces.wording import with_earlier


@dataclass(frozen=True, slots=True, repr=False)
class Handed:
    """What is handed over: of which step of what, the words, and by which rule."""

    practice: str
    occasion: str
    step: str
    prompt: str
    text: str
    reveal: Reveal
    kind: Kind
    value: tuple[str, ...] = ()
    to: str = ""
    is_closed: bool = False


@transaction.atomic
def hand_over(ours: Membership, handed: Handed, now: datetime, token: UUID) -> UUID:
    """Let the partner have it by its rule; the copy's id. Raises NotPossible.

    It meets the other's answer of that step, if either waits for both. Said twice, on two devices,
    it is one answer in the later words.
    """
    _hold(ours, now)
    topics = queries.step_topics(ours, handed.practice, handed.occasion, handed.step)
    is_held = handed.reveal is Reveal.TOGETHER
    again = queries.own_unmet(ours, topics) if is_held else None
    if again is not None:
        _reword_unseen(ours, again, handed.text, handed.value)
        return again.id
    before = SharedAnswer.objects.filter(space_id=ours.space_id, id=token).first()
    if before is not None and before.person_id == ours.person_id and before.topic in topics:
        return token
    if before is not None:
        # Of another form: no words are lost for that.
        token = new_id(ours.today(now))
    theirs = queries.theirs_to_meet(ours, topics, is_held=is_held)
    made = _add(ours, handed, topics[0], now, token, theirs)
    if theirs is not None:
        _meet(ours, made, theirs, handed.kind, now)
        return made.id
    _tell(ours, made, handed.kind, now)
    if not is_held:
        # What nobody can read yet hasn't happened between the two.
        _note(ours, made, handed.kind, now)
    return made.id


@transaction.atomic
def reply(
    ours: Membership, to: SharedView, text: str, kind: Kind, now: datetime, token: UUID
) -> UUID:
    """A word back to what the partner handed over, one each. Raises NotPossible."""
    _hold(ours, now)
    if to.is_mine or to.is_taken_back or not to.may_be_read or isinstance(to.words, Unopened):
        raise NotPossible(Refusal.TAKEN_BACK)
    if to.words.to:
        # A word back has none back, or it would go on for ever.
        raise NotPossible(Refusal.ENDED)
    before = queries.replies_to(ours, [to.id]).get(to.id)
    if before is not None:
        return before.id
    handed = Handed(REPLY, str(to.id), REPLY, "", text, Reveal.AT_ONCE, kind, to=str(to.id))
    return hand_over(ours, handed, now, token)


@transaction.atomic
def note_talk(ours: Membership, kind: Kind, now: datetime, token: UUID) -> None:
    """That the two took time for each other: nothing else of it is kept, not even at what.

    A second time changes nothing. Raises NotPossible.
    """
    _hold(ours, now)
    if SharedAnswer.objects.filter(space_id=ours.space_id, id=token).exists():
        return
    handed = Handed(TALKED, "", str(token), "", "", Reveal.AT_ONCE, kind)
    topic = queries.step_topics(ours, TALKED, "", str(token))[0]
    _note(ours, _add(ours, handed, topic, now, token, None), kind, now)


@transaction.atomic
def reword(
    ours: Membership, shared_id: UUID, text: str, revision: int | None, now: datetime
) -> None:
    """Say it in other words: a visible change, unless nobody could have read it yet.

    Raises NotPossible, DoesNotExist.
    """
    _hold(ours, now)
    row, view = _own(ours, shared_id)
    words = view.words
    if isinstance(words, Unopened) or words.taken_back:
        raise NotPossible(Refusal.TAKEN_BACK)
    if view.revision != revision:
        raise NotPossible(Refusal.WORDS_CHANGED)
    if words.text == text:
        return
    if view.is_held and view.meets_id is None:
        _reword_unseen(ours, row, text, words.value)
        return
    earlier = with_earlier(words.earlier, words.text, ours.today(now))
    _reseal(ours, row, replace(words, text=text, earlier=earlier), view.revision)


@transaction.atomic
def take_back(ours: Membership, shared_id: UUID, now: datetime) -> bool:
    """Take one's words back: without a trace where nobody could have read them, else with a mark.

    Whether a mark was left. Raises DoesNotExist. In a space that has ended too.
    """
    hold_space(ours, now)
    row, view = _own(ours, shared_id)
    if view.is_taken_back:
        return True
    _settle(ours, row, now)
    if view.is_held and view.meets_id is None:
        row.delete()
        return False
    words = view.words
    if isinstance(words, Unopened):
        row.delete()
        return False
    gone = replace(words, text="", value=(), earlier=(), taken_back=True)
    _reseal(ours, row, gone, view.revision)
    forget_event(ours, _event_id(row), now)
    return True


@transaction.atomic
def let_sleep(now: datetime) -> None:
    """Keyless: nobody is told any longer of what has waited for them, or was there to read."""
    for kind in TOLD_AS:
        told = known_long(SharedAnswer.objects.all(), kind, now - AWAKE_FOR)
        for space_id, ids in told.items():
            settle_all(space_id, kind, ids, now)


@transaction.atomic
def take_back_shared(space_id: UUID, person_id: UUID, now: datetime) -> None:
    """Empty all that somebody handed over in a space, keyless; for good."""
    SharedAnswer.objects.filter(space_id=space_id, person_id=person_id).update(words=b"")


@transaction.atomic
def erase_shared(space_id: UUID, now: datetime) -> None:
    SharedAnswer.objects.filter(space_id=space_id).delete()


def _hold(ours: Membership, now: datetime) -> None:
    if not hold_space(ours, now):
        raise NotPossible(Refusal.SPACE_ENDED)


def _add(
    ours: Membership,
    handed: Handed,
    topic: UUID,
    now: datetime,
    token: UUID,
    theirs: SharedAnswer | None,
) -> SharedAnswer:
    """`theirs` is what it meets; who comes second signs that it was so."""
    today = ours.today(now)
    words = SharedWords(
        practice=handed.practice,
        occasion=handed.occasion,
        step=handed.step,
        prompt=handed.prompt,
        text=handed.text,
        reveal=handed.reveal.value,
        given_on=today.isoformat(),
        value=handed.value,
        to=handed.to,
        is_closed=handed.is_closed,
        meets=str(theirs.id) if theirs is not None else "",
    )
    is_held = handed.reveal is Reveal.TOGETHER
    return SharedAnswer.objects.create(
        space_id=ours.space_id,
        id=token,
        person_id=ours.person_id,
        given_on=today,
        topic=topic,
        waits_until=day_begins_at(today + AWAKE_FOR, ours.zone) if is_held else None,
        words=seal_words(ours.ring(), ours.context(SHARED_TABLE, token), words),
    )


def _meet(
    ours: Membership, made: SharedAnswer, theirs: SharedAnswer, kind: Kind, now: datetime
) -> None:
    """Both open; from now on the other can read one's own as well."""
    made.meets_id, theirs.meets_id = theirs.id, made.id
    for row in (made, theirs):
        row.save(update_fields=["meets_id"])
    _note(ours, made, kind, now)
    if theirs.waits_until is not None:
        _note(ours, theirs, kind, now)
        _settle(ours, theirs, now)
    _tell(ours, made, kind, now)


def _tell(ours: Membership, row: SharedAnswer, kind: Kind, now: datetime) -> None:
    """It stands on the partner's Today: to be read, or as what waits for them.

    What their pages poll stays: it would tell at what second it was handed over.
    """
    if ours.partner is None:
        return
    at = day_begins_at(row.given_on, ours.zone)
    expect(ours, kind, row.id, at, now, person_id=ours.partner.person_id)


def _note(ours: Membership, row: SharedAnswer, kind: Kind, now: datetime) -> None:
    today = ours.today(now)
    note_event(ours, kind, row.id, _event_id(row), today, now, person_id=row.person_id)


def _event_id(row: SharedAnswer) -> UUID:
    """Of its own, made from the row's: it speaks of the row, and goes with its words."""
    return id_for(row.given_on, row.id)


def _settle(ours: Membership, row: SharedAnswer, now: datetime) -> None:
    for kind in TOLD_AS:
        settle(ours, kind, row.id, now)


def _own(ours: Membership, shared_id: UUID) -> tuple[SharedAnswer, SharedView]:
    """One's own, locked, with whether it has met. Raises DoesNotExist."""
    rows = SharedAnswer.objects.select_for_update()
    row = rows.get(space_id=ours.space_id, id=shared_id, person_id=ours.person_id)
    met = None
    if row.meets_id is not None:
        met = SharedAnswer.objects.filter(space_id=ours.space_id, id=row.meets_id).first()
    return row, shared_view(ours, row, met)


def _reword_unseen(ours: Membership, row: SharedAnswer, text: str, value: tuple[str, ...]) -> None:
    view = shared_view(ours, row)
    if isinstance(view.words, Unopened):
        raise NotPossible(Refusal.TAKEN_BACK)
    _reseal(ours, row, replace(view.words, text=text, value=value), view.revision)


def _reseal(ours: Membership, row: SharedAnswer, words: SharedWords, revision: int) -> None:
    context = ours.context(SHARED_TABLE, row.id)
    row.words = seal_words(ours.ring(), context, words, revision + 1)
    row.save(update_fields=["words"])
