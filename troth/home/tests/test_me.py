"""Me: what I am called, and the way to everything that is only mine."""

from __future__ import annotations

import pytest

from tests.cast import Player, error_beside, text_of
from troth.sealing import revision_of
from troth.spaces.models import Member


def revision() -> int:
    return revision_of(bytes(Member.objects.get().words))


def test_the_page_leads_to_all_that_is_mine(ana: Player) -> None:
    page = ana.get("/me/")
    body = page.content.decode()
    assert "Signed in as ana" in text_of(page)
    for path in ("/focus/", "/me/settings/", "/me/sessions/", "/me/e-mail/", "/sign-out/"):
        assert path in body


def test_one_can_be_called_otherwise_each_time_as_a_further_revision(ana: Player) -> None:
    assert revision() == 1
    for number, called in enumerate(("Anna", "Änne 🌿", "<b>Ana</b>"), start=2):
        assert ana.post("/me/", {"called": called})["Location"] == "/me/"
        assert revision() == number
    assert "Good" in text_of(ana.get("/today/"))
    assert "&lt;b&gt;Ana&lt;/b&gt;" in ana.get("/today/").content.decode()


def test_the_sign_in_name_stays(ana: Player) -> None:
    ana.post("/me/", {"called": "Anna"})
    ana.post("/sign-out/")
    assert ana.sign_in().status_code == 302


@pytest.mark.parametrize("called", ["", "   ", "x" * 41, "a\0b"])
def test_what_is_no_name_is_refused_beside_the_field(ana: Player, called: str) -> None:
    answer = ana.post("/me/", {"called": called})
    assert answer.status_code == 422
    assert error_beside(answer, "called")
    assert revision() == 1


def test_what_one_is_called_lies_sealed(ana: Player) -> None:
    ana.post("/me/", {"called": "Planted"})
    assert b"Planted" not in bytes(Member.objects.get().words)


@pytest.mark.parametrize("words", [b"not an envelope", b""])
def test_a_damaged_name_is_left_out_and_can_be_given_anew(ana: Player, words: bytes) -> None:
    Member.objects.update(words=words)
    assert "Good" in text_of(ana.get("/today/"))
    assert ana.get("/me/").status_code == 200
    assert ana.post("/me/", {"called": "Anna"}).status_code == 302
    assert "Anna" in text_of(ana.get("/today/"))
