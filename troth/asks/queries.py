"""Reads of asks; each opens the words with the membership's keys."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from troth.asks.models import Answer, Ask, SetAside
from troth.asks.opening import (
    SET_ASIDE_TABLE,
    AnswerView,
    AskView,
    answer_view,
    ask_view,
    with_promise,
)
from troth.asks.promised import promised
from troth.asks.rules import ANSWER_SHOWN_FOR, MOST_A_DAY, MOST_OPEN, Refusal, Standing
from troth.asks.words import SetAsideWords
from troth.promises.queries import SHOWN_FOR
from troth.record.models import Kind
from troth.record.queries import due_rows
from troth.sealing import Opened, open_words
from troth.spaces.membership import Membership

# More than two people can ask in the time that any of it may be shown.
MOST_SHOWN = 200
BATCH = 200
# Of all that can be asked in three days.
MOST_DECLINED = 4 * MOST_A_DAY
# An answer that came at the last moment is shown for its week, in whatever zone it was given.
LONGEST_AFTER = ANSWER_SHOWN_FOR + timedelta(days=2)


def shown_asks(ours: Membership, now: datetime) -> list[AskView]:
    """All that is on a page now: open, taken back or answered; soonest to fade first."""
    rows = Ask.objects.filter(space_id=ours.space_id, fades_at__gt=now - LONGEST_AFTER)
    latest = list(rows.order_by("-fades_at", "-id")[:MOST_SHOWN])
    return [view for view in _seen(ours, reversed(latest), now) if view is not None]


def shown_ask(ours: Membership, ask_id: UUID, now: datetime) -> AskView | None:
    """One ask, None once it is on no page any longer."""
    rows = Ask.objects.filter(space_id=ours.space_id, id=ask_id)
    return next(iter(_seen(ours, rows, now)), None)


def waiting_asks(
    ours: Membership, mine: Membership, ids: Collection[UUID], now: datetime
) -> list[AskView]:
    """Of those asks the ones that still want the person's answer, soonest to fade first."""
    return todays_asks(ours, mine, ids, now)[0]


def todays_asks(
    ours: Membership, mine: Membership, ids: Collection[UUID], now: datetime
) -> tuple[list[AskView], set[UUID]]:
    """Of what the record expects the ones that wait, as above; and what it knows besides.

    One query reads the asks and what the person has set aside, in two spaces, since Today asks
    once for each kind of thing.
    """
    open_rows = _open_rows(ours, now).filter(id__in=ids).exclude(asker_id=ours.person_id)
    columns = ("space_id", "id", "asker_id", "asked_on", "fades_at", "is_taken_back", "words")
    asides = SetAside.objects.filter(space_id=mine.space_id, person_id=mine.person_id)
    rows = list(
        open_rows.values_list(*columns, named=True).union(
            asides.annotate(
                no_time=Cast(Value(None), DateTimeField()), no_sign=Value(value=False)
            ).values_list(
                "space_id", "id", "person_id", "until", "no_time", "no_sign", "words", named=True
            ),
            all=True,
        )
    )
    aside = {
        _set_aside_ask(mine, row.id, row.words, ours)
        for row in rows
        if row.space_id == mine.space_id
    }
    waiting = [row for row in rows if row.space_id == ours.space_id and row.id not in aside]
    views = [ask_view(ours, row) for row in sorted(waiting, key=lambda row: (row.fades_at, row.id))]
    return views, set(ids) - {view.id for view in views} - aside


def declined_lately(ours: Membership, ids: Collection[UUID], now: datetime) -> list[AskView]:
    """Of those the person's own that the partner said no to these three days, the latest first.

    By the day of the answer alone, so that it stands there as long whether it was read or not.
    """
    rows = Answer.objects.filter(
        space_id=ours.space_id,
        ask_id__in=list(ids),
        ask__asker_id=ours.person_id,
        answered_on__gte=ours.today(now) - SHOWN_FOR,
    ).select_related("ask")
    latest = rows.order_by("-answered_on", "-id")[:MOST_DECLINED]
    views = [ask_view(ours, row.ask, answer_view(ours, row)) for row in latest]
    return [view for view in views if view.is_declined]


def hindrance(ours: Membership, now: datetime) -> Refusal | None:
    """Why the person can't ask for more just now, if they can't."""
    if count_of_open(ours, now) >= MOST_OPEN:
        return Refusal.ENOUGH_ASKED
    asked_today = Ask.objects.filter(
        space_id=ours.space_id, asker_id=ours.person_id, asked_on=ours.today(now)
    ).count()
    return Refusal.ENOUGH_TODAY if asked_today >= MOST_A_DAY else None


def count_of_open(ours: Membership, now: datetime) -> int:
    """How many asks of the person's own are open; one that was set aside is."""
    return _open_rows(ours, now).filter(asker_id=ours.person_id).count()


def set_aside_ids(ours: Membership, mine: Membership) -> frozenset[UUID]:
    """The asks of the shared space that the person has set aside."""
    return frozenset(ask_id for _row_id, ask_id in set_aside_rows(ours, mine))


def set_aside_rows(ours: Membership, mine: Membership) -> list[tuple[UUID, UUID]]:
    """(row's id, ask's id) for each ask of the shared space that the person has set aside."""
    rows = SetAside.objects.filter(space_id=mine.space_id, person_id=mine.person_id)
    found = [(row.id, _set_aside_ask(mine, row.id, row.words, ours)) for row in rows]
    return [(row_id, ask_id) for row_id, ask_id in found if ask_id is not None]


def readable_asks(ours: Membership, now: datetime) -> Iterator[AskView]:
    """The person's own asks and what a page shows them of the other's, by id, BATCH at a time.

    An answer comes along only while a page shows it: afterwards an ask that was answered reads
    like one that nobody opened.
    """
    rows = Ask.objects.filter(space_id=ours.space_id).exclude(words=b"").order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        for row, seen in zip(batch, _seen(ours, batch, now), strict=True):
            if seen is not None and not ours.has_ended:
                yield seen
            elif row.asker_id == ours.person_id:
                yield ask_view(ours, row)
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def own_answers(ours: Membership) -> Iterator[AnswerView]:
    """What the person has answered, whether a page still shows it or not."""
    return (answer for answer, _ask in answers_with_asks(ours))


def answers_with_asks(ours: Membership) -> Iterator[tuple[AnswerView, AskView | None]]:
    """The same with what was answered, BATCH at a time."""
    own = Answer.objects.filter(space_id=ours.space_id, person_id=ours.person_id)
    rows = own.exclude(words=b"").order_by("id")
    batch = list(rows[:BATCH])
    while batch:
        ids = [row.ask_id for row in batch]
        asks = {row.id: row for row in Ask.objects.filter(space_id=ours.space_id, id__in=ids)}
        for row in batch:
            view, ask = answer_view(ours, row), asks.get(row.ask_id)
            yield view, ask_view(ours, ask, view) if ask else None
        batch = list(rows.filter(id__gt=batch[-1].id)[:BATCH])


def passed_and_due(now: datetime) -> dict[UUID, list[UUID]]:
    """What faded or was answered a while ago, and the record still knows, by space; keyless."""
    faded = Ask.objects.filter(
        space_id=OuterRef("space_id"), id=OuterRef("target_id"), fades_at__lte=now
    )
    answered = Answer.objects.filter(space_id=OuterRef("space_id"), ask_id=OuterRef("target_id"))
    # A day longer than shown: it may be an earlier one where it is read.
    lately = answered.filter(answered_on__gt=now.date() - SHOWN_FOR - timedelta(days=2))
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = due_rows(Kind.ASK).filter(Exists(faded) | Exists(answered)).exclude(Exists(lately))
    for space_id, ask_id in rows.values_list("space_id", "target_id"):
        found[space_id].append(ask_id)
    return found


def _open_rows(ours: Membership, now: datetime) -> QuerySet[Ask]:
    """Neither faded nor taken back nor answered, by the clear columns."""
    answered = Answer.objects.filter(space_id=OuterRef("space_id"), ask_id=OuterRef("id")).exclude(
        person_id=OuterRef("asker_id")
    )
    return Ask.objects.filter(
        ~Exists(answered), space_id=ours.space_id, is_taken_back=False, fades_at__gt=now
    )


def _seen(ours: Membership, rows: Iterable[Ask], now: datetime) -> list[AskView | None]:
    """A view for each row, with its answer and the promise that made; None for what is gone."""
    rows = list(rows)
    answers = _answers(ours, [row.id for row in rows])
    views = [ask_view(ours, row, answers.get(row.id)) for row in rows]
    shown = [view if view.standing(now) is not Standing.GONE else None for view in views]
    ids = [view.answer.promise_id for view in shown if view and view.answer]
    promises = promised(ours, [each for each in ids if each is not None])
    found = [view and with_promise(view, promises) for view in shown]
    # Without an answer that was none, an ask may have faded after all.
    return [view if view and view.standing(now) is not Standing.GONE else None for view in found]


def _answers(ours: Membership, ask_ids: Iterable[UUID]) -> dict[UUID, AnswerView]:
    rows = Answer.objects.filter(space_id=ours.space_id, ask_id__in=list(ask_ids))
    return {row.ask_id: answer_view(ours, row) for row in rows}


def _set_aside_ask(
    mine: Membership, row_id: UUID, sealed: bytes | memoryview, ours: Membership
) -> UUID | None:
    """Which ask of that space was set aside; None for another's, and for what can't be opened."""
    context = mine.context(SET_ASIDE_TABLE, row_id)
    opened = open_words(mine.keys, context, sealed, SetAsideWords)
    if not isinstance(opened, Opened) or opened.words.space != str(ours.space_id):
        return None
    return UUID(opened.words.ask)
