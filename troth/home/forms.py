"""What I'm called."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.people.forms import NameField


class CalledForm(forms.Form):
    called = NameField(
        label=_("What shall we call you?"),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
