"""Her phone, open, in his hand."""

from __future__ import annotations

from datetime import timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from tests.misuse.acts import MONDAY, Couple, done, page_of, seen
from troth.asks.tests.acts import ask, set_aside
from troth.journeys.pairing.tests.steps import confirm, invite, join
from troth.people.models import Person

pytestmark = pytest.mark.on_any_database

AFTER_A_WHILE = MONDAY + timedelta(minutes=31)


@pytest.fixture
def phone(two: Couple, time_machine: TimeMachineFixture) -> Player:
    """Ana's, half an hour after she last gave her password."""
    ana, _ben = two
    ana.say("Talk to a lawyer")
    time_machine.move_to(AFTER_A_WHILE, tick=False)
    return ana


@pytest.mark.parametrize(
    "path",
    [
        "/me/take-along/",
        "/me/take-along/book/",
        "/me/take-along/json/",
        "/me/sessions/",
        "/me/sessions/others/end/",
        "/me/sessions/stay/",
        "/me/settings/",
        "/me/e-mail/",
        "/me/password/",
    ],
)
def test_what_would_last_asks_for_the_password(phone: Player, path: str) -> None:
    """58. He takes a copy, stays signed in, or gives the account an address or password of his."""
    stored = Person.objects.filter(id=phone.person.id).values().get()
    for answer in (phone.get(path), phone.post(path, {"ask_again": "never", "email": "b@b.org"})):
        assert answer.status_code in (302, 405)
        if answer.status_code == 302:
            assert answer["Location"].startswith("/open/")
    assert Person.objects.filter(id=phone.person.id).values().get() == stored


def test_a_wrong_password_opens_nothing_however_often(phone: Player) -> None:
    """58. He guesses at the question for the password."""
    for number in range(12):
        answer = phone.post("/open/", {"password": f"guess number {number}", "next": "/me/"})
        assert answer.status_code in (200, 422, 429)
    assert phone.get("/me/take-along/")["Location"].startswith("/open/")


def test_he_reads_and_writes_as_she_could_and_it_shows(phone: Player) -> None:
    """59. He reads what is open, and speaks for her; what remains possible."""
    assert "Talk to a lawyer" in seen(phone, "/today/")
    said = phone.say("I am sorry for everything", to="ours")
    # It stands on her own pages too, and she can take it back until it is due.
    assert "I am sorry for everything" in seen(phone, "/promises/")
    done(phone.post(f"{page_of(said)}withdraw/"))
    assert "I am sorry" not in seen(phone, "/today/")


def test_after_the_exit_the_phone_opens_nothing(phone: Player) -> None:
    """60. She has pressed the small cross before he took it."""
    phone.post("/exit/")
    for path in ("/today/", "/promises/", "/us/", "/asks/", "/us/between/"):
        text = text_of(phone.get(path))
        assert "lawyer" not in text
        assert "Ben" not in text
    assert phone.post("/promises/new/", {"text": "x", "when": "tomorrow"}).status_code == 403


def test_he_leaves_for_her_at_most_what_he_could_leave_himself(phone: Player) -> None:
    """61. He leaves in her name; what remains possible, as leaving must ask for nothing."""
    done(phone.post("/us/leave/"))
    assert "Talk to a lawyer" in seen(phone, "/today/")


def test_he_sees_on_her_phone_that_she_stepped_away(phone: Player) -> None:
    """62. He opens Us on her phone; what remains possible."""
    done(phone.post("/us/step-away/"))
    assert "You’ve stepped away" in seen(phone, "/us/")
    assert "stepped" not in seen(phone, "/today/", "/promises/", "/me/")


def test_he_makes_the_two_a_pair_on_her_phone(
    ana: Player, ben: Player, time_machine: TimeMachineFixture
) -> None:
    """63. He invites himself from her phone, and says on both that the words are the same."""
    for player in (ana, ben):
        player.stay()
    time_machine.move_to(AFTER_A_WHILE, tick=False)
    ana.say("Talk to a lawyer")
    join(ben, invite(ana))
    done(confirm(ben))
    confirm(ana)
    # What remains possible: they are two. Nothing of what was hers alone comes along, her pages
    # say so at once, and she can leave at once.
    assert "lawyer" not in seen(ben)
    assert "Ben" in seen(ana, "/us/")
    assert ana.get("/us/leave/").status_code == 200


def test_what_she_set_aside_is_found_on_her_own_phone(phone: Player, two: Couple) -> None:
    """62. He looks on her phone for what she set aside; what remains possible."""
    _ana, ben = two
    done(set_aside(phone, ask(ben, "Come home early")))
    assert "Set aside" in seen(phone, "/asks/")
    assert "Come home early" not in seen(phone, "/today/")
