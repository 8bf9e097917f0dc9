"""A pairing under way stands on Today, for either side, until the two are two."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from tests.cast import Player, text_of
from troth.home.tests.test_query_counts import TODAY_AT_MOST
from troth.sealing import Unopened
from troth.spaces.ids import new_id
from troth.spaces.pairing import actions
from troth.spaces.pairing.queries import own_invitation

ANSWERED = "Your invitation has an answer."
JOINED = "You have answered an invitation."
ALL = "That’s all for today."
WORDS = 'href="/us/words/"'


def invite(player: Player) -> bytes:
    now, mine = timezone.now(), player.membership()
    actions.invite(mine, player.keys().bundle, player.name, "Shall we?", now, new_id(now.date()))
    invitation = own_invitation(mine)
    assert invitation is not None
    assert not isinstance(invitation.words, Unopened)
    return bytes.fromhex(invitation.words.code)


def join(player: Player, code: bytes) -> None:
    now, bundle = timezone.now(), player.keys().bundle
    actions.join(player.membership(), bundle, code, player.name, now, new_id(now.date()))


def test_an_invitation_that_nobody_has_answered_says_nothing(ana: Player) -> None:
    before = text_of(ana.get("/today/"))
    invite(ana)
    assert text_of(ana.get("/today/")) == before


def test_both_are_led_to_the_four_words_until_they_are_two(ana: Player, ben: Player) -> None:
    join(ben, invite(ana))
    for player, said in ((ana, ANSWERED), (ben, JOINED)):
        page = player.get("/today/")
        assert said in text_of(page)
        assert WORDS in page.content.decode()
        assert ALL not in text_of(page)
    now, held = timezone.now(), ben.keys()
    actions.confirm_as_joiner(ben.membership(), held.person, held.bundle_key, now)
    assert ANSWERED in text_of(ana.get("/today/"))
    assert JOINED in text_of(ben.get("/today/"))
    held = ana.keys()
    actions.confirm_as_inviter(ana.membership(), held.person, held.bundle, held.bundle_key, now)
    for player in (ana, ben):
        assert WORDS not in player.get("/today/").content.decode()


def test_who_steps_back_leaves_no_trace_of_it(ana: Player, ben: Player) -> None:
    code = invite(ana)
    before = text_of(ana.get("/today/"))
    join(ben, code)
    actions.step_back(ben.membership(), timezone.now())
    assert text_of(ana.get("/today/")) == before
    assert JOINED not in text_of(ben.get("/today/"))


def test_it_costs_no_query(
    ana: Player, ben: Player, django_assert_num_queries: Callable[[int], Any]
) -> None:
    ana.get("/today/")
    with django_assert_num_queries(TODAY_AT_MOST):
        ana.get("/today/")
    join(ben, invite(ana))
    with django_assert_num_queries(TODAY_AT_MOST):
        assert ANSWERED in text_of(ana.get("/today/"))


def test_after_another_has_left_it_stands_there_too(
    parted: tuple[Player, Player], cleo: Player
) -> None:
    _ana, ben = parted
    join(cleo, invite(ben))
    today = text_of(ben.get("/today/"))
    assert ANSWERED in today
    assert "Ana left what you shared" in today
