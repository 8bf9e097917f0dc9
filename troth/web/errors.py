"""Answers when something doesn't work, in the same voice as the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

RETRY_SECONDS = "5"


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/404.html", status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "web/errors/csrf.html", status=403)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "web/errors/429.html", status=429)


def busy(request: HttpRequest) -> HttpResponse:
    response = render(request, "web/errors/busy.html", status=503)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    # Without the request: whatever broke may break again in a context processor or the session.
    return HttpResponse(render_to_string("web/errors/500.html"), status=500)
