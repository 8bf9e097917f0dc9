"""Where I'm signed in, by names that I gave."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.people.models import Session

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


@pytest.fixture
def laptop(ana: Player) -> Player:
    """Ana's second browser."""
    player = Player("Ana", Client())
    assert player.sign_in().status_code == 302
    return player


def public_id(player: Player) -> str:
    return str(player.client.session["public_id"])


def name(player: Player, which: Player, called: str) -> int:
    path = f"/me/sessions/{public_id(which)}/name/"
    return player.post(path, {"name": called}).status_code


def test_each_browser_is_listed_by_days_alone(ana: Player, laptop: Player) -> None:
    page = ana.get("/me/sessions/", headers={"user-agent": "Planted/1.0"})
    text = text_of(page)
    assert "here, now signed in since 23 November" in text
    assert "last seen 23 November signed in since 23 November" in text
    assert "127.0.0.1" not in text
    assert "Planted" not in text
    assert not re.search(r"\d\d:\d\d", text)


@pytest.mark.parametrize("called", ["", "x" * 41])
def test_a_name_that_cannot_be_taken_is_said(ana: Player, called: str) -> None:
    assert name(ana, ana, "My phone") == name(ana, ana, called) == 302
    page = ana.get("/me/sessions/")
    assert 'class="toast"' in page.content.decode()
    assert "My phone" in text_of(page)


def test_a_browser_can_be_named_and_named_anew(ana: Player, laptop: Player) -> None:
    assert name(ana, ana, "My phone") == name(ana, laptop, "The laptop") == 302
    text = text_of(ana.get("/me/sessions/"))
    assert "My phone" in text
    assert "The laptop" in text
    name(ana, laptop, "The old laptop")
    text = text_of(laptop.get("/me/sessions/"))
    assert "The old laptop" in text
    assert "The laptop" not in text


def test_names_lie_sealed(ana: Player, laptop: Player) -> None:
    name(ana, ana, "Planted phone")
    name(ana, laptop, "Planted laptop")
    for row in Session.objects.all():
        assert "Planted" not in str(row.get_decoded())


def test_a_name_that_was_changed_from_outside_is_said_to_be_closed(
    ana: Player, laptop: Player
) -> None:
    name(ana, ana, "My phone")
    session = laptop.client.session
    session["name"] = ana.client.session["name"]
    session.save()
    text = text_of(ana.get("/me/sessions/"))
    assert "A name that can’t be opened" in text
    assert text.count("My phone") == 1


def test_a_named_browser_stays_signed_in_and_unlocked(ana: Player, laptop: Player) -> None:
    name(ana, laptop, "The laptop")
    assert "locked" not in text_of(laptop.get("/today/")).casefold()


@pytest.mark.parametrize("called", ["", "   ", "x" * 41, "a\0b"])
def test_a_name_that_is_none_changes_nothing(ana: Player, called: str) -> None:
    name(ana, ana, "My phone")
    assert name(ana, ana, called) in {302, 422}
    assert "My phone" in text_of(ana.get("/me/sessions/"))


def test_another_browser_can_be_signed_out(ana: Player, laptop: Player) -> None:
    answer = ana.post(f"/me/sessions/{public_id(laptop)}/end/")
    assert answer["Location"] == "/me/sessions/"
    assert "Signed out there." in text_of(ana.get("/me/sessions/"))
    assert laptop.get("/today/").status_code == 302
    assert ana.get("/today/").status_code == 200


def test_all_others_can_be_signed_out_at_once(ana: Player, laptop: Player, ben: Player) -> None:
    ana.post("/me/sessions/others/end/")
    assert laptop.get("/today/").status_code == 302
    assert ana.get("/today/").status_code == ben.get("/today/").status_code == 200
    assert not Session.objects.filter(session_key=laptop.client.session.session_key).exists()


def test_this_browser_cant_be_ended_as_if_it_were_another(ana: Player) -> None:
    assert ana.post(f"/me/sessions/{public_id(ana)}/end/").status_code == 404
    assert ana.get("/today/").status_code == 200


def test_anothers_browser_is_never_found(ana: Player, ben: Player) -> None:
    for path in ("name", "end"):
        for theirs in (public_id(ben), str(uuid4())):
            answer = ana.post(f"/me/sessions/{theirs}/{path}/", {"name": "Mine now"})
            assert answer.status_code == 404
    assert ben.get("/today/").status_code == 200
    assert "Mine now" not in text_of(ben.get("/me/sessions/"))


def test_staying_signed_in_can_be_switched_on_and_off(ana: Player) -> None:
    for choice, age in (("yes", timedelta(days=180)), ("no", timedelta(hours=12))):
        answer = ana.post("/me/sessions/stay/", {"is_own": choice})
        for cookie in (settings.TROTH_KEY_COOKIE, settings.SESSION_COOKIE_NAME):
            assert answer.cookies[cookie]["max-age"] == age.total_seconds()
        expires = Session.objects.get().expire_date
        assert abs(expires - MONDAY - age) < timedelta(minutes=1)
    assert "stays signed in" not in text_of(ana.get("/me/sessions/"))


def test_naming_another_browser_doesnt_keep_it_signed_in_for_longer(
    ana: Player, laptop: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    time_machine.move_to(MONDAY + timedelta(hours=10))
    ana.post("/open/", {"password": ana.password})
    name(ana, laptop, "The laptop")
    expires = Session.objects.get(session_key=laptop.client.session.session_key).expire_date
    assert abs(expires - MONDAY - timedelta(hours=12)) < timedelta(minutes=1)


def test_a_session_whose_time_is_over_isnt_listed(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    ana.stay()
    laptop = Player("Ana", Client())
    laptop.sign_in()
    name(ana, laptop, "The laptop")
    time_machine.move_to(MONDAY + timedelta(hours=13))
    ana.post("/open/", {"password": ana.password})
    assert "The laptop" not in text_of(ana.get("/me/sessions/"))
