"""The maker switches replies off: nothing is asked of the other, and nothing shows why."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from tests.cast import Player, text_of
from troth.promises.landings.tests.saying import land
from troth.promises.models import Landing
from troth.promises.wording.tests.between import Between, promised

pytestmark = pytest.mark.on_any_database


def switch(player: Player, takes: str, promise: object = "") -> HttpResponse:
    return player.post("/us/replies/", {"takes": takes, "promise": str(promise)})


def test_switched_off_nothing_is_asked_of_the_other(kept: Between) -> None:
    assert "How it landed" in kept.seen_by(kept.ben)
    assert switch(kept.ana, "no", kept.promise_id)["Location"] == kept.page
    assert "How it landed" not in kept.seen_by(kept.ben)
    assert "landed" not in kept.ben.get(kept.page).content.decode()
    assert kept.ben.get(kept.landed).status_code == 404
    for address in (kept.landed, f"{kept.landed}thanks/"):
        assert kept.ben.post(address, {"kind": "thanks"}).status_code == 422
    assert Landing.objects.count() == 0


def test_switched_on_again_it_is_asked_as_before(kept: Between) -> None:
    before = kept.seen_by(kept.ben)
    switch(kept.ana, "no")
    switch(kept.ana, "yes")
    assert kept.seen_by(kept.ben) == before
    assert land(kept, "thanks").status_code == 302


def test_the_makers_page_says_how_it_stands(kept: Between) -> None:
    assert "Ben may say how it landed" in kept.seen_by(kept.ana)
    switch(kept.ana, "no")
    text = kept.seen_by(kept.ana)
    assert "You chose not to hear from Ben how your promises land." in text
    assert "Ben may say how it landed" not in text


def test_what_was_said_before_stays_and_changes_no_more(kept: Between) -> None:
    land(kept, "own-words", "The balcony looks alive")
    switch(kept.ana, "no")
    kept.both_see("The balcony looks alive")
    assert "landed/words/take-back/" in kept.ben.get(kept.page).content.decode()
    facts = {"line": "And another thing", "revision": "1"}
    answer = kept.ben.post(f"{kept.landed}words/", facts)
    assert answer.status_code == 422
    assert "And another thing" in text_of(answer)
    kept.neither_sees("And another thing")
    assert kept.ben.post(f"{kept.landed}words/take-back/").status_code == 302
    kept.neither_sees("The balcony looks alive")


def test_it_is_for_all_of_ones_promises_and_none_of_the_others(
    couple: tuple[Player, Player], kept: Between
) -> None:
    ana, ben = couple
    switch(ben, "no")
    assert "How it landed" in kept.seen_by(ben)
    theirs = promised((ben, ana), "Sing")
    theirs.keep()
    assert theirs.ben.get(theirs.landed).status_code == 404
    switch(ana, "no")
    assert "How it landed" not in kept.seen_by(ben)


@pytest.mark.parametrize("takes", ["", "perhaps"])
def test_what_cant_be_read_changes_nothing_and_says_so(kept: Between, takes: str) -> None:
    answer = switch(kept.ana, takes, kept.promise_id)
    assert "Nothing was changed." in text_of(kept.ana.get(answer["Location"]))
    assert kept.ben.get(kept.landed).status_code == 200


def test_without_a_page_to_come_back_to_it_leads_to_what_is_between_the_two(kept: Between) -> None:
    assert switch(kept.ana, "no", "x")["Location"] == "/us/between/"


def test_alone_there_is_no_such_switch(ana: Player) -> None:
    promise_id = ana.say("Sing")
    page = ana.get(f"/promises/mine/{promise_id}/").content.decode()
    assert "/us/replies/" not in page
    assert switch(ana, "no").status_code == 404
