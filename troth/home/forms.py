"""What I'm called."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CalledForm(forms.Form):
    called = forms.CharField(
        label=_("What shall we call you?"),
        max_length=40,
        error_messages={"required": _("Please fill this in.")},
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
