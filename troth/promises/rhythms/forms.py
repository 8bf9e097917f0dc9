"""How often: the part of a form that makes a rhythm of a promise."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.promises.due import DueKind, DueValue
from troth.promises.rhythms.phrases import why_no_rhythm
from troth.promises.rhythms.rules import LASTS, NoRhythm, Problem, Timetable, begun
from troth.spaces.phrases import HOW_OFTEN, ONCE
from troth.spaces.recurrence import Pattern, Recurrence
from troth.web.forms import WeekdaysField

FIELD_OF = {Problem.NO_DAY: "until", Problem.TOO_LONG: "until"}


class AgainForm(forms.Form):
    """Once, or on which days and until when."""

    again = forms.ChoiceField(
        label=_("How often?"),
        required=False,
        choices=HOW_OFTEN,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose how often.")},
    )
    days = WeekdaysField(refusal=_("Please choose the days."))
    until = forms.DateField(
        label=_("Until when?"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        help_text=_("Four weeks, unless you choose a day. Then you are asked whether it goes on."),
    )

    def __init__(self, data: Any = None, *, is_for_sure: bool = False, **more: Any) -> None:
        """`is_for_sure`: it is a rhythm, whatever else may change."""
        initial = {"again": ONCE, **more.pop("initial", {})}
        super().__init__(data, initial=initial, **more)
        if is_for_sure:
            choices = self.fields["again"].choices  # type: ignore[attr-defined]
            self.fields["again"].choices = choices[1:]  # type: ignore[attr-defined]

    @property
    def is_again(self) -> bool:
        """Whether more than once is meant; asked of a valid form."""
        return self.cleaned_data.get("again") not in ("", None, ONCE)

    def timetable(self, due: DueValue, today: date) -> Timetable | None:
        """From the first time it is due; None, with the reason in the form, where there is none."""
        pattern, days = Pattern(self.cleaned_data["again"]), ()
        if due.kind is DueKind.WEEK:
            self.add_error("again", _("Choose the day on which it begins."))
            return None
        if pattern is Pattern.DAYS:
            days = self.cleaned_data.get("days") or ()
            if not days:
                self.add_error("days", _("Please choose at least one day."))
                return None
        recurrence = Recurrence(pattern, due.on, days)
        # Four weeks, or so many that its first day is among them.
        until = self.cleaned_data.get("until") or recurrence.first_from(due.on) + LASTS
        try:
            return begun(recurrence, due.at, until, due.zone, today)
        except NoRhythm as problem:
            self.add_error(FIELD_OF.get(problem.reason, "again"), why_no_rhythm(problem.reason))
            return None


def more_weeks(timetable: Timetable, today: date) -> date:
    """The last day once four weeks more are added to its end, or to yesterday if that's later."""
    return max(timetable.until, today - timedelta(days=1)) + LASTS + timedelta(days=1)
