"""The request as the rest of the project sees it."""

from __future__ import annotations

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from troth.people.models import Person
from troth.people.unlock import Unlock


class PersonRequest(HttpRequest):
    """A request with its session, its unlock and, behind `unlocked`, its person."""

    user: Person
    session: SessionBase
    unlock: Unlock
    htmx: HtmxDetails
