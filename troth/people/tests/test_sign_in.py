"""Signing in and out, and for how long a browser stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from time_machine import TimeMachineFixture

from tests.cast import PASSWORD, Player, text_of
from troth.people.models import Session

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TWELVE_HOURS = timedelta(hours=12)
HALF_A_YEAR = timedelta(days=180)


@pytest.fixture(autouse=True)
def _on_monday_morning(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


def lifetimes(player: Player) -> tuple[float, float, timedelta]:
    """Of the session's cookie, the key's cookie and the session's row."""
    cookies = player.client.cookies
    row = Session.objects.get(session_key=player.client.session.session_key)
    return (
        cookies[settings.SESSION_COOKIE_NAME]["max-age"],
        cookies[settings.TROTH_KEY_COOKIE]["max-age"],
        row.expire_date - NOW,
    )


def test_the_sign_in_page_asks_for_name_and_password(eve: Player) -> None:
    page = eve.get("/sign-in/")
    assert page.status_code == 200
    assert "This is my own phone or computer" in text_of(page)


def test_signing_in_leads_to_today_unlocked(ana: Player) -> None:
    ana.say("Call the plumber", when="today")
    ana.client = Client()
    answer = ana.sign_in()
    assert (answer.status_code, answer["Location"]) == (302, "/today/")
    assert "Call the plumber" in text_of(ana.get("/today/"))


def test_a_shared_device_is_signed_in_for_twelve_hours(ana: Player) -> None:
    seconds = TWELVE_HOURS.total_seconds()
    assert lifetimes(ana) == (seconds, seconds, TWELVE_HOURS)
    ana.client = Client()
    ana.sign_in()
    assert lifetimes(ana) == (seconds, seconds, TWELVE_HOURS)


def test_ones_own_phone_is_signed_in_for_half_a_year(ana: Player) -> None:
    ana.client = Client()
    ana.sign_in(remember="on")
    seconds = HALF_A_YEAR.total_seconds()
    assert lifetimes(ana) == (seconds, seconds, HALF_A_YEAR)


def test_both_cookies_are_out_of_a_scripts_reach(ana: Player) -> None:
    for name in (settings.SESSION_COOKIE_NAME, settings.TROTH_KEY_COOKIE):
        cookie = ana.client.cookies[name]
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_after_its_time_a_session_is_over(ana: Player, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW + TWELVE_HOURS - timedelta(minutes=1))
    assert ana.get("/today/").status_code == 200
    time_machine.move_to(NOW + TWELVE_HOURS + timedelta(minutes=1))
    assert ana.get("/today/")["Location"] == "/sign-in/?next=%2Ftoday%2F"


def test_ones_own_phone_stays_as_long_as_it_is_used(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.client = Client()
    ana.sign_in(remember="on")
    for months in (5, 10, 15):
        time_machine.move_to(NOW + months * timedelta(days=30))
        assert ana.get("/today/").status_code == 200
    time_machine.move_to(NOW + timedelta(days=450 + 181))
    assert ana.get("/today/").status_code == 302


@pytest.mark.parametrize(
    "facts",
    [
        {"login": "ana", "password": "not this one, sorry"},
        {"login": "nobody", "password": PASSWORD},
        {"login": "ana", "password": ""},
        {"login": "", "password": PASSWORD},
    ],
)
def test_a_wrong_name_or_password_signs_nobody_in(ana: Player, facts: dict[str, str]) -> None:
    client = Client()
    answer = client.post("/sign-in/", facts)
    assert answer.status_code in {200, 422}
    assert 'class="error"' in answer.content.decode()
    assert client.get("/today/").status_code == 302


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(ana: Player) -> None:
    known = text_of(Client().post("/sign-in/", {"login": "ana", "password": "wrong-wrong-1"}))  # type: ignore[arg-type]
    other = text_of(Client().post("/sign-in/", {"login": "ena", "password": "wrong-wrong-1"}))  # type: ignore[arg-type]
    assert known == other


def test_signing_in_leads_back_to_where_one_was_going(ana: Player) -> None:
    ana.client = Client()
    assert ana.get("/promises/?before=")["Location"] == "/sign-in/?next=%2Fpromises%2F%3Fbefore%3D"
    assert ana.sign_in(next="/promises/")["Location"] == "/promises/"


@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_signing_in_never_leads_away(ana: Player, away: str) -> None:
    ana.client = Client()
    assert ana.sign_in(next=away)["Location"] == "/today/"


def test_signing_out_ends_the_session_and_drops_the_key(ana: Player) -> None:
    key = ana.client.session.session_key
    answer = ana.post("/sign-out/")
    assert answer["Location"] == "/"
    assert answer.cookies[settings.TROTH_KEY_COOKIE].value == ""
    assert not Session.objects.filter(session_key=key).exists()
    assert ana.get("/today/").status_code == 302
    assert "Ana" not in text_of(ana.get("/"))


def test_asking_for_the_sign_out_page_signs_nobody_out(ana: Player) -> None:
    assert "Sign out here?" in text_of(ana.get("/sign-out/"))
    assert ana.get("/today/").status_code == 200


@pytest.mark.parametrize("name", ["a[b]", "path", "expires", "", "schlüssel"])
def test_cookies_of_other_programs_on_this_host_do_no_harm(ana: Player, name: str) -> None:
    ours = "; ".join(f"{cookie.key}={cookie.value}" for cookie in ana.client.cookies.values())
    answer = Client().get("/today/", headers={"cookie": f"{name}=1; {ours}; {name}"})
    assert answer.status_code == 200
