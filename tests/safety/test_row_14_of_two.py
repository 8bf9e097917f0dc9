"""Row 14, for two: something breaks while words for the other are posted; they turn up nowhere."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from time_machine import TimeMachineFixture

from tests.access.matrix import differing, everything_stored
from tests.cast import Player, field_of
from tests.safety.shared_rows import MONDAY, Shared, shared
from tests.safety.test_row_14_a_fault_while_writing import (
    WORD,
    assert_nowhere,
    failing_database,
)
from tests.safety.traces import all_rows, found_in
from troth.journeys.pairing.tests.steps import bring, invite
from troth.portability.tests.files import take

MORE = ("what_happened", "like_for_you", "will_do")
SAID: dict[str, str] = {"text": WORD, "cue": WORD, "when": "tomorrow", "as_it_is": "yes"}
OWNED = {"note": WORD, **dict.fromkeys(MORE, WORD)}
Couple = tuple[Player, Player]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def two(couple: Couple, time_machine: TimeMachineFixture) -> Shared:
    return shared(couple)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.mark.parametrize(
    ("table", "who", "address", "facts"),
    [
        ("promises_promise", "ana", "/promises/new/", {**SAID, "to": "ours"}),
        ("record_due", "ana", "/promises/new/", {**SAID, "to": "ours"}),
        ("promises_promise", "ana", "{said}words/", {"text": WORD, "cue": WORD, "revision": "1"}),
        ("promises_ending", "ana", "{said}own/", OWNED),
        ("record_event", "ana", "{said}own/", OWNED),
        ("promises_ending", "ana", "{said}withdraw/", {"note": WORD}),
        ("promises_ending", "ana", "{ending}words/", {**OWNED, "revision": "1"}),
        ("promises_landing", "ana", "{witness_kept}landed/", {"kind": "own-words", "line": WORD}),
        ("promises_landing", "ben", "{kept}landed/words/", {"line": WORD, "revision": "1"}),
        ("asks_ask", "ana", "/asks/new/", {"text": WORD, "as_it_is": "yes"}),
        ("record_due", "ana", "/asks/new/", {"text": WORD, "as_it_is": "yes"}),
        ("asks_ask", "ben", "{witness_ask}change/", {"text": WORD, "as_it_is": "yes"}),
        ("asks_answer", "ana", "{witness_ask}no/", {"line": WORD, "revision": "1"}),
        ("promises_promise", "ana", "{witness_ask}yes/", {**SAID, "revision": "1"}),
        ("asks_answer", "ana", "{witness_ask}yes/", {**SAID, "revision": "1"}),
        ("asks_answer", "ana", "{witness_ask}smaller/", {**SAID, "revision": "1"}),
        ("grounds_need", "ana", "/needs/new/", {"text": WORD, "to": "ours"}),
        ("grounds_plan", "ana", "/plans/new/", {"text": WORD, "when": "today", "to": "ours"}),
        ("spaces_member", "ana", "/us/between/", {"called": WORD}),
    ],
)  # fmt: skip
def test_a_failing_database_keeps_words_for_two_to_itself_and_half_of_nothing(
    two: Shared,
    log: io.StringIO,
    temporary: Path,
    table: str,
    who: str,
    address: str,
    facts: dict[str, str],
) -> None:
    player = two.ana if who == "ana" else two.ben
    ending = f"{two.page('noted')}endings/{two.rows('ending').get().id}/"
    path = address.format(ending=ending, **{name: two.page(name) for name in two.ids})
    before = all_rows()
    player.client.raise_request_exception = False
    with failing_database(table):
        answer = player.post(path, facts)
    assert answer.status_code == 500, answer.content.decode()
    assert before == all_rows()
    assert_nowhere(answer, log, temporary)
    assert found_in(answer.cookies.output().encode(), [WORD]) == []


def test_a_failing_database_keeps_an_invitation_to_itself(
    cleo: Player, log: io.StringIO, temporary: Path
) -> None:
    token, before = field_of(cleo.get("/us/invite/"), "token"), all_rows()
    cleo.client.raise_request_exception = False
    with failing_database("spaces_invitation"):
        facts = {"called": WORD, "first_words": WORD, "token": token}
        answer = cleo.post("/us/invite/", facts)
    assert answer.status_code == 500
    assert before == all_rows()
    assert_nowhere(answer, log, temporary)


@pytest.mark.parametrize("table", ["spaces_joining", "spaces_invitation"])
def test_a_failing_database_keeps_a_joining_to_itself(
    ana: Player, ben: Player, log: io.StringIO, temporary: Path, table: str
) -> None:
    code = invite(ana)
    bring(ben, code)
    before = all_rows()
    ben.client.raise_request_exception = False
    with failing_database(table):
        answer = ben.post("/join/welcome/", {"called": WORD})
    assert answer.status_code == 500
    assert before == all_rows()
    assert_nowhere(answer, log, temporary)
    assert found_in(log.getvalue().encode() + all_rows(), [code, code.replace("-", "")]) == []


@pytest.mark.parametrize("table", ["people_person", "people_wrap", "spaces_joining"])
def test_a_failing_database_keeps_a_sign_up_by_invitation_to_itself(
    ana: Player, eve: Player, log: io.StringIO, temporary: Path, table: str
) -> None:
    code = invite(ana)
    bring(eve, code)
    # Without the counts of tries, which sign-up raises.
    before = everything_stored()
    eve.client.raise_request_exception = False
    facts = {"username": "eve", "password1": "nine calm otters at noon", "called": WORD}
    with failing_database(table):
        answer = eve.post("/join/welcome/", {**facts, "time_zone": "UTC"})
    assert answer.status_code == 500
    assert differing(before, everything_stored()) == []
    assert_nowhere(answer, log, temporary)
    assert found_in(log.getvalue().encode(), [code, code.replace("-", "")]) == []


@contextmanager
def failing_reads(what: str) -> Iterator[None]:
    """Each read of a table fails, and tells with what it was asked."""

    def fails(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT") and what in sql:
            raise DatabaseError(f"{sql} with {params}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fails):
        yield


def test_a_code_that_the_database_chokes_on_is_in_no_log(
    ana: Player, eve: Player, log: io.StringIO, temporary: Path
) -> None:
    code = invite(ana)
    eve.client.raise_request_exception = False
    with failing_reads("spaces_invitation"):
        answer = bring(eve, code)
    assert answer.status_code == 500
    heap = answer.content + log.getvalue().encode() + answer.cookies.output().encode()
    assert found_in(heap, [code, code.replace("-", "")]) == []


def test_a_file_that_breaks_off_has_no_words_in_the_log(two: Shared, log: io.StringIO) -> None:
    two.ana.say(WORD, to="ours", cue=WORD)
    with failing_reads("promises_landing"):
        for kind in ("book", "json"):
            assert WORD.encode() not in take(two.ana, kind)
    assert found_in(log.getvalue().encode(), [WORD]) == []
