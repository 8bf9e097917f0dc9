"""The couple in the pictures that is in the middle of practices: a run at each kind of step."""

from __future__ import annotations

from uuid import UUID

from tests.cast import Player
from troth.practices.tests.acts import TOGETHER, begin, give, tell, token

BEGUN = {
    "run_evening": "evening",
    "run_morning": "morning",
    "run_week": "weekly-plan",
    "run_focus": "focus-question",
    "run_look": "eye-contact",
    "run_turns": "active-listening",
    "run_alone": "before-i-vent",
}


def practised_between(one: Player, other: Player) -> dict[str, UUID]:
    """The ids that addresses need: runs at their steps, and what was handed over."""
    kept = other.say("Ring the landlord about the damp wall", to="ours", when="today")
    assert other.post(f"/promises/ours/{kept}/keep/").status_code == 302
    one.say("Bring the bread on Thursday", to="ours", when="this-week")
    glad = "You rang the landlord, though you were tired. I had put it off for weeks."
    give(other, begin(other, "evening"), "appreciated", text=glad)
    ids = {name: begin(one, practice) for name, practice in BEGUN.items()}
    ids["heard"] = tell(other, "You sat with my mother all Sunday")
    ids["told"] = tell(one, "You carried the shelves up alone")
    one.post(
        f"/practices/said/{ids['told']}/change/", {"text": "You carried them up", "revision": "1"}
    )
    other.post(f"/practices/said/{ids['told']}/reply/", {"care": "0"})
    every = [str(day) for day in range(7)]
    one.post("/practices/rituals/evening/", {"days": every, "at": "04:00"})
    one.post("/practices/rituals/tonight/", {"days": every, "at": "04:10"})
    one.post(
        "/practices/tonight/own/", {"text": "Which song was yours at sixteen?", "token": token()}
    )
    ids["run_needs"] = begin(one, TOGETHER)
    give(one, ids["run_needs"], "one-need", text="An hour without a phone in the room")
    theirs = begin(other, TOGETHER)
    give(other, theirs, "how-full", place="4")
    give(other, theirs, "one-need", text="Being asked how it went")
    ids["done"] = begin(one, "clarifying")
    give(one, ids["done"], "happened", text="You left before the coffee")
    give(one, ids["done"], "question", text="Were you worried about something on Sunday?")
    return ids
