"""Choosing a habit."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.content.habits import ANY_HABIT, drawn_habit, habits
from troth.web.forms import TokenField


class FocusForm(forms.Form):
    """One of the ten habits, or any of them."""

    habit = forms.ChoiceField(label=_("One habit"), widget=forms.RadioSelect)
    token = TokenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(habit.id, habit.name) for habit in habits().values()]
        self.fields["habit"].choices = [*named, (ANY_HABIT, _("Surprise me"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Any of them is drawn from the token, so that a form sent twice draws the same one."""
        facts = super().clean() or {}
        if facts.get("habit") == ANY_HABIT:
            facts["habit"] = drawn_habit((facts.get("token") or uuid4()).int)
        return facts
