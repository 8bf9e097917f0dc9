"""What leaves: one's own runs, and between the two what one may read by now."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.cast import Player
from tests.misuse.acts import MONDAY, Couple, exported
from troth.practices.export import erase_rows
from troth.practices.models import SharedAnswer
from troth.practices.tests.acts import begin, rows_of, tell
from troth.practices.tests.seeing import (
    ASKING,
    HAPPENED,
    QUESTION,
    change,
    reply,
    say_at,
    step_page,
    take_back,
    together,
)

pytestmark = pytest.mark.on_any_database

HERS, HIS = "Rivers and bread", "Laughter and the sea"


def rows(player: Player, kind: str) -> list[dict[str, Any]]:
    spaces = json.loads(exported(player))["spaces"]
    return [row for space in spaces for row in space["rows"] if row["kind"] == kind]


def test_what_waits_leaves_with_its_author_alone_until_it_opens(two: Couple) -> None:
    ana, ben = two
    held = together(ana, HERS)
    (mine,) = rows(ana, "practice-answer")
    assert (mine["id"], mine["text"], mine["is_mine"]) == (str(held), HERS, True)
    for kind in ("json", "book"):
        assert HERS in exported(ana, kind)
        assert HERS not in exported(ben, kind)
        assert str(held) not in exported(ben, kind)
    assert rows(ben, "practice-answer") == []
    together(ben, HIS)
    for player in two:
        texts = {row["text"]: row["is_mine"] for row in rows(player, "practice-answer")}
        assert texts == {HERS: player is ana, HIS: player is ben}


def test_runs_leave_with_what_was_given_drafts_too_and_never_with_the_other(two: Couple) -> None:
    ana, ben = two
    run_id = begin(ana, ASKING)
    say_at(ana, run_id, HAPPENED, text=HERS)
    ana.post(f"{step_page(run_id, QUESTION)}draft/", {"text": "Half a word"})
    (run,) = rows(ana, "practice-run")
    assert (run["id"], run["practice"], run["state"]) == (str(run_id), ASKING, "open")
    assert [(each["text"], each["is_draft"]) for each in run["answers"]] == [
        (HERS, False),
        ("Half a word", True),
    ]
    assert HERS in exported(ana, "book")
    assert rows(ben, "practice-run") == []
    assert "Half a word" not in exported(ben) + exported(ben, "book")


def test_the_other_s_words_leave_as_they_read_by_now(two: Couple) -> None:
    """With what they said before; without what was taken back."""
    ana, ben = two
    said, gone = tell(ana, "The first words"), tell(ana, "Words to regret")
    change(ana, said, HERS)
    reply(ben, said, text=HIS)
    take_back(ana, gone)
    found = {row["id"]: row for row in rows(ben, "practice-answer")}
    assert found[str(said)]["text"] == HERS
    assert [each["text"] for each in found[str(said)]["earlier"]] == ["The first words"]
    assert found[str(gone)]["taken_back"] is True
    assert "Words to regret" not in exported(ben) + exported(ben, "book")
    assert HIS in exported(ben, "book")
    # No hour, no rule, no topic: what is not for reading stays.
    assert set(found[str(said)]) == {
        "kind", "id", "is_mine", "given_on", "practice", "prompt", "text", "earlier"
    }  # fmt: skip


def test_whoever_leaves_takes_their_words_back_and_the_rest_stays(two: Couple) -> None:
    ana, ben = two
    hers, _his = together(ana, HERS), together(ben, HIS)
    own = begin(ana, ASKING)
    say_at(ana, own, HAPPENED, text="What I saw")
    assert ana.post("/us/leave/", {"take_back": "yes"}).status_code == 302
    assert not bytes(SharedAnswer.objects.get(id=hers).words)
    text = exported(ben)
    assert HERS not in text
    assert HIS in text
    assert "What I saw" in exported(ana)
    assert HIS not in exported(ana)


def test_erasing_leaves_no_row_behind(two: Couple) -> None:
    """Of one space: what is private stays while that of the two is erased."""
    ana, _ben = two
    together(ana, HERS)
    say_at(ana, begin(ana, ASKING), HAPPENED, text="What I saw")
    erase_rows(ana.membership("ours").space_id, MONDAY)
    assert rows_of(ana) == (2, 2, 0)
    erase_rows(ana.membership().space_id, MONDAY)
    assert rows_of(ana) == (0, 0, 0)
