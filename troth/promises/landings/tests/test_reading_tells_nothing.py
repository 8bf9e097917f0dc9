"""Whatever the receiver opens, nothing that the maker can see changes: nothing records reading."""

from __future__ import annotations

import pytest

from tests.access.matrix import differing, everything_stored
from tests.cast import Player, text_of
from troth.promises.landings.tests.saying import land
from troth.promises.models import Ending
from troth.promises.wording.tests.between import Between

pytestmark = pytest.mark.on_any_database

LANDED = ("landed/", "landed/words/", "landed/words/take-back/")
WORDS = ("words/", "words/take-back/")


def pages_of(between: Between) -> list[str]:
    ending = f"endings/{Ending.objects.get().id}/words/"
    own = ["", *LANDED, *WORDS, ending, f"{ending}take-back/"]
    return ["/today/", "/promises/", *(f"{between.page}{each}" for each in own)]


def assert_reading_tells_nothing(between: Between, reader: Player, other: Player) -> None:
    pages = pages_of(between)
    for page in pages:
        # Once for each, so that a session's daily touch and what was just said are over.
        reader.get(page)
        other.get(page)
    seen = {page: text_of(other.get(page)) for page in pages}
    stored = everything_stored()
    for page in pages:
        for _ in range(2):
            assert reader.get(page).status_code in (200, 404)
    assert differing(stored, everything_stored()) == []
    assert {page: text_of(other.get(page)) for page in pages} == seen


def test_the_receiver_reads_before_saying_anything(owned: Between) -> None:
    assert_reading_tells_nothing(owned, owned.ben, owned.ana)


def test_the_maker_reads_how_it_landed(owned: Between) -> None:
    land(owned, "own-words", "I would have liked a word before")
    assert_reading_tells_nothing(owned, owned.ana, owned.ben)


def test_the_receiver_reads_changed_words(owned: Between) -> None:
    ending = Ending.objects.get().id
    facts = {"note": "A nap", "revision": "1"}
    owned.ana.post(f"{owned.page}endings/{ending}/words/", facts)
    assert_reading_tells_nothing(owned, owned.ben, owned.ana)


def test_either_reads_what_was_taken_back(owned: Between) -> None:
    land(owned, "own-words", "I would have liked a word before")
    owned.ben.post(f"{owned.landed}words/take-back/")
    owned.ana.post(f"{owned.page}words/take-back/")
    assert_reading_tells_nothing(owned, owned.ben, owned.ana)
    assert_reading_tells_nothing(owned, owned.ana, owned.ben)
