"""Row 1: everyone is signed out, and somebody has every file."""

from __future__ import annotations

import base64
import io
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from tests.cast import Player
from tests.safety.traces import (
    WORDS,
    all_files,
    all_mail,
    all_rows,
    forms_of,
    found_in,
    is_planted,
    plant,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_planted_word_lies_anywhere_in_any_form(
    ana: Player, log: io.StringIO, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    plant(ana)
    assert is_planted(ana)
    assert found_in(all_rows()) == []

    ana.post("/sign-out/")
    rows = all_rows()
    assert b"ana" in rows, "the search has to see what is there"
    assert found_in(rows) == []
    assert found_in(all_mail()) == []
    assert found_in(log.getvalue().encode()) == []
    seen = dict(all_files(tmp_path))
    assert {path: found_in(content) for path, content in seen.items() if found_in(content)} == {}
    if connection.vendor == "sqlite":
        assert any(b"ana" in content for content in seen.values()), "the database's own file"


def test_the_password_lies_nowhere_either(ana: Player, log: io.StringIO) -> None:
    ana.get("/me/sessions/")
    ana.sign_in("a wrong password of hers")
    ana.post("/open/", {"password": ana.password})
    heap = all_rows() + log.getvalue().encode() + b"".join(dict(all_files()).values())
    assert found_in(heap, (ana.password, "a wrong password of hers")) == []


@pytest.mark.parametrize("before", [b"", b"x", b"xy"])
def test_the_search_itself_sees_a_word_in_every_form(before: bytes) -> None:
    word = WORDS["note"]
    raw = before + word.encode() + b"after"
    for heap in (
        raw,
        raw.hex().encode(),
        base64.b64encode(raw),
        base64.urlsafe_b64encode(raw),
        before + word.encode("utf-16-le"),
    ):
        assert found_in(heap) == [word]
    assert min(map(len, forms_of(word))) > 8
