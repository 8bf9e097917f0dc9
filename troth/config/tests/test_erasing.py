"""`troth erase`: an account goes with all that was written in it."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Player, pair, text_of
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


def test_words_that_were_left_with_somebody_are_taken_back_too(
    couple: tuple[Player, Player], cleo: Player
) -> None:
    ana, ben = couple
    for player in couple:
        player.say(f"{player.name} waters the basil", when="today", to="ours")
    assert ana.post("/us/leave/").status_code == 302
    pair(ana, cleo)
    assert erase_account("Ana", timezone.now())
    told = text_of(ben.get("/us/")) + text_of(ben.get(behind(ben)))
    assert "Ben waters the basil" in told
    assert "Ana" not in told
    shared = Promise.objects.filter(space__kind="shared")
    assert {bool(row.words) for row in shared if row.maker_id == ben.person.id} == {True}
    assert {bool(row.words) for row in shared if row.maker_id != ben.person.id} == {False}


def behind(player: Player) -> str:
    """The page of what has ended."""
    return f"/us/before/{Space.objects.get(kind='shared', member__person_id=player.person.id).id}/"


def test_it_is_said_beforehand_that_words_between_two_go_too(
    ana: Player, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("builtins.input", lambda _ask: "ana")
    assert main(["erase", "ana"]) == 0
    told = capsys.readouterr().out
    assert "What they wrote where\nthey are one of two goes as well, and where they were" in told
    assert not Person.objects.exists()


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
