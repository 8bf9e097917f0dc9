"""Forms for making, moving and ending promises."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _

from troth.promises.big_words import BigWord, seems_big
from troth.promises.due import (
    BadDue,
    Choice,
    DueProblem,
    DueValue,
    due_choices,
    due_from_choice,
)
from troth.promises.pages import more_headings
from troth.promises.phrases import kind_choices
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.membership import MINE, OURS, Membership
from troth.spaces.phrases import week_choice
from troth.web.forms import GentleForm, TokenField, shown_day

PROBLEMS: dict[DueProblem, tuple[str, Any]] = {
    DueProblem.UNKNOWN_CHOICE: ("when", _("Please choose when.")),
    DueProblem.NO_DATE: ("on", _("Please pick the day.")),
    DueProblem.TIME_WITHOUT_DAY: ("at", _("A time needs a day. Choose one, or leave the time.")),
    DueProblem.PAST: ("when", _("That has gone by already. Choose a time still to come.")),
    DueProblem.TOO_FAR: ("on", _("That is very far away. Is the year right?")),
}
GENTLE_WORDS: dict[BigWord, Any] = {
    BigWord.ALWAYS: _("“Always” is hard to keep. What would it be this once?"),
    BigWord.NEVER: _("“Never” is hard to keep. What would you do instead, this once?"),
    BigWord.EVERY_TIME: _("Every time is a lot. What would the next time be?"),
    BigWord.SEVERAL: _("This sounds like several promises. Which one comes first?"),
}
FIRST_CHOICES = (Choice.TODAY, Choice.TOMORROW, Choice.THIS_WEEK)


class WhenField(forms.ChoiceField):
    """A chip; also one that was offered yesterday, on a form that is sent today."""

    def valid_value(self, value: Any) -> bool:
        return value in set(Choice)


class DueForm(forms.Form):
    """By when: chips for the near days, a date, and if one likes a time."""

    when = WhenField(
        label=_("By when?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose when."),
            "invalid_choice": _("Please choose when."),
        },
    )
    on = forms.DateField(
        label=_("Which day?"), required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    at = forms.TimeField(
        label=_("At what time?"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
        help_text=_("Without one, the whole day counts."),
    )
    shown_on = forms.DateField(widget=forms.HiddenInput, required=False)
    token = TokenField()

    def __init__(
        self,
        data: Any = None,
        *,
        membership: Membership,
        now: datetime,
        initial: dict[str, Any] | None = None,
    ) -> None:
        self.membership, self.now = membership, now
        self.today = membership.today(now)
        starts = {
            "when": Choice.TOMORROW.value,
            "shown_on": self.today,
            "token": new_id(self.today),
            **(initial or {}),
        }
        super().__init__(data, initial=starts)
        self.fields["when"].choices = self._choices()  # type: ignore[attr-defined]

    def _choices(self) -> list[tuple[str, Any]]:
        labels: dict[Choice, Any] = {
            Choice.TODAY: _("Today"),
            Choice.TOMORROW: _("Tomorrow"),
            Choice.THIS_WEEK: week_choice(shown_day(self.data, self.today)),
            Choice.DATE: _("Another day"),
        }
        offered = due_choices(self.now, self.membership.zone)
        named = [
            (each.choice.value, WEEKDAYS_ABBR[each.due.on.weekday()])
            for each in offered
            if each.choice not in labels and each.due is not None
        ]
        first = [(choice.value, labels[choice]) for choice in FIRST_CHOICES]
        return [*first, *named, (Choice.DATE.value, labels[Choice.DATE])]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        facts["token"] = fresh_or_new(facts.get("token"), self.today)
        if "when" in facts and not self.errors:
            try:
                facts["due"] = self._due(facts)
            except BadDue as bad:
                self.add_error(*PROBLEMS[bad.reason])
        return facts

    def _due(self, facts: dict[str, Any]) -> DueValue:
        shown_on: date | None = facts.get("shown_on")
        return due_from_choice(
            facts["when"],
            on=facts.get("on"),
            at=facts.get("at"),
            now=self.now,
            zone=self.membership.zone,
            shown_on=shown_on,
        )


class MoveForm(DueForm):
    """Another time for a promise: its time of day goes along unless another is given."""

    def __init__(self, data: Any = None, *, due: DueValue | None, **more: Any) -> None:
        self.kept_at = due.at if due else None
        super().__init__(data, initial={"at": self.kept_at}, **more)

    def _due(self, facts: dict[str, Any]) -> DueValue:
        at = facts.get("at") if "at" in self.data else self.kept_at
        if facts["when"] == Choice.THIS_WEEK and at == self.kept_at:
            # Nobody chose a time for the week: it only came along.
            at = None
        return super()._due({**facts, "at": at})


class PromiseForm(GentleForm, DueForm):
    """One line, by when, and if one likes when and where."""

    text = forms.CharField(
        label=_("What do you mean to do?"),
        max_length=200,
        error_messages={"required": _("One line is enough.")},
        # Wraps where a line would cut off what somebody means to do.
        widget=forms.Textarea({"rows": 2, "autocomplete": "off", "enterkeyhint": "done"}),
    )
    cue = forms.CharField(
        label=_("When and where"),
        required=False,
        max_length=200,
        help_text=_("“When I’ve hung up my coat, I’ll …” A plan like this makes it likelier."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    to = forms.ChoiceField(
        label=_("To whom?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose to whom.")},
    )
    kind = forms.ChoiceField(
        label=_("What is it about?"),
        required=False,
        choices=lambda: [("", _("Nothing in particular")), *kind_choices()],
        error_messages={"invalid_choice": _("Please choose one of these, or none.")},
    )
    field_order = ["text", "when", "on", "at", "to", "cue", "kind", "shown_on", "token"]

    def __init__(
        self,
        data: Any = None,
        *,
        ours: Membership | None = None,
        is_for_another: bool = False,
        **more: Any,
    ) -> None:
        """`ours`: the space of the two, for whoever has a partner; private is the default.

        `is_for_another`: the form was opened while somebody else was the partner.
        """
        super().__init__(data, **more)
        self.asked_for_ours = self.data.get("to") == OURS
        self.has_nobody, self.is_for_another = ours is None, is_for_another
        if ours is None:
            del self.fields["to"]
            return
        to_whom = self.fields["to"]
        to_whom.choices = [(OURS, ours.partner_called), (MINE, _("Myself"))]  # type: ignore[attr-defined]
        to_whom.help_text = _(
            "%(name)s sees what you say to %(name)s. What you say to yourself, nobody else sees."
        ) % {"name": ours.partner_called}

    def clean(self) -> dict[str, Any]:
        facts = super().clean()
        if self.asked_for_ours and self.has_nobody:
            # Never quietly to oneself: it was meant for somebody who has left since.
            self.add_error(
                None,
                _("There is nobody here to say it to now. Said now, it is a promise to yourself."),
            )
        elif self.asked_for_ours and self.is_for_another:
            self.add_error("to", _("This was written for somebody else. To whom shall it go now?"))
        return facts

    def word_about(self, text: str) -> str | None:
        big = seems_big(text)
        return str(GENTLE_WORDS[big]) if big else None


class EndingForm(forms.Form):
    """A line to an ending, if one likes."""

    note = forms.CharField(
        label=_("A line about it"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )
    token = TokenField()


class OwnForm(EndingForm):
    """A slip, owned between two: one line is enough, and three more if one likes."""

    what_happened = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea({"rows": 3, "autocomplete": "off"})
    )
    like_for_you = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea({"rows": 3, "autocomplete": "off"})
    )
    will_do = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea({"rows": 2, "autocomplete": "off"})
    )
    MORE = ("what_happened", "like_for_you", "will_do")

    def __init__(self, data: Any = None, *, membership: Membership, **more: Any) -> None:
        super().__init__(data, **more)
        if membership.is_private:
            for name in self.MORE:
                del self.fields[name]
            return
        for name, label in zip(self.MORE, more_headings(membership, False), strict=True):
            self.fields[name].label = label

    def more(self) -> dict[str, str]:
        return {name: self.cleaned_data[name] for name in self.MORE if name in self.fields}


class KeepForm(forms.Form):
    """When it was kept: in time, or on a later day."""

    kept = forms.ChoiceField(
        label=_("When was it kept?"),
        required=False,
        choices=[("in-time", _("In time")), ("later", _("A little later"))],
        widget=forms.RadioSelect,
    )
    on = forms.DateField(
        label=_("On which day?"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
    )
    token = TokenField()
