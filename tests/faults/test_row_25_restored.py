"""Row 25: an old backup restored brings back no session, no member and no shredded key."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Player, pair, text_of
from tests.misuse.acts import keep
from troth.config.backup import back_up
from troth.config.erasing import erase_account
from troth.config.restore import restore
from troth.people.models import Person, Session, Wrap
from troth.spaces.models import Invitation, Member, Space
from troth.web.gone import notes

NEW_PASSWORD = "nine loud geese at dawn"
Couple = tuple[Player, Player]


@pytest.fixture
def two(committed: Path) -> Couple:
    ana, ben = Player("Ana", Client()), Player("Ben", Client())
    for player in (ana, ben):
        assert player.sign_up().status_code == 302
    pair(ana, ben)
    return ana, ben


@pytest.fixture
def backup(two: Couple, tmp_path: Path) -> Path:
    """Taken while the two were together, with the passwords of then."""
    ana, ben = two
    keep(ana, ana.say("Sweep the stairs", to="ours"))
    ben.say("Mend the gate")
    back_up(tmp_path / "old.backup")
    return tmp_path / "old.backup"


def put_back(backup: Path) -> int:
    restored = restore(backup, timezone.now() + timedelta(days=2))
    assert restored.faults == []
    return restored.gone_again


def change_password(player: Player, to: str) -> None:
    facts = {"oldpassword": player.password, "password1": to}
    assert player.post("/me/password/", facts).status_code == 302
    player.password = to


def test_no_session_comes_back_and_the_words_do(two: Couple, backup: Path) -> None:
    ana, ben = two
    put_back(backup)
    assert not Session.objects.exists()
    assert ana.get("/today/")["Location"].startswith("/sign-in/")
    assert ben.sign_in().status_code == 302
    assert "Mend the gate" in text_of(ben.get("/promises/"))


def test_who_left_since_is_not_back(two: Couple, backup: Path) -> None:
    ana, ben = two
    ana.post("/us/leave/")
    assert put_back(backup) == 1
    ana.sign_in()
    assert "Sweep the stairs" not in text_of(ana.get("/promises/?of=ours"))
    assert ana.get("/us/between/").status_code == 302
    row = Member.objects.get(person_id=ana.person.id, left_on__isnull=False)
    assert bytes(row.grants) == b""
    assert row.left_on == timezone.now().date()
    shared = Space.objects.get(kind=Space.Kind.SHARED)
    assert (shared.epoch, shared.ended_on) == (2, row.left_on)
    ben.sign_in()
    assert "Sweep the stairs" in text_of(ben.get(f"/us/before/{shared.id}/"))


def test_words_that_were_taken_along_stay_taken(two: Couple, backup: Path) -> None:
    ana, ben = two
    ana.post("/us/leave/", {"take_back": "yes"})
    put_back(backup)
    ben.sign_in()
    shared = Space.objects.get(kind=Space.Kind.SHARED)
    assert "Sweep the stairs" not in text_of(ben.get(f"/us/before/{shared.id}/"))


def test_what_both_left_is_erased_again(two: Couple, backup: Path) -> None:
    ana, ben = two
    ana.post("/us/leave/")
    shared = Space.objects.get(kind=Space.Kind.SHARED)
    ben.post(f"/us/before/{shared.id}/put-away/")
    assert put_back(backup) == 2
    assert not Space.objects.filter(id=shared.id).exists()


def test_who_was_erased_since_is_not_back(two: Couple, backup: Path) -> None:
    ana, _ben = two
    change_password(ana, NEW_PASSWORD)
    assert erase_account("ana", timezone.now())
    # What a newer password opens goes with it.
    assert {note.kind for note in notes()} == {"erased", "left"}
    put_back(backup)
    assert [person.username for person in Person.objects.all()] == ["ben"]
    assert Wrap.objects.count() == 1
    assert Client().post("/sign-in/", {"login": "ana", "password": PASSWORD}).status_code == 200


def test_an_old_password_opens_nothing_and_the_new_one_opens_all(two: Couple, backup: Path) -> None:
    _ana, ben = two
    change_password(ben, "eleven slow trains at noon")
    change_password(ben, NEW_PASSWORD)
    assert put_back(backup) == 1
    ben.client = Client()
    assert ben.sign_in(PASSWORD).status_code == 200
    assert ben.sign_in("eleven slow trains at noon").status_code == 200
    assert ben.sign_in(NEW_PASSWORD).status_code == 302
    assert "Mend the gate" in text_of(ben.get("/promises/"))
    assert Wrap.objects.filter(bundle__person=ben.person).count() == 1


def test_an_invitation_of_then_is_good_for_nobody(committed: Path, tmp_path: Path) -> None:
    ana = Player("Ana", Client())
    ana.sign_up()
    ana.post("/us/invite/", {"called": "Ana", "first_words": "Shall we?"})
    assert Invitation.objects.count() == 1
    back_up(tmp_path / "old.backup")
    put_back(tmp_path / "old.backup")
    assert not Invitation.objects.exists()


def test_notes_hold_no_word_and_no_name(two: Couple, committed: Path) -> None:
    ana, ben = two
    change_password(ben, NEW_PASSWORD)
    ana.post("/us/leave/")
    erase_account("ana", timezone.now())
    found = list((committed / "gone").iterdir())
    assert len(found) == 3
    for path in found:
        text = path.name + path.read_text()
        assert path.stat().st_mode & 0o077 == 0
        for planted in ("ana", "Ana", "ben", "Ben", NEW_PASSWORD, PASSWORD):
            assert planted not in text
