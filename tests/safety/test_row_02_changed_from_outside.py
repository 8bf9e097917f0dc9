"""Row 2: somebody changes rows by SQL; it is noticed and marked, and the rest still renders."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse

from tests.cast import Player, text_of
from troth.grounds.models import Focus
from troth.people.models import Bundle, Person
from troth.promises.models import Ending, Promise
from troth.record.models import Due
from troth.sealing import SigningPair
from troth.spaces.models import Member

pytestmark = pytest.mark.on_any_database

SAID, WITNESS = "Polish the brass lantern", "Sweep the cellar stairs"


@dataclass
class Scene:
    ana: Player
    promise_id: uuid.UUID

    @property
    def page(self) -> str:
        return f"/promises/mine/{self.promise_id}/"

    @property
    def promise(self) -> Any:
        return Promise.objects.filter(id=self.promise_id)

    @property
    def ending(self) -> Any:
        return Ending.objects.filter(promise_id=self.promise_id)


@pytest.fixture
def scene(ana: Player) -> Scene:
    ana.say(WITNESS)
    return Scene(ana, ana.say(SAID))


@pytest.fixture
def ended(scene: Scene) -> Scene:
    scene.ana.post(f"{scene.page}keep/")
    assert scene.promise.get().state == "kept"
    assert SAID in text_of(scene.ana.get(scene.page))
    return scene


def marks(answer: HttpResponse) -> int:
    assert answer.status_code == 200
    return answer.content.decode().count('class="unopened"')


def assert_marked_everywhere(scene: Scene, *pages: str) -> None:
    for page in (scene.page, *pages):
        answer = scene.ana.get(page)
        assert marks(answer) >= 1, page
        assert SAID not in text_of(answer), page
        if page != scene.page:
            assert WITNESS in text_of(answer), page


def flipped(sealed: bytes, at: int = -1) -> bytes:
    changed = bytearray(sealed)
    changed[at] ^= 1
    return bytes(changed)


CHANGES: dict[str, dict[str, Any]] = {
    "the due instant": {"due_at": datetime(2031, 1, 1, tzinfo=UTC)},
    "the due day": {"due_on": date(2031, 1, 1)},
    "the kind of due": {"due_kind": "week"},
    "an unknown kind of due": {"due_kind": "never"},
    "a due time where there was none": {"due_kind": "moment", "due_time": time(9)},
    "the zone": {"due_zone": "Pacific/Auckland"},
    "a zone that there isn't": {"due_zone": "Mars/Olympus"},
    "the day it was made": {"made_on": date(2020, 2, 2)},
    "what it follows": {"follows_id": uuid.UUID(int=7)},
    "the state": {"state": "kept"},
    "the state, to one of a receiver": {"state": "released"},
    "the state, to one that there isn't": {"state": "broken"},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_column_of_a_promise_is_noticed(scene: Scene, change: dict[str, Any]) -> None:
    scene.promise.update(**change)
    assert_marked_everywhere(scene, "/promises/")


@pytest.mark.parametrize("at", [0, 5, 20, 40, -1])
def test_a_single_flipped_bit_is_noticed(scene: Scene, at: int) -> None:
    scene.promise.update(words=flipped(bytes(scene.promise.get().words), at))
    assert_marked_everywhere(scene, "/promises/", "/today/")


@pytest.mark.parametrize("words", [b"", b"x", bytes(1000)])
def test_something_else_in_place_of_the_words_is_noticed(scene: Scene, words: bytes) -> None:
    scene.promise.update(words=words)
    assert_marked_everywhere(scene, "/promises/", "/today/")


def test_two_swapped_sealed_values_are_noticed_at_both(scene: Scene) -> None:
    other_id = scene.ana.say("Wind the clock")
    other = Promise.objects.filter(id=other_id)
    mine, theirs = scene.promise.get().words, other.get().words
    scene.promise.update(words=theirs)
    other.update(words=mine)
    answer = scene.ana.get("/promises/")
    assert marks(answer) == 2
    assert WITNESS in text_of(answer)
    assert SAID not in text_of(answer)


def test_another_id_is_noticed(scene: Scene) -> None:
    scene.promise.update(id=uuid.UUID(int=scene.promise_id.int ^ 1))
    answer = scene.ana.get("/promises/")
    assert marks(answer) == 1
    assert WITNESS in text_of(answer)


def test_another_author_is_noticed(scene: Scene, ben: Player) -> None:
    scene.promise.update(maker_id=ben.person.id)
    assert_marked_everywhere(scene, "/today/")
    assert SAID not in text_of(scene.ana.get("/promises/"))


def test_a_promise_moved_into_another_space_opens_there_to_nobody(
    scene: Scene, ben: Player
) -> None:
    space_id = ben.membership().space_id
    scene.promise.update(space_id=space_id, maker_id=ben.person.id)
    answer = ben.get("/promises/")
    assert marks(answer) == 1
    assert SAID not in text_of(answer)
    assert scene.ana.get(scene.page).status_code == 404


ENDING_CHANGES: dict[str, dict[str, Any]] = {
    "the state": {"state": "owned"},
    "the state, to one that there isn't": {"state": "broken"},
    "whether it was late": {"is_late": True},
    "the day it happened": {"happened_on": date(2020, 2, 2)},
    "the day it was recorded": {"recorded_on": date(2020, 2, 2)},
    "its person": {"person_id": uuid.UUID(int=7)},
    "its id": {"id": uuid.UUID(int=7)},
    "its words": {"words": bytes(1000)},
    "its promise": {"promise_id": uuid.UUID(int=7)},
}


@pytest.mark.parametrize("change", ENDING_CHANGES.values(), ids=ENDING_CHANGES.keys())
def test_a_changed_ending_is_noticed(ended: Scene, change: dict[str, Any]) -> None:
    ended.ending.update(**change)
    assert_marked_everywhere(ended, "/promises/")


def test_an_ended_promise_made_to_look_open_is_noticed(ended: Scene) -> None:
    ended.promise.update(state="open")
    assert_marked_everywhere(ended, "/promises/")


def test_an_ending_of_another_promise_does_not_end_this_one(ended: Scene) -> None:
    other_id = ended.ana.say("Wind the clock")
    Promise.objects.filter(id=other_id).update(state="kept")
    ended.ending.update(promise_id=other_id)
    answer = ended.ana.get("/promises/")
    assert marks(answer) == 2
    assert "Wind the clock" not in text_of(answer)


def test_two_endings_with_swapped_words_are_noticed(ended: Scene) -> None:
    ended.ana.post(f"{ended.page}own/", {"note": "Not quite, to be honest"})
    first, second = ended.ending.order_by("number")
    ended.ending.filter(number=1).update(words=second.words)
    ended.ending.filter(number=2).update(words=first.words)
    answer = ended.ana.get(ended.page)
    assert marks(answer) >= 1
    assert "Not quite" not in text_of(answer)


def test_a_zone_or_a_kind_that_there_is_not_breaks_no_page(scene: Scene) -> None:
    Person.objects.update(time_zone="Mars/Olympus")
    Due.objects.filter(target_id=scene.promise_id).update(kind="nonsense")
    assert WITNESS in text_of(scene.ana.get("/today/"))
    assert SAID in text_of(scene.ana.get("/promises/"))


@pytest.mark.parametrize("table", ["promises_promise", "spaces_member", "grounds_focus"])
def test_text_in_place_of_sealed_bytes_breaks_no_page(scene: Scene, table: str) -> None:
    """SQLite takes any kind of value in any column."""
    scene.ana.post("/focus/", {"habit": "give-space"})
    value = "'clear'" if connection.vendor == "sqlite" else "'clear'::bytea"
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET words = {value}")
    for page in ("/today/", "/promises/", "/me/"):
        assert scene.ana.get(page).status_code == 200


def test_what_somebody_is_called_in_another_space_is_marked(ana: Player, ben: Player) -> None:
    ana.post("/me/", {"called": "Annelie"})
    theirs = Member.objects.get(person_id=ana.person.id).words
    Member.objects.filter(person_id=ben.person.id).update(words=theirs)
    answer = ben.get("/me/")
    assert "Annelie" not in answer.content.decode()
    assert ben.get("/today/").status_code == 200
    assert marks(answer) == 1


def test_a_damaged_name_can_be_said_anew(ana: Player) -> None:
    Member.objects.filter(person_id=ana.person.id).update(words=b"damaged")
    assert ana.post("/me/", {"called": "Annelie"}).status_code == 302
    assert "Annelie" in text_of(ana.get("/me/"))


def test_a_focus_from_another_space_is_marked(ana: Player, ben: Player) -> None:
    ana.post("/focus/", {"habit": "repair-soon"})
    ben.post("/focus/", {"habit": "give-space"})
    theirs = Focus.objects.get(person_id=ana.person.id).words
    Focus.objects.filter(person_id=ben.person.id).update(words=theirs)
    assert marks(ben.get("/today/")) == 1
    for page in ("/focus/", "/begin/first/"):
        assert ben.get(page).status_code == 200
    assert ben.post("/focus/", {"habit": "stay-curious"}).status_code == 302
    assert marks(ben.get("/today/")) == 0


def test_a_public_key_swapped_in_the_database_is_never_believed(scene: Scene) -> None:
    """One's own verify key comes out of one's own bundle."""
    theirs = SigningPair.generate().public
    Bundle.objects.filter(person_id=scene.ana.person.id).update(verify_key=theirs)
    answer = scene.ana.get("/promises/")
    assert SAID in text_of(answer)
    new = scene.ana.say("Wind the clock")
    assert "Wind the clock" in text_of(scene.ana.get(f"/promises/mine/{new}/"))


def test_a_swapped_bundle_opens_nothing_and_breaks_nothing(scene: Scene, ben: Player) -> None:
    theirs = Bundle.objects.get(person_id=ben.person.id).sealed
    Bundle.objects.filter(person_id=scene.ana.person.id).update(sealed=theirs)
    answer = scene.ana.get("/promises/")
    assert "Your words are locked" in text_of(answer)
    assert scene.ana.post("/promises/new/", {"text": "x", "when": "today"}).status_code == 403
    assert Promise.objects.count() == 2
