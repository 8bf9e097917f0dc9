"""How allauth's accounts become people with keys: the one place for our decisions on it."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from troth.journeys.actions import sign_up
from troth.journeys.pairing.cookie import kept_code
from troth.journeys.pairing.forms import SignUpAndJoinForm
from troth.people.actions import begin_session, prepare_keys
from troth.people.devices import device_id, is_known_device, remember_device
from troth.people.forms import WITHOUT_NAME, stands_in
from troth.people.http import PersonRequest
from troth.people.models import Person
from troth.spaces.access import memberships
from troth.spaces.ids import new_id


class AccountAdapter(DefaultAccountAdapter):
    """allauth calls these; its documentation of adapters says when."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("This name and this password don’t belong together."),
        "incorrect_password": _("That isn’t the password. Nothing is lost; try once more."),
        "too_many_login_attempts": _("Too many tries in a row. Please wait a few minutes."),
        "username_taken": _("Somebody has this name already. Please choose another."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.TROTH_SIGN_UP_IS_OPEN

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """Whoever came with an invitation and signed up elsewhere is led back to it."""
        if kept_code(request) is not None:
            return reverse("journeys:join_welcome")
        url: str = super().get_signup_redirect_url(request)
        return url

    def save_user(
        self, request: HttpRequest, user: AbstractBaseUser, form: BaseForm, commit: bool = True
    ) -> Person:
        """Hash and derive first, outside the transaction; then write all at once."""
        now, facts = timezone.now(), form.cleaned_data
        person = cast(Person, user)
        person.username = facts["username"]
        person.time_zone = facts["time_zone"]
        person.set_password(facts["password1"])
        prepared = prepare_keys(person.id, new_id(now.date()), facts["password1"])
        brought = form.brought() if isinstance(form, SignUpAndJoinForm) else None
        sign_up(person, prepared, facts["called"], now, brought)
        cast(PersonRequest, request).unlock.hold(prepared.bundle_key)
        # Whoever has just chosen the password needn't give it again for a private page.
        record_authentication(request, person, method="password")
        return person

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """A new one has none of the names in it by which its person is called here, alone or by
        somebody else, as far as they can be opened now.
        """
        password = super().clean_password(password, user)
        request = context.request
        if request.user.is_authenticated and not request.unlock.is_locked:
            for called in (found.called for found in memberships(request)):
                if isinstance(called, str) and stands_in(called.casefold(), password.casefold()):
                    raise ValidationError(WITHOUT_NAME)
        return password

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A known device has a limit of its own, so that guessing elsewhere can't lock it out."""
        username: str = credentials.get("username", "")
        if not is_known_device(request, username):
            super().pre_authenticate(request, **credentials)
            return
        usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_known_device",
            key=f"{username.lower()}:{device_id(request)}",
        )
        if not usage:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage = usage

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Make the session, then seal what was held for it under a fresh cookie."""
        super().login(request, user)
        unlock = cast(PersonRequest, request).unlock
        unlock.start(cast(Person, user))
        begin_session(request.session, unlock.is_own_phone, timezone.now())

    def post_login(
        self, request: HttpRequest, user: AbstractBaseUser, **facts: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, **facts)
        remember_device(request, response, cast(Person, user).username)
        return response
