"""A partner with the space's key and the database: nothing they write shows as the other's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from troth.people.models import Bundle as BundleRow
from troth.promises.models import Ending, Promise
from troth.promises.opening import ENDING_TABLE, PROMISE_TABLE
from troth.promises.words import EndingWords, PromiseWords
from troth.sealing import Context, SigningPair, seal_words
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TODAY = MONDAY.date()
SAID, WITNESS, FORGED = "Polish the brass lantern", "Sweep the cellar stairs", "Obey in everything"


@dataclass
class Scene:
    ana: Player
    ben: Player
    promise_id: UUID

    @property
    def page(self) -> str:
        return f"/promises/ours/{self.promise_id}/"

    @property
    def row(self) -> Any:
        return Promise.objects.filter(id=self.promise_id)


@pytest.fixture(autouse=True)
def _on_monday(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(MONDAY)


@pytest.fixture
def scene(couple: tuple[Player, Player]) -> Scene:
    ana, ben = couple
    ana.say(WITNESS, when="tomorrow", to="ours")
    return Scene(ana, ben, ana.say(SAID, when="tomorrow", to="ours"))


def seal_as(scene: Scene, author: UUID, table: str, row_id: UUID, words: Any) -> bytes:
    """With the space's key and Ben's own signing key, under an author's name."""
    ring = scene.ben.membership("ours").ring()
    context = Context(table, ring.space_id, row_id, author)
    return seal_words(
        replace(ring, person_id=author, pinned=_claiming(ring, author)), context, words
    )


def _claiming(ring: Any, author: UUID) -> dict[UUID, tuple[bytes, ...]]:
    # On his own machine Ben can hold whatever he likes for Ana's key.
    return {**ring.pinned, author: (ring.signer.public,)}


def say_over(scene: Scene, author: UUID) -> None:
    row = scene.row.get()
    due = f"day {row.due_on} {row.due_zone}"
    words = PromiseWords(FORGED, "", due, row.made_on.isoformat(), "")
    scene.row.update(words=seal_as(scene, author, PROMISE_TABLE, row.id, words))


def end_as(scene: Scene, author: UUID, state: str, at: datetime = MONDAY) -> None:
    ending_id = new_id(TODAY)
    words = EndingWords(
        promise=str(scene.promise_id),
        state=state,
        happened=at.isoformat(),
        happened_on=TODAY.isoformat(),
        is_late=False,
        recorded=at.isoformat(),
        recorded_on=TODAY.isoformat(),
        note=FORGED,
    )
    Ending.objects.create(
        space_id=scene.row.get().space_id,
        id=ending_id,
        promise_id=scene.promise_id,
        person_id=author,
        number=1 + Ending.objects.filter(promise_id=scene.promise_id).count(),
        state=state,
        happened_on=TODAY,
        is_late=False,
        recorded_on=TODAY,
        words=seal_as(scene, author, ENDING_TABLE, ending_id, words),
    )
    scene.row.update(state=state)


def assert_marked_for_both(scene: Scene) -> None:
    for player in (scene.ana, scene.ben):
        for path in (scene.page, "/promises/", "/promises/?in=ours", "/today/"):
            answer = player.get(path)
            assert answer.status_code == 200
            assert SAID not in text_of(answer)
            assert FORGED not in text_of(answer)
        assert 'class="unopened"' in player.get(scene.page).content.decode()
        assert WITNESS in text_of(player.get("/promises/"))


def test_a_row_that_the_partner_rewrote_isnt_shown_as_the_makers(scene: Scene) -> None:
    say_over(scene, scene.ana.person.id)
    assert_marked_for_both(scene)
    assert "It isn’t signed by the person it names" in text_of(scene.ana.get(scene.page))


def test_nor_after_swapping_the_makers_public_key_in_the_database(scene: Scene) -> None:
    forged = SigningPair.generate()
    BundleRow.objects.filter(person_id=scene.ana.person.id).update(verify_key=forged.public)
    say_over(scene, scene.ana.person.id)
    assert_marked_for_both(scene)


def test_an_unharmed_row_stays_readable_with_a_swapped_key(scene: Scene) -> None:
    forged = SigningPair.generate()
    BundleRow.objects.filter(person_id=scene.ana.person.id).update(verify_key=forged.public)
    for player in (scene.ana, scene.ben):
        assert SAID in text_of(player.get(scene.page))


def test_a_promise_put_under_the_partners_name_isnt_theirs(scene: Scene) -> None:
    scene.row.update(maker_id=scene.ben.person.id)
    for player in (scene.ana, scene.ben):
        answer = player.get(scene.page)
        assert 'class="unopened"' in answer.content.decode()
        assert SAID not in text_of(answer)
        assert WITNESS in text_of(player.get("/promises/"))


def test_one_that_the_partner_signs_themselves_is_theirs(scene: Scene) -> None:
    """Ben may say what he likes, as Ben: never as Ana."""
    scene.row.update(maker_id=scene.ben.person.id)
    say_over(scene, scene.ben.person.id)
    assert "Ben said" in text_of(scene.ana.get(scene.page))
    assert FORGED in text_of(scene.ana.get(scene.page))


@pytest.mark.parametrize("state", ["kept", "owned", "withdrawn", "moved", "let-go", "shared"])
def test_an_ending_in_the_makers_name_is_no_ending(scene: Scene, state: str) -> None:
    end_as(scene, scene.ana.person.id, state)
    assert_marked_for_both(scene)
    scene.row.update(state="open")
    assert SAID in text_of(scene.ana.get(scene.page))
    assert "tomorrow" in text_of(scene.ana.get(scene.page))


@pytest.mark.parametrize("state", ["kept", "owned", "withdrawn", "moved", "let-go", "shared"])
def test_an_ending_that_only_the_maker_can_say_is_passed_over(scene: Scene, state: str) -> None:
    end_as(scene, scene.ben.person.id, state)
    assert_marked_for_both(scene)
    scene.row.update(state="open")
    assert scene.ana.post(f"{scene.page}keep/").status_code == 302
    for player in (scene.ana, scene.ben):
        assert "kept, today" in text_of(player.get(scene.page))


def test_a_release_after_its_time_is_passed_over(
    scene: Scene, time_machine: TimeMachineFixture
) -> None:
    for player in (scene.ana, scene.ben):
        player.stay()
    later = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    time_machine.move_to(later)
    end_as(scene, scene.ben.person.id, "released", later)
    assert 'class="unopened"' in scene.ana.get(scene.page).content.decode()


def test_what_was_shared_between_two_cant_be_shared_away(scene: Scene) -> None:
    """Signed by Ana's own program, it would leave the promise uncounted."""
    scene = Scene(scene.ben, scene.ana, scene.promise_id)
    end_as(scene, scene.ben.person.id, "shared")
    for player in (scene.ana, scene.ben):
        assert 'class="unopened"' in player.get(scene.page).content.decode()


CHANGES: dict[str, dict[str, Any]] = {
    "the due instant": {"due_at": datetime(2031, 1, 1, tzinfo=UTC)},
    "the due day": {"due_on": date(2031, 1, 1)},
    "the zone": {"due_zone": "Mars/Olympus"},
    "the day it was made": {"made_on": date(2020, 2, 2)},
    "what it follows": {"follows_id": UUID(int=7)},
    "the state": {"state": "kept"},
    "the state, to released": {"state": "released"},
    "the state, to taken back": {"state": "withdrawn"},
    "the state, to moved": {"state": "moved"},
    "the words, to another's": {"words": b"not an envelope"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_column_is_marked_for_both_and_the_rest_stands(
    scene: Scene, change: dict[str, Any]
) -> None:
    scene.row.update(**change)
    assert_marked_for_both(scene)


def test_two_swapped_rows_are_both_marked(scene: Scene) -> None:
    other = Promise.objects.exclude(id=scene.promise_id)
    mine, theirs = scene.row.get().words, other.get().words
    other.update(words=mine)
    scene.row.update(words=theirs)
    for player in (scene.ana, scene.ben):
        page = player.get("/promises/")
        assert page.content.decode().count('class="unopened"') == 2


def test_an_ending_dated_far_ahead_keeps_the_maker_from_nothing(scene: Scene) -> None:
    end_as(scene, scene.ben.person.id, "kept", datetime(2099, 1, 1, tzinfo=UTC))
    scene.row.update(state="open")
    facts = {"when": "wednesday"}
    assert scene.ana.post(f"{scene.page}move/", facts)["Location"] == "/today/"
    for player in (scene.ana, scene.ben):
        assert "moved before it was due, today" in text_of(player.get(scene.page))
