"""Where it isn't asked for there is no page, no form and no trace of one."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client

from tests.cast import Player, field_of, pair, text_of
from troth.promises.models import Landing
from troth.promises.wording.tests.between import Between, parted, promised

pytestmark = pytest.mark.on_any_database


def assert_not_offered(player: Player, page: str, refused: int = 404) -> None:
    """`refused`: 422 where the promise is seen, so that a form which comes too late is told why."""
    assert player.get(f"{page}landed/").status_code == 404
    for address in ("landed/", "landed/thanks/"):
        facts = {"kind": "own-words", "line": "Even so"}
        answer = player.post(f"{page}{address}", facts)
        assert answer.status_code == refused
        assert "Even so" in text_of(answer)
    shown = player.get(page)
    assert shown.status_code == 404 or "How it landed" not in shown.content.decode()
    assert Landing.objects.count() == 0


def test_while_it_is_open(between: Between) -> None:
    assert_not_offered(between.ben, between.page, refused=422)


def test_for_ones_own_promise(kept: Between) -> None:
    assert_not_offered(kept.ana, kept.page)


def test_for_one_that_was_moved(between: Between) -> None:
    page = f"{between.page}move/"
    token = field_of(between.ana.get(page), "token")
    assert between.ana.post(page, {"when": "this-week", "token": token}).status_code == 302
    assert_not_offered(between.ben, between.page, refused=422)


def test_for_one_that_was_taken_back_silently(between: Between) -> None:
    between.ana.post(f"{between.page}withdraw/")
    assert between.ben.get(between.page).status_code == 404
    assert_not_offered(between.ben, between.page)


def test_for_one_that_was_released(between: Between) -> None:
    assert between.ben.post(f"{between.page}release/").status_code == 302
    assert_not_offered(between.ben, between.page, refused=422)


def test_for_a_private_promise(ana: Player) -> None:
    promise_id = ana.say("Sing")
    ana.post(f"/promises/mine/{promise_id}/keep/")
    assert_not_offered(ana, f"/promises/mine/{promise_id}/")


def test_in_a_space_that_has_ended(kept: Between) -> None:
    assert_not_offered(kept.ben, parted(kept).page, refused=422)


def test_to_another_couple_or_anybody_else(kept: Between, cleo: Player, dan: Player) -> None:
    pair(cleo, dan)
    for player in (cleo, dan):
        assert_not_offered(player, kept.page)
        theirs = str(kept.ana.membership("ours").space_id)
        assert_not_offered(player, f"/promises/{theirs}/{kept.promise_id}/")


def test_under_the_private_space_of_either(kept: Between) -> None:
    for player in (kept.ana, kept.ben):
        assert_not_offered(player, f"/promises/mine/{kept.promise_id}/")


def test_for_an_id_that_there_is_not(kept: Between) -> None:
    assert_not_offered(kept.ben, f"/promises/ours/{uuid4()}/")


@pytest.mark.parametrize("address", ["", "thanks/", "words/", "words/take-back/"])
def test_to_nobody(kept: Between, address: str) -> None:
    nobody = Client()
    answer = nobody.post(f"{kept.landed}{address}", {"kind": "thanks"})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/")
    assert Landing.objects.count() == 0


def test_to_nobody_whose_browser_is_locked(kept: Between) -> None:
    kept.ben.lose_the_key()
    assert kept.ben.post(f"{kept.landed}thanks/").status_code == 403
    assert Landing.objects.count() == 0


def test_two_promises_are_answered_apart(couple: tuple[Player, Player], kept: Between) -> None:
    other = promised(couple, "Sing")
    kept.ben.post(f"{kept.landed}thanks/")
    assert other.ben.get(other.landed).status_code == 404
    other.keep()
    assert other.ben.get(other.landed).status_code == 200
