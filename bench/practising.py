"""Couples to measure practices with, lived in this process: a year of evenings behind the first."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import django

from bench.living import DAYS, ONE_DAY, Living, say, two_couples

if TYPE_CHECKING:
    from uuid import UUID

    from troth.practices.actions import Begun
    from troth.spaces.membership import Membership

Two = tuple["Membership", "Membership"]
Given = dict[str, dict[str, Any]]
# Of each of the two, one in five of them taken out again.
OWN = 40
THINGS = 5
# When a day begins: what is picked has come, whenever this is measured.
FROM = time(4)
LIGHT = ["light-and-easy", "day-to-day", "what-matters"]


def main() -> dict[str, object]:
    django.setup()
    now = datetime.now(UTC)
    settled, new = two_couples(now)
    both = [_spaces(living) for living in settled]
    for who, (_mine, ours) in enumerate(both):
        write_questions(ours, who, now)
    for ago in range(DAYS, 0, -1):
        live_a_day(both, ago, now - ago * ONE_DAY)
    pages = {"word": begin_a_week(both, now), "recall": begin_a_hard_day(both[0], now)}
    pick_and_tell([_spaces(living) for living in new], now)
    return {"settled": settled[0].cookies(), "new": new[0].cookies(), "pages": pages}


def _spaces(living: Living) -> Two:
    return living.membership("mine"), living.membership("ours")


def write_questions(ours: Membership, who: int, now: datetime) -> None:
    from troth.practices.tonight.actions import switch_decks, take_back_question, write_question
    from troth.spaces.ids import new_id

    for number in range(OWN):
        then = now - (DAYS - 8 * number) * ONE_DAY
        token = new_id(then.date())
        write_question(ours, f"What would you mend first, {who} {number}?", then, token)
        if number % 5 == 0:
            take_back_question(ours, str(token), then + 6 * ONE_DAY)
    switch_decks(ours, LIGHT, now - DAYS / 2 * ONE_DAY)
    # By now all of the decks' have been asked, and of whoever answered one it isn't asked again.
    then = now - 2 * ONE_DAY
    write_question(ours, "What would you mend last?", then, new_id(then.date()))


def live_a_day(both: list[Two], ago: int, then: datetime) -> None:
    """Something promised; now and then what one was glad of, and the question of the evening."""
    day = both[0][1].today(then)
    say(both[ago % 2][1], ago, day, then, kept=ago % 4 != 0)
    if ago % 4 == 0:
        evening = _begun("evening", day.isoformat())
        go_through(both[ago // 4 % 2], evening, {"appreciated": _text("The tea", ago)}, then)
    question = _question_of(both[0][1], day)
    if question is not None and ago % 3:
        for two in both[: ago % 3]:
            go_through(two, question, {"answer": _text("By the sea", ago)}, then)


def begin_a_week(both: list[Two], now: datetime) -> str:
    """A plan for the week up to where the other's words are shown: the page of that step."""
    from troth.practices.rules import Rhythm, occasion_of
    from troth.promises.past.queries import kept_for_me

    today = both[0][1].today(now)
    week = _begun("weekly-plan", occasion_of(Rhythm.WEEKLY, today))
    go_through(both[1], week, {"look-forward": _text("A walk", 0)}, now)
    kept = kept_for_me(both[0][1], today - 7 * ONE_DAY)
    given: Given = {
        "mattered": {"picked": str(kept[0].id)},
        "my-week": {"text": "Wednesday is full", "day": today, "to": "ours"},
        "my-need": {"text": "An hour with nothing in it", "to": "ours"},
        "expecting": _text("That we go to the market", 0),
        "look-forward": _text("A swim", 0),
    }
    return f"/practices/runs/{begin(both[0], week, given, now)}/steps/look-forward-word/"


def begin_a_hard_day(two: Two, now: datetime) -> str:
    """Up to where somebody sees what they once wrote for such days: the page of that step."""
    for ago in (40, 20, 3):
        helps = {"what-helps": _text("Tea, and quiet", ago)}
        go_through(two, _begun("what-helps-me", ""), helps, now - ago * ONE_DAY)
    given: Given = {"not-you": {"chosen": "outside"}, "a-line": _text("Work", 0)}
    return f"/practices/runs/{begin(two, _begun('hard-day', ''), given, now)}/steps/helps-today/"


def pick_and_tell(both: list[Two], now: datetime) -> None:
    """Two rituals have come; of the partner's something waits to be read."""
    from troth.practices.rituals.actions import pick_ritual

    mine, ours = both[0]
    for number in range(THINGS):
        say(ours, number, ours.today(now), now)
    today = mine.today(now)
    pick_ritual(mine, "tonight", tuple(range(7)), FROM, now)
    pick_ritual(mine, "weekly-plan", (today.weekday(),), FROM, now)
    evening = _begun("evening", today.isoformat())
    go_through(both[1], evening, {"appreciated": _text("The tea", 0)}, now)


def begin(two: Two, begun: Begun, given: Given, then: datetime) -> UUID:
    """Begun, with so much of it given; its id."""
    from troth.practices.actions import begin_run
    from troth.practices.giving.actions import Said, hand_in
    from troth.practices.queries import scene_of
    from troth.spaces.ids import new_id

    run_id = begin_run(*two, begun, then, new_id(then.date()))
    for step_id, facts in given.items():
        scene, step = scene_of(*two, run_id, then), begun.practice.step(step_id)
        if scene is None or step is None:
            raise RuntimeError(f"no step {step_id}")
        if hand_in(scene, step, Said(facts), then, new_id(then.date())) is None:
            raise RuntimeError(f"nothing was given at {step_id}")
    return run_id


def go_through(two: Two, begun: Begun, given: Given, then: datetime) -> None:
    from troth.practices.actions import finish_run
    from troth.practices.queries import scene_of

    scene = scene_of(*two, begin(two, begun, given, then), then)
    if scene is not None:
        finish_run(scene, then)


def _text(text: str, number: int) -> dict[str, Any]:
    return {"text": f"{text}, {number}"}


def _begun(practice_id: str, occasion: str) -> Begun:
    from troth.practices.actions import Begun
    from troth.practices.scripts import practices

    return Begun(practices()[practice_id], occasion)


def _question_of(ours: Membership, day: date) -> Begun | None:
    from troth.practices.actions import Begun
    from troth.practices.finding import question_script
    from troth.practices.tonight.queries import question_id, question_on

    found = question_on(ours, day)
    if found is None:
        return None
    question, text = found
    return Begun(question_script(question_id(question), text), day.isoformat(), text)


if __name__ == "__main__":
    print(json.dumps(main()))
