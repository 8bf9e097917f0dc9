"""The form of a ritual: on which days, and from what time on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from troth.web.forms import WeekdaysField


class _RitualForm(forms.Form):
    """From what time on; on which days says whoever comes below."""

    field_order = ["days", "at"]

    at = forms.TimeField(
        label=_("From what time on?"),
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        help_text=_("Nothing rings. From then on it stands on your Today."),
        error_messages={
            "required": _("Please choose a time."),
            "invalid": _("Please write a time such as 19:30."),
        },
    )


class DailyForm(_RitualForm):
    """Some days of the week."""

    days = WeekdaysField(refusal=_("Please choose from these days."))

    def clean_days(self) -> tuple[int, ...]:
        days: tuple[int, ...] = self.cleaned_data["days"]
        if not days:
            raise forms.ValidationError(_("Please choose one day or more."))
        return days


class WeeklyForm(_RitualForm):
    """One day of the week."""

    days = forms.TypedChoiceField(
        label=_("On which day?"),
        choices=list(WEEKDAYS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose a day."),
            "invalid_choice": _("Please choose one of these days."),
        },
    )

    def clean_days(self) -> tuple[int, ...]:
        day: Any = self.cleaned_data["days"]
        return (day,)
