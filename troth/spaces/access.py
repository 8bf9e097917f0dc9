"""Who may see what, in one place: the ways from a request to a membership."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse

from troth.people.gate import locked_page
from troth.people.http import PersonRequest
from troth.spaces import queries
from troth.spaces.membership import Locked, Membership

MINE = "mine"


class LockedMiddleware:
    """A write that meets a locked membership gets the locked page, never a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Locked):
            return None
        return locked_page(cast(PersonRequest, request))


def memberships(request: PersonRequest) -> list[Membership]:
    """The person's memberships, the private one first; read once a request."""
    found: list[Membership] | None = getattr(request, "_memberships", None)
    if found is None:
        found = queries.memberships_of(request.user, request.unlock.bundle)
        request._memberships = found  # type: ignore[attr-defined]
    return found


def membership(request: PersonRequest, where: str = MINE) -> Membership:
    """The membership that an address names by "mine" or "ours"; 404 where there is none."""
    for found in memberships(request):
        if found.is_private == (where == MINE):
            return found
    raise Http404
