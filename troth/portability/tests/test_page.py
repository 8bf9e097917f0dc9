"""The page before the files: what it says, who gets to it, and how the files are sent."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of

PAGE = "/me/take-along/"
FILES = (f"{PAGE}book/", f"{PAGE}json/")
SUNDAY = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _on_sunday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(SUNDAY)


def test_me_leads_to_the_page_and_the_page_to_both_files(ana: Player) -> None:
    assert f'href="{PAGE}"' in ana.get("/me/").content.decode()
    body = ana.get(PAGE).content.decode()
    for path in FILES:
        assert f'method="post" action="{path}"' in body


def test_it_says_what_the_files_hold_and_who_can_read_them(ana: Player) -> None:
    said = text_of(ana.get(PAGE))
    assert "No password, no key and no signature" in said
    assert "Whoever gets the file can read it" in said
    assert "Nothing of it is kept on the server" in said
    assert "That is theirs to tell" not in said


def test_it_speaks_of_two_where_there_are_two(couple: tuple[Player, Player]) -> None:
    for player in couple:
        assert "How the other’s promises ended stays out of it" in text_of(player.get(PAGE))


@pytest.mark.parametrize(
    ("path", "name", "content_type"),
    [
        (FILES[0], "my-words-2026-11-22.html", "text/html; charset=utf-8"),
        (FILES[1], "my-words-2026-11-22.json", "application/json"),
    ],
)
def test_a_file_has_a_neutral_name_and_is_kept_in_no_cache(
    ana: Player, time_machine: TimeMachineFixture, path: str, name: str, content_type: str
) -> None:
    time_machine.move_to(SUNDAY)
    ana.post("/open/", {"password": ana.password})
    answer = ana.post(path)
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["Content-Type"] == content_type
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", FILES)
def test_an_address_alone_gives_no_file(ana: Player, path: str) -> None:
    assert ana.get(path).status_code == 405


@pytest.mark.parametrize("path", FILES)
def test_signed_out_and_locked_get_nothing(ana: Player, eve: Player, path: str) -> None:
    ana.say("Wind the clock")
    assert eve.post(path)["Location"].startswith("/sign-in/")
    ana.lose_the_key()
    answer = ana.post(path)
    assert answer.status_code == 403
    assert "Your words are locked" in text_of(answer)


@pytest.mark.parametrize("path", FILES)
def test_a_locked_browser_gets_the_file_with_the_password(ana: Player, path: str) -> None:
    ana.say("Wind the clock")
    ana.lose_the_key()
    answer = ana.post(path, {"unlock_password": ana.password})
    assert "Wind the clock" in b"".join(answer).decode()


def test_whoever_holds_the_open_phone_is_asked_for_the_password(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(SUNDAY)
    ana.post("/open/", {"password": ana.password})
    time_machine.move_to(SUNDAY + timedelta(minutes=16))
    assert ana.get(PAGE)["Location"].startswith("/open/?next=")
    time_machine.move_to(SUNDAY + timedelta(minutes=31))
    for path in FILES:
        assert ana.post(path)["Location"].startswith("/open/?next=")
