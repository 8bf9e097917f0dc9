"""Every address, every actor, every method: what they get, and what it may change."""

from __future__ import annotations

import pytest

from tests.access.matrix import (
    ACTORS,
    PLANTED,
    REFUSALS,
    Row,
    Stage,
    answer_of,
    differing,
    everything_stored,
    rows,
    url_names,
)

ROWS = rows()
EVERY_ROW = pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
SEES_ANAS_WORDS = {"ana", "holder"}


def test_every_address_stands_in_the_matrix_and_no_other() -> None:
    assert url_names() == set(ROWS)


@EVERY_ROW
def test_every_actor_reads_what_the_matrix_says_and_changes_nothing(
    row: Row, stage: Stage
) -> None:
    address, before = stage.address(row), everything_stored()
    wrong = []
    for method in ("GET", "HEAD"):
        for actor, expected in zip(ACTORS, row.expected(method), strict=True):
            with stage.asks(actor, method, address) as answer:
                got = _without_body(answer_of(answer, address), method, expected)
                if got != expected:
                    wrong.append(f"{actor} {method}: {got} instead of {expected}")
                if changed := differing(before, everything_stored()):
                    wrong.append(f"{actor} {method}: wrote to {changed}")
                if actor not in SEES_ANAS_WORDS and PLANTED.encode() in answer.content:
                    wrong.append(f"{actor} {method}: reads Ana's words")
    assert not wrong


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
            changed = differing(before, everything_stored())
            if expected in REFUSALS and changed:
                wrong.append(f"{actor}: wrote to {changed}")
            if actor not in SEES_ANAS_WORDS and PLANTED.encode() in answer.content:
                wrong.append(f"{actor}: reads Ana's words")
    assert not wrong


@EVERY_ROW
def test_no_address_takes_any_other_method(row: Row, stage: Stage) -> None:
    address, before = stage.address(row), everything_stored()
    wrong = []
    for method in ("PUT", "PATCH", "DELETE"):
        for actor in ("ana", "eve"):
            with stage.asks(actor, method, address, row.send) as answer:
                if answer.status_code != 405:
                    wrong.append(f"{actor} {method}: {answer.status_code}")
                if changed := differing(before, everything_stored()):
                    wrong.append(f"{actor} {method}: wrote to {changed}")
    for actor in ACTORS:
        with stage.asks(actor, "OPTIONS", address) as answer:
            if answer.content or differing(before, everything_stored()):
                wrong.append(f"{actor} OPTIONS: more than the methods")
    assert not wrong


@EVERY_ROW
def test_no_form_is_taken_without_its_token(row: Row, stage: Stage) -> None:
    address = stage.address(row)
    if set(row.post) == {"405"}:
        return
    for actor in ACTORS:
        with stage.asks(actor, "POST", address, row.send, needs_token=True) as answer:
            assert answer.status_code == 403
