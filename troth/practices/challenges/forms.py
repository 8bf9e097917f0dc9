"""The form of a challenge's day: one small promise, for today or tomorrow."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from troth.practices.challenges.rules import LATE_IN_THE_DAY
from troth.practices.scene import Scene
from troth.promises.due import Choice
from troth.promises.forms import PromiseForm
from troth.spaces.days import DAY_TURNS_AT
from troth.spaces.membership import MINE, OURS, Membership

NEAR = (Choice.TODAY.value, Choice.TOMORROW.value)


def todays_form(data: Any, scene: Scene, *, is_for_another: bool) -> PromiseForm:
    """As everywhere, with fewer days to choose from; to the partner unless somebody says."""
    mine, ours, now, step = scene.mine, scene.ours, scene.now, scene.practice.steps[0]
    form = PromiseForm(
        data,
        membership=mine,
        ours=ours,
        is_for_another=is_for_another,
        now=now,
        initial={"to": MINE if ours is None else OURS, "when": _usual(mine, now).value},
    )
    form.fields["text"].label, form.fields["text"].help_text = step.prompt, step.hint
    when = form.fields["when"]
    when.choices = [each for each in when.choices if each[0] in NEAR]  # type: ignore[attr-defined]
    return form


def _usual(mine: Membership, now: datetime) -> Choice:
    at = now.astimezone(mine.zone).time()
    return Choice.TODAY if DAY_TURNS_AT <= at < LATE_IN_THE_DAY else Choice.TOMORROW
