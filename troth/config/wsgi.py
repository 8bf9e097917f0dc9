"""The WSGI application that granian's workers load."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth.config.settings")

log = logging.getLogger(__name__)
_django = get_wsgi_application()
# Imports every view now rather than within somebody's first request.
_ = get_resolver().url_patterns
# What is loaded by now stays for good: the collector needn't walk it again within a request, nor
# touch pages of memory that the workers share. A page makes some thousands of objects at once.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)


def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Django's, save that an error in its own error page never reaches the server.

    The server would log the error with its message, which may quote what somebody wrote.
    """
    try:
        return _django(environ, start_response)
    except Exception:
        log.exception("the error page itself failed")
        start_response(
            "500 Internal Server Error",
            [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")],
        )
        return [b"Something went wrong on this side. Please try again in a while.\n"]
