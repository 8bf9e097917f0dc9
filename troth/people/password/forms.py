"""The form for a new password."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from allauth.account.adapter import get_adapter
from allauth.account.fields import SetPasswordField
from allauth.account.forms import ChangePasswordForm
from allauth.core import context, ratelimit
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from troth.people.forms import WITHOUT_NAME, choose_well, composed, stands_in
from troth.people.models import Person
from troth.people.password import queries
from troth.people.password.actions import change_password
from troth.people.password.prepared import prepare_password
from troth.web.forms import TokenField, ask_kindly


class NewPasswordField(SetPasswordField):
    """Composed before it is measured, as at sign-up."""

    def to_python(self, value: Any) -> str:
        return composed(super().to_python(value) or "")


class PasswordForm(ChangePasswordForm):
    """The password that there is, and once the one to come; `token` is the id of its wrap."""

    password1 = NewPasswordField(label=_("The new one"))
    token = TokenField()

    def __init__(self, person: Person, *args: Any, **kwargs: Any) -> None:
        super().__init__(person, *args, **kwargs)
        self.person = person
        # Typed once, as at sign-up.
        del self.fields["password2"]
        ask_kindly(self)
        old, new = self.fields["oldpassword"], self.fields["password1"]
        old.label = _("The password you have now")
        old.help_text = ""
        old.widget.attrs = {"autocomplete": "current-password"}
        choose_well(new)

    def clean_oldpassword(self) -> str:
        """Limited with the other ways to give the password again: guesses are guesses."""
        password = composed(self.cleaned_data["oldpassword"])
        if not ratelimit.consume(context.request, action="reauthenticate", user=self.person):
            raise get_adapter().validation_error("too_many_login_attempts")
        if not get_adapter().reauthenticate(self.person, password):
            raise get_adapter().validation_error("incorrect_password")
        return password

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        if stands_in(self.person.username.casefold(), password.casefold()):
            raise ValidationError(WITHOUT_NAME)
        if password == self.cleaned_data.get("oldpassword"):
            raise ValidationError(_("This is the one you have now. Please choose another."))
        return password

    @property
    def token_sent(self) -> UUID | None:
        token: UUID | None = self.fields["token"].clean(self.data.get("token"))
        return token

    @property
    def is_done(self) -> bool:
        """Whether this very form has changed the password before: it was sent twice."""
        token = self.token_sent
        return token is not None and queries.is_wrapped_as(self.person, token)

    def save(self) -> None:
        """Change it, or raise ValidationError with the reason why nothing was changed."""
        request, facts = context.request, self.cleaned_data
        prepared = prepare_password(self.person, facts["oldpassword"], facts["password1"])
        if prepared is None:
            raise ValidationError(
                _("The password is right, but it doesn’t open what you wrote before.")
            )
        bundle_key = request.unlock.bundle_key
        token = facts["token"] or uuid4()
        if not change_password(self.person, prepared, request.session, timezone.now(), token):
            raise ValidationError(
                _("Your password has just been changed in another window. Nothing more was done.")
            )
        # Sealed anew: whoever once copied this browser's cookies can open nothing with them.
        request.unlock.hold(bundle_key)
        request.unlock.start(self.person)
