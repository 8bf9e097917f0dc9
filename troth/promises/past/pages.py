"""What the pages of the past show: months, what was found, the steps of a story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.promises.opening import PromiseView
from troth.promises.pages import (
    ShownEnding,
    ShownPromise,
    all_shown,
    day_said,
    made_phrase,
    shown_ending,
)
from troth.promises.past.phrases import (
    ending_choices,
    moved_phrase,
    reworded_phrase,
    said_phrase,
    so_far_phrase,
)
from troth.promises.past.queries import Found, Story
from troth.promises.past.rules import PastEnding
from troth.promises.phrases import (
    kind_phrase,
    month_phrase,
    own_due_phrase,
    their_due_phrase,
)
from troth.promises.words import PromiseWords
from troth.spaces.days import local_day
from troth.spaces.membership import OURS, Membership
from troth.spaces.phrases import day_phrase
from troth.spaces.wording import read_earlier

ONE_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class PastMonth:
    label: str
    promises: list[ShownPromise]


def by_month(
    membership: Membership, views: Sequence[PromiseView], now: datetime
) -> list[PastMonth]:
    """The latest first; by the day on which each was due, where the person is."""
    today, shown = membership.today(now), all_shown([membership], views, now)
    months = groupby(
        zip(views, shown, strict=True),
        # A day is over the next morning; by the instant alone they stay in order.
        key=lambda each: local_day(each[0].due_at - ONE_MINUTE, membership.zone).replace(day=1),
    )
    return [
        PastMonth(month_phrase(month, today), [promise for _view, promise in those])
        for month, those in months
    ]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One way to narrow the page, as a link."""

    label: str
    href: str
    is_chosen: bool


def ways_to_narrow(membership: Membership, chosen: PastEnding | None) -> list[Narrowed]:
    return [
        Narrowed(label, address_of(membership, ending), ending is chosen)
        for ending, label in ending_choices(is_private=membership.is_private)
    ]


def address_of(membership: Membership, ending: PastEnding | None = None, before: str = "") -> str:
    """Where that page of the past is: clear columns only, never a word."""
    where = OURS if membership.where == OURS else ""
    facts = {"in": where, "ending": ending.value if ending else "", "before": before}
    said = urlencode({name: value for name, value in facts.items() if value})
    address = reverse("promises:before")
    return f"{address}?{said}" if said else address


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A promise that was found; `when` says how it stands and what it was about."""

    text: str
    when: str
    tick: str
    page: str


def found_rows(membership: Membership, found: Found, now: datetime) -> list[FoundRow]:
    shown = all_shown([membership], found.views, now)
    return [
        FoundRow(
            each.text, " · ".join(filter(None, (each.when, kind_of(view)))), each.tick, each.page
        )
        for view, each in zip(found.views, shown, strict=True)
    ]


def kind_of(view: PromiseView) -> str:
    """What a promise of one's own is about, if anything was said of that; of another's, nothing."""
    words = view.words
    if not view.is_mine or not isinstance(words, PromiseWords) or words.taken_back:
        return ""
    return kind_phrase(words.kind)


def looked_so_far(membership: Membership, found: Found, now: datetime) -> str:
    """A sentence while there is more to look through."""
    if found.further is None or found.back_to is None:
        return ""
    day = local_day(found.back_to - ONE_MINUTE, membership.zone)
    said = day_phrase(day, membership.today(now))
    return so_far_phrase(said, is_any=bool(found.views))


@dataclass(frozen=True, slots=True)
class StoryStep:
    """One step; with an ending where more was said of it, with a link where it leads elsewhere."""

    phrase: str
    ending: ShownEnding | None = None
    link: str = ""
    href: str = ""


def story_steps(membership: Membership, story: Story, now: datetime) -> list[StoryStep]:
    """What happened to a promise, in order; none where it was only said."""
    chain = [*story.before, story.view, *story.after]
    steps = [
        StoryStep(
            said_phrase(made_phrase(membership, chain[0], now), _due(membership, chain[0], now))
        )
    ]
    for number, view in enumerate(chain):
        follower = chain[number + 1] if number + 1 < len(chain) else None
        if view is story.view:
            steps += _own_steps(membership, story, follower, now)
            continue
        steps += [StoryStep(phrase) for _day, phrase in _reworded(membership, view, now)]
        if follower is not None:
            is_before = number < len(story.before)
            steps.append(_moved(membership, view, follower, is_before, now))
        elif view.last is not None:
            steps.append(StoryStep(shown_ending(membership, view, view.last, now).phrase))
    return steps if len(steps) > 1 else []


def _own_steps(
    membership: Membership, story: Story, follower: PromiseView | None, now: datetime
) -> Iterator[StoryStep]:
    view = story.view
    dated: list[tuple[date, StoryStep]] = [
        (day, StoryStep(phrase)) for day, phrase in _reworded(membership, view, now)
    ]
    for ending in story.endings:
        shown = shown_ending(membership, view, ending, now)
        step = StoryStep(shown.phrase, shown)
        if follower is not None and view.last is not None and ending.id == view.last.id:
            step = replace(_moved(membership, view, follower, False, now), ending=shown)
        dated.append((ending.recorded_on, step))
    # Sorted by the day alone, what was said on one day stays in its order.
    yield from (step for _day, step in sorted(dated, key=lambda each: each[0]))


def _moved(
    membership: Membership,
    view: PromiseView,
    follower: PromiseView,
    is_before: bool,
    now: datetime,
) -> StoryStep:
    """With the way to the one of the two that is further from the promise whose page it is."""
    day = "" if view.last is None else day_said(membership, view, view.last, now)
    phrase = moved_phrase(day, _due(membership, follower, now))
    link = _("What it was moved from") if is_before else _("What it was moved to")
    there = view if is_before else follower
    return StoryStep(phrase, None, link, reverse("promises:page", args=[there.where, there.id]))


def _reworded(
    membership: Membership, view: PromiseView, now: datetime
) -> Iterator[tuple[date, str]]:
    words, today = view.words, membership.today(now)
    if not isinstance(words, PromiseWords) or words.taken_back:
        return
    for each in read_earlier(words.earlier):
        if each.on is not None:
            yield each.on, reworded_phrase(each.on, today)


def _due(membership: Membership, view: PromiseView, now: datetime) -> str:
    today = membership.today(now)
    if view.is_mine or membership.is_private:
        return own_due_phrase(view.due, today, now, membership.zone)
    return their_due_phrase(view.due, today, now, membership.zone, membership.partner_called)
