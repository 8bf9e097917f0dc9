"""Every address, every actor, every method: what they get, and what it may change."""

from __future__ import annotations

import re
from itertools import product

import pytest
from django.http import HttpResponse

from tests.access.matrix import (
    ACTORS,
    REFUSALS,
    Row,
    Stage,
    answer_of,
    everything_stored,
    rows,
    unknown_id,
    url_names,
)
from tests.access.people import PAST, PLANTED, SHARED

pytestmark = [pytest.mark.slow, pytest.mark.own_clock]
ROWS = rows()
EVERY_ROW = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
# Words that were planted, and whoever may read them.
READERS = {PLANTED: {"ana", "holder"}, SHARED: {"ana", "holder", "ben"}, PAST: {"ana", "holder"}}
# A page answers HEAD by its GET; one of each kind shows that it does.
ASK_FOR_HEADERS = ("ana", "cleo", "eve")
# Allauth's pages send somebody on, to sign in or to Today, before they look at the method.
REFUSED_METHOD = {405, 302}
# The exit has to work on any page, also where no token could be given; all it does is lock.
NEEDS_NO_TOKEN = {"people:exit"}


def test_every_address_stands_in_the_matrix_and_no_other() -> None:
    assert url_names() == {row.url_name for row in ROWS.values()}


@EVERY_ROW
def test_every_actor_reads_what_the_matrix_says_and_changes_nothing(row: Row, stage: Stage) -> None:
    address, before = stage.address(row), everything_stored()
    wrong = []
    for method, asking in (("GET", ACTORS), ("HEAD", ASK_FOR_HEADERS)):
        for actor, expected in zip(ACTORS, row.expected(method), strict=True):
            if actor not in asking:
                continue
            with stage.asks(actor, method, address) as answer:
                got = _without_body(answer_of(answer, address), method, expected)
                if got != expected:
                    wrong.append(f"{actor} {method}: {got} instead of {expected}")
                if changed := stage.changed_since(before):
                    wrong.append(f"{actor} {method}: wrote to {changed}")
                if overheard(actor, answer):
                    wrong.append(f"{actor} {method}: reads Ana's words")
    assert not wrong


def overheard(actor: str, answer: HttpResponse) -> bool:
    """Whether words are read by somebody whom they aren't meant for."""
    return any(
        actor not in readers and planted.encode() in answer.content
        for planted, readers in READERS.items()
    )


def _without_body(got: str, method: str, expected: str) -> str:
    """A HEAD of the locked page has no words to tell it by."""
    return expected if method == "HEAD" and (got, expected) == ("page", "locked") else got


@EVERY_ROW
def test_every_actor_writes_what_the_matrix_says_and_a_refusal_changes_nothing(
    row: Row, stage: Stage
) -> None:
    address, before = stage.address(row), everything_stored()
    wrong = []
    for actor, expected in zip(ACTORS, row.post, strict=True):
        with stage.asks(actor, "POST", address, row.send) as answer:
            got = answer_of(answer, address)
            if got != expected:
                wrong.append(f"{actor}: {got} instead of {expected}")
            if expected in REFUSALS and (changed := stage.changed_since(before)):
                wrong.append(f"{actor}: wrote to {changed}")
            if overheard(actor, answer):
                wrong.append(f"{actor}: reads Ana's words")
    assert not wrong


@pytest.mark.on_any_database
def test_no_address_takes_any_other_method(stage: Stage) -> None:
    wrong, before = [], everything_stored()
    for row in ROWS.values():
        for method, actor in product(("PUT", "PATCH", "DELETE"), ("ana", "ben", "eve")):
            with stage.asks(actor, method, stage.address(row), row.send) as answer:
                if answer.status_code not in REFUSED_METHOD:
                    wrong.append(f"{row.name} {actor} {method}: {answer.status_code}")
        with stage.asks("ana", "OPTIONS", stage.address(row)) as answer:
            if answer.content or stage.changed_since(before):
                wrong.append(f"{row.name} OPTIONS: more than the methods")
    assert not wrong


@pytest.mark.on_any_database
def test_no_form_is_taken_without_its_token(stage: Stage) -> None:
    wrong = []
    for row in ROWS.values():
        for actor in ACTORS if set(row.post) != {"405"} else ():
            with stage.asks(
                actor, "POST", stage.address(row), row.send, needs_token=True
            ) as answer:
                if (answer.status_code == 403) is (row.name in NEEDS_NO_TOKEN):
                    wrong.append(f"{row.name} {actor}: {answer.status_code}")
    assert not wrong


@pytest.mark.on_any_database
@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if "{" in row.address])
def test_an_id_of_another_space_reads_like_one_that_does_not_exist(name: str, stage: Stage) -> None:
    row = ROWS[name]
    theirs = stage.address(row)
    nobodys = row.address.format(**{name: unknown_id() for name in stage.ids})
    for actor, method in product(("cleo", "fay"), ("GET", "POST")):
        answers = []
        for address in (theirs, nobodys):
            with stage.asks(actor, method, address, row.send) as answer:
                answers.append((answer.status_code, without_tokens(answer), headers(answer)))
        assert answers[0] == answers[1]


def without_tokens(answer: HttpResponse) -> str:
    """The whole body but for the form token, which is masked anew in every answer."""
    return re.sub(r"[A-Za-z0-9]{64}", "TOKEN", answer.content.decode())


def headers(answer: HttpResponse) -> dict[str, str]:
    """Every header, in one order."""
    return dict(sorted(answer.headers.items()))
