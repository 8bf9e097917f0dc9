"""What happens on a full disk: a clear answer that keeps what was typed, and leaving goes on."""

from __future__ import annotations

import copy
import logging
import sys
from collections.abc import Callable
from typing import cast

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve

from troth.people.http import PersonRequest
from troth.people.reopening import kept_fields
from troth.web import errors
from troth.web.full_disk import give_up_ballast, is_full
from troth.web.unsaved import IN_PLACE, written_in

FULL = 507
# What has to work on a full disk too: going, and shutting what is open.
GOES_ON = {
    "home:leave",
    "home:put_away",
    "home:step_away",
    "people:exit",
    "people:end_session",
    "people:end_others",
    "account_logout",
}

log = logging.getLogger(__name__)


class FullDiskMiddleware:
    """Stands before whatever writes: where somebody goes, the ballast makes room once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: WSGIRequest) -> HttpResponse:
        if request.method != "POST" or not _goes_on(request):
            return self.get_response(request)
        again = _as_it_came(request)
        response = self.get_response(request)
        if response.status_code == FULL:
            give_up_ballast()
            response = self.get_response(again)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not is_full(exception):
            return None
        log.error("the disk is full")
        return full(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """A session is saved only after the view: what fails then ends here."""
    return full(request) if is_full(sys.exception()) else errors.server_error(request)


def full(request: HttpRequest) -> HttpResponse:
    context = {
        "written": written_in(request),
        "kept": kept_fields(cast(PersonRequest, request)) if request.method == "POST" else (),
    }
    answer = render(request, "web/errors/full.html", context, status=FULL)
    if "HX-Request" in request.headers:
        for name, value in IN_PLACE.items():
            answer.headers[name] = value
    return answer


def _goes_on(request: HttpRequest) -> bool:
    try:
        return resolve(request.path_info).view_name in GOES_ON
    except Resolver404:
        return False


def _as_it_came(request: WSGIRequest) -> WSGIRequest:
    """A second one, since the first loses its cookie of keys on the way."""
    # Read once, here, into what both have.
    _ = request.POST
    again = copy.copy(request)
    again.META = again.environ = dict(request.META)
    again.COOKIES = dict(request.COOKIES)
    return again
