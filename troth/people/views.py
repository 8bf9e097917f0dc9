"""Signing up, in and out, opening again, the neutral exit, and a person's own pages."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any, cast

from allauth.account import views as allauth_views
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from troth.people import actions, queries
from troth.people.forms import (
    EmailForm,
    NameJustTaken,
    PreferencesForm,
    SessionNameForm,
    SignUpForm,
)
from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.people.private import private_page
from troth.sealing import KeyRing
from troth.web.answers import reads_and_writes, status_of
from troth.web.capabilities import offered

# Django's form views would take a PUT as a POST.
FORM_METHODS = ["get", "head", "post", "options"]


class SignUp(allauth_views.SignupView):
    """Before the password: who runs this server, and what they could do."""

    http_method_names = FORM_METHODS
    template_name = "people/sign_up.html"
    template_name_signup_closed = "people/sign_up_closed.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        return super().get_context_data(operator=settings.OPERATOR, **context)

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        try:
            response: HttpResponse = super().form_valid(form)
        except NameJustTaken:
            form.add_error("username", _("Somebody has just taken this name."))
            response = self.form_invalid(form)
        return response


class SignIn(allauth_views.LoginView):
    http_method_names = FORM_METHODS
    template_name = "people/sign_in.html"

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        """In a try-out the page says who to sign in as."""
        demo = (*settings.DEMO_USERNAMES, settings.DEMO_PASSWORD) if settings.IS_DEMO else None
        return super().get_context_data(demo=demo, **context)


class SignOut(allauth_views.LogoutView):
    template_name = "people/sign_out.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        request = cast(PersonRequest, self.request)
        request.unlock.revoke()
        _leave_nothing_said(request)
        response: HttpResponse = super().post(*args, **kwargs)
        _forget_invitation(request, response)
        return response


class Open(allauth_views.ReauthenticateView):
    """The password again, for a private page or for what is locked."""

    http_method_names = FORM_METHODS
    template_name = "people/open.html"


@csrf_exempt
@require_POST
def leave_page(request: PersonRequest) -> HttpResponse:
    """The neutral exit: lock this browser and show something dull.

    Exempt because it has to work from a page without a token (offline, a fault), and all that a
    forged one could do is lock; browsers don't send our cookies along with one anyway.
    """
    to = reverse("web:neutral")
    if request.user.is_authenticated:
        to = request.user.exit_address or to
    if SESSION_KEY in request.session:
        request.unlock.revoke()
    _leave_nothing_said(request)
    response: HttpResponse
    if request.accepts("application/json") and not request.accepts("text/html"):
        response = JsonResponse({"to": to})
    elif to == reverse("web:neutral"):
        response = HttpResponseRedirect(to)
        response.status_code = 303
    else:
        # Not a redirect: browsers hold one that follows a form to our form-action policy, and
        # the page would stay. Should the address not answer, the neutral page is what shows.
        response = HttpResponse(render_to_string("web/measures.html"))
        response["Refresh"] = f"0; url={to}"
    response["Referrer-Policy"] = "no-referrer"
    _forget_invitation(request, response)
    return response


def _leave_nothing_said(request: PersonRequest) -> None:
    """What was still to be told to this person isn't for whoever comes next."""
    list(messages.get_messages(request))


def _forget_invitation(request: PersonRequest, response: HttpResponse) -> None:
    """Nor is the code that somebody came with."""
    if settings.TROTH_JOIN_COOKIE in request.COOKIES:
        response.delete_cookie(settings.TROTH_JOIN_COOKIE, samesite="Lax")


@require_safe
@unlocked
@private_page
def sessions(request: PersonRequest) -> HttpResponse:
    """Where I'm signed in, by names that I gave."""
    rows = queries.sessions_of(request.user, request.session, own_ring(request))
    listed = [
        {
            "row": row,
            "started": _day(row.facts.started_on),
            "seen": _day(row.facts.seen_on),
            "form": SessionNameForm(auto_id=f"id_{row.facts.public_id}_%s"),
        }
        for row in rows
        if row.facts.public_id is not None
    ]
    return render(request, "people/sessions.html", {"sessions": listed})


@require_POST
@unlocked
@private_page
def name_session(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    form = SessionNameForm(request.POST)
    ring = own_ring(request)
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["name"])))
    elif not actions.name_session(
        request.user,
        ring,
        request.session,
        public_id,
        form.cleaned_data["name"],
        timezone.now(),
    ):
        raise Http404
    return redirect("people:sessions")


@require_POST
@unlocked
@private_page
def end_session(request: PersonRequest, public_id: uuid.UUID) -> HttpResponse:
    if not actions.end_session(request.user, request.session, public_id, timezone.now()):
        raise Http404
    messages.success(request, _("Signed out there."))
    return redirect("people:sessions")


@require_POST
@unlocked
@private_page
def end_other_sessions(request: PersonRequest) -> HttpResponse:
    actions.end_other_sessions(request.user, request.session, timezone.now())
    messages.success(request, _("Signed out everywhere else."))
    return redirect("people:sessions")


@require_POST
@unlocked
@private_page
def stay_signed_in(request: PersonRequest) -> HttpResponse:
    """This browser is my own after all, or isn't any longer."""
    is_own = request.POST.get("is_own") == "yes"
    actions.stay_signed_in(request.session, is_own, timezone.now())
    return redirect("people:sessions")


@reads_and_writes
@unlocked
@private_page
def preferences(request: PersonRequest) -> HttpResponse:
    person = request.user
    initial = {
        "time_zone": person.time_zone,
        "ask_again": person.ask_again,
        "exit_address": person.exit_address,
    }
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        actions.change_preferences(person, **form.cleaned_data, now=now)
        for _capability, goes_along in offered("moving", "person_moved"):
            goes_along(request, now)
        messages.success(request, _("Saved."))
        return redirect("home:me")
    return render(request, "people/preferences.html", {"form": form}, status=status_of(form))


@reads_and_writes
@unlocked
@private_page
def email(request: PersonRequest) -> HttpResponse:
    """An address is optional; the page says what it is for and who might read it."""
    form = EmailForm(request.POST or None, initial={"email": request.user.email})
    if request.method == "POST" and form.is_valid():
        actions.change_email(request.user, form.cleaned_data["email"], timezone.now())
        messages.success(request, _("Saved."))
        return redirect("home:me")
    return render(request, "people/email.html", {"form": form}, status=status_of(form))


def own_ring(request: PersonRequest) -> KeyRing:
    """The keys of the person's private space, behind `unlocked`."""
    bundle = request.unlock.bundle
    if bundle is None:
        raise Http404
    return bundle.ring(request.user.id)


def _day(day: date | None) -> str:
    return date_format(day, "j F") if day else ""
