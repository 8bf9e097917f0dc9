"""Reads of tonight’s question: what is asked, and what the person has made of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from troth.content.questions import ON_FROM_THE_START, Deck, decks
from troth.practices.finding import QUESTION
from troth.practices.models import DeckChoice, Run
from troth.practices.opening import RunView, run_view
from troth.practices.queries import occasion_topics
from troth.practices.tonight.rules import (
    Asked,
    Choices,
    asked_on,
    read_changes,
    read_own,
)
from troth.practices.words import DeckWords, RunWords
from troth.sealing import Opened, open_words, topic_of
from troth.spaces.membership import Membership

DECK_TABLE = "practices.deckchoice"
NOBODY = Choices((), ())


@dataclass(frozen=True, slots=True)
class Tonight:
    """`text` is the question, `whose` the person who wrote it, None for one of a deck; `run` what
    the person has made of it this time, if anything; `has_had` whether they answered or passed it
    within a year before.
    """

    question: str
    habit: str
    text: str
    day: date
    whose: UUID | None
    run: RunView | None
    has_had: bool


def choices_of(here: Membership) -> dict[UUID, Choices]:
    """By person, of whoever has chosen anything in this space."""
    found = {}
    for row in DeckChoice.objects.filter(space_id=here.space_id):
        context = here.context(DECK_TABLE, row.id, row.person_id)
        opened = open_words(here.keys, context, row.words, DeckWords)
        if isinstance(opened, Opened):
            on, own = read_changes(opened.words.on), read_own(opened.words.own)
            found[row.person_id] = Choices(on, own)
    return found


def tonight(mine: Membership, ours: Membership | None, now: datetime) -> Tonight | None:
    """What is asked today, the same for both; None where no deck is on, or it was taken back."""
    here = ours or mine
    day, of_each = here.today(now), choices_of(here)
    asked = _asked(here, day, of_each)
    if asked is None:
        return None
    known = _words_of(asked.question, of_each)
    if known is None:
        return None
    habit, text, whose = known
    runs = _runs(mine, here, asked, day)
    return Tonight(
        question=asked.question,
        habit=habit,
        text=text,
        day=day,
        whose=whose,
        run=next((view for view in runs if _occasion(view) == day.isoformat()), None),
        has_had=any(_is_had(view) for view in runs if _occasion(view) != day.isoformat()),
    )


def question_on(here: Membership, day: date) -> tuple[str, str] | None:
    """(question, text) of what is asked on a day in this space."""
    of_each = choices_of(here)
    asked = _asked(here, day, of_each)
    known = _words_of(asked.question, of_each) if asked else None
    return (asked.question, known[1]) if asked and known else None


def _asked(here: Membership, day: date, of_each: dict[UUID, Choices]) -> Asked | None:
    people = [here.person_id, *([here.partner.person_id] if here.partner else [])]
    return asked_on(
        day,
        here.made_on,
        topic_of(here.ring().current, "questions"),
        tuple((deck.id, tuple(each.id for each in deck.questions)) for deck in _decks()),
        tuple(of_each.get(person, NOBODY) for person in sorted(people)),
        on_at_first(),
    )


def on_at_first() -> frozenset[str]:
    """The light ones, before anybody chose."""
    return frozenset(deck.id for deck in _decks() if deck.depth <= ON_FROM_THE_START)


def _decks() -> Sequence[Deck]:
    return list(decks().values())


def _words_of(question: str, of_each: dict[UUID, Choices]) -> tuple[str, str, UUID | None] | None:
    """(habit, text, who wrote it); None for one that is gone."""
    for deck in _decks():
        for each in deck.questions:
            if each.id == question:
                return each.habit, each.text, None
    for person_id, choices in of_each.items():
        for own in choices.own:
            if own.id == question and own.text:
                return "ask-gently", own.text, person_id
    return None


def _runs(mine: Membership, here: Membership, asked: Asked, day: date) -> list[RunView]:
    """What the person has made of it today and within the year before, in one query."""
    space = "" if here.is_private else str(here.space_id)
    days = (day, *asked.before)
    named = question_id(asked.question)
    topics = [
        topic for each in days for topic in occasion_topics(mine, named, each.isoformat(), space)
    ]
    rows = Run.objects.filter(space_id=mine.space_id, topic__in=topics)
    return [run_view(mine, row) for row in rows]


def question_id(question: str) -> str:
    """As what a run of it goes, in the place of a practice."""
    return f"{QUESTION}{question}"


def _occasion(view: RunView) -> str:
    return view.words.occasion if isinstance(view.words, RunWords) else ""


def _is_had(view: RunView) -> bool:
    """Answered or passed; what somebody wanted to think about is asked again."""
    return isinstance(view.words, RunWords) and view.words.aside in ("", "pass")
