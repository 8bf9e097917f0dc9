"""The cast of every test: Ana and Ben, a couple; Cleo and Dan, another; Eve, signed out.

Everybody acts through HTTP, as a browser would.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache as cache_once
from http.cookies import SimpleCookie
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.test.client import ClientHandler
from django.utils import timezone

from tests.again import once
from troth.journeys.leaving.actions import leave
from troth.people.models import Person
from troth.people.queries import person_with_bundles
from troth.people.unlock import SEALED_KEY
from troth.sealing import Bundle, Unopened, open_bundle, open_for_session
from troth.spaces.ids import new_id
from troth.spaces.membership import Membership
from troth.spaces.pairing import actions as pairing
from troth.spaces.pairing.queries import own_invitation
from troth.spaces.queries import memberships_of

# When a test begins. Those that move the clock on from here name days after it.
TESTS_BEGIN = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PASSWORD = "seven quiet herons at dusk"
# Every page beside Today that opens with the keys alone and names no row.
OWN_PAGES = (
    "/promises/",
    "/promises/new/",
    "/promises/waiting/",
    "/promises/before/",
    "/promises/before/search/",
    "/gestures/",
    "/gestures/new/",
    "/asks/",
    "/asks/new/",
    "/practices/",
    "/practices/evening/",
    "/practices/reliability-challenge/",
    "/practices/runs/",
    "/practices/rituals/",
    "/practices/rituals/evening/",
    "/practices/tonight/",
    "/practices/tonight/decks/",
    "/habits/",
    "/habits/ask-gently/",
    "/reads/when-help-is-needed/",
    "/us/",
    "/us/invite/",
    "/us/words/",
    "/focus/",
    "/needs/",
    "/needs/new/",
    "/needs/before/mine/",
    "/plans/",
    "/plans/new/",
    "/breaks/",
    "/breaks/new/",
    "/begin/",
    "/begin/first/",
    "/me/",
    "/me/settings/",
    "/me/e-mail/",
    "/me/sessions/",
    "/me/password/",
    "/me/take-along/",
)


@dataclass
class Player:
    """Somebody with a browser; `person` is None for whoever has no account."""

    name: str
    client: Client
    zone: str = "Europe/Berlin"
    password: str = PASSWORD

    @property
    def username(self) -> str:
        return self.name.lower()

    @property
    def person(self) -> Person:
        return Person.objects.get(username=self.username)

    def sign_up(self) -> HttpResponse:
        return self.post(
            "/sign-up/",
            {
                "username": self.username,
                "password1": self.password,
                "called": self.name,
                "time_zone": self.zone,
            },
        )

    def sign_in(self, password: str | None = None, **more: Any) -> HttpResponse:
        facts = {"login": self.username, "password": password or self.password}
        return self.post("/sign-in/", {**facts, **more})

    def get(self, path: str, **more: Any) -> HttpResponse:
        return self.client.get(path, **more)  # type: ignore[return-value]

    def post(self, path: str, facts: dict[str, Any] | None = None, **more: Any) -> HttpResponse:
        return self.client.post(path, facts or {}, **more)  # type: ignore[return-value]

    def say(self, text: str, when: str = "tomorrow", **more: Any) -> UUID:
        """Make a promise to oneself as the form sends it; its id."""
        promise_id = new_id(timezone.now().date())
        facts = {"text": text, "when": when, "token": str(promise_id), "as_it_is": "yes"}
        answer = self.post("/promises/new/", {**facts, **more})
        assert answer.status_code == 302, answer.content.decode()
        return promise_id

    def stay(self) -> None:
        """This browser is one's own: it stays signed in while a test moves the clock on."""
        assert self.post("/me/sessions/stay/", {"is_own": "yes"}).status_code == 302

    def lose_the_key(self) -> None:
        """The second cookie is gone: signed in, and nothing opens."""
        del self.client.cookies[settings.TROTH_KEY_COOKIE]

    def keys(self) -> Keys:
        """The person with their opened bundle, as the middleware opens it."""
        secret = base64.urlsafe_b64decode(self.client.cookies[settings.TROTH_KEY_COOKIE].value)
        person = person_with_bundles(self.person.id)
        assert person is not None
        sealed = base64.b64decode(self.client.session[SEALED_KEY])
        key = open_for_session(sealed, secret, person_id=person.id, purpose="session")
        bundle = open_bundle(bytes(person.bundle_rows()[0].sealed), key, person.id)
        return Keys(person, bundle, key)

    def membership(self, where: str = "mine") -> Membership:
        """A membership with its keys; "ours" is the shared space that goes on."""
        held = self.keys()
        found = memberships_of(held.person, held.bundle)
        return next(each for each in found if each.where == where)


@dataclass(frozen=True, repr=False)
class Keys:
    person: Person
    bundle: Bundle
    bundle_key: bytes


def pair(inviter: Player, joiner: Player) -> None:
    """Bring two people together by the actions that their pages call."""
    now, first, second = timezone.now(), inviter.keys(), joiner.keys()
    mine, theirs = inviter.membership(), joiner.membership()
    pairing.invite(mine, first.bundle, inviter.name, "Shall we?", now, new_id(now.date()))
    invitation = own_invitation(mine)
    assert invitation is not None
    assert not isinstance(invitation.words, Unopened)
    code = bytes.fromhex(invitation.words.code)
    pairing.join(theirs, second.bundle, code, joiner.name, now, new_id(now.date()))
    pairing.confirm_as_joiner(theirs, second.person, second.bundle_key, now)
    pairing.confirm_as_inviter(mine, first.person, first.bundle, first.bundle_key, now)


def with_a_bit_flipped(sealed: bytes | memoryview) -> bytes:
    """What was stored, changed from outside, in its last byte."""
    found = bytes(sealed)
    return found[:-1] + bytes([found[-1] ^ 1])


def field_of(answer: HttpResponse, name: str) -> str:
    """The value of a form's field on a page."""
    page = answer.content.decode()
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'<textarea[^>]*name="{name}"[^>]*>\s*([^<]*?)\s*</textarea>', page
    )
    assert found is not None, f"no field {name}"
    return html.unescape(found[1])


def error_beside(answer: HttpResponse, name: str) -> str:
    """What a form says beside one of its fields; empty where it says nothing."""
    found = re.search(rf'id="id_{name}_error">.*?<span>(.*?)</span>', answer.content.decode(), re.S)
    return html.unescape(found[1]) if found else ""


def text_of(answer: HttpResponse) -> str:
    """What a page says, without its markup."""
    body = re.sub(r"<(script|style)[\s\S]*?</\1>", "", answer.content.decode())
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()


@cache_once
def _handler() -> ClientHandler:
    return ClientHandler(enforce_csrf_checks=False)


def _signed_up(name: str, zone: str) -> Player:
    def sign_up() -> SimpleCookie:
        player = Player(name, Client(), zone)
        assert player.sign_up().status_code == 302
        return player.client.cookies

    client = Client()
    # One for all: to set it up takes as long as a request.
    client.handler = _handler()
    client.cookies = deepcopy(once(f"{name} of {zone}", sign_up))
    return Player(name, client, zone)


@pytest.fixture(autouse=True)
def _same_day_for_all(request: pytest.FixtureRequest) -> Iterator[None]:
    """No test hangs on the day it is run, but where a browser's or a file's time takes part."""
    if any(request.node.get_closest_marker(name) for name in ("browser", "own_clock")):
        yield
        return
    with time_machine.travel(TESTS_BEGIN, tick=True):
        yield


@pytest.fixture(autouse=True)
def _fresh_limits(request: pytest.FixtureRequest) -> None:
    """Limits count in the cache: each test starts with none used up."""
    for database in ("transactional_db", "db"):
        if database in request.fixturenames:
            request.getfixturevalue(database)
            cache.clear()
            return


@pytest.fixture
def ana(db: None) -> Player:
    return _signed_up("Ana", "Europe/Berlin")


@pytest.fixture
def ben(db: None) -> Player:
    return _signed_up("Ben", "Asia/Tokyo")


@pytest.fixture
def couple(ana: Player, ben: Player) -> tuple[Player, Player]:
    """Ana and Ben, paired."""
    # By who they are: a minute may end between their signing up and here.
    once(f"{ana.person.id} and {ben.person.id}", lambda: pair(ana, ben))
    return ana, ben


@pytest.fixture
def parted(couple: tuple[Player, Player]) -> tuple[Player, Player]:
    """Ana has left; Ben stays, and reads on."""
    ana, _ben = couple
    leave(ana.membership("ours"), timezone.now(), takes_words_back=False)
    return couple


@pytest.fixture
def cleo(db: None) -> Player:
    return _signed_up("Cleo", "America/New_York")


@pytest.fixture
def dan(db: None) -> Player:
    return _signed_up("Dan", "UTC")


@pytest.fixture
def eve(db: None) -> Player:
    """Signed out, with no account."""
    return Player("Eve", Client())
