"""A landing that isn't the receiver's own, or not about this promise, is never shown as theirs."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from tests.cast import Player, pair, text_of
from troth.promises.landings.queries import LANDING_TABLE
from troth.promises.landings.tests.saying import land
from troth.promises.landings.words import LandingWords
from troth.promises.models import Landing, Promise
from troth.promises.wording.tests.between import Between, promised
from troth.sealing import Words, seal_words
from troth.spaces.ids import new_id

LINE = "What a marvel you are"
TODAY = date(2026, 11, 23)


def plant(between: Between, by: Player, words: Words, **more: Any) -> UUID:
    """What a partner's own program could write, with their keys and the database."""
    ours, row_id = by.membership("ours"), new_id(TODAY)
    facts: dict[str, Any] = {
        "space_id": ours.space_id,
        "id": row_id,
        "promise_id": between.promise_id,
        "person_id": by.person.id,
        "recorded_on": TODAY,
        "words": seal_words(ours.ring(), ours.context(LANDING_TABLE, row_id), words),
    }
    Landing.objects.create(**{**facts, **more})
    return row_id


def said(between: Between, **more: Any) -> LandingWords:
    facts = {"kind": "thanks", "line": LINE, "promise": str(between.promise_id)}
    return LandingWords(**{**facts, "recorded_on": TODAY.isoformat(), **more})


def assert_marked(between: Between) -> None:
    for player in (between.ana, between.ben):
        answer = player.get(between.page)
        assert answer.status_code == 200
        assert answer.content.decode().count('class="unopened"') == 1
        assert LINE not in text_of(answer)
        assert "thank you." not in text_of(answer)


def test_signed_by_the_maker_in_their_own_name(kept: Between) -> None:
    plant(kept, kept.ana, said(kept))
    assert_marked(kept)


def test_signed_by_the_maker_in_the_receivers_name(kept: Between) -> None:
    plant(kept, kept.ana, said(kept), person_id=kept.ben.person.id)
    assert_marked(kept)


def test_for_a_promise_of_ones_own(couple: tuple[Player, Player]) -> None:
    ana, ben = couple
    theirs = promised((ben, ana), "Sing")
    theirs.keep()
    plant(theirs, ben, said(theirs))
    assert_marked(theirs)


@pytest.mark.parametrize("author", ["nobody", "another couple"])
def test_in_the_name_of_somebody_else(
    kept: Between, cleo: Player, dan: Player, author: str
) -> None:
    pair(cleo, dan)
    person_id = uuid4() if author == "nobody" else cleo.person.id
    plant(kept, kept.ben, said(kept), person_id=person_id)
    assert_marked(kept)


def test_written_twice_the_database_refuses(kept: Between) -> None:
    land(kept, "noticed")
    with pytest.raises(IntegrityError), transaction.atomic():
        plant(kept, kept.ben, said(kept))
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO promises_landing (space_id, id, promise_id, person_id, recorded_on, words)"
            " SELECT space_id, %s, promise_id, person_id, recorded_on, words FROM promises_landing",
            [uuid4().hex if connection.vendor == "sqlite" else uuid4()],
        )
    assert "Ben noticed." in kept.seen_by(kept.ana)


def test_for_one_that_is_open(between: Between) -> None:
    plant(between, between.ben, said(between))
    between.neither_sees(LINE, "How it landed")


def test_for_one_that_was_taken_back_silently(between: Between) -> None:
    plant(between, between.ben, said(between))
    between.ana.post(f"{between.page}withdraw/")
    assert LINE not in between.seen_by(between.ana)
    assert between.ben.get(between.page).status_code == 404


def test_about_another_promise(couple: tuple[Player, Player], kept: Between) -> None:
    other = promised(couple, "Sing")
    land(kept, "thanks", LINE)
    other.keep()
    Landing.objects.update(promise_id=other.promise_id)
    assert_marked(other)
    assert "How it landed" in kept.seen_by(kept.ben)


CHANGES: dict[str, dict[str, Any]] = {
    "its day": {"recorded_on": date(2026, 11, 20)},
    "its id": {"id": UUID(int=7)},
    "its words": {"words": bytes(1000)},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_changed_from_outside(kept: Between, change: dict[str, Any]) -> None:
    land(kept, "thanks", LINE)
    Landing.objects.update(**change)
    assert_marked(kept)


def test_text_in_place_of_sealed_bytes_breaks_no_page(kept: Between) -> None:
    land(kept, "thanks", LINE)
    value = "'clear'" if connection.vendor == "sqlite" else "'clear'::bytea"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE promises_landing SET words = {value}")
    assert_marked(kept)


def loose(**facts: Any) -> Words:
    """Words of the right shape whose own check is passed by."""
    words = object.__new__(LandingWords)
    for name in LandingWords.__slots__:
        object.__setattr__(words, name, facts[name])
    return words


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "hooray"},
        {"kind": ""},
        {"taken_back": True},
        {"kind": "thanks", "line": "", "taken_back": True},
    ],
)
def test_a_bad_kind_from_a_partners_own_program(kept: Between, bad: dict[str, Any]) -> None:
    facts = {"kind": "thanks", "line": LINE, "promise": str(kept.promise_id)}
    base = {**facts, "recorded_on": TODAY.isoformat(), "earlier": (), "taken_back": False}
    base |= {"ending": "", "state": ""}
    plant(kept, kept.ben, loose(**{**base, **bad}))
    assert_marked(kept)


def test_broken_earlier_lines_from_a_partners_own_program(kept: Between) -> None:
    earlier = ("", "9999-99-99 never", "2026-11-22", "<script>alert(1)</script>")
    plant(kept, kept.ben, said(kept, earlier=earlier))
    for player in (kept.ana, kept.ben):
        text = text_of(player.get(kept.page))
        assert LINE in text
        assert text.count("What stood here can’t be read.") == 4


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_far_from_here_breaks_no_page(kept: Between, day: str) -> None:
    plant(kept, kept.ben, said(kept, earlier=(f"{day} Once",)))
    kept.both_see(LINE, "Once")


def test_a_thousand_earlier_lines_are_not_all_shown(kept: Between) -> None:
    plant(kept, kept.ben, said(kept, earlier=tuple("2026-11-22 Again" for _ in range(1000))))
    assert kept.seen_by(kept.ana).count("Again") == 20


def test_what_doesnt_open_blocks_no_page_of_the_receiver(kept: Between) -> None:
    plant(kept, kept.ana, said(kept))
    answer = kept.ben.post(kept.landed, {"kind": "own-words", "line": "Mine"})
    assert answer.status_code == 422
    assert "Mine" in text_of(answer)
    assert Landing.objects.count() == 1
    assert Promise.objects.count() == 1
