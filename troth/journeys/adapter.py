"""How allauth's accounts become people with keys: its one place for our decisions."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from troth.journeys.actions import sign_up
from troth.people.actions import begin_session, prepare_keys
from troth.people.devices import is_known_device, remember_device
from troth.people.http import PersonRequest
from troth.people.models import Person
from troth.spaces.ids import new_id


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth calls these; https://docs.allauth.org describes when."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return settings.TROTH_SIGN_UP_IS_OPEN

    def save_user(
        self, request: PersonRequest, user: Person, form: BaseForm, commit: bool = True
    ) -> Person:
        """Hash and derive first, outside the transaction; then write all at once."""
        now = timezone.now()
        facts = form.cleaned_data
        user.username = facts["username"]
        user.time_zone = facts["time_zone"]
        user.set_password(facts["password1"])
        prepared = prepare_keys(user.id, new_id(now.date()), facts["password1"])
        sign_up(user, prepared, facts["called"], now)
        request.unlock.hold(prepared.bundle_key)
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """A known device has a limit of its own, so that guessing elsewhere can't lock it out."""
        username = credentials.get("username", "")
        if not is_known_device(request, username):
            super().pre_authenticate(request, **credentials)
            return
        usage = ratelimit.consume(
            request,
            app="allauth.account",
            action="login_failed_known_device",
            config={"login_failed_known_device": settings.TROTH_KNOWN_DEVICE_RATE},
            key=f"{username.lower()}:{request.COOKIES[settings.TROTH_DEVICE_COOKIE]}",
        )
        if not usage:
            raise self.validation_error("too_many_login_attempts")
        self._login_failed_rl_usage = usage

    def login(self, request: PersonRequest, user: Person) -> None:
        """Make the session, then seal what was held for it under a fresh cookie."""
        super().login(request, user)
        request.unlock.start(user)
        begin_session(request.session, request.unlock.is_own_phone, timezone.now())

    def post_login(self, request: HttpRequest, user: Person, **facts: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **facts)
        remember_device(request, response, user.username)
        return response
