"""What the forms have in common: one way to ask, one way to carry a row's id."""

from __future__ import annotations

from typing import Any

from django.forms import BaseForm, HiddenInput, UUIDField, ValidationError
from django.utils.translation import gettext_lazy as _


def ask_kindly(form: BaseForm) -> None:
    """Let an empty field that is needed say so in our voice."""
    for field in form.fields.values():
        field.error_messages["required"] = _("Please fill this in.")


class TokenField(UUIDField):
    """The id of the row to come, so that a form sent twice writes once.

    What is no id counts as none: nobody could see, or mend, a fault in a hidden field.
    """

    widget = HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except ValidationError:
            return None
