"""Row 14: something breaks while words are being posted; they turn up nowhere."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from tests.cast import Player
from tests.safety.traces import all_files, all_mail, all_rows, found_in, fresh_token
from troth.config import urls

WORD = "Foxglovedebt"


def fail(request: HttpRequest, how: str) -> HttpResponse:
    """Fails with the posted words in the exception, in its causes and in its frames."""
    words = request.POST["text"]
    known: dict[str, Callable[[], Exception]] = {
        "value": lambda: ValueError(f"bad value: {words}"),
        "encoding": lambda: UnicodeEncodeError("ascii", words, 0, 1, words),
        "database": lambda: DatabaseError(f"Failing row contains ({words})"),
        "suspicious": lambda: SuspiciousOperation(words),
        "bad": lambda: BadRequest(words),
        "denied": lambda: PermissionDenied(words),
        "missing": lambda: Http404(words),
    }
    if how in known:
        raise known[how]()
    try:
        raise KeyError(words)
    except KeyError as error:
        raise RuntimeError(words) from error


urlpatterns = [path("fail/<slug:how>/", fail), *urls.urlpatterns]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500

HOWS = {
    "value": 500,
    "encoding": 500,
    "database": 500,
    "chained": 500,
    "suspicious": 400,
    "bad": 400,
    "denied": 403,
    "missing": 404,
}


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def assert_nowhere(answer: Any, log: io.StringIO, temporary: Path) -> None:
    assert found_in(answer.content, [WORD]) == []
    assert found_in(str(dict(answer.headers)).encode(), [WORD]) == []
    assert found_in(log.getvalue().encode(), [WORD]) == []
    assert found_in(all_mail(), [WORD]) == []
    assert found_in(all_rows(), [WORD]) == []
    assert [at for at, content in all_files(temporary) if found_in(content, [WORD])] == []


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize(("how", "status"), HOWS.items())
@pytest.mark.parametrize("encoding", ["form", "multipart"])
def test_the_words_are_in_no_log_mail_file_nor_page(
    how: str, status: int, encoding: str, log: io.StringIO, temporary: Path
) -> None:
    client = Client(raise_request_exception=False)
    more: dict[str, Any] = {}
    data: Any = {"text": f"It was {WORD}"}
    if encoding == "form":
        data, more = f"text={WORD}", {"content_type": "application/x-www-form-urlencoded"}
    answer = client.post(f"/fail/{how}/", data, **more)
    assert answer.status_code == status
    if status == 500:
        assert "fail" in log.getvalue(), "the fault itself has to be in the log"
    assert_nowhere(answer, log, temporary)


@contextmanager
def failing_database(what: str) -> Iterator[None]:
    """Each write to a table fails as a server would tell it: with the row that it refused."""

    def fails(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE")) and what in sql:
            raise DatabaseError(f"Failing row contains {params}")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(fails):
        yield


@pytest.mark.parametrize(
    ("table", "address", "facts"),
    [
        ("promises_promise", "/promises/new/", {"text": WORD, "cue": WORD, "when": "tomorrow"}),
        ("record_event", "/promises/new/", {"text": WORD, "cue": WORD, "when": "tomorrow"}),
        ("promises_ending", "/promises/mine/{promise}/own/", {"note": WORD}),
        ("record_event", "/promises/mine/{promise}/own/", {"note": WORD}),
        ("gestures_gesture", "/gestures/new/", {"text": WORD, "how_often": "daily"}),
        ("record_due", "/gestures/new/", {"text": WORD, "how_often": "daily"}),
        ("spaces_member", "/me/", {"called": WORD}),
    ],
)
def test_a_failing_database_keeps_the_words_to_itself_and_half_of_nothing(
    ana: Player,
    log: io.StringIO,
    temporary: Path,
    table: str,
    address: str,
    facts: dict[str, str],
) -> None:
    promise, token = ana.say("Wind the clock"), fresh_token(ana)
    before = all_rows()
    ana.client.raise_request_exception = False
    with failing_database(table):
        answer = ana.post(address.format(promise=promise), {**facts, "token": token})
    assert answer.status_code == 500
    assert before == all_rows()
    assert_nowhere(answer, log, temporary)


def test_a_file_in_a_form_is_written_nowhere(
    ana: Player, log: io.StringIO, temporary: Path
) -> None:
    big = io.BytesIO(WORD.encode() * 300_000)
    big.name = f"{WORD}.txt"
    facts = {"text": "Wind the clock", "when": "tomorrow", "note": big}
    answer = ana.post("/promises/new/", facts)
    assert answer.status_code in (302, 400)
    assert_nowhere(answer, log, temporary)


def test_too_long_a_form_is_refused_and_written_nowhere(
    ana: Player, log: io.StringIO, temporary: Path
) -> None:
    facts = f"text={WORD * 60_000}&when=tomorrow"
    answer = ana.client.post(
        "/promises/new/", facts, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
    assert_nowhere(answer, log, temporary)


def test_what_was_typed_wrongly_comes_back_on_the_page_alone(
    ana: Player, log: io.StringIO, temporary: Path
) -> None:
    answer = ana.post("/promises/new/", {"text": WORD, "when": "no such day"})
    assert answer.status_code == 422
    assert WORD in answer.content.decode()
    assert found_in(log.getvalue().encode() + all_rows(), [WORD]) == []
