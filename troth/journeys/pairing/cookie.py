"""An invitation’s code on its way through a browser: in a cookie, for an hour, nowhere else."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from troth.sealing import read_code, write_code

AGE_S = 3600


def kept_code(request: HttpRequest) -> bytes | None:
    """The code that this browser has brought along, if it is one."""
    try:
        return read_code(request.COOKIES.get(settings.TROTH_JOIN_COOKIE, ""))
    except ValueError:
        return None


def keep_code(response: HttpResponseBase, code: bytes) -> None:
    response.set_cookie(
        settings.TROTH_JOIN_COOKIE,
        write_code(code),
        max_age=AGE_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def drop_code(response: HttpResponseBase) -> None:
    response.delete_cookie(settings.TROTH_JOIN_COOKIE, samesite="Lax")
