"""What opened in a run: one's own words and the other's, side by side."""

from __future__ import annotations

from troth.practices.scene import Scene
from troth.practices.sharing.pages import ShownShared, all_shown
from troth.practices.sharing.queries import with_the_others


def opened_in(scene: Scene) -> dict[str, ShownShared]:
    """By the step's id, the partner's words that one's own opened."""
    ours = scene.ours
    copies = {view.id: step for step, view in scene.copies.items() if view.has_met}
    if ours is None or not copies:
        return {}
    found = with_the_others(ours, copies)
    shown = all_shown(ours, found.values(), scene.now)
    return {copies[own_id]: each for own_id, each in zip(found, shown, strict=True)}
