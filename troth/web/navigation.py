"""The places a signed-in person can go to; the way around shows only what exists."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the nav: the current one on its own page and those of its URL namespaces."""

    label: Promise
    icon: str
    url_name: str
    namespaces: frozenset[str]


PLACES = (
    Place(_("Today"), "sun", "home:today", frozenset({"journeys", "grounds"})),
    Place(_("Promises"), "handshake", "promises:index", frozenset({"promises"})),
    Place(_("Me"), "user-round", "home:me", frozenset({"people"})),
)


def current_place(request: HttpRequest | None) -> Place | None:
    match = request.resolver_match if request is not None else None
    if match is None:
        return None
    for place in PLACES:
        if match.view_name == place.url_name or match.namespace in place.namespaces:
            return place
    return None
