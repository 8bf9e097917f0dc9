"""An open promise in other words: both see them, the day, and what stood there before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.cast import Player, error_beside, field_of, pair, text_of
from troth.promises.models import Promise
from troth.promises.opening import promise_view
from troth.promises.wording.tests.between import MONDAY, SAID, Between, parted, promised
from troth.promises.words import PromiseWords
from troth.sealing import revision_of

pytestmark = pytest.mark.on_any_database

NEW = "Water the plants on the balcony"


def change(player: Player, page: str, text: str, cue: str = "", revision: str = "") -> Any:
    address = f"{page}words/"
    revision = revision or field_of(player.get(address), "revision")
    return player.post(address, {"text": text, "cue": cue, "revision": revision})


def words_of(between: Between) -> PromiseWords:
    view = promise_view(between.ben.membership("ours"), Promise.objects.get())
    assert isinstance(view.words, PromiseWords)
    return view.words


def test_both_see_the_new_words_the_day_and_the_earlier_ones(between: Between, clock: Any) -> None:
    clock.shift(3600)
    assert change(between.ana, between.page, NEW)["Location"] == between.page
    between.both_see(NEW, "Changed today", "Before it was changed today", SAID)
    for player in (between.ana, between.ben):
        assert NEW in text_of(player.get("/promises/"))


def test_a_day_later_it_was_yesterday(couple: tuple[Player, Player], clock: Any) -> None:
    between = promised(couple)
    for player in couple:
        player.stay()
    change(between.ana, between.page, NEW)
    clock.move_to(MONDAY + timedelta(days=1))
    between.both_see("Changed yesterday")


def test_when_and_where_is_kept_with_it(couple: tuple[Player, Player]) -> None:
    between = promised(couple, cue="After breakfast")
    change(between.ana, between.page, SAID, "Before breakfast")
    between.both_see("Before breakfast", "After breakfast")
    assert words_of(between).earlier == ("2026-11-23 Water the plants\nAfter breakfast",)


def test_facts_never_change_and_the_revision_counts_up(between: Between) -> None:
    said = words_of(between)
    row: dict[str, Any] = dict(Promise.objects.values().get())
    for number in range(3):
        change(between.ana, between.page, f"{NEW} {number}")
    now: dict[str, Any] = dict(Promise.objects.values().get())
    assert revision_of(row.pop("words")) == 1
    assert revision_of(now.pop("words")) == 4
    assert now == row
    new = words_of(between)
    assert (new.due, new.made_on, new.follows) == (said.due, said.made_on, said.follows)
    assert len(new.earlier) == 3


def test_what_was_said_first_stays_however_often_it_changes(between: Between) -> None:
    for number in range(25):
        change(between.ana, between.page, f"Version {number}")
    between.both_see(SAID, "Version 24", "Version 23")
    between.neither_sees("Version 2 ")
    assert len(words_of(between).earlier) == 20


def test_the_same_words_again_are_no_change(between: Between) -> None:
    for _ in range(2):
        facts = {"text": NEW, "cue": "", "revision": "1"}
        assert between.ana.post(f"{between.page}words/", facts).status_code == 302
    assert revision_of(Promise.objects.get().words) == 2
    change(between.ana, between.page, NEW)
    assert revision_of(Promise.objects.get().words) == 2


@pytest.mark.parametrize("revision", ["1", "", "x", "9" * 30])
def test_a_form_opened_earlier_shows_both_and_loses_nothing(
    between: Between, revision: str
) -> None:
    change(between.ana, between.page, "Second")
    facts = {"text": "Third", "cue": "", "revision": revision}
    answer = between.ana.post(f"{between.page}words/", facts)
    assert answer.status_code == 422
    assert "You changed these words somewhere else in the meantime." in text_of(answer)
    assert "Second" in text_of(answer)
    assert field_of(answer, "text") == "Third"
    between.neither_sees("Third")
    change(between.ana, between.page, "Third", revision=field_of(answer, "revision"))
    between.both_see("Third", "Second", SAID)


@pytest.mark.parametrize(("text", "cue"), [("", ""), ("x" * 201, ""), (NEW, "x" * 201)])
def test_what_cant_be_kept_says_so_beside_the_field(between: Between, text: str, cue: str) -> None:
    answer = change(between.ana, between.page, text, cue)
    assert answer.status_code == 422
    assert error_beside(answer, "cue" if cue else "text")
    assert field_of(answer, "text") == text
    between.both_see(SAID)


def test_only_its_maker_changes_it(between: Between) -> None:
    assert between.ben.get(f"{between.page}words/").status_code == 404
    facts = {"text": NEW, "revision": "1"}
    assert between.ben.post(f"{between.page}words/", facts).status_code == 404
    assert "words/" not in between.ben.get(between.page).content.decode()
    between.both_see(SAID)


def test_another_couples_ids_are_unknown(between: Between, cleo: Player, dan: Player) -> None:
    pair(cleo, dan)
    space = between.ana.membership("ours").space_id
    for where in ("mine", "ours", space):
        page = f"/promises/{where}/{between.promise_id}/words/"
        assert cleo.get(page).status_code == 404
        assert cleo.post(page, {"text": NEW, "revision": "1"}).status_code == 404


def test_once_it_is_due_its_words_stay(between: Between, clock: Any) -> None:
    between.ana.stay()
    clock.move_to(MONDAY + timedelta(days=3))
    answer = between.ana.post(f"{between.page}words/", {"text": NEW, "revision": "1"})
    assert answer.status_code == 422
    text = text_of(answer)
    assert "Its time has come, so its words stay as they are." in text
    assert NEW in text
    assert "words/" not in between.ana.get(between.page).content.decode()


def test_once_it_has_ended_its_words_stay(kept: Between) -> None:
    answer = kept.ana.post(f"{kept.page}words/", {"text": NEW, "revision": "1"})
    assert "This promise has ended, so its words stay as they are." in text_of(answer)
    assert NEW in text_of(answer)
    kept.neither_sees(NEW)


def test_in_a_space_that_has_ended_its_words_stay(between: Between) -> None:
    ended = parted(between, by="Ben")
    answer = ended.ana.post(f"{ended.page}words/", {"text": NEW, "revision": "1"})
    assert answer.status_code == 422
    assert NEW not in ended.seen_by(ended.ana)


def test_alone_a_change_leaves_nothing_behind(ana: Player) -> None:
    promise_id = ana.say(SAID)
    page = f"/promises/mine/{promise_id}/"
    assert change(ana, page, "Sing")["Location"] == page
    text = text_of(ana.get(page))
    assert "Sing" in text
    assert SAID not in text
    assert "Changed" not in text
    view = promise_view(ana.membership(), Promise.objects.get())
    assert isinstance(view.words, PromiseWords)
    assert view.words.earlier == ()


def test_earlier_words_never_run(couple: tuple[Player, Player]) -> None:
    between = promised(couple, "<script>alert(1)</script>")
    change(between.ana, between.page, "<script>alert(2)</script>")
    for player in couple:
        page = player.get(between.page).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page


def test_a_kept_promise_stays_kept_in_the_words_it_had(between: Between) -> None:
    change(between.ana, between.page, NEW)
    between.keep()
    between.both_see("kept, today", NEW, "Changed today", SAID)


def test_locked_nothing_changes(between: Between) -> None:
    between.ana.lose_the_key()
    answer = between.ana.post(f"{between.page}words/", {"text": NEW, "revision": "1"})
    assert answer.status_code == 403
    assert revision_of(Promise.objects.get().words) == 1
