"""The page that says what one takes along, and the two files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.people.private import private_page
from troth.portability.book import book_parts, broken_off
from troth.portability.stream import json_parts, pieces
from troth.spaces.access import membership, memberships


@require_safe
@unlocked
@private_page
def index(request: PersonRequest) -> HttpResponse:
    """What the files hold and what not, and who can read them."""
    has_partner = any(not each.is_private for each in memberships(request))
    return render(request, "portability/index.html", {"has_partner": has_partner})


@require_POST
@unlocked
@private_page
def book(request: PersonRequest) -> HttpResponse:
    today = _today(request)
    parts = book_parts(memberships(request), today)
    return _file(pieces(parts, broken_off()), today, "html", "text/html; charset=utf-8")


@require_POST
@unlocked
@private_page
def data(request: PersonRequest) -> HttpResponse:
    today = _today(request)
    # Broken off, it is no longer JSON, and that is how a program notices.
    return _file(pieces(json_parts(memberships(request), today)), today, "json", "application/json")


def _today(request: PersonRequest) -> date:
    return membership(request).today(timezone.now())


def _file(content: Iterator[bytes], today: date, ending: str, content_type: str) -> HttpResponse:
    """A download whose name tells nothing of what it is from."""
    headers = {
        "Content-Type": content_type,
        "Content-Disposition": f'attachment; filename="my-words-{today.isoformat()}.{ending}"',
        "Cache-Control": "no-store",
    }
    # Django types what streams as another kind of response; the gates only hand it on.
    return cast(HttpResponse, StreamingHttpResponse(content, headers=headers))
