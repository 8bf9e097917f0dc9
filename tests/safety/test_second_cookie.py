"""The second cookie: the key's other half, seen by nothing but the unlock."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Player, text_of
from tests.safety.traces import all_rows, found_in
from troth.people.models import Bundle, Person, Session, Wrap
from troth.people.unlock import OWN_PHONE_S, SEALED_KEY, SHARED_DEVICE_S
from troth.sealing import WrongKey, open_bundle, open_for_session

pytestmark = pytest.mark.on_any_database


def key_of(player: Player) -> str:
    return str(player.client.cookies["key"].value)


@pytest.mark.urls("tests.safety.second_views")
def test_no_view_is_given_it(ana: Player) -> None:
    ana.client.cookies["theme"] = "dark"
    answer = ana.get("/given/")
    assert key_of(ana) not in answer.content.decode()
    seen = json.loads(answer.content)
    assert set(seen["cookies"]) >= {"session", "theme"}
    assert "theme=dark" in seen["meta"]["HTTP_COOKIE"]
    assert "key" not in seen["cookies"]


@pytest.mark.urls("tests.safety.second_views")
@pytest.mark.parametrize(
    "header",
    [
        "session={session}; key={key}; odd[name]=1; path=/x; expires=never",
        "key={key};session={session};a@b=1;=empty;alone",
        "key={key}; session={session}; key={key}",
        ' key = "{key}" ; session={session}; "quoted"="x"',
    ],
)
def test_cookies_of_other_programs_on_this_host_break_nothing(ana: Player, header: str) -> None:
    session = ana.client.cookies["session"].value
    text = header.format(session=session, key=key_of(ana))
    answer = Client().get("/given/", headers={"cookie": text})
    assert answer.status_code == 200
    assert key_of(ana) not in answer.content.decode()
    assert Client().get("/today/", headers={"cookie": text}).status_code == 200


def test_it_is_stored_nowhere_and_the_sessions_hold_the_key_only_sealed(ana: Player) -> None:
    ana.get("/me/sessions/")
    ana.post("/open/", {"password": ana.password})
    secret = base64.urlsafe_b64decode(key_of(ana))
    session = Session.objects.get().get_decoded()
    sealed = base64.b64decode(session[SEALED_KEY])
    key = open_for_session(sealed, secret, person_id=ana.person.id, purpose="session")
    heap = all_rows() + repr(session).encode()
    for half in (secret, key):
        encoded = (base64.b64encode(half), base64.urlsafe_b64encode(half), half.hex().encode())
        assert not any(form.rstrip(b"=") in heap for form in (half, *encoded))
    assert found_in(heap, [key_of(ana)]) == []


def test_the_database_alone_and_the_cookie_alone_open_nothing(ana: Player, ben: Player) -> None:
    person_id = ana.person.id
    sealed = base64.b64decode(ana.client.session[SEALED_KEY])
    wrap, bundle = Wrap.objects.get(bundle__person_id=person_id), ana.person.bundle_rows()[0]
    from_the_database = [
        bytes(bundle.verify_key), bytes(bundle.sharing_key), bytes(wrap.salt) * 2,
        bundle.id.bytes * 2, sealed[-32:], bytes(32), settings.SECRET_KEY.encode()[:32],
    ]  # fmt: skip
    for guess in from_the_database:
        with pytest.raises(WrongKey):
            open_for_session(sealed, guess, person_id=person_id, purpose="session")
        with pytest.raises(WrongKey):
            open_bundle(bytes(bundle.sealed), guess, person_id)
    with pytest.raises(WrongKey):
        open_bundle(bytes(bundle.sealed), base64.urlsafe_b64decode(key_of(ana)), person_id)


def test_it_opens_no_session_but_its_own(ana: Player, ben: Player) -> None:
    laptop = Player("Ana", Client())
    laptop.sign_in()
    for other in (ben, laptop):
        mixed = Client()
        mixed.cookies["session"] = ana.client.cookies["session"].value
        mixed.cookies["key"] = key_of(other)
        assert "Your words are locked" in mixed.get("/today/").content.decode()


def test_without_the_session_it_is_worth_nothing(ana: Player) -> None:
    alone = Client()
    alone.cookies["key"] = key_of(ana)
    assert alone.get("/today/").status_code == 302


@pytest.mark.parametrize("value", ["", "x", "%%%", "A" * 43, "A" * 44, "é", "A" * 5000, "=" * 44])
def test_a_damaged_one_locks_and_breaks_nothing(ana: Player, value: str) -> None:
    session = ana.client.cookies["session"].value
    answer = Client().get("/today/", headers={"cookie": f"session={session}; key={value}"})
    assert answer.status_code == 200
    assert "Your words are locked" in answer.content.decode()


def test_it_is_out_of_reach_of_scripts_and_other_sites_and_of_limited_life(ana: Player) -> None:
    for remember, age in (("", SHARED_DEVICE_S), ("on", OWN_PHONE_S)):
        client = Client()
        more = {"remember": remember} if remember else {}
        answer = client.post("/sign-in/", {"login": "ana", "password": PASSWORD, **more})
        for name in ("key", "session"):
            cookie = answer.cookies[name]
            assert cookie["httponly"]
            assert cookie["samesite"] == "Lax"
            assert cookie["path"] == "/"
            assert cookie["domain"] == ""
            assert abs(cookie["max-age"] - age) <= 5
    assert (SHARED_DEVICE_S, OWN_PHONE_S) == (12 * 3600, 180 * 86400)


def test_it_is_drawn_anew_at_each_sign_in_and_each_opening(ana: Player) -> None:
    keys = {key_of(ana)}
    ana.post("/exit/")
    ana.post("/open/", {"password": ana.password})
    keys.add(key_of(ana))
    ana.post("/sign-out/")
    ana.sign_in()
    keys.add(key_of(ana))
    assert len(keys) == 3


def hosted_settings(home: Path) -> dict[str, Any]:
    """The settings as they are with TROTH_HOSTS, read in a process of their own."""
    names = (
        "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "TROTH_KEY_COOKIE", "TROTH_DEVICE_COOKIE",
        "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "ALLOWED_HOSTS",
        "SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT", "IS_HOSTED", "DEBUG",
    )  # fmt: skip
    code = (
        "import json; from troth.config import settings as s; "
        f"print(json.dumps({{name: getattr(s, name) for name in {names!r}}}))"
    )
    environment = {**os.environ, "TROTH_HOME": str(home), "TROTH_HOSTS": "troth.example.org"}
    environment.pop("DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    read: dict[str, Any] = json.loads(done.stdout)
    return read


def test_hosted_for_others_every_cookie_is_bound_to_the_host_and_to_https(
    db: None, tmp_path: Path, settings: Any
) -> None:
    hosted = hosted_settings(tmp_path / "home")
    assert hosted["DEBUG"] is False
    assert hosted["SECURE_HSTS_SECONDS"] >= 365 * 86400
    for name, value in hosted.items():
        setattr(settings, name, tuple(value) if name == "SECURE_PROXY_SSL_HEADER" else value)
    client = Client(
        headers={"host": "troth.example.org", "x-forwarded-proto": "https",
                 "x-forwarded-for": "203.0.113.7"},
    )  # fmt: skip
    client.get("/sign-up/")
    facts = {"username": "ana", "password1": PASSWORD, "called": "Ana", "time_zone": "UTC"}
    answer = client.post("/sign-up/", facts)
    assert answer.status_code == 302
    assert {"__Host-session", "__Host-key", "__Host-device"} <= set(answer.cookies)
    for name, cookie in answer.cookies.items():
        if name == "messages":
            continue
        assert name.startswith("__Host-")
        assert cookie["secure"]
        assert cookie["path"] == "/"
        assert cookie["domain"] == ""
    assert client.get("/today/").status_code == 200
    left = client.post("/exit/")
    assert left.cookies["__Host-key"]["secure"], "a browser ignores a deletion without it"


def test_hosted_for_others_the_tries_of_one_address_are_counted_whatever_it_claims(
    ana: Player, tmp_path: Path, settings: Any
) -> None:
    """What a stranger writes into X-Forwarded-For stands before what the proxy adds."""
    for name, value in hosted_settings(tmp_path / "home").items():
        setattr(settings, name, tuple(value) if name == "SECURE_PROXY_SSL_HEADER" else value)
    statuses = []
    for number in range(25):
        stranger = Client(
            headers={"host": "troth.example.org", "x-forwarded-proto": "https",
                     "x-forwarded-for": f"198.51.100.{number}, 203.0.113.7"},
        )  # fmt: skip
        facts = {"username": f"n{number}", "password1": "short"}
        statuses.append(stranger.post("/sign-up/", facts).status_code)
    assert statuses[20:] == [429] * 5


def test_the_session_s_length_is_kept_though_the_cookie_is_replayed(ana: Player) -> None:
    ana.post("/sign-out/")
    ana.sign_in()
    with time_machine.travel(timezone.now() + timedelta(hours=12, minutes=1)):
        assert ana.get("/today/").status_code == 302


def test_a_password_that_no_longer_opens_signs_in_locked(ana: Player) -> None:
    """As after a reset: signed in, nothing opens, nothing is written, and it says so."""
    ana.say("Wind the clock")
    person = ana.person
    person.set_password("entirely another password")
    Person.objects.filter(id=person.id).update(password=person.password)
    fresh = Player("Ana", Client(), password="entirely another password")
    assert fresh.sign_in().status_code == 302
    assert "Your words are locked" in text_of(fresh.get("/today/"))
    assert fresh.post("/promises/new/", {"text": "x", "when": "today"}).status_code == 403
    answer = fresh.post("/open/", {"password": fresh.password})
    assert "open what you wrote before" in text_of(answer)
    assert Bundle.objects.count() == 1
