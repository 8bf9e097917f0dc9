"""Choosing a habit."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.content.habits import ANY_HABIT, habits


class FocusForm(forms.Form):
    """One of the ten habits, or any of them."""

    habit = forms.ChoiceField(label=_("One habit"), widget=forms.RadioSelect)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(habit.id, habit.name) for habit in habits().values()]
        self.fields["habit"].choices = [*named, (ANY_HABIT, _("Surprise me"))]  # type: ignore[attr-defined]

    def clean_habit(self) -> str:
        habit: str = self.cleaned_data["habit"]
        return habit if habit != ANY_HABIT else secrets.choice(list(habits()))
