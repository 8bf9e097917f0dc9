"""What the forms have in common: how they ask, what they carry unseen, a gentle word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import (
    BaseForm,
    BooleanField,
    CharField,
    CheckboxSelectMultiple,
    Field,
    Form,
    HiddenInput,
    IntegerField,
    TypedMultipleChoiceField,
    UUIDField,
    ValidationError,
)
from django.http import HttpRequest
from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext_lazy as _


def ask_kindly(form: BaseForm) -> None:
    """Let an empty field that is needed say so in our voice."""
    for field in form.fields.values():
        field.error_messages["required"] = _("Please fill this in.")


def shown_day(data: Mapping[str, Any], today: date) -> date:
    """The day from which a form's choices speak: one that is shown again keeps its own."""
    try:
        return min(date.fromisoformat(data.get("shown_on", "")), today)
    except ValueError:
        return today


class _UnseenField(Field):
    """What can't be read counts as none: nobody could see, or mend, a fault in a hidden field."""

    widget = HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            return None


class TokenField(_UnseenField, UUIDField):
    """The id of the row to come, so that a form sent twice writes once."""


def posted_token(request: HttpRequest) -> UUID | None:
    """The same of a form that consists of its button alone."""
    token: UUID | None = TokenField().clean(request.POST.get("token"))
    return token


class RevisionField(_UnseenField, IntegerField):
    """Which words a form was opened with."""


class WeekdaysField(TypedMultipleChoiceField):
    """Days of the week, Monday 0; clean, they are a tuple of each once, in their order."""

    def __init__(self, *, refusal: Any) -> None:
        """`refusal` is said of what is none of the days."""
        super().__init__(
            label=_("On which days?"),
            choices=list(WEEKDAYS_ABBR.items()),
            coerce=int,
            required=False,
            widget=CheckboxSelectMultiple,
            error_messages={"invalid_choice": refusal},
        )

    def clean(self, value: Any) -> tuple[int, ...]:
        return tuple(sorted(set(super().clean(value))))


class GentleForm(Form):
    """One line about which a gentle word may be said: once, and never as a refusal."""

    as_it_is = BooleanField(required=False, widget=HiddenInput)
    # What the gentle word was said about; nobody hears it twice for the same words.
    heard = CharField(required=False, widget=HiddenInput)

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def gentle_word(self) -> str | None:
        """Something to think about before it is said."""
        text = self.cleaned_data["text"]
        if self.cleaned_data.get("as_it_is") or self.cleaned_data.get("heard") == text:
            return None
        return self.word_about(text)

    def word_about(self, text: str) -> str | None:
        raise NotImplementedError
