"""What practices offer to Today: whose turn it is, what waits for both, what the partner told."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from troth.practices.challenges.cards import ShownChallenge, challenge_today
from troth.practices.finding import QUESTION, title_of
from troth.practices.opening import SharedView, is_settled
from troth.practices.queries import runs_of_occasions
from troth.practices.sharing.pages import all_shown, in_order
from troth.practices.sharing.queries import TOLD_AS, readable, told_to
from troth.practices.turns import ShownTurn, beside_daily, turns_of
from troth.practices.words import SharedWords
from troth.record.agenda import Agenda
from troth.record.models import Kind
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.web.cards import Card, Place

# Of what the partner told these two days; the rest stands with all that the two told each other.
MOST_TOLD = 6


@dataclass(frozen=True, slots=True)
class ShownWaiting:
    """What opens once the person has answered too: which practice, or which question."""

    title: str
    prompt: str
    begin: str
    question: str
    occasion: str
    token: str


def cards(agenda: Agenda) -> list[Card]:
    """On a break nothing asks; what the partner told stands there all the same."""
    mine, ours = agenda.mine(), agenda.ours()
    turns: list[ShownTurn] = []
    if not agenda.is_on_break and agenda.due_in(mine, Kind.RITUAL):
        turns = turns_of(mine, ours, agenda.now)
    found = _asking(turns, challenge_today(agenda))
    return [*found, *(_between(agenda, mine, ours, turns) if ours is not None else [])]


def _asking(turns: list[ShownTurn], challenge: ShownChallenge | None) -> list[Card]:
    """A challenge asks by itself only where nothing else does each day."""
    found = []
    if challenge is not None:
        asks = not challenge.over
        among = beside_daily(turns, challenge.title, challenge.page) if asks else None
        if among is None:
            name, context = "practices/_challenge.html", {"challenge": challenge}
            found.append(
                Card(Place.DUE, name, context, wants_attention=asks, asks_for_promise=asks)
            )
        else:
            turns = among
    asking = [
        Card(Place.DUE, "practices/_turn.html", {"turn": each}, wants_attention=True)
        for each in turns
    ]
    return [*asking, *found]


def _between(
    agenda: Agenda, mine: Membership, ours: Membership, turns: list[ShownTurn]
) -> list[Card]:
    now = agenda.now
    due = [row for kind in TOLD_AS for row in agenda.due_in(ours, kind) if row.at <= now]
    told, waiting = told_to(ours, [row.target_id for row in due], now)
    found = []
    asked = {(turn.question, turn.occasion) for turn in turns if turn.question}
    for each in [] if agenda.is_on_break else _still_waiting(agenda, mine, ours, waiting):
        if (each.question, each.occasion) not in asked:
            found.append(Card(Place.THEIRS, "practices/_waits.html", {"waits": each}))
    if told:
        context = {
            "said": all_shown(ours, _with_what_they_answer(ours, in_order(told)[:MOST_TOLD]), now),
            "partner": ours.partner_at_start,
            "token": new_id(ours.today(now)),
        }
        found.append(Card(Place.THEIRS, "practices/_told.html", context))
    return found


def _with_what_they_answer(ours: Membership, told: list[SharedView]) -> list[SharedView]:
    """In the place of a word back one's own words, which show it below them."""
    answered = {
        view.id: UUID(view.words.to)
        for view in told
        if isinstance(view.words, SharedWords) and view.words.to
    }
    own = readable(ours, list(answered.values())) if answered else {}
    found = {}
    for view in told:
        shown = own.get(answered[view.id]) if view.id in answered else view
        if shown is not None:
            found[shown.id] = shown
    return list(found.values())


def _still_waiting(
    agenda: Agenda, mine: Membership, ours: Membership, waiting: list[SharedView]
) -> list[ShownWaiting]:
    """One for each practice and occasion, but for what the person has done or put aside."""
    space = str(ours.space_id)
    named = {
        (view.words.practice, view.words.occasion, space): view.words.prompt
        for view in waiting
        if isinstance(view.words, SharedWords)
    }
    runs = runs_of_occasions(mine, list(named))
    token = str(new_id(mine.today(agenda.now)))
    return [
        _shown_waiting(practice, occasion, prompt, token)
        for (practice, occasion, _space), prompt in named.items()
        if not is_settled(runs.get((practice, occasion, space)))
    ]


def _shown_waiting(practice: str, occasion: str, prompt: str, token: str) -> ShownWaiting:
    is_question = practice.startswith(QUESTION)
    answer = reverse("practices:answer")
    return ShownWaiting(
        title=title_of(practice),
        prompt=prompt if is_question else "",
        begin=answer if is_question else reverse("practices:begin", args=[practice]),
        question=practice.removeprefix(QUESTION) if is_question else "",
        occasion=occasion,
        token=token,
    )
