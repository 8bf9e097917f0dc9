"""What a page that waits for the other asks, every now and then: has anything changed?"""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from troth.people.http import PersonRequest
from troth.spaces.queries import version_of


@require_safe
def poll(request: PersonRequest) -> HttpResponse:
    """204; with HX-Refresh once the person's version isn't the page's any longer.

    Reads a session and a number: neither the person nor a key is loaded for it.
    """
    # A page left open isn't somebody who was there: it must not count as a day's first visit.
    request.session.modified = False
    response = HttpResponse(status=204)
    person_id = request.session.get(SESSION_KEY)
    if person_id is not None and str(version_of(person_id)) != request.GET.get("v"):
        response.headers["HX-Refresh"] = "true"
    return response
