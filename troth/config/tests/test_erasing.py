"""`troth erase`: an account goes with all that was written in it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Player, text_of
from troth.config.cli import main
from troth.config.erasing import erase_account
from troth.people.models import Bundle, Person, Session
from troth.promises.models import Promise
from troth.record.models import Due
from troth.spaces.models import Member, Space


def test_nothing_of_the_person_is_left_and_others_keep_theirs(ana: Player, ben: Player) -> None:
    ana.say("Water the basil", when="today")
    ben.say("Mend the gate", when="today")
    assert erase_account("Ana", timezone.now())
    assert Person.objects.get().username == "ben"
    for model in (Bundle, Session, Space, Member, Promise, Due):
        assert model._default_manager.count() == 1
    assert ana.get("/today/")["Location"].startswith("/sign-in/")
    assert "Mend the gate" in text_of(ben.get("/today/"))


def test_nobody_by_that_name_is_said(
    db: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _ask: "nobody")
    assert main(["erase", "nobody"]) == 1
    assert "Nobody signs in as nobody" in capsys.readouterr().out


def test_another_name_typed_erases_nothing(
    ana: Player, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _ask: "anna")
    assert main(["erase", "ana"]) == 1
    assert "Nothing was erased." in capsys.readouterr().out
    assert ana.get("/today/").status_code == 200
