"""Joining: a code, what the inviter says, and somebody who decides alone."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from troth.journeys.pairing.cookie import drop_code, keep_code, kept_code
from troth.journeys.pairing.forms import NOT_GOOD, CodeForm, JoinForm, SignUpAndJoinForm
from troth.journeys.pairing.views.keys import bundle_of
from troth.people.forms import SignUpForm
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.people.views import SignUp
from troth.spaces.access import membership, ours
from troth.spaces.ids import fresh_or_new, new_id
from troth.spaces.pairing import actions
from troth.spaces.pairing.actions import CannotPair
from troth.spaces.pairing.queries import (
    Invited,
    invitation_by_code,
    own_invitation,
    own_joining,
)
from troth.web.answers import reads_and_writes


@reads_and_writes
def join(request: PersonRequest) -> HttpResponse:
    """Where a link leads: a script posts the code behind the "#"; without one it is typed.

    Never redirects when it is opened: the browser would carry what stands behind the "#" on.
    """
    is_posted = request.method == "POST"
    form = CodeForm(request.POST if is_posted else None)
    if form.is_valid():
        code: bytes = form.cleaned_data["code"]
        if invitation_by_code(code, timezone.now()) is not None:
            response = redirect("journeys:join_welcome")
            keep_code(response, code)
            return response
        form.add_error("code", NOT_GOOD)
    context = {"form": form, "has_joined": _has_joined(request)}
    return render(request, "journeys/join.html", context, status=422 if is_posted else 200)


@reads_and_writes
def welcome(request: PersonRequest) -> HttpResponse:
    """The inviter's first words, and one's own free choice, with an account or without."""
    code = kept_code(request)
    if code is None:
        return redirect("journeys:words" if _has_joined(request) else "journeys:join")
    invited = invitation_by_code(code, timezone.now())
    if invited is None:
        return _no_longer_open(request)
    if request.user.is_authenticated:
        return _with_an_account(request, code, invited)
    view = SignUpAndJoin.as_view(code=code, invited=invited)
    return cast(HttpResponse, view(request))


def _no_longer_open(request: PersonRequest) -> HttpResponse:
    """Used or taken back since; or this is the second post of a form that went through."""
    has_joined = _has_joined(request)
    if not has_joined:
        messages.error(request, str(NOT_GOOD))
    return _without_code("journeys:words" if has_joined else "journeys:join")


def _without_code(to: str) -> HttpResponse:
    response = redirect(to)
    drop_code(response)
    return response


def _has_joined(request: PersonRequest) -> bool:
    if request.unlock.is_locked:
        return False
    return own_joining(membership(request), timezone.now().date()) is not None


@unlocked
def _with_an_account(request: PersonRequest, code: bytes, invited: Invited) -> HttpResponse:
    mine, now, inviter = membership(request), timezone.now(), invited.greeting
    partner = ours(request)
    is_own = inviter.inviter_id == request.user.id
    is_free = partner is None and not is_own
    is_posted = request.method == "POST" and is_free
    called = mine.called if isinstance(mine.called, str) else ""
    form = JoinForm(
        request.POST if is_posted else None,
        inviter=inviter.called,
        initial={"called": called, "token": new_id(now.date())},
    )
    if form.is_valid():
        token = fresh_or_new(form.cleaned_data["token"], now.date())
        facts = (code, form.cleaned_data["called"], now, token)
        try:
            actions.join(mine, bundle_of(request), *facts)
        except CannotPair:
            return _no_longer_open(request)
        return _without_code("journeys:words")
    context = {
        "form": form,
        "inviter": inviter,
        "is_own": is_own,
        "partner_called": partner.partner_called if partner else "",
        "gives_up_own": own_invitation(mine) is not None,
        "gives_up_other": own_joining(mine, now.date()) is not None,
        "username": request.user.username,
    }
    return render(
        request, "journeys/join_signed_in.html", context, status=422 if is_posted else 200
    )


class SignUpAndJoin(SignUp):
    """Somebody new: one small question, a name and a password, and they have joined."""

    template_name = "journeys/join_welcome.html"
    code: bytes = b""
    invited: Invited | None = None

    def is_open(self) -> bool:
        """An invitation lets one person in where sign-up is closed."""
        return True

    def get_form_class(self) -> type[SignUpForm]:
        return SignUpAndJoinForm

    def get_form_kwargs(self) -> dict[str, Any]:
        inviter = self.invited.greeting.called if self.invited else ""
        return {**super().get_form_kwargs(), "code": self.code, "inviter": inviter}

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        inviter = self.invited.greeting if self.invited else None
        return super().get_context_data(inviter=inviter, **context)

    def get_success_url(self) -> str:
        return reverse("journeys:words")

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        try:
            response = super().form_valid(form)
        except CannotPair:
            return _no_longer_open(cast(PersonRequest, self.request))
        if not form.errors:
            drop_code(response)
        return response

    def form_invalid(self, form: SignUpForm) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        response.status_code = 422
        return response


@require_POST
def not_now(request: PersonRequest) -> HttpResponse:
    """Writes nothing: to the inviter the invitation looks unused."""
    return _without_code("home:welcome")
