"""Who may see what, in one place: the ways from a request to a membership."""

from __future__ import annotations

from django.http import Http404

from troth.people.http import PersonRequest
from troth.spaces import queries
from troth.spaces.membership import Membership

MINE = "mine"


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
