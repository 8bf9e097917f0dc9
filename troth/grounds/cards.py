"""What the focus offers to Today: it leads."""

from __future__ import annotations

from datetime import timedelta

from troth.content.habits import habits
from troth.grounds.queries import current_focus
from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.web.cards import Card, Place

# Whoever has said something for tomorrow, or has something to fill in, isn't asked for more.
ASKS_AGAIN_BEFORE = timedelta(hours=12)


def cards(agenda: Agenda) -> list[Card]:
    """The chosen habit's line with a first small thing, or the way to choose one."""
    mine = agenda.mine()
    focus = current_focus(mine)
    if focus is None:
        return [Card(Place.LEAD, "grounds/_none_yet.html")]
    habit = habits().get(focus.habit) if isinstance(focus.habit, str) else None
    if habit is None:
        reason = "unreadable" if isinstance(focus.habit, str) else focus.habit.reason.name.lower()
        return [Card(Place.LEAD, "grounds/_unopened.html", {"reason": reason})]
    has_enough = any(
        row.at > agenda.now + ASKS_AGAIN_BEFORE or row.at <= agenda.now
        for row in agenda.due.get(Kind.PROMISE, ())
    )
    # Whoever shares with nobody, or has stepped away, hears of what takes no partner.
    things = habit.ways_to_start(has_partner=agenda.ours() is not None)
    suggestion = things[mine.today(agenda.now).toordinal() % len(things)]
    return [
        Card(
            Place.LEAD,
            "grounds/_focus.html",
            {"habit": habit},
            suggestion="" if has_enough else suggestion,
        )
    ]
