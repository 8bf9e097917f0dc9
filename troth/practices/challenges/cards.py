"""What a challenge brings to Today: one quiet question a day, and that its days are over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse

from troth.practices.challenges.pages import over_phrase
from troth.practices.challenges.queries import challenge_among, has_said
from troth.practices.challenges.rules import is_over
from troth.practices.finding import title_of
from troth.practices.words import RunWords
from troth.record.agenda import Agenda
from troth.record.models import Kind

# For so many days Today says that they are over; afterwards only the lists lead there.
TOLD_FOR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class ShownChallenge:
    """`over` says that its days are over; empty while it asks for today's."""

    title: str
    page: str
    not_today: str
    over: str = ""


def challenge_today(agenda: Agenda) -> ShownChallenge | None:
    """None where nothing is to be said: in a break, once today's is said, or on "not today"."""
    mine, now = agenda.mine(), agenda.now
    run_ids = [row.target_id for row in agenda.due_in(mine, Kind.PRACTICE) if row.at <= now]
    view = challenge_among(mine, run_ids) if run_ids and not agenda.is_on_break else None
    if view is None or not isinstance(view.words, RunWords):
        return None
    title, today = title_of(view.words.practice), mine.today(now)
    shown = ShownChallenge(
        title=title,
        page=reverse("practices:challenge", args=[view.id]),
        not_today=reverse("practices:not_today", args=[view.id]),
    )
    days = view.words.days
    if is_over(view.begun_on, days, today):
        is_told = not is_over(view.begun_on, days, today - TOLD_FOR)
        over = ShownChallenge(title, shown.page, "", over_phrase(days))
        return over if title and is_told else None
    return shown if title and not has_said(mine, view, now) else None
