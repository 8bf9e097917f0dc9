"""The receiver puts another line in the place of the one said; both see that, and when."""

from __future__ import annotations

from typing import Any

from tests.cast import error_beside, field_of, text_of
from troth.promises.landings.tests.saying import land
from troth.promises.models import Landing
from troth.promises.wording.tests.between import Between, parted

NEW = "The balcony looks very much alive"


def change(between: Between, line: str, revision: str = "") -> Any:
    address = f"{between.landed}words/"
    revision = revision or field_of(between.ben.get(address), "revision")
    return between.ben.post(address, {"line": line, "revision": revision})


def test_both_see_the_new_line_its_day_and_what_stood_there(kept: Between, clock: Any) -> None:
    kept.ana.stay()
    kept.ben.stay()
    land(kept, "own-words", "Fine, I suppose")
    clock.shift(86400)
    assert change(kept, NEW)["Location"] == kept.page
    kept.both_see(NEW, "Changed today", "Before it was changed today", "Fine, I suppose")
    clock.shift(86400)
    kept.both_see("Changed yesterday")
    assert Landing.objects.count() == 1


def test_a_line_can_be_added_to_a_thank_you(kept: Between) -> None:
    land(kept, "thanks")
    change(kept, NEW)
    kept.both_see(NEW, "Nothing was written here.")
    assert "Ben says thank you." in kept.seen_by(kept.ana)


def test_ones_own_words_cant_become_none(kept: Between) -> None:
    land(kept, "own-words", "Fine, I suppose")
    answer = change(kept, " ")
    assert answer.status_code == 422
    assert error_beside(answer, "line")
    kept.both_see("Fine, I suppose")


def test_the_same_line_again_is_no_change(kept: Between) -> None:
    land(kept, "own-words", "Fine, I suppose")
    assert change(kept, "Fine, I suppose").status_code == 302
    kept.neither_sees("Changed")


def test_a_form_opened_earlier_loses_nothing(kept: Between) -> None:
    land(kept, "own-words", "First")
    change(kept, "Second")
    answer = change(kept, "Third", revision="1")
    assert answer.status_code == 422
    assert "Second" in text_of(answer)
    assert field_of(answer, "line") == "Third"
    kept.neither_sees("Third")
    change(kept, "Third", revision=field_of(answer, "revision"))
    kept.both_see("First", "Second", "Third")


def test_only_who_said_it_changes_it(kept: Between) -> None:
    land(kept, "own-words", "First")
    assert kept.ana.get(f"{kept.landed}words/").status_code == 404
    facts = {"line": "Marvellous", "revision": "1"}
    assert kept.ana.post(f"{kept.landed}words/", facts).status_code == 404
    kept.neither_sees("Marvellous")


def test_where_nothing_was_said_there_is_nothing_to_change(kept: Between) -> None:
    assert kept.ben.get(f"{kept.landed}words/").status_code == 404


def test_in_a_space_that_has_ended_it_stays(kept: Between) -> None:
    land(kept, "own-words", "First")
    ended = parted(kept)
    answer = ended.ben.post(f"{ended.landed}words/", {"line": "Second", "revision": "1"})
    assert answer.status_code == 422
    assert "Second" in text_of(answer)
    assert "Second" not in ended.seen_by(ended.ben)
    assert "First" in ended.seen_by(ended.ben)
