"""The places a signed-in person can go to; the way around shows only what exists."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the nav: the current one on its pages and those of its URL namespaces."""

    label: Promise
    icon: str
    url_name: str
    namespaces: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()


US = ("between", "before", "put_away", "step_away", "leave", "left")
PAIRING = ("invite", "join", "join_welcome", "words", "confirm")

PLACES = (
    Place(_("Today"), "sun", "home:today", frozenset({"journeys", "gestures", "grounds"})),
    Place(_("Promises"), "handshake", "promises:index", frozenset({"promises", "asks"})),
    Place(_("Practices"), "feather", "practices:index", frozenset({"practices"})),
    Place(
        _("Us"),
        "sprout",
        "home:us",
        pages=frozenset({f"home:{name}" for name in US} | {f"journeys:{name}" for name in PAIRING}),
    ),
    Place(_("Me"), "user-round", "home:me", frozenset({"people", "portability"})),
)


def current_place(request: HttpRequest | None) -> Place | None:
    match = request.resolver_match if request is not None else None
    if match is None:
        return None
    for place in PLACES:
        if match.view_name == place.url_name or match.view_name in place.pages:
            return place
    return next((place for place in PLACES if match.namespace in place.namespaces), None)
