"""Ana and Ben on a Monday forenoon, in browsers of their own that stay signed in."""

from __future__ import annotations

import pytest
from time_machine import TimeMachineFixture

from tests.misuse.acts import MONDAY, Couple
from troth.people.models import AskAgain, Person


@pytest.fixture
def on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY, tick=False)


@pytest.fixture
def two(on_monday: None, couple: Couple) -> Couple:
    """They look around as they like, also days later, without giving their password again."""
    for player in couple:
        player.stay()
        Person.objects.filter(id=player.person.id).update(ask_again=AskAgain.NEVER)
        player.get("/me/")  # shows what the last step had to say
    return couple
