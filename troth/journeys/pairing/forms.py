"""Forms of inviting somebody, joining them, and comparing the four words."""

from __future__ import annotations

from collections.abc import Sequence
from secrets import randbits
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from troth.content.habits import ANY_HABIT, drawn_habit, first_question
from troth.journeys.actions import Brought
from troth.journeys.pairing.queries import Offered
from troth.people.forms import NameField, SignUpForm
from troth.sealing import read_code
from troth.web.forms import TokenField, ask_kindly

# One answer for a code that is unknown, used, taken back, out of date or no code at all: whoever
# tries codes learns nothing, and an invitation that was declined looks like any other.
NOT_GOOD = _(
    "This code doesn’t open an invitation. It may have been typed a little differently, used "
    "before, or be older than a week. Whoever gave it to you can make a new one."
)
SUGGESTED_WORDS = _(
    "I found a quiet place for two: small things we say we’ll do, and then do. "
    "I’d like to try it with you. No hurry, and no is a good answer too."
)
NO_PROMISE = "none"


class LinesField(forms.CharField):
    """Browsers count a new line as one sign and send two."""

    def to_python(self, value: Any) -> str:
        return (super().to_python(value) or "").replace("\r\n", "\n")


class InviteForm(forms.Form):
    """What the other one sees before they decide."""

    called = NameField(
        label=_("What they will call you"), widget=forms.TextInput({"autocomplete": "nickname"})
    )
    first_words = LinesField(
        label=_("Your first words to them"),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 5, "autocomplete": "off"}),
        help_text=_("Seen before any account is made, by whoever has the link."),
    )
    token = TokenField()


class CodeField(forms.CharField):
    """However it was typed; the cleaned value is the code itself."""

    widget = forms.TextInput(
        {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "autocorrect": "off",
            "spellcheck": "false",
        }
    )

    def clean(self, value: Any) -> bytes:
        try:
            return read_code(value or "")
        except ValueError:
            raise ValidationError(NOT_GOOD) from None


class CodeForm(forms.Form):
    code = CodeField(
        label=_("The code"),
        help_text=_(
            "Eight groups of four. Small letters, spaces and hyphens don’t matter, "
            "nor whether it is the letter O or a zero."
        ),
    )


class JoinForm(forms.Form):
    """For somebody who is signed in."""

    called = NameField(widget=forms.TextInput({"autocomplete": "nickname"}))
    token = TokenField()

    def __init__(self, *args: Any, inviter: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["called"].label = _name_label(inviter)


class SignUpAndJoinForm(SignUpForm):
    """One small question, then a name and a password."""

    field_order = ["answer", *SignUpForm.field_order]
    answer = forms.ChoiceField(required=False, widget=forms.RadioSelect)

    def __init__(self, *args: Any, code: bytes, inviter: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code, question = code, first_question()
        answer: Any = self.fields["answer"]
        answer.label = question.question
        answer.choices = [(each.id, each.label) for each in question.answers]
        called = self.fields["called"]
        # Left empty it would be the sign-in name, which is for nobody else to know.
        called.label, called.required, called.help_text = _name_label(inviter), True, ""

    def brought(self) -> Brought:
        habits = {each.id: each.habit for each in first_question().answers}
        habit = habits.get(self.cleaned_data["answer"], "")
        return Brought(self.code, drawn_habit(randbits(32)) if habit == ANY_HABIT else habit)


def _name_label(inviter: str) -> str:
    return _("What shall %(name)s see as your name?") % {"name": inviter}


class ConfirmForm(forms.Form):
    """Which four words were seen; for the inviter also whether a first promise is shared."""

    compared = forms.CharField(widget=forms.HiddenInput, max_length=40)
    share = forms.ChoiceField(
        label=_("Share a first promise?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Nothing is shared unless you choose it."),
        error_messages={
            "invalid_choice": _("This one isn’t open any longer. Please choose once more.")
        },
    )
    token = TokenField()

    def __init__(self, *args: Any, promises: Sequence[Offered] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_kindly(self)
        share: Any = self.fields["share"]
        share.choices = [
            (NO_PROMISE, _("Not now")),
            *((str(promise.id), promise.text) for promise in promises),
        ]
