"""The words of an ended promise, taken back: a mark of the kind stays."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cast import Player, text_of
from troth.promises.models import Promise
from troth.promises.opening import promise_view
from troth.promises.wording.tests.between import SAID, Between, parted, promised
from troth.promises.words import PromiseWords

CUE = "After breakfast"


@pytest.fixture
def ended(couple: tuple[Player, Player]) -> Between:
    between = promised(couple, cue=CUE)
    facts = {"text": "Water the roses", "cue": CUE, "revision": "1"}
    between.ana.post(f"{between.page}words/", facts)
    between.keep()
    return between


def take_back(between: Between) -> None:
    answer = between.ana.post(f"{between.page}words/take-back/")
    assert (answer.status_code, answer["Location"]) == (302, between.page)


def test_both_see_that_they_were_taken_back_and_how_it_ended(ended: Between) -> None:
    take_back(ended)
    assert "You took back the words of this promise." in ended.seen_by(ended.ana)
    assert "Ana took back the words of this promise." in ended.seen_by(ended.ben)
    ended.both_see("kept, today")
    ended.neither_sees(SAID, "Water the roses", CUE, "Changed")


def test_nothing_of_them_is_left_in_what_is_signed(ended: Between) -> None:
    before = dict(Promise.objects.values().get())
    take_back(ended)
    after = dict(Promise.objects.values().get())
    view = promise_view(ended.ben.membership("ours"), Promise.objects.get())
    assert isinstance(view.words, PromiseWords)
    assert (view.words.text, view.words.cue, view.words.earlier) == ("", "", ())
    assert view.words.taken_back
    assert {**before, "words": b""} == {**after, "words": b""}


def test_lists_show_the_mark_in_place_of_the_words(ended: Between) -> None:
    take_back(ended)
    mine = text_of(ended.ana.get("/promises/?in=ours"))
    theirs = text_of(ended.ben.get("/promises/"))
    assert "You took back the words of this promise." in mine
    assert "Ana took back the words of this promise." in theirs
    for player in (ended.ana, ended.ben):
        assert "Water the roses" not in text_of(player.get("/today/"))


def test_the_confirmation_says_what_will_be_seen(ended: Between) -> None:
    text = text_of(ended.ana.get(f"{ended.page}words/take-back/"))
    assert "In their place Ben will see: Ana took back the words of this promise." in text
    assert "They can’t be brought back." in text


def test_it_looks_the_same_whether_it_was_read_or_not(ended: Between) -> None:
    address = f"{ended.page}words/take-back/"
    ended.seen_by(ended.ana)
    unread = text_of(ended.ana.get(address))
    ended.seen_by(ended.ben)
    assert text_of(ended.ana.get(address)) == unread


def test_twice_is_once(ended: Between) -> None:
    take_back(ended)
    words = bytes(Promise.objects.get().words)
    take_back(ended)
    assert bytes(Promise.objects.get().words) == words
    text = text_of(ended.ana.get(f"{ended.page}words/take-back/"))
    assert "These words have been taken back, and that stays so." in text


def test_an_open_promise_is_withdrawn_instead(between: Between) -> None:
    answer = between.ana.post(f"{between.page}words/take-back/")
    assert answer.status_code == 422
    assert "This promise is still open." in text_of(answer)
    between.both_see(SAID)
    assert "words/take-back/" not in between.ana.get(between.page).content.decode()


def test_without_its_words_it_isnt_opened_again(ended: Between) -> None:
    take_back(ended)
    assert "reopen/" not in ended.ana.get(ended.page).content.decode()
    ended.ana.post(f"{ended.page}reopen/")
    ended.both_see("kept, today")
    assert ended.ana.post(f"{ended.page}own/", {"note": "Not quite"}).status_code == 302
    ended.both_see("it didn’t happen; said today", "Not quite")


def test_only_its_maker_takes_it_back(ended: Between) -> None:
    assert ended.ben.get(f"{ended.page}words/take-back/").status_code == 404
    assert ended.ben.post(f"{ended.page}words/take-back/").status_code == 404
    ended.both_see("Water the roses")


def test_whoever_stays_takes_back_their_words_in_a_space_that_has_ended(
    couple: tuple[Player, Player],
) -> None:
    kept, still_open = promised(couple, "Sing"), promised(couple, "Dance")
    kept.keep()
    ended = parted(kept, by="Ben")
    take_back(ended)
    assert "You took back the words of this promise." in ended.seen_by(ended.ana)
    # Nothing can be ended there any more, so its words alone can go.
    left = replace(still_open, where=ended.where)
    take_back(left)
    assert "Dance" not in left.seen_by(left.ana)


def test_alone_it_works_as_well(ana: Player) -> None:
    promise_id = ana.say(SAID)
    page = f"/promises/mine/{promise_id}/"
    ana.post(f"{page}keep/")
    text = text_of(ana.get(f"{page}words/take-back/"))
    assert "will see" not in text
    assert ana.post(f"{page}words/take-back/").status_code == 302
    assert SAID not in text_of(ana.get(page))


def test_locked_nothing_is_taken_back(ended: Between) -> None:
    ended.ana.lose_the_key()
    assert ended.ana.post(f"{ended.page}words/take-back/").status_code == 403
    assert "Water the roses" in ended.seen_by(ended.ben)
