"""Forms of breaks: from when to when, whether the partner is told, what becomes of what is due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from troth.journeys.breaks.actions import Choice, Chosen
from troth.journeys.breaks.phrases import days_phrase
from troth.journeys.breaks.queries import Inside
from troth.spaces.breaks.rules import BadBreak, Problem, Span
from troth.spaces.ids import fresh_or_new
from troth.web.forms import TokenField, ask_kindly

FIELDS = {
    Problem.BEGINS_IN_THE_PAST: "from_on",
    Problem.TOO_FAR: "from_on",
    Problem.MEETS_ANOTHER: "from_on",
    Problem.TOO_MANY: "from_on",
}


class DayField(forms.DateField):
    """A day of the calendar."""

    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    default_error_messages = {"invalid": gettext_lazy("That day couldn’t be read.")}


class BreakForm(forms.Form):
    """The first and the last day; without a last one it goes on until it is ended."""

    from_on = DayField(label=gettext_lazy("The first day"))
    until_on = DayField(
        label=gettext_lazy("The last day"),
        required=False,
        help_text=gettext_lazy("Leave it empty if you don’t know yet."),
    )

    def __init__(self, *args: Any, today: date, has_begun: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        if has_begun:
            del self.fields["from_on"]
        ask_kindly(self)

    def add_problem(self, bad: BadBreak) -> None:
        """Say beside the field what is in the way."""
        name = FIELDS.get(bad.problem, "until_on")
        self.add_error(name if name in self.fields else "until_on", self._sentence(bad))

    def _sentence(self, bad: BadBreak) -> str:
        if bad.problem is Problem.MEETS_ANOTHER and bad.other is not None:
            days = days_phrase(bad.other, self.today)
            return _("There is a break on some of these days already: %(days)s.") % {
                "days": days[:1].lower() + days[1:]
            }
        return {
            Problem.BEGINS_IN_THE_PAST: _("A break can begin today at the earliest."),
            Problem.ENDS_IN_THE_PAST: _("That day is over. To stop now, end the break instead."),
            Problem.ENDS_BEFORE_IT_BEGINS: _("That is before the first day."),
            Problem.TOO_MANY: _("Five breaks are planned already. Call one off first."),
            Problem.IS_OVER: _("This break is over, so it stays as it was."),
        }.get(bad.problem, _("That is very far away. Is the year right?"))


class ChangeBreakForm(BreakForm):
    """Other days for a break; `seen` are those that the form was opened with."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, today: date, span: Span) -> None:
        self.now_stands = span
        starts = {
            "from_on": span.from_on,
            "until_on": span.until_on,
            "seen": _written(span.from_on, span.until_on),
        }
        has_begun = not span.is_planned(today)
        super().__init__(data, today=today, has_begun=has_begun, initial=starts)

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        span, seen = self.now_stands, facts.get("seen")
        now_stands = _written(span.from_on, span.until_on)
        sent = _written(facts.get("from_on", span.from_on), facts.get("until_on"))
        if self.errors or seen == "" or now_stands in (seen, sent):
            return facts
        # Another window was quicker. Sent once more, these days take the place of its.
        self.data = {**self.data.dict(), "seen": now_stands}  # type: ignore[attr-defined]
        days = days_phrase(span, self.today)
        message = _("The days were changed meanwhile: %(days)s. Save once more if yours are right.")
        raise forms.ValidationError(message % {"days": days})


def _written(from_on: date, until_on: date | None) -> str:
    """A break's days as a hidden field carries them."""
    return f"{from_on}/{until_on or ''}"


class TakeBreakForm(BreakForm):
    """A new break; telling the partner is a choice that nothing makes beforehand."""

    tell = forms.BooleanField(required=False)
    token = TokenField()

    def __init__(
        self, *args: Any, partner: str, is_for_another: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_for_another = is_for_another
        if not partner:
            del self.fields["tell"]
            return
        self.fields["tell"].label = _("Tell %(name)s that I’m away") % {"name": partner}
        self.fields["tell"].help_text = _(
            "%(name)s reads these days and nothing else. Without it, nobody is told."
        ) % {"name": partner}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        facts["token"] = fresh_or_new(facts.get("token"), self.today)
        if facts.get("tell") and self.is_for_another:
            # A tab from before: the one who was meant has left, and this is somebody else.
            self.add_error("tell", _("What you share has changed since. Please choose again."))
        return facts


class InsideForm(forms.Form):
    """For each promise that is due in a break: leave it, move it behind, or take it back."""

    def __init__(self, *args: Any, inside: Sequence[Inside], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inside = inside
        for each in inside:
            self.fields[f"what-{each.id}"] = forms.ChoiceField(
                label=each.text,
                help_text=_due_line(each),
                choices=_choices(each),
                initial=Choice.LEAVE.value,
                required=False,
                widget=forms.RadioSelect,
            )
            self.fields[f"token-{each.id}"] = TokenField()
            self.initial[f"token-{each.id}"] = each.token

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The two fields of each promise: what becomes of it, and its token."""
        return [(self[f"what-{each.id}"], self[f"token-{each.id}"]) for each in self.inside]

    def chosen(self, today: date) -> list[Chosen]:
        facts = self.cleaned_data
        return [
            Chosen(
                each,
                Choice(facts[f"what-{each.id}"] or Choice.LEAVE),
                fresh_or_new(facts[f"token-{each.id}"], today),
            )
            for each in self.inside
        ]


def _due_line(inside: Inside) -> str:
    if inside.there.is_private:
        return inside.when
    name = {"name": inside.there.partner_called, "when": inside.when}
    return _("%(when)s, to %(name)s") % name


def _choices(inside: Inside) -> list[tuple[str, str]]:
    offered = [(Choice.LEAVE.value, _("Leave it as it is"))]
    if inside.behind is not None:
        when = {"when": inside.behind_when}
        offered.append((Choice.MOVE.value, _("Move it: %(when)s") % when))
    return [*offered, (Choice.WITHDRAW.value, _("Take it back"))]
