"""What I'm called."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.people.forms import NameField


class CalledForm(forms.Form):
    called = NameField(
        label=_("What shall we call you?"),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )


class CalledBetweenForm(CalledForm):
    """The same, as one person sees it."""

    def __init__(self, *args: Any, partner: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["called"].label = _("What shall %(name)s call you?") % {"name": partner}
