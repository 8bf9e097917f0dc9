"""When somebody is on a break: whole days of their own calendar, from one to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

MOST_PLANNED = 5
FURTHEST_AHEAD = timedelta(days=366)  # only there to catch a mistyped year

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a break, the first and the last among them; None has no last day so far.

    A last day before the first is refused with ValueError.
    """

    from_on: date
    until_on: date | None = None

    def __post_init__(self) -> None:
        if self.until_on is not None and self.until_on < self.from_on:
            raise ValueError("a break that is over before it begins")

    def covers(self, day: date) -> bool:
        return self.from_on <= day and not self.is_over(day)

    def is_over(self, today: date) -> bool:
        return self.until_on is not None and self.until_on < today

    def is_planned(self, today: date) -> bool:
        return self.from_on > today

    def meets(self, other: Span) -> bool:
        """Whether they have a day in common."""
        return not (self.is_over(other.from_on) or other.is_over(self.from_on))


@dataclass(frozen=True, slots=True)
class Breaks:
    """Somebody's breaks, as far as they are known."""

    spans: tuple[Span, ...] = ()

    def in_break(self, day: date) -> bool:
        return self.covering(day) is not None

    def covering(self, day: date) -> Span | None:
        return next((span for span in self.spans if span.covers(day)), None)

    def after(self, day: date) -> date | None:
        """The first day from that one on which is in no break; None behind one without an end."""
        while (span := self.covering(day)) is not None:
            if span.until_on is None:
                return None
            day = span.until_on + _ONE_DAY
        return day


NO_BREAKS = Breaks()


class Problem(StrEnum):
    BEGINS_IN_THE_PAST = "begins-in-the-past"
    ENDS_IN_THE_PAST = "ends-in-the-past"
    ENDS_BEFORE_IT_BEGINS = "ends-before-it-begins"
    TOO_FAR = "too-far"
    ENDS_TOO_FAR = "ends-too-far"
    MEETS_ANOTHER = "meets-another"
    TOO_MANY = "too-many"
    IS_OVER = "is-over"


class BadBreak(ValueError):
    """`other` is the break that is in the way, where one is."""

    def __init__(self, problem: Problem, other: Span | None = None) -> None:
        super().__init__(problem.value)
        self.problem, self.other = problem, other


def new_span(from_on: date, until_on: date | None, others: Iterable[Span], today: date) -> Span:
    """A break to come, or from today on; raises BadBreak."""
    others = list(others)
    if from_on < today:
        raise BadBreak(Problem.BEGINS_IN_THE_PAST)
    planned = sum(other.is_planned(today) for other in others)
    if from_on > today and planned >= MOST_PLANNED:
        raise BadBreak(Problem.TOO_MANY)
    return _fitting(from_on, until_on, others, today)


def changed_span(
    span: Span, from_on: date, until_on: date | None, others: Iterable[Span], today: date
) -> Span:
    """A break with other days: its first one only as long as it hasn't begun. Raises BadBreak."""
    if span.is_over(today):
        raise BadBreak(Problem.IS_OVER)
    if from_on != span.from_on and (from_on < today or not span.is_planned(today)):
        raise BadBreak(Problem.BEGINS_IN_THE_PAST)
    return _fitting(from_on, until_on, others, today)


def ended_span(span: Span, today: date) -> Span | None:
    """What is left of a break that ends before today; None where nothing is.

    What is over stays as it is.
    """
    if span.is_over(today):
        return span
    return None if span.from_on >= today else Span(span.from_on, today - _ONE_DAY)


def _fitting(from_on: date, until_on: date | None, others: Iterable[Span], today: date) -> Span:
    if from_on - today > FURTHEST_AHEAD:
        raise BadBreak(Problem.TOO_FAR)
    if until_on is not None:
        if until_on < from_on:
            raise BadBreak(Problem.ENDS_BEFORE_IT_BEGINS)
        if until_on < today:
            raise BadBreak(Problem.ENDS_IN_THE_PAST)
        if until_on - max(from_on, today) > FURTHEST_AHEAD:
            raise BadBreak(Problem.ENDS_TOO_FAR)
    span = Span(from_on, until_on)
    for other in others:
        if span.meets(other):
            raise BadBreak(Problem.MEETS_ANOTHER, other)
    return span
