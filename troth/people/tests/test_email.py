"""An e-mail address is optional, and the page says who might read it."""

from __future__ import annotations

import pytest

from tests.cast import Player, error_beside, field_of, text_of
from troth.people.models import Person


def test_the_page_says_what_it_is_for_and_who_might_read_it(ana: Player) -> None:
    text = text_of(ana.get("/me/e-mail/"))
    assert "Only if you like." in text
    assert "Whoever runs this server can read the address" in text


def test_an_address_is_kept_and_taken_away_again(ana: Player) -> None:
    assert ana.post("/me/e-mail/", {"email": " ana@example.org "})["Location"] == "/me/"
    assert Person.objects.get().email == "ana@example.org"
    assert field_of(ana.get("/me/e-mail/"), "email") == "ana@example.org"
    ana.post("/me/e-mail/", {"email": ""})
    assert Person.objects.get().email == ""


@pytest.mark.parametrize("address", ["ana", "ana@", "@example.org", "a@b\nBcc: c@d.example"])
def test_what_is_no_address_is_refused_beside_the_field(ana: Player, address: str) -> None:
    answer = ana.post("/me/e-mail/", {"email": address})
    assert answer.status_code == 422
    assert error_beside(answer, "email")
    assert Person.objects.get().email == ""


def test_an_address_too_long_for_its_column_is_refused(ana: Player) -> None:
    answer = ana.post("/me/e-mail/", {"email": "a" * 250 + "@example.org"})
    assert answer.status_code == 422
    assert "at most 254" in error_beside(answer, "email")
