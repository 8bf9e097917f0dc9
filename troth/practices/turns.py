"""Whose turn it is on Today: at most one daily and one weekly thing, the rest within reach."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from troth.practices.opening import RunView, is_settled
from troth.practices.phrases import rule_sentence
from troth.practices.queries import runs_of_occasions
from troth.practices.rituals.pages import ritual_names
from troth.practices.rituals.queries import TONIGHT, RitualView, picked
from troth.practices.rituals.rules import has_come, turn
from troth.practices.rules import Reveal, Rhythm, State, occasion_of
from troth.practices.scripts import practices
from troth.practices.steps.write import Write
from troth.practices.tonight.queries import Tonight, tonight
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """What asks. `prompt` is written below right away where it has one; else `about` says what it
    is. `also` are others of the day: (title, address).
    """

    title: str
    begin: str
    occasion: str
    token: str
    about: str = ""
    prompt: str = ""
    hint: str = ""
    rule: str = ""
    question: str = ""
    is_begun: bool = False
    has_choice: bool = False
    rhythm: Rhythm = Rhythm.DAILY
    also: Sequence[tuple[str, str]] = field(default_factory=tuple)


def turns_of(mine: Membership, ours: Membership | None, now: datetime) -> list[ShownTurn]:
    """The latest daily one that has come, and a weekly one; nothing that was done or put aside."""
    today = mine.today(now)
    come = [
        (view, day)
        for view in picked(mine)
        if (day := turn(view.recurrence, view.rhythm, today)) is not None
        and has_come(day, view.at, mine.zone, now)
    ]
    asked = tonight(mine, ours, now) if any(v.practice == TONIGHT for v, _day in come) else None
    runs = _runs(mine, ours, come)
    waiting = [
        pair
        for pair in come
        if pair[0].practice != TONIGHT and not is_settled(runs.get(pair[0].practice))
    ]
    if asked is not None and not asked.has_had and not is_settled(asked.run):
        waiting += [pair for pair in come if pair[0].practice == TONIGHT]
    found = []
    for rhythm in (Rhythm.DAILY, Rhythm.WEEKLY):
        of_rhythm = [pair for pair in waiting if pair[0].rhythm is rhythm]
        if of_rhythm:
            begun = {name for name, run in runs.items() if run.state is State.OPEN}
            found.append(_shown(mine, ours, of_rhythm, asked, begun, now))
    return found


def beside_daily(turns: Sequence[ShownTurn], title: str, address: str) -> list[ShownTurn] | None:
    """The same, with one more within reach of the daily one; None where nothing daily asks."""
    if not any(turn.rhythm is Rhythm.DAILY for turn in turns):
        return None
    more = (title, address)
    return [
        replace(turn, also=(*turn.also, more)) if turn.rhythm is Rhythm.DAILY else turn
        for turn in turns
    ]


def _runs(
    mine: Membership, ours: Membership | None, come: Sequence[tuple[RitualView, date]]
) -> dict[str, RunView]:
    """What the person has made of each this time, by its practice."""
    space = str(ours.space_id) if ours else ""
    named = [
        (view.practice, occasion_of(view.rhythm, day), space)
        for view, day in come
        if view.practice != TONIGHT
    ]
    return {name[0]: run for name, run in runs_of_occasions(mine, named).items()}


def _shown(
    mine: Membership,
    ours: Membership | None,
    waiting: Sequence[tuple[RitualView, date]],
    asked: Tonight | None,
    begun: Set[str],
    now: datetime,
) -> ShownTurn:
    """The one whose time came last, with the way to the others."""
    ordered = sorted(waiting, key=lambda pair: (pair[1], pair[0].at), reverse=True)
    (view, day), *others = ordered
    also = [(ritual_names(each.practice)[0], _page(each.practice)) for each, _day in others]
    token = str(new_id(mine.today(now)))
    if view.practice == TONIGHT and asked is not None:
        return shown_question(ours, asked, token, also)
    practice = practices()[view.practice]
    first, is_begun = practice.steps[0], practice.id in begun
    turn = ShownTurn(
        title=practice.title,
        begin=reverse("practices:begin", args=[practice.id]),
        occasion=occasion_of(view.rhythm, day),
        token=token,
        about=_("You’ve begun. It goes on where you were.") if is_begun else practice.about,
        is_begun=is_begun,
        rhythm=view.rhythm,
        also=also,
    )
    if is_begun or not isinstance(first, Write):
        return turn
    rule = _rule(ours, first.reveals)
    has_choice = ours is not None and len(first.reveals) > 1
    return replace(
        turn, about="", prompt=first.prompt, hint=first.hint, rule=rule, has_choice=has_choice
    )


def shown_question(
    ours: Membership | None, asked: Tonight, token: str, also: Sequence[tuple[str, str]] = ()
) -> ShownTurn:
    return ShownTurn(
        title=_whose(ours, asked),
        begin=reverse("practices:answer"),
        occasion=asked.day.isoformat(),
        token=token,
        prompt=asked.text,
        rule=_rule(ours, (Reveal.TOGETHER,)),
        question=asked.question,
        has_choice=ours is not None,
        also=also,
    )


def _whose(ours: Membership | None, asked: Tonight) -> str:
    """A question that one of the two wrote never speaks as if it were Troth's."""
    if asked.whose is None:
        return ritual_names(TONIGHT)[0]
    if ours is None or asked.whose == ours.person_id:
        return _("Tonight’s question, written by you")
    return _("Tonight’s question, from %(name)s") % {"name": ours.partner_called}


def _rule(ours: Membership | None, reveals: Sequence[Reveal]) -> str:
    if ours is None or not reveals:
        return rule_sentence(Reveal.PRIVATE, "")
    return rule_sentence(reveals[0], ours.partner_called)


def _page(practice_id: str) -> str:
    if practice_id == TONIGHT:
        return reverse("practices:tonight")
    return reverse("practices:page", args=[practice_id])
