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


def private_page(
    view: Callable[Concatenate[PersonRequest, P], HttpResponse],
) -> Callable[Concatenate[PersonRequest, P], HttpResponse]:
    """Ask for the password before a page is shown, as often as its person prefers.

    Only on GET: allauth keeps a suspended POST, words included, in the session row.
    """

    @wraps(view)
    def wrapper(request: PersonRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method in ("GET", "HEAD") and not is_password_fresh(request):
            ask = reverse("account_reauthenticate")
            return HttpResponseRedirect(f"{ask}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return wrapper


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
    return bool(given_at) and time.time() - max(given_at) < bound
