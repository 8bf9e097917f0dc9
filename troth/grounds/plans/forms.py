"""Forms for a plan: one line, and for which day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.grounds.audience import AudienceForm
from troth.grounds.plans.rules import FURTHEST, Week
from troth.spaces.days import monday_of, week_chosen_on
from troth.spaces.phrases import week_choice
from troth.web.forms import RevisionField, shown_day

ONE_DAY = timedelta(days=1)
GONE_BY = _("That day has gone by. Choose one still to come.")


class Choice(StrEnum):
    TODAY = "today"
    TOMORROW = "tomorrow"
    THIS_WEEK = "this-week"
    DATE = "date"


class DayForm(forms.Form):
    """One line and a day or a week, which is worked out as `day`."""

    text = forms.CharField(
        label=_("What’s coming up?"),
        max_length=200,
        help_text=_("As much or as little as you like: “Out till late” is enough."),
        error_messages={"required": _("One line is enough.")},
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "enterkeyhint": "done"}),
    )
    when = forms.ChoiceField(
        label=_("For when?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose when."),
            "invalid_choice": _("Please choose when."),
        },
    )
    on = forms.DateField(
        label=_("Which day?"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    shown_on = forms.DateField(widget=forms.HiddenInput, required=False)
    today: date

    def name_days(self) -> None:
        """Call the choices by their names: on a Sunday a whole week is the coming one."""
        self.fields["when"].choices = [  # type: ignore[attr-defined]
            (Choice.TODAY.value, _("Today")),
            (Choice.TOMORROW.value, _("Tomorrow")),
            (Choice.THIS_WEEK.value, week_choice(shown_day(self.data, self.today))),
            (Choice.DATE.value, _("Another day")),
        ]

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not {"when", "on"} & self.errors.keys():
            facts["day"] = self._day(facts)
        return facts

    def _day(self, facts: dict[str, Any]) -> date | Week | None:
        # A form that was opened yesterday means yesterday's tomorrow.
        shown_on = shown_day(self.data, self.today)
        if facts["when"] == Choice.THIS_WEEK:
            week = Week(week_chosen_on(shown_on))
            if week.monday < monday_of(self.today):
                self.add_error("when", GONE_BY)
            return week
        if facts["when"] == Choice.DATE:
            return self._date(facts.get("on"))
        day = shown_on if facts["when"] == Choice.TODAY else shown_on + ONE_DAY
        if day < self.today:
            self.add_error("when", GONE_BY)
        return day

    def _date(self, on: date | None) -> date | None:
        if on is None:
            self.add_error("on", _("Please pick the day."))
        elif on < self.today:
            self.add_error("on", GONE_BY)
        elif on > self.today + FURTHEST:
            self.add_error("on", _("That is more than sixty days away. Say it when it’s nearer."))
        return on


class PlanForm(AudienceForm, DayForm):
    field_order = ["text", "when", "on", "to", "shown_on", "token"]

    def __init__(
        self, data: Any = None, *, today: date, initial: dict[str, Any] | None = None, **more: Any
    ) -> None:
        self.today = today
        starts = {"when": Choice.TOMORROW.value, "shown_on": today, **(initial or {})}
        super().__init__(data, initial=starts, **more)
        self.name_days()


class ChangePlanForm(DayForm):
    revision = RevisionField()

    def __init__(self, data: Any = None, *, today: date, initial: dict[str, Any]) -> None:
        self.today = today
        super().__init__(data, initial={"shown_on": today, **initial})
        self.name_days()


def starts(on: date, until_on: date, today: date) -> dict[str, object]:
    """What the form shows of days that stand already."""
    if on != until_on and on == week_chosen_on(today):
        return {"when": Choice.THIS_WEEK.value}
    # Of a week that ends today, today is what is left.
    on = max(on, today)
    near = {today: Choice.TODAY, today + ONE_DAY: Choice.TOMORROW}.get(on)
    return {"when": near.value} if near else {"when": Choice.DATE.value, "on": on}
