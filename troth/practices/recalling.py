"""What a run can look back on: each as a few lines with an id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from troth.content.habits import habits
from troth.grounds.queries import current_focus
from troth.practices.queries import earlier_answers
from troth.promises.opening import PromiseView
from troth.promises.past.queries import kept_for_me
from troth.promises.queries import open_promises
from troth.sealing import Unopened

if TYPE_CHECKING:
    from troth.practices.scene import Scene

ONE_WEEK = timedelta(days=7)
MOST = 12


@dataclass(frozen=True, slots=True)
class Recalled:
    id: str
    text: str
    note: str = ""


def _their_promises(scene: Scene, _of: str) -> list[Recalled]:
    """What the partner promised and kept in the last week; nothing for one alone."""
    if scene.ours is None:
        return []
    since = scene.ours.today(scene.now) - ONE_WEEK
    return _texts(kept_for_me(scene.ours, since))


def _my_promises(scene: Scene, _of: str) -> list[Recalled]:
    """One's own of the coming week, to oneself and to the other."""
    here = [scene.mine, *([scene.ours] if scene.ours is not None else [])]
    views = [view for there in here for view in open_promises(there)]
    coming = [view for view in views if scene.now < view.due_at <= scene.now + ONE_WEEK]
    return _texts(sorted(coming, key=lambda view: view.due_at))


def _answers(scene: Scene, of: str) -> list[Recalled]:
    """What one said at an earlier time, the latest first, each once."""
    name, _slash, step_id = of.rpartition("/")
    found = earlier_answers(scene.mine, name or scene.practice.id, step_id, MOST, scene.run.id)
    texts = {view.words.text: str(view.id) for view in reversed(found)}
    return [Recalled(row_id, text) for text, row_id in reversed(texts.items())]


def _focus(scene: Scene, _of: str) -> list[Recalled]:
    focus = current_focus(scene.mine)
    habit = habits().get(focus.habit) if focus and isinstance(focus.habit, str) else None
    return [Recalled(habit.id, habit.name, habit.line)] if habit else []


RECALLED: Mapping[str, Callable[[Scene, str], list[Recalled]]] = {
    "promises": _their_promises,
    "my-promises": _my_promises,
    "answers": _answers,
    "focus": _focus,
}


def _texts(views: list[PromiseView]) -> list[Recalled]:
    return [
        Recalled(str(view.id), view.words.text)
        for view in views
        if not isinstance(view.words, Unopened)
    ][:MOST]
