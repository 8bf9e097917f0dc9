"""Signing up by an invitation: one small question, a name and a password, and one has joined."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from tests.access.matrix import everything_stored
from tests.cast import Player, text_of
from troth.grounds.models import Focus
from troth.grounds.queries import current_focus
from troth.journeys.pairing.tests.steps import bring, invite, join, sign_up_and_join
from troth.people.models import Person
from troth.people.tests.test_sign_up import OnInsert
from troth.spaces.models import Invitation, Joining

ANSWERS = {"closeness": "stay-curious", "mending": "repair-soon"}


@pytest.mark.parametrize(("answer", "habit"), ANSWERS.items())
def test_signing_up_by_an_invitation_answers_and_joins_at_once(
    ana: Player, eve: Player, answer: str, habit: str
) -> None:
    code = invite(ana)
    done = sign_up_and_join(eve, code, answer=answer)
    assert (done.status_code, done["Location"]) == (302, "/us/words/")
    assert done.cookies["join"].value == ""
    assert Joining.objects.get().person_id == eve.person.id
    assert Focus.objects.count() == 1
    focus = current_focus(eve.membership())
    assert focus is not None
    assert focus.habit == habit
    assert "Eve" in text_of(ana.get("/us/words/"))


def test_the_small_question_needs_no_answer(ana: Player, eve: Player) -> None:
    assert sign_up_and_join(eve, invite(ana), answer="").status_code == 302
    assert not Focus.objects.exists()
    assert Joining.objects.exists()


def test_surprise_me_is_any_habit(ana: Player, eve: Player) -> None:
    assert sign_up_and_join(eve, invite(ana), answer="surprise-me").status_code == 302
    assert Focus.objects.count() == 1


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"username": "ana"}, "username"),
        ({"password1": "short"}, "password1"),
        ({"called": "E" * 41}, "called"),
        ({"answer": "fame"}, "answer"),
    ],
)
def test_what_is_wrong_in_the_form_says_so_and_the_invitation_waits(
    ana: Player, eve: Player, facts: dict[str, str], name: str
) -> None:
    code = invite(ana)
    answer = sign_up_and_join(eve, code, **facts)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ana invites you" in page
    beside = page[page.index(f'name="{name}"') :]
    assert (
        'class="error"' in beside[: beside.index("</fieldset>" if name == "answer" else "</div>")]
    )
    assert Person.objects.count() == 1
    assert not Joining.objects.exists()
    assert sign_up_and_join(eve, code).status_code == 302


@pytest.mark.parametrize("table", ["spaces_joining", "grounds_focus"])
def test_a_sign_up_that_breaks_off_leaves_nothing(ana: Player, eve: Player, table: str) -> None:
    code, before = invite(ana), everything_stored()

    def break_off() -> None:
        raise DatabaseError("the disk is full")

    eve.client.raise_request_exception = False
    with connection.execute_wrapper(OnInsert(table, break_off)):
        assert sign_up_and_join(eve, code, answer="closeness").status_code == 500
    assert everything_stored() == before
    eve.client.raise_request_exception = True
    assert sign_up_and_join(eve, code, answer="closeness").status_code == 302


def test_of_two_who_have_the_code_open_the_later_is_told_and_writes_nothing(
    ana: Player, ben: Player, eve: Player
) -> None:
    code = invite(ana)
    bring(eve, code)
    join(ben, code)
    before = everything_stored()
    answer = eve.post("/join/welcome/", {"username": "eve", "password1": eve.password})
    assert answer["Location"] == "/join/"
    assert answer.cookies["join"].value == ""
    assert "doesn’t open an invitation" in text_of(eve.get("/join/"))
    assert everything_stored() == before


def test_two_who_join_in_the_same_moment_are_one_and_nobody(ana: Player, eve: Player) -> None:
    """The code is used by somebody else between the look at it and the write."""
    code = invite(ana)

    def somebody_else() -> None:
        Invitation.objects.update(state=Invitation.State.JOINED)

    with connection.execute_wrapper(OnInsert("people_person", somebody_else)):
        answer = sign_up_and_join(eve, code)
    assert answer["Location"] == "/join/"
    assert Person.objects.count() == 1
    assert not Joining.objects.exists()


def test_an_invitation_lets_one_person_in_where_sign_up_is_closed(
    ana: Player, eve: Player, settings: Any
) -> None:
    settings.TROTH_SIGN_UP_IS_OPEN = False
    code = invite(ana)
    assert sign_up_and_join(eve, code).status_code == 302
    other = Player("Zoe", Client())
    assert bring(other, code).status_code == 422
    other.sign_up()
    assert Person.objects.count() == 2
