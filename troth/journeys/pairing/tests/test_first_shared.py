"""A first promise, chosen with the four words: it never holds up that the two are two."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Player, text_of
from tests.meanwhile import meanwhile
from troth.journeys.pairing.tests.steps import confirm, invite, join
from troth.promises.actions import keep_promise
from troth.promises.models import Promise
from troth.spaces.ids import new_id
from troth.spaces.models import Space


@pytest.fixture
def confirmed(ana: Player, ben: Player) -> Player:
    """Ana, whose turn it is: Ben has joined and confirmed."""
    join(ben, invite(ana))
    confirm(ben)
    return ana


def test_one_that_ends_in_another_tab_meanwhile_stays_private(confirmed: Player) -> None:
    promise_id, mine = confirmed.say("Bring the bread"), confirmed.membership()

    def keep() -> None:
        now = timezone.now()
        keep_promise(mine, promise_id, now, now, new_id(mine.today(now)))

    with meanwhile(keep, before='INSERT INTO "spaces_space"'):
        assert confirm(confirmed, share=str(promise_id))["Location"] == "/us/"
    text = text_of(confirmed.get("/us/"))
    assert "The two of you are here now." in text
    assert "The promise you chose had ended in the meantime, so nothing was shared." in text
    assert not Promise.objects.filter(space__kind=Space.Kind.SHARED).exists()
    assert Promise.objects.get().state == "kept"
