"""Private pages: they ask for the password again after a while."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from troth.people.http import PersonRequest
from troth.people.models import AskAgain

P = ParamSpec("P")
A_WHILE_S = 15 * 60
# "Always" still has to let through the page that the password was just given for.
JUST_NOW_S = 60
# A form that was opened in time may be filled in in peace.
TO_FILL_IN_S = 15 * 60


def private_page(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
    """Ask for the password before a page is shown, as often as its person prefers.

    Not by allauth's own decorator, which keeps a suspended POST in the session row, words,
    headers and all; a form sent far too late is asked for anew instead.
    """

    @wraps(view)
    def wrapper(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if is_password_fresh(request):
            return view(request, *args, **kwargs)
        return ask_for_password(request)

    return wrapper


def ask_for_password(request: PersonRequest) -> HttpResponse:
    """To the page that asks for it, and from there on to what was to be read."""
    reads = request.method in ("GET", "HEAD")
    ask = reverse("account_reauthenticate")
    query = urlencode({"next": request.path if reads else reverse("home:me")})
    return HttpResponseRedirect(f"{ask}?{query}")


def is_password_fresh(request: PersonRequest) -> bool:
    """Whether the password was given recently enough for this person's preference."""
    preference = request.user.ask_again
    if preference == AskAgain.NEVER:
        return True
    given_at = [
        record["at"]
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "password"
    ]
    bound = JUST_NOW_S if preference == AskAgain.ALWAYS else A_WHILE_S
    if request.method not in ("GET", "HEAD"):
        bound += TO_FILL_IN_S
    return bool(given_at) and time.time() - max(given_at) < bound
