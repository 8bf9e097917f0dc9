"""What every answer goes through: no plain http across a network, and safe headers."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

GetResponse = Callable[[HttpRequest], HttpResponse]

FORWARDED = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_REAL_IP",
)
PERMISSIONS = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "browsing-topics",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


class RefusePlainHttp:
    """Answers with one page of reasons where a password would cross a network in clear."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if is_safely_connected(request) or request.path_info.startswith(settings.STATIC_URL):
            return self.get_response(request)
        return render(
            request, "web/errors/insecure.html", {"is_hosted": settings.IS_HOSTED}, status=403
        )


def is_safely_connected(request: HttpRequest) -> bool:
    if settings.IS_HOSTED:
        return request.is_secure()
    return _is_this_machine(request.META.get("REMOTE_ADDR", "")) and (
        # get_host() would raise DisallowedHost for the very requests that need the page.
        _host_name(request.META.get("HTTP_HOST") or request.META["SERVER_NAME"])
        in settings.LOCAL_HOSTS
        # A proxy on this machine makes everybody's requests come from here.
        and not any(header in request.META for header in FORWARDED)
    )


def _is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _host_name(host: str) -> str:
    name, _, port = host.rpartition(":")
    return (name if name and port.isdecimal() else host).lower()


class SafeHeaders:
    """Nothing is kept in a cache unless its view says so; the browser's senses stay off."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.cookies:
            # A day's first request renews the session, whichever address it goes to.
            response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
