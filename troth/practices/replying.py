"""The form of a word back: one of a few by a tap, or one's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.practices.step import written
from troth.web.forms import TokenField

LONGEST = 1000


class ReplyForm(forms.Form):
    """`care` is the number of a word of care, from the button that was pressed."""

    text = written(_("Or in your own words"), 2, LONGEST)
    care = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    token = TokenField()


def said_with(facts: Mapping[str, Any], care: Sequence[str]) -> str:
    """The word of care that was tapped, else one's own words; or nothing.

    Half a sentence that somebody thought better of never goes out in its place.
    """
    number = facts.get("care")
    if number is not None and number < len(care):
        return str(care[number])
    return str(facts.get("text") or "")
