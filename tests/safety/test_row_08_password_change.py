"""Row 8: the password changes while three browsers are signed in; the other two are dead."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import DatabaseError, connection
from django.test import Client

from tests.cast import PASSWORD, Player, text_of
from tests.safety.traces import all_files, all_mail, all_rows, found_in
from troth.people.models import Session

NEW = "nine calm Otterburns at noon"
OLD = "seven quiet Heronsgates at dusk"
SECRETS = [OLD, NEW, "Heronsgates", "Otterburns"]


@pytest.fixture
def browsers(ana: Player) -> list[Player]:
    """Ana's three: the one that she changes it in, a phone of her own, a borrowed laptop."""
    phone, laptop = Player("Ana", Client()), Player("Ana", Client())
    assert phone.sign_in(remember="on").status_code == 302
    assert laptop.sign_in().status_code == 302
    return [ana, phone, laptop]


def change(player: Player, old: str = PASSWORD, new: str = NEW) -> Any:
    return player.post("/me/password/", {"oldpassword": old, "password1": new})


def key_of(player: Player) -> str:
    return player.client.cookies["session"].value


def is_open(player: Player) -> bool:
    answer = player.get("/today/")
    return answer.status_code == 200 and "locked" not in text_of(answer)


def test_the_other_two_are_dead_and_their_rows_are_gone(browsers: list[Player]) -> None:
    assert all(is_open(each) for each in browsers)
    here, *others = browsers
    former = [key_of(each) for each in browsers]
    assert change(here).status_code == 302
    assert is_open(here)
    assert not any(is_open(other) for other in others)
    assert [row.session_key for row in Session.objects.all()] == [key_of(here)]
    assert key_of(here) not in former


def test_a_dead_one_can_write_nothing_and_comes_back_by_the_new_password_alone(
    browsers: list[Player],
) -> None:
    here, phone, laptop = browsers
    promise = here.say("Wind the clock", when="today")
    change(here)
    for path in (f"/promises/mine/{promise}/keep/", "/me/sessions/others/end/", "/open/"):
        assert phone.post(path, {"password": PASSWORD})["Location"].startswith("/sign-in/"), path
    assert laptop.sign_in().status_code == 200
    assert laptop.sign_in(NEW).status_code == 302
    assert "Wind the clock" in text_of(laptop.get("/today/"))


def test_a_request_under_way_does_not_bring_a_dead_one_back(browsers: list[Player]) -> None:
    """The touch of a day saves the session: its row must be gone for good."""
    here, phone, _laptop = browsers
    stale = phone.client.session
    change(here)
    with pytest.raises(UpdateError):
        stale.save()
    assert Session.objects.count() == 1


def test_cookies_copied_from_this_browser_before_are_dead_too(browsers: list[Player]) -> None:
    here = browsers[0]
    thief = Player("Ana", Client())
    for name, morsel in here.client.cookies.items():
        thief.client.cookies[name] = morsel.value
    change(here)
    assert not is_open(thief)
    thief.client.cookies["session"] = key_of(here)
    assert not is_open(thief)


def test_a_holder_of_the_open_browser_cannot_change_it_by_guessing(browsers: list[Player]) -> None:
    here, *others = browsers
    answers = [change(here, old=f"a wrong guess {number}") for number in range(12)]
    assert {answer.status_code for answer in answers} == {422}
    assert "Too many tries" in text_of(answers[-1])
    assert all(is_open(each) for each in (here, *others))


@contextmanager
def failing_writes() -> Iterator[None]:
    """A database that refuses a wrap, and says so with the whole row."""

    def fails(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith('INSERT INTO "people_wrap"'):
            raise DatabaseError(f"Failing row contains {params} {OLD} {NEW}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fails):
        yield


@pytest.mark.parametrize("outcome", ["changed", "wrong", "refused", "locked", "fault"])
def test_neither_password_lies_anywhere_afterwards(
    eve: Player, outcome: str, log: io.StringIO, tmp_path: Path, mailoutbox: list[Any]
) -> None:
    eve.password = OLD
    eve.sign_up()
    if outcome == "locked":
        eve.lose_the_key()
    if outcome == "fault":
        eve.client.raise_request_exception = False
        with failing_writes():
            assert change(eve, OLD).status_code == 500
    else:
        old, new = {"wrong": (f"{OLD}s", NEW), "refused": (OLD, "Otterburns eve")}.get(
            outcome, (OLD, NEW)
        )
        status = {"changed": 302, "locked": 403}.get(outcome, 422)
        answer = change(eve, old, new)
        assert answer.status_code == status
        assert found_in(answer.content + str(dict(answer.headers)).encode(), SECRETS) == []
        assert found_in(answer.cookies.output().encode(), SECRETS) == []
    assert found_in(log.getvalue().encode(), SECRETS) == []
    assert found_in(all_rows(), SECRETS) == []
    assert [at for at, content in all_files(tmp_path) if found_in(content, SECRETS)] == []
    assert (all_mail(), mailoutbox) == (b"", [])
