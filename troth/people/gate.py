"""Who gets past: signed in, and with the keys in hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from troth.people.http import PersonRequest
from troth.people.reopening import kept_fields, reopened

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]
READS = ("GET", "HEAD")


def unlocked(view: View[P]) -> View[P]:
    """Signed out, to the sign-in page and back; without keys, the locked page, writing nothing."""

    @wraps(view)
    def wrapper(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if request.unlock.is_locked and not reopened(request):
            return locked_page(request)
        return view(request, *args, **kwargs)

    return wrapper


def signed_in(view: View[P]) -> View[P]:
    """Open while locked too: for leaving and stepping away, which need no key."""

    @wraps(view)
    def wrapper(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        return view(request, *args, **kwargs)

    return wrapper


def _to_sign_in(request: PersonRequest) -> HttpResponse:
    to = reverse("account_login")
    if request.method in READS and not request.htmx:
        to = f"{to}?{urlencode({'next': request.get_full_path()})}"
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return HttpResponseRedirect(to)


def locked_page(request: PersonRequest) -> HttpResponse:
    """Says why, and takes the password; 403 where something was to be written.

    What was typed comes back inside the page, so that the password sends it on its way.
    """
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    if request.method in READS:
        return render(request, "web/locked.html", {"next": request.get_full_path()})
    context = {"kept": kept_fields(request), "problem": request.unlock.problem}
    return render(request, "web/locked.html", context, status=403)
