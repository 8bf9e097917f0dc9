"""Known devices: a signed cookie by which a browser keeps its own limit of wrong passwords.

Without it, a stranger who knows a sign-in name could lock its owner out by guessing.
"""

from __future__ import annotations

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import salted_hmac

_SALT = "troth.people.devices"
_AT_MOST = 4
_AGE_S = 400 * 24 * 3600


def _tag(username: str) -> str:
    return salted_hmac(_SALT, username.lower()).hexdigest()[:32]


def _read(request: HttpRequest) -> tuple[str, list[str]]:
    """The browser's own id and the tags of the names that signed in there; "" where unknown."""
    text = request.COOKIES.get(settings.TROTH_DEVICE_COOKIE, "")
    try:
        device, *tags = signing.loads(text, salt=_SALT, max_age=_AGE_S)
    except (signing.BadSignature, TypeError, ValueError):
        return "", []
    return device, tags


def device_id(request: HttpRequest) -> str:
    """What to count one browser's tries by.

    It outlasts every renewal of the cookie: else whoever signs in by another name in between
    would be given the tries for this name anew.
    """
    return _read(request)[0]


def is_known_device(request: HttpRequest, username: str) -> bool:
    """Whether this browser has signed in by that name before."""
    return _tag(username) in _read(request)[1]


def remember_device(request: HttpRequest, response: HttpResponseBase, username: str) -> None:
    """Let this browser be known; the cookie holds no name, and a few names at most."""
    tag, (device, known) = _tag(username), _read(request)
    tags = [tag, *(other for other in known if other != tag)][:_AT_MOST]
    response.set_cookie(
        settings.TROTH_DEVICE_COOKIE,
        signing.dumps([device or secrets.token_hex(16), *tags], salt=_SALT),
        max_age=_AGE_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
