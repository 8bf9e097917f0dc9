"""The floor: the least that a signed-in page can do. And less than that."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from troth.people.gate import unlocked
from troth.people.http import PersonRequest
from troth.spaces.access import membership


@unlocked
def floor(request: PersonRequest) -> HttpResponse:
    """Session, unlock, person and one membership; then a template of 5 KB."""
    return render(request, "bench/floor.html", {"called": membership(request).called})


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing: what the server and the middleware cost by themselves."""
    return HttpResponse()
