"""Who may read what somebody is about to say: themselves alone, or their partner as well."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.spaces.membership import MINE, OURS, Membership
from troth.web.forms import TokenField


def stands_phrase(there: Membership) -> str:
    """What is said once it is written; without a name, since such a message isn't sealed."""
    if there.is_private:
        return gettext("It stands here, for you alone.")
    return gettext("It stands here. Your partner can read it from now on.")


class AudienceForm(forms.Form):
    """For oneself, unless somebody says otherwise; alone there is nothing to choose."""

    to = forms.ChoiceField(
        label=_("Who may read it?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Please choose who may read it.")},
    )
    token = TokenField()

    def __init__(
        self,
        data: Any = None,
        *,
        ours: Membership | None,
        is_for_another: bool = False,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """`ours`: the space of the two, for whoever has a partner.

        `is_for_another`: the form was opened while somebody else was the partner.
        """
        super().__init__(data, initial={"to": MINE, **(initial or {})})
        self.asked_for_ours = self.data.get("to") == OURS
        self.ours, self.is_for_another = ours, is_for_another
        if ours is None:
            del self.fields["to"]
            return
        self.fields["to"].choices = [(MINE, _("Only me")), (OURS, ours.partner_called)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if self.asked_for_ours and self.ours is None:
            # Never quietly to oneself: it was meant for somebody who has left since.
            self.add_error(
                None, _("There is nobody here to read it now. Said now, it is for you alone.")
            )
        elif self.asked_for_ours and self.is_for_another:
            self.add_error("to", _("This was written for somebody else. Who may read it now?"))
        return facts

    def there(self, mine: Membership) -> Membership:
        """The space that the words go to."""
        is_shared = self.cleaned_data.get("to") == OURS
        return self.ours if is_shared and self.ours is not None else mine
