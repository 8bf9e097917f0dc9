"""The receiver takes back what they said: a mark stays, and nothing of the words or their kind."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Player, text_of
from troth.promises.actions import take_back_rows as take_back_all
from troth.promises.landings.actions import take_back_rows
from troth.promises.landings.queries import landing_of
from troth.promises.landings.tests.saying import land
from troth.promises.landings.words import LandingWords
from troth.promises.models import Landing
from troth.promises.wording.tests.between import Between, parted

pytestmark = pytest.mark.on_any_database

LINE = "I would have liked a word before"


def take_back(between: Between) -> None:
    answer = between.ben.post(f"{between.landed}words/take-back/")
    assert (answer.status_code, answer["Location"]) == (302, between.page)


@pytest.mark.parametrize("kind", ["thanks", "noticed", "own-words", "differently"])
def test_both_see_that_something_was_taken_back_and_not_what(kept: Between, kind: str) -> None:
    land(kept, kind, LINE)
    take_back(kept)
    assert "You took back what you said about how it landed." in kept.seen_by(kept.ben)
    assert "Ben took back what was said about how it landed." in kept.seen_by(kept.ana)
    kept.neither_sees(LINE, "remember", "thank you", "noticed", "says how", "Said today")


def test_earlier_lines_go_as_well(kept: Between) -> None:
    land(kept, "own-words", LINE)
    kept.ben.post(f"{kept.landed}words/", {"line": "Never mind", "revision": "1"})
    take_back(kept)
    kept.neither_sees(LINE, "Never mind", "Changed")
    said = landing_of(kept.ana.membership("ours"), kept.promise_id)
    assert said is not None
    assert isinstance(said.words, LandingWords)
    assert (said.words.kind, said.words.line, said.words.earlier) == ("", "", ())


def test_the_confirmation_says_what_will_be_seen(kept: Between) -> None:
    land(kept, "own-words", LINE)
    text = text_of(kept.ben.get(f"{kept.landed}words/take-back/"))
    assert LINE in text
    assert "In their place Ana will see: Ben took back what was said about how it landed." in text
    assert "That looks the same whether or not they had been read before." in text


def test_it_looks_the_same_whether_it_was_read_or_not(kept: Between) -> None:
    land(kept, "own-words", LINE)
    kept.seen_by(kept.ben)
    unread = text_of(kept.ben.get(f"{kept.landed}words/take-back/"))
    kept.seen_by(kept.ana)
    assert text_of(kept.ben.get(f"{kept.landed}words/take-back/")) == unread


def test_twice_is_once_and_nothing_can_be_said_anew(kept: Between) -> None:
    land(kept, "own-words", LINE)
    take_back(kept)
    words = bytes(Landing.objects.get().words)
    take_back(kept)
    assert bytes(Landing.objects.get().words) == words
    assert kept.ben.post(kept.landed, {"kind": "thanks"}).status_code == 422
    answer = kept.ben.post(f"{kept.landed}words/", {"line": LINE, "revision": "2"})
    assert answer.status_code == 422
    kept.neither_sees(LINE)


def test_only_who_said_it_takes_it_back(kept: Between) -> None:
    land(kept, "own-words", LINE)
    assert kept.ana.get(f"{kept.landed}words/take-back/").status_code == 404
    assert kept.ana.post(f"{kept.landed}words/take-back/").status_code == 404
    kept.both_see(LINE)


def test_whoever_stays_takes_back_their_words_in_a_space_that_has_ended(kept: Between) -> None:
    land(kept, "own-words", LINE)
    ended = parted(kept)
    assert "words/take-back/" in ended.ben.get(ended.page).content.decode()
    take_back(ended)
    assert LINE not in ended.seen_by(ended.ben)
    assert "You took back what you said about how it landed." in ended.seen_by(ended.ben)


def test_what_one_said_stays_ones_own_when_the_other_takes_their_words_along(
    kept: Between,
) -> None:
    land(kept, "own-words", LINE)
    ended = parted(kept)
    take_back_all(Landing.objects.get().space_id, kept.ana.person.id, timezone.now())
    assert LINE in ended.seen_by(ended.ben)
    take_back(ended)
    assert LINE not in ended.seen_by(ended.ben)


def test_whoever_leaves_takes_them_along_without_a_key(
    couple: tuple[Player, Player], kept: Between
) -> None:
    land(kept, "own-words", LINE)
    ended = parted(kept, by="Ben")
    space_id = Landing.objects.get().space_id
    take_back_rows(space_id, kept.ana.person.id, timezone.now())
    assert LINE in ended.seen_by(ended.ana)
    take_back_rows(space_id, kept.ben.person.id, timezone.now())
    text = ended.seen_by(ended.ana)
    assert LINE not in text
    assert "What was written here isn’t there any more." in text
