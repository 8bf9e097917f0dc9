"""Who may see what, in one place: the ways from a request to a membership."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from troth.people.gate import READS, locked_page
from troth.people.http import PersonRequest
from troth.spaces import queries
from troth.spaces.actions import renew_key
from troth.spaces.membership import MINE, OURS, Locked, Membership
from troth.web.unsaved import NotSaved


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
    """The person's memberships, the private one first, ended ones last; read once a request."""
    found: list[Membership] | None = getattr(request, "_memberships", None)
    if found is None:
        found = queries.memberships_of(request.user, request.unlock.bundle)
        request._memberships = found  # type: ignore[attr-defined]
    return found


def membership(request: PersonRequest, where: str = MINE) -> Membership:
    """The membership that an address names by `where`; 404 where there is none.

    Raises NotSaved for a form to the partner who has left in the meantime.
    """
    for found in memberships(request):
        if found.where == where:
            return _with_its_key(request, found)
    if where == OURS and request.method not in READS and _has_been_left(request):
        why = _("Your partner left what you shared, so nothing new is said there.")
        raise NotSaved(why, reverse("home:us"))
    raise Http404


def _has_been_left(request: PersonRequest) -> bool:
    return any(found.has_ended for found in memberships(request))


def ours(request: PersonRequest) -> Membership | None:
    """The shared space that goes on, if there is one."""
    return next((found for found in memberships(request) if found.where == OURS), None)


def is_meant_for(request: PersonRequest, shared: Membership) -> bool:
    """Whether a form was opened while this was the shared space: a tab may outlast a partner."""
    return request.POST.get("space", str(shared.space_id)) == str(shared.space_id)


def look_again(request: PersonRequest, where: str) -> Membership:
    """Read anew, once a write has found that the space has ended since. Raises as `membership`."""
    forget_memberships(request)
    return membership(request, where)


def forget_memberships(request: PersonRequest) -> None:
    """Have them read anew: something in this request has just changed them."""
    request._memberships = None  # type: ignore[attr-defined]


def _with_its_key(request: PersonRequest, found: Membership) -> Membership:
    """Whoever stays after the other left makes the new epoch's key at the first write."""
    keys, bundle = found.keys, request.unlock.bundle
    if keys is None or bundle is None or not found.has_ended or keys.epoch >= found.epoch:
        return found
    if request.method in READS:
        return found
    renew_key(found, bundle.sharing.public, timezone.now())
    forget_memberships(request)
    return next(again for again in memberships(request) if again.space_id == found.space_id)
