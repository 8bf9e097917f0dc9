"""Forms for how a promise landed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.promises.landings.rules import LandingKind
from troth.promises.wording.forms import WordsForm
from troth.web.forms import TokenField

LONGEST = 300
NEEDS_A_LINE = _("Your own words need a line here.")
KINDS = [
    (LandingKind.THANKS.value, _("Thank you")),
    (LandingKind.NOTICED.value, _("I noticed")),
    (LandingKind.WORDS.value, _("In my own words")),
    (LandingKind.DIFFERENTLY.value, _("I remember it differently")),
]


def _line(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label=_("A line to it"),
        required=required,
        max_length=LONGEST,
        error_messages={"required": NEEDS_A_LINE},
        widget=forms.Textarea({"rows": 3, "autocomplete": "off"}),
    )


class LandingForm(forms.Form):
    """What one would like to say, with a line or without; one's own words are that line."""

    kind = forms.ChoiceField(
        label=_("What would you like to say?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose one."),
            "invalid_choice": _("Please choose one."),
        },
    )
    line = _line(required=False)
    # Which ending it is said of: a form may lie open while the maker corrects it.
    ending = TokenField()
    token = TokenField()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        needs_a_line = facts.get("kind") == LandingKind.WORDS
        if needs_a_line and not facts.get("line") and "line" not in self.errors:
            self.add_error("line", NEEDS_A_LINE)
        return facts


class LineForm(WordsForm):
    """The line anew."""

    line = _line(required=False)
    field_order = ["line", "revision"]


class NeededLineForm(WordsForm):
    """The line anew where it is all that was said."""

    line = _line(required=True)
    field_order = ["line", "revision"]


class RepliesForm(forms.Form):
    """Whether the partner may say how one's promises land, and the page to come back to."""

    takes = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    promise = TokenField()
