"""The form for looking through one's own promises."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from troth.promises.past.rules import Cursor, read_cursor, terms_of
from troth.promises.phrases import kind_choices
from troth.spaces.membership import MINE, OURS, Membership


class SearchForm(forms.Form):
    """Words, or what it was about; `before` is where to look on from, and unseen."""

    words = forms.CharField(
        label=_("Which words?"),
        required=False,
        max_length=100,
        help_text=_("Only what you said yourself is looked through. Parts of words will do."),
        widget=forms.TextInput({"autocomplete": "off", "enterkeyhint": "search"}),
    )
    kind = forms.ChoiceField(
        label=_("What was it about?"),
        required=False,
        choices=lambda: [("", _("Anything")), *kind_choices()],
        error_messages={"invalid_choice": _("Please choose one of these, or none.")},
    )
    where = forms.ChoiceField(
        label=_("To whom?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose to whom.")},
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, ours: Membership | None, where: str = MINE) -> None:
        super().__init__(data, initial={"where": where}, auto_id="search_%s")
        if ours is None:
            del self.fields["where"]
            return
        called = ours.partner_called
        self.fields["where"].choices = [(MINE, _("Myself")), (OURS, called)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        facts["terms"] = terms_of(facts.get("words", ""))
        if not (self.errors or facts["terms"] or facts.get("kind")):
            self.add_error("words", _("Write a word, or choose what it was about."))
        return facts

    def clean_before(self) -> Cursor | None:
        """What can't be read begins anew: nobody could see, or mend, a fault in a hidden field."""
        try:
            return read_cursor(self.cleaned_data["before"])
        except ValueError:
            return None
