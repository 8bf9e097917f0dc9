"""Row 23: a full disk gives a clear error and keeps what was typed; reading and leaving go on."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from tests.cast import Player, field_of, pair, text_of
from troth.config.housekeeping import keep_house
from troth.people.models import Session
from troth.people.unlock import SEALED_KEY
from troth.promises.models import Promise
from troth.spaces.models import Member
from troth.web.full_disk import BALLAST_BYTES, is_full, make_ballast

TYPED = "I’ll call my sister on Sunday"
WRITES = ("INSERT", "UPDATE", "DELETE")


@pytest.fixture
def two(committed: Path) -> tuple[Player, Player]:
    ana, ben = Player("Ana", Client()), Player("Ben", Client())
    for player in (ana, ben):
        player.client.raise_request_exception = False
        assert player.sign_up().status_code == 302
    pair(ana, ben)
    make_ballast()
    assert (committed / "ballast").stat().st_size == BALLAST_BYTES
    return ana, ben


def disk_is_full() -> OperationalError:
    """As Django tells what SQLite says."""
    cause = sqlite3.OperationalError("database or disk is full")
    cause.sqlite_errorcode = sqlite3.SQLITE_FULL
    error = OperationalError("database or disk is full")
    error.__cause__ = cause
    return error


@contextmanager
def full_disk(home: Path, *, with_room_of_ballast: bool = True) -> Iterator[None]:
    """Every write is refused, until the ballast has been given up."""

    def refuse(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        is_write = sql.lstrip().startswith(WRITES)
        if is_write and ((home / "ballast").exists() or not with_room_of_ballast):
            raise disk_is_full()
        return execute(sql, *more)

    with connection.execute_wrapper(refuse):
        yield


def test_what_was_typed_is_there_to_copy_and_to_send_again(
    two: tuple[Player, Player], committed: Path
) -> None:
    ana, _ben = two
    facts = {"text": TYPED, "when": "tomorrow", "as_it_is": "yes", "to": "ours"}
    facts["token"] = field_of(ana.get("/promises/new/"), "token")
    with full_disk(committed):
        answer = ana.post("/promises/new/", facts)
    assert answer.status_code == 507
    assert "There is no room left to save this" in text_of(answer)
    assert TYPED in text_of(answer)
    assert not Promise.objects.exists()
    kept = {name: field_of(answer, name) for name in facts}
    assert kept == facts
    assert ana.post("/promises/new/", kept).status_code == 302
    assert Promise.objects.count() == 1
    assert (committed / "ballast").is_file()


def test_reading_goes_on_also_on_a_new_day(
    two: tuple[Player, Player], committed: Path, time_machine: TimeMachineFixture
) -> None:
    ana, _ben = two
    ana.stay()
    ana.say("Water the basil")
    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    with full_disk(committed, with_room_of_ballast=False):
        for page in ("/today/", "/promises/", "/us/", "/us/leave/", "/me/"):
            answer = ana.get(page)
            assert answer.status_code == 200, page
    assert "Water the basil" in text_of(ana.get("/promises/"))


def test_leaving_works_at_once_by_giving_up_the_ballast(
    two: tuple[Player, Player], committed: Path
) -> None:
    ana, ben = two
    with full_disk(committed):
        assert ana.post("/us/leave/", {"take_back": "yes"}).status_code == 302
    assert not (committed / "ballast").exists()
    assert Member.objects.filter(left_on__isnull=False, person_id=ana.person.id).exists()
    assert ana.get("/us/between/").status_code == 302
    assert text_of(ben.get("/us/"))


def test_the_exit_shuts_what_is_open(two: tuple[Player, Player], committed: Path) -> None:
    ana, _ben = two
    with full_disk(committed):
        answer = ana.post("/exit/")
    assert answer.status_code == 303
    assert ana.client.cookies["key"].value == ""
    (row,) = Session.objects.filter(person_id=ana.person.id)
    assert SEALED_KEY not in row.get_decoded()
    assert "Your words are locked" in text_of(ana.get("/today/"))


@pytest.mark.parametrize("path", ["/sign-out/", "/us/step-away/", "/me/sessions/others/end/"])
def test_other_ways_out_work_too(two: tuple[Player, Player], committed: Path, path: str) -> None:
    ana, _ben = two
    with full_disk(committed):
        assert ana.post(path).status_code == 302


def test_without_any_room_leaving_says_so_and_changes_nothing(
    two: tuple[Player, Player], committed: Path
) -> None:
    ana, _ben = two
    with full_disk(committed, with_room_of_ballast=False):
        answer = ana.post("/us/leave/")
        assert answer.status_code == 507
        assert "There is no room left" in text_of(answer)
        assert ana.post("/exit/").status_code == 507
    assert ana.post("/us/leave/").status_code == 302


def test_a_password_never_stands_on_the_page(two: tuple[Player, Player], committed: Path) -> None:
    ana, _ben = two
    new = "nine loud geese at dawn"
    with full_disk(committed):
        answer = ana.post("/me/password/", {"oldpassword": ana.password, "password1": new})
        other = Player("Ana", Client(raise_request_exception=False)).sign_in()
    # Tries are counted in the database: without room for that, nobody gets one.
    assert other.status_code == 429
    for each in (answer, other):
        assert each.status_code >= 400
        assert new not in each.content.decode()
        assert ana.password not in each.content.decode()


def test_housekeeping_makes_the_ballast_again(two: tuple[Player, Player], committed: Path) -> None:
    (committed / "ballast").unlink()
    keep_house(timezone.now())
    assert (committed / "ballast").stat().st_size == BALLAST_BYTES


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_file_that_finds_no_room_counts_too(number: int) -> None:
    assert is_full(OSError(number, os.strerror(number)))
    assert not is_full(OSError(errno.EACCES, "no"))
    assert not is_full(None)
