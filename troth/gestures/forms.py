"""The form for a gesture: one line, how often, and from which day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.gestures.rules import FURTHEST, Occasion
from troth.spaces.phrases import HOW_OFTEN, ONCE
from troth.spaces.recurrence import Pattern, Recurrence
from troth.web.forms import RevisionField, TokenField, WeekdaysField


class GestureForm(forms.Form):
    """One line; what it is due on is worked out as `occasion`."""

    text = forms.CharField(
        label=_("What would you like to remember?"),
        max_length=200,
        error_messages={"required": _("One line is enough.")},
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "enterkeyhint": "done"}),
    )
    how_often = forms.ChoiceField(
        label=_("How often?"),
        choices=HOW_OFTEN,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose how often."),
            "invalid_choice": _("Please choose how often."),
        },
    )
    days = WeekdaysField(refusal=_("Please choose from these days."))
    on = forms.DateField(
        label=_("On which day, or from which on?"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("Without one, it is today."),
    )
    revision = RevisionField()
    token = TokenField()

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not {"how_often", "days", "on"} & self.errors.keys():
            facts["occasion"] = self._occasion(facts)
        return facts

    def _occasion(self, facts: dict[str, Any]) -> Occasion | None:
        on: date = facts.get("on") or self.today
        if on > self.today + FURTHEST:
            self.add_error("on", _("That is very far away. Is the year right?"))
            return None
        if facts["how_often"] == ONCE:
            if on < self.today:
                self.add_error("on", _("That day has gone by. Choose one still to come."))
            return on
        pattern = Pattern(facts["how_often"])
        days = facts["days"] if pattern is Pattern.DAYS else ()
        if pattern is Pattern.DAYS and not days:
            self.add_error("days", _("Please choose one day or more."))
            return None
        try:
            return Recurrence(pattern, on, days)
        except ValueError:
            self.add_error("on", _("That is very long ago. Is the year right?"))
            return None


def starts(occasion: Occasion) -> dict[str, object]:
    """What the form shows of an occasion that stands already."""
    if not isinstance(occasion, Recurrence):
        return {"how_often": ONCE, "on": occasion}
    facts = {"how_often": occasion.pattern.value, "on": occasion.starts_on}
    return {**facts, "days": list(occasion.days)}
