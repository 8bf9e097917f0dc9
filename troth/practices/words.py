"""What stands sealed and signed about runs, answers and what was handed over."""

from __future__ import annotations

from dataclasses import dataclass

from troth.sealing import Words


@dataclass(frozen=True, slots=True, repr=False)
class RunWords(Words):
    """One going-through: which practice, which time round, with whom, and where it stands.

    `space` is the id of the shared space that it was begun with, "" for one alone; `step` the step
    that comes next, "" before the first one; `question` the words of a question from a deck, and
    `aside` what was said in place of an answer to it: "pass", "think" or "later". `days`: for how
    many, from `begun_on` on, where it is a challenge.
    """

    practice: str
    occasion: str
    space: str
    begun_on: str
    state: str
    step: str = ""
    question: str = ""
    aside: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True, repr=False)
class AnswerWords(Words):
    """What its author gave at one step, for themselves: `prompt` is the question as it stood.

    `text` is how it reads, `value` what was chosen, as ids. `is_draft` until it was handed in;
    `copy` is the id of what was handed over to the partner, "" where it stays with its author.
    """

    run: str
    step: str
    prompt: str
    text: str
    reveal: str
    value: tuple[str, ...] = ()
    is_draft: bool = False
    copy: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class SharedWords(Words):
    """What was handed over to the partner, of one step of one occasion.

    `given_on` is an ISO date; `to` the id of the words that it replies to, "" for none; what
    `is_closed` its receiver opens by themselves; `meets` is the id of the other's answer which it
    opened, "" for whichever came first; `earlier` holds what troth.spaces.wording reads.
    """

    practice: str
    occasion: str
    step: str
    prompt: str
    text: str
    reveal: str
    given_on: str
    value: tuple[str, ...] = ()
    to: str = ""
    is_closed: bool = False
    meets: str = ""
    earlier: tuple[str, ...] = ()
    taken_back: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class DeckWords(Words):
    """`on`: from which day on which decks are switched on, as "2026-11-24 day-to-day,…", the first
    one first. `own`: questions of one's own, as troth.practices.tonight.rules writes them.
    """

    on: tuple[str, ...] = ()
    own: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class RitualWords(Words):
    """Which practice, and the clear columns once more: on which days, from what time on."""

    practice: str
    made_on: str
    recurrence: str
    at: str
