"""Sessions: a fresh one at each sign-in, and none left over once ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.test import Client
from django.utils import timezone

from tests.cast import PASSWORD, Player, text_of
from troth.people.models import Person, Session
from troth.people.session_facts import PUBLIC_ID
from troth.people.sessions import SessionStore


def browsers(ana: Player, number: int) -> list[Player]:
    others = [Player("Ana", Client()) for _ in range(number)]
    for other in others:
        assert other.sign_in().status_code == 302
    return others


def is_in(player: Player) -> bool:
    return player.get("/today/").status_code == 200


def test_a_session_planted_before_signing_in_is_not_the_one_afterwards(ana: Player) -> None:
    planted: SessionBase = SessionStore()
    planted["seen"] = "yes"
    planted.create()
    victim = Player("Ana", Client())
    victim.client.cookies["session"] = str(planted.session_key)
    victim.sign_in()
    assert victim.client.cookies["session"].value != planted.session_key
    thief = Client()
    thief.cookies["session"] = str(planted.session_key)
    assert thief.get("/today/").status_code == 302
    assert not SessionStore().exists(str(planted.session_key))


def test_a_made_up_session_key_is_not_taken(db: None) -> None:
    client = Client()
    client.cookies["session"] = "a" * 32
    client.post("/sign-up/", {"username": "ana", "password1": PASSWORD})
    assert client.cookies["session"].value != "a" * 32


def test_signing_in_as_somebody_else_leaves_nothing_of_the_first(ana: Player, ben: Player) -> None:
    """One browser, Ana's session still in it, and Ben signs in."""
    ana.post("/sign-out/")
    shared = Player("Ben", ana.client)
    shared.sign_in()
    assert Session.objects.filter(person_id=ana.person.id).count() == 0
    assert "Ana" not in text_of(shared.get("/me/"))


def test_signing_out_deletes_the_row(ana: Player) -> None:
    before = ana.client.cookies["session"].value
    ana.post("/sign-out/")
    assert Session.objects.count() == 0
    again = Client()
    again.cookies["session"] = before
    assert again.get("/today/").status_code == 302


def test_end_all_others_deletes_their_rows_and_no_one_else_s(ana: Player, ben: Player) -> None:
    others = browsers(ana, 2)
    assert ana.post("/me/sessions/others/end/").status_code == 302
    assert is_in(ana)
    assert not any(is_in(other) for other in others)
    assert Session.objects.filter(person_id=ana.person.id).count() == 1
    assert is_in(ben)


def test_one_other_can_be_ended_and_its_row_goes(ana: Player) -> None:
    first, second = browsers(ana, 2)
    ana.post(f"/me/sessions/{first.client.session[PUBLIC_ID]}/end/")
    assert not is_in(first)
    assert is_in(second)
    assert Session.objects.count() == 2


def test_an_ended_session_is_not_written_back_by_a_request_under_way(ana: Player) -> None:
    """The touch of a day must not bring back what was ended a moment before."""
    (other,) = browsers(ana, 1)
    store = SessionStore(other.client.cookies["session"].value)
    store["seen_on"] = "2020-01-01"
    ana.post("/me/sessions/others/end/")
    with pytest.raises(UpdateError):
        store.save()
    assert Session.objects.count() == 1


def test_naming_another_session_does_not_lengthen_its_life(ana: Player) -> None:
    (other,) = browsers(ana, 1)
    ends = Session.objects.get(session_key=other.client.cookies["session"].value).expire_date
    with time_machine.travel(timezone.now() + timedelta(minutes=10)):
        public_id = other.client.session[PUBLIC_ID]
        assert (
            ana.post(f"/me/sessions/{public_id}/name/", {"name": "Old laptop"}).status_code == 302
        )
    row = Session.objects.get(session_key=other.client.cookies["session"].value)
    assert abs(row.expire_date - ends) < timedelta(seconds=5)


def test_a_changed_password_ends_every_session(ana: Player) -> None:
    browsers(ana, 1)
    person = ana.person
    person.set_password("entirely another password")
    Person.objects.filter(id=person.id).update(password=person.password)
    assert ana.get("/today/").status_code == 302


def test_somebody_set_inactive_is_out_at_once(ana: Player) -> None:
    Person.objects.filter(id=ana.person.id).update(is_active=False)
    assert ana.get("/today/").status_code == 302


def test_the_list_tells_days_and_neither_address_nor_browser(ana: Player) -> None:
    ana.client.get("/today/", headers={"user-agent": "Firefox/999"}, REMOTE_ADDR="127.8.8.8")
    heap = repr([session.get_decoded() for session in Session.objects.all()])
    assert "Firefox" not in heap
    assert "127.8.8.8" not in heap
    answer = ana.get("/me/sessions/")
    assert "Firefox" not in text_of(answer)


def test_a_page_read_again_the_same_day_writes_nothing_and_the_next_day_once(ana: Player) -> None:
    def stored() -> str:
        return Session.objects.get().session_data

    with time_machine.travel(timezone.now() + timedelta(hours=1), tick=False) as clock:
        ana.post("/sign-out/")
        ana.sign_in(remember="on")
        clock.shift(timedelta(days=1))
        before = stored()
        ana.get("/today/")
        touched = stored()
        assert before != touched
        clock.shift(timedelta(minutes=5))
        ana.get("/promises/")
        assert stored() == touched
