"""What every form says of itself in the same words."""

from __future__ import annotations

from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _


def ask_kindly(form: BaseForm) -> None:
    """Let an empty field that is needed say so in our voice."""
    for field in form.fields.values():
        field.error_messages["required"] = _("Please fill this in.")
