"""Challenges, ready to show: how long, which days, what was said on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from troth.content.habits import habits
from troth.practices.challenges.queries import Challenge, running_challenge
from troth.practices.challenges.rules import ONE_DAY, days_of
from troth.practices.scripts import Practice
from troth.promises.pages import ShownPromise, all_shown
from troth.promises.queries import promises_among
from troth.spaces.breaks.queries import breaks_between
from troth.spaces.membership import Membership
from troth.spaces.phrases import date_phrase


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One mark: whether something was said on that day, never how it ended."""

    label: str
    mark: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class ShownSaid:
    """What was said on the days: today's, and the others with the latest first.

    `texts` are of promises that aren't there any more.
    """

    today: list[ShownPromise]
    before: list[ShownPromise]
    texts: list[str]
    is_on_break: bool


def begins(practice: Practice, mine: Membership, now: datetime) -> dict[str, object]:
    """How a challenge begins: for how long; or the way to the one that runs."""
    running = running_challenge(mine, now) if practice.days else None
    return {
        "lengths": [(days, days_phrase(days)) for days in practice.days],
        "running": reverse("practices:challenge", args=[running.id]) if running else "",
    }


def days_phrase(days: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def over_phrase(days: int) -> str:
    said = ngettext("The %(count)s day is over", "The %(count)s days are over", days)
    return said % {"count": days}


def where_it_is(challenge: Challenge) -> str:
    """Which of its days it is; once they are over, which days they were."""
    if challenge.today is not None:
        number = (challenge.today - challenge.first).days + 1
        return _("Day %(number)s of %(count)s") % {"number": number, "count": challenge.days}
    today = challenge.scene.mine.today(challenge.scene.now)
    last = days_of(challenge.first, challenge.days)[-1]
    return _("%(first)s to %(last)s") % {
        "first": date_phrase(challenge.first, today),
        "last": date_phrase(last, today),
    }


def shown_days(challenge: Challenge) -> list[ShownDay]:
    return [_shown_day(challenge, day) for day in days_of(challenge.first, challenge.days)]


def _shown_day(challenge: Challenge, day: date) -> ShownDay:
    today, scene = challenge.today, challenge.scene
    named = date_phrase(day, scene.mine.today(scene.now))
    if challenge.said_on(day) is not None:
        label, mark = _("%(day)s: something was said") % {"day": named}, "said"
    elif day == today:
        label, mark = _("%(day)s: today") % {"day": named}, "blank"
    elif today is not None and day > today:
        label, mark = _("%(day)s: still to come") % {"day": named}, "blank"
    else:
        label, mark = _("%(day)s: a day like any other") % {"day": named}, "bare"
    return ShownDay(label, mark, day == today)


def shown_said(challenge: Challenge, memberships: Sequence[Membership]) -> ShownSaid:
    """By what stands of each promise now, in whichever space it was said."""
    scene, now = challenge.scene, challenge.scene.now
    todays = challenge.said_on(challenge.today)
    answers = sorted(scene.answers.values(), key=lambda each: each.words.step, reverse=True)
    ids = [answer.words.value[0] for answer in answers]
    last = challenge.first + (challenge.days + 1) * ONE_DAY
    breaks = breaks_between(memberships, challenge.first - ONE_DAY, last)
    views = promises_among(memberships, ids, breaks)
    found = {str(each.id): each for each in all_shown(memberships, views, now)}
    there = [
        (answer is todays, found[key])
        for answer, key in zip(answers, ids, strict=True)
        if key in found
    ]
    return ShownSaid(
        today=[each for is_todays, each in there if is_todays],
        before=[each for is_todays, each in there if not is_todays],
        texts=[
            answer.words.text for answer, key in zip(answers, ids, strict=True) if key not in found
        ],
        is_on_break=breaks.mine.in_break(scene.mine.today(now)),
    )


def example_of(challenge: Challenge) -> str:
    """Something small that one might say, another one each day."""
    habit = habits()[challenge.scene.practice.habit]
    is_alone = challenge.scene.ours is None
    things = habit.for_one if is_alone else tuple(thing.say for thing in habit.first_things)
    day = challenge.today or challenge.first
    return things[day.toordinal() % len(things)]
