"""A view that only these tests have: it tells what a view is given of the request."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path

from troth.config import urls


def given(request: HttpRequest) -> HttpResponse:
    return JsonResponse(
        {
            "cookies": dict(request.COOKIES),
            "meta": {key: str(value) for key, value in request.META.items()},
            "headers": dict(request.headers.items()),
            "environ": str(request.environ),  # type: ignore[attr-defined]
        }
    )


urlpatterns = [path("given/", given), *urls.urlpatterns]
