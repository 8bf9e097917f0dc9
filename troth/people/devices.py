"""Known devices: a signed cookie by which a browser keeps its own limit of wrong passwords.

Without it, a stranger who knows a sign-in name could lock its owner out by guessing.
"""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

_SALT = "troth.people.devices"
_AT_MOST = 4
_AGE_S = 400 * 24 * 3600


def _tag(username: str) -> str:
    return salted_hmac(_SALT, username.lower()).hexdigest()[:32]


def _tags(request: HttpRequest) -> list[str]:
    try:
        tags = signing.loads(device_cookie(request), salt=_SALT, max_age=_AGE_S)
    except signing.BadSignature:
        return []
    return [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []


def device_cookie(request: HttpRequest) -> str:
    """The cookie as it came, to count one device's tries by."""
    return request.COOKIES.get(settings.TROTH_DEVICE_COOKIE, "")


def is_known_device(request: HttpRequest, username: str) -> bool:
    """Whether this browser has signed in by that name before."""
    return _tag(username) in _tags(request)


def remember_device(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """Let this browser be known; the cookie holds no name, and a few names at most."""
    tag = _tag(username)
    tags = [tag, *(other for other in _tags(request) if other != tag)][:_AT_MOST]
    response.set_cookie(
        settings.TROTH_DEVICE_COOKIE,
        signing.dumps(tags, salt=_SALT),
        max_age=_AGE_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
