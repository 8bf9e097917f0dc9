"""Rows changed from outside: the other's held words never show, and every page still renders."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db.models import F

from tests.cast import Player, with_a_bit_flipped
from tests.misuse.acts import MONDAY, Couple, exported
from troth.practices.models import OwnAnswer, Run, SharedAnswer
from troth.practices.opening import SHARED_TABLE
from troth.practices.rules import Reveal
from troth.practices.sharing import queries as sharing_queries
from troth.practices.tests.acts import begin, tell
from troth.practices.tests.seeing import (
    ASKING,
    HAPPENED,
    SAID,
    THREE,
    VALUES,
    end_page,
    read,
    said_page,
    say_at,
    step_page,
    take_back,
    together,
    undone,
)
from troth.practices.words import SharedWords
from troth.sealing import Unopened, open_words, seal_words
from troth.spaces.ids import new_id

pytestmark = pytest.mark.on_any_database

OLD_HERS, OLD_HIS, HELD, HIS_TOLD = "Rivers", "The sea", "What I never said", "You were kind"


@dataclass
class Waiting:
    """Both have answered once; now Ana's second answer waits for Ben's."""

    ana: Player
    ben: Player
    old_hers: UUID
    old_his: UUID
    held: UUID
    told: UUID
    run: UUID

    @property
    def row(self) -> Any:
        return SharedAnswer.objects.filter(id=self.held)

    def of(self, name: str) -> SharedAnswer:
        return SharedAnswer.objects.get(id=getattr(self, name))


@pytest.fixture
def waiting(two: Couple) -> Waiting:
    ana, ben = two
    old = together(ana, OLD_HERS), together(ben, OLD_HIS)
    held, told = together(ana, HELD), tell(ben, HIS_TOLD)
    return Waiting(ana, ben, *old, held, told, begin(ben, VALUES))


def assert_held_back(waiting: Waiting, name: str) -> None:
    """Nowhere to him; and all other pages stand."""
    ana, ben = waiting.ana, waiting.ben
    for page in (SAID, "/today/", "/us/", said_page(waiting.told), step_page(waiting.run, THREE)):
        assert HELD not in read(ben, page), (name, page)
    assert HELD not in ben.get(said_page(waiting.held)).content.decode(), name
    assert HELD not in exported(ben) + exported(ben, "book"), name
    assert HIS_TOLD in read(ben), name
    for page in (SAID, "/today/", "/practices/"):
        assert ana.get(page).status_code == 200, (name, page)


def forged(waiting: Waiting) -> UUID:
    """A row of his with anything for words, and hers that says it met it."""
    row_id = new_id(MONDAY.date())
    row = waiting.of("held")
    row.pk = (row.space_id, row_id)
    row.id, row.person_id, row.meets_id = row_id, waiting.ben.person.id, waiting.held
    row.words = b"nothing that opens"
    row.save(force_insert=True)
    return row_id


CHANGES: dict[str, Callable[[Waiting], dict[str, Any]]] = {
    "no longer waiting": lambda w: {"waits_until": None},
    "waiting until long ago": lambda w: {"waits_until": MONDAY.replace(year=2020)},
    "given on another day": lambda w: {"given_on": date(2020, 2, 2)},
    "his": lambda w: {"person_id": w.ben.person.id},
    "nobody's": lambda w: {"person_id": uuid4()},
    "of another topic": lambda w: {"topic": uuid4()},
    "other bytes": lambda w: {"words": with_a_bit_flipped(w.of("held").words)},
    "no bytes": lambda w: {"words": b""},
    "words of his in their place": lambda w: {"words": w.of("told").words},
    "met by nothing": lambda w: {"meets_id": uuid4()},
    "met by itself": lambda w: {"meets_id": w.held},
    "met by her own": lambda w: {"meets_id": w.old_hers},
    "met by what he told of something else": lambda w: {"meets_id": w.told},
    "met by his answer of another time": lambda w: {"meets_id": w.old_his},
    "met by what does not open": lambda w: {"meets_id": forged(w)},
    "open and met": lambda w: {"meets_id": w.old_his, "waits_until": None},
}


def test_a_column_set_by_hand_never_shows_what_is_held(waiting: Waiting) -> None:
    for name, change in CHANGES.items():
        with undone():
            waiting.row.update(**change(waiting))
            SharedAnswer.objects.filter(id=waiting.old_his).update(meets_id=waiting.held)
            assert_held_back(waiting, name)


def test_her_words_put_into_his_row_open_to_nobody(waiting: Waiting) -> None:
    hers = waiting.of("held").words
    for name in ("told", "old_his", "old_hers"):
        SharedAnswer.objects.filter(id=getattr(waiting, name)).update(words=hers)
    ben = waiting.ben
    for page in (SAID, *(said_page(getattr(waiting, name)) for name in ("told", "old_hers"))):
        text = read(ben, page)
        assert HELD not in text
        assert "can’t be opened" in text
    assert HELD not in exported(ben)


def test_his_own_program_can_answer_and_no_more(waiting: Waiting) -> None:
    """With his keys he signs that his old answer met hers: that is an answer of his, and shows.

    What he signs in her name, or as something else, opens nothing.
    """
    ben, ours = waiting.ben, waiting.ben.membership("ours")
    row = waiting.of("old_his")
    opened = open_words(ours.keys, ours.context(SHARED_TABLE, row.id), row.words, SharedWords)
    assert not isinstance(opened, Unopened)
    for words in (
        replace(opened.words, meets=str(waiting.held), step="where-it-shows"),
        replace(opened.words, meets=str(waiting.held), reveal=Reveal.AT_ONCE.value),
        replace(opened.words, meets=str(waiting.old_hers)),
    ):
        sealed = seal_words(ours.ring(), ours.context(SHARED_TABLE, row.id), words, 2)
        SharedAnswer.objects.filter(id=row.id).update(words=sealed, meets_id=waiting.held)
        waiting.row.update(meets_id=row.id)
        assert HELD not in ben.get(said_page(waiting.held)).content.decode()
        assert HELD not in read(ben) + exported(ben)


def test_runs_and_own_answers_changed_from_outside_are_said_so_or_found_empty(
    two: Couple,
) -> None:
    ana, _ben = two
    run_id, other = begin(ana, ASKING), begin(ana, "before-i-vent")
    say_at(ana, run_id, HAPPENED, text="The gate was open")
    OwnAnswer.objects.update(run_id=other)
    assert "The gate was open" not in read(ana, end_page(other))
    assert "The gate was open" not in read(ana, step_page(run_id, HAPPENED))
    OwnAnswer.objects.update(run_id=run_id, words=b"x")
    assert "The gate was open" not in read(ana, step_page(run_id, HAPPENED))
    Run.objects.filter(id=run_id).update(begun_on=date(2020, 2, 2))
    Run.objects.filter(id=other).update(words=b"")
    assert read(ana, "/practices/").count("This can’t be opened.") == 2
    for each in (run_id, other):
        assert ana.get(f"/practices/runs/{each}/").status_code == 404
    Run.objects.update(state="done")
    assert "This can’t be opened." in read(ana, "/practices/runs/")
    assert exported(ana)


def test_hers_stays_hers_whatever_he_makes_of_what_it_met(waiting: Waiting) -> None:
    """She takes it back or says it in other words; he has not made it unreadable to her."""
    waiting.row.update(meets_id=waiting.old_his)
    assert HELD in read(waiting.ana, said_page(waiting.held))
    take_back(waiting.ana, waiting.held)
    for player in (waiting.ana, waiting.ben):
        assert HELD not in read(player) + exported(player).partition('"kind": "shared"')[2]
    SharedAnswer.objects.update(meets_id=F("id"))
    for player in (waiting.ana, waiting.ben):
        assert player.get(SAID).status_code == 200


def test_a_row_that_is_held_back_cuts_off_no_older_ones(
    waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it met another that isn't there: nobody is shown it, and the list goes on."""
    monkeypatch.setattr(sharing_queries, "PAGE_SIZE", 1)
    latest = SharedAnswer.objects.order_by("-given_on", "-id")[0].id
    SharedAnswer.objects.filter(id=latest).update(waits_until=MONDAY, meets_id=uuid4())
    page = waiting.ben.get(SAID).content.decode()
    assert "Further back" in page
    further = re.search(r'href="(/practices/said/\?before=[^"]+)"', page)
    assert further is not None
    assert waiting.ben.get(further[1]).status_code == 200
