"""The neutral page, the offline page and the small files a browser asks for."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from troth.web.jinja import static_path

# All that a browser keeps for later: none of it holds a word that anybody wrote.
KEPT_FILES = (
    "web/tokens.css",
    "web/base.css",
    "web/components.css",
    "web/lists.css",
    "web/forms.css",
    "web/frame.css",
    "web/pages.css",
    "web/rings.svg",
    "web/fonts/atkinson-latin.woff2",
    "web/fonts/fraunces-latin.woff2",
    "web/icons/icons.svg",
    "web/icons/mark.svg",
    "web/js/exit.js",
    "web/js/again.js",
    "web/measures/measures.css",
    "web/measures/spoon.svg",
)


def _alike_for_everybody(response: HttpResponse, seconds: int) -> HttpResponse:
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return response


@require_safe
def neutral(request: HttpRequest) -> HttpResponse:
    """Where the exit leads; rendered without the request, so that it holds nothing of anybody."""
    return HttpResponse(render_to_string("web/measures.html"))


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("web/errors/offline.html"))


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    kept = {
        "offline": reverse("web:offline"),
        # The exit leads to it without a connection too.
        "neutral": reverse("web:neutral"),
        "files": [static_path(path) for path in KEPT_FILES],
    }
    script = render_to_string("web/sw.js", {"kept": json.dumps(kept)})
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    icons = [
        {
            "src": static_path(f"web/icons/app-{size}.png"),
            "sizes": f"{size}x{size}",
            "type": "image/png",
            "purpose": purpose,
        }
        for size in (192, 512)
        for purpose in ("any", "maskable")
    ]
    described = {
        "id": "/",
        "name": "Troth",
        "short_name": "Troth",
        "description": _("A private practice for two people who want trust between them."),
        "start_url": reverse("home:today"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#faf6ef",
        "theme_color": "#faf6ef",
        "icons": icons,
    }
    response = JsonResponse(described, content_type="application/manifest+json")
    return _alike_for_everybody(response, 3600)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
    return _alike_for_everybody(response, 86400)
