"""What she keeps to herself: a quiet no, a promise taken back, stepping away."""

from __future__ import annotations

from uuid import UUID

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player, text_of
from tests.misuse.acts import (
    ID,
    MONDAY,
    ONE_DAY,
    Couple,
    all_pages,
    done,
    exported,
    keep,
    own,
    page_of,
    seen,
    sql,
)
from troth.asks.tests.acts import ask, promise, set_aside
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database


def open_only(ana: Player, asked: UUID) -> None:
    """She reads it, and every way to answer it."""
    for path in ("", "yes/", "smaller/", "no/"):
        assert ana.get(f"/asks/{asked}/{path}").status_code == 200


def test_a_quiet_no_looks_like_nothing_on_his_pages_and_in_his_export(two: Couple) -> None:
    """11. He tells from his pages whether she has read, refused or never opened an ask."""
    ana, ben = two
    asked = ask(ben, "Show me your messages")
    paths = (f"/asks/{asked}/", "/asks/new/", f"/asks/{asked}/change/")
    ben.get("/me/")
    untouched, taken = all_pages(ben, *paths), exported(ben)
    open_only(ana, asked)
    assert (all_pages(ben, *paths), exported(ben)) == (untouched, taken)
    done(set_aside(ana, asked))
    assert (all_pages(ben, *paths), exported(ben)) == (untouched, taken)
    done(ana.post(f"/asks/{asked}/bring-back/"))
    assert (all_pages(ben, *paths), exported(ben)) == (untouched, taken)


def test_a_quiet_no_fades_like_an_ask_that_nobody_opened(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    """11. He waits for the week to end, and compares."""
    ana, ben = two
    refused, unopened = ask(ben, "Show me your messages"), ask(ben, "Water the plants")
    done(set_aside(ana, refused))
    time_machine.move_to(MONDAY + 8 * ONE_DAY, tick=False)
    for asked in (refused, unopened):
        assert ben.get(f"/asks/{asked}/").status_code == 404
    text = seen(ben)
    assert "Show me" not in text
    assert "Water" not in text


def test_changing_an_ask_tells_nothing_of_a_quiet_no(two: Couple) -> None:
    """11. He changes or takes back the ask, to see whether that still goes."""
    ana, ben = two
    asked = ask(ben, "Show me your messages")
    done(set_aside(ana, asked))
    done(ben.post(f"/asks/{asked}/change/", {"text": "Show me one", "as_it_is": "yes"}))
    # What she set aside stays so: other words don't bring it back to her.
    assert "Show me" not in text_of(ana.get("/today/"))
    done(ben.post(f"/asks/{asked}/take-back/"))


def test_a_host_reads_that_something_was_set_aside_and_not_what(two: Couple) -> None:
    """12. He looks for the quiet no by SQL; what remains possible."""
    ana, ben = two
    asked = ask(ben, "Show me your messages")
    done(set_aside(ana, asked))
    ((row_id, words),) = sql("SELECT id, words FROM asks_setaside")
    hex_of = asked.hex.encode()
    assert asked.bytes not in bytes(words)
    assert hex_of not in bytes(words)
    assert UUID(str(row_id)) != asked
    assert "that something was set aside" in seen(ana, "/how-your-words-are-kept/")


@pytest.mark.parametrize("by_an_ask", [False, True])
def test_what_she_takes_back_without_a_line_is_nowhere(two: Couple, by_an_ask: bool) -> None:
    """13. He looks for a promise that she has taken back before it was due."""
    ana, ben = two
    keep(ana, ana.say("Bring the bread", to="ours"))
    ben.get("/me/")
    before = all_pages(ben), exported(ben)
    if by_an_ask:
        asked = ask(ben, "Come home early")
        before = before[0], exported(ben)
        done(promise(ana, asked, "I come home early"))
        said = UUID(ID.findall(text_of_links(ben, f"/asks/{asked}/"))[-1])
    else:
        said = ana.say("I come home early", to="ours")
    assert "home early" in seen(ben)
    done(ana.post(f"{page_of(said)}withdraw/"))
    assert ben.get(page_of(said)).status_code == 404
    for step in ("release", "landed/thanks"):
        assert ben.post(f"{page_of(said)}{step}/").status_code == 404
    assert (all_pages(ben), exported(ben)) == before


def text_of_links(player: Player, path: str) -> str:
    """The addresses of promises that a page links to."""
    page = player.get(path).content.decode()
    return " ".join(part.partition('"')[0] for part in page.split('href="/promises/ours/')[1:])


def test_who_looked_before_sees_that_it_is_gone(two: Couple) -> None:
    """13. He takes a copy each night, and compares; what remains possible."""
    ana, ben = two
    said = ana.say("I come home early", to="ours")
    assert "home early" in exported(ben)
    done(ana.post(f"{page_of(said)}withdraw/"))
    assert "home early" not in exported(ben)


def test_words_that_vanish_were_never_more_than_open_promises(two: Couple) -> None:
    """14. He threatens in a promise, and takes it back without a trace; what remains possible."""
    ana, ben = two
    said = ben.say("I find you wherever you go", to="ours")
    assert "wherever you go" in exported(ana)
    done(ben.post(f"{page_of(said)}withdraw/"))
    assert "wherever you go" not in seen(ana)
    # From the due time on nothing vanishes any more.
    due = ben.say("I know where you were", to="ours", when="today", at="18:30")
    own(ben, due)
    assert ben.post(f"{page_of(due)}withdraw/").status_code == 302
    assert "I know where you were" in seen(ana)


def test_who_asked_keeps_their_ask_when_the_yes_to_it_vanishes(two: Couple) -> None:
    """83. He says yes, takes it back silently, and says that she never asked."""
    ana, ben = two
    asked = ask(ana, "Come with me on Friday")
    done(promise(ben, asked, "I come with you"))
    said = UUID(ID.findall(text_of_links(ana, f"/asks/{asked}/"))[-1])
    done(ben.post(f"{page_of(said)}withdraw/"))
    # What remains possible: neither sees it on a page. Her own words stay in what she takes along.
    assert "Come with me" not in seen(ana)
    assert "Come with me on Friday" in exported(ana)


def test_stepping_away_changes_no_byte_of_his(two: Couple) -> None:
    """15. He looks for a sign that she has stepped away."""
    ana, ben = two
    said = ana.say("Bring the bread", to="ours")
    ask(ben, "Water the plants")
    ben.get("/me/")
    before = all_pages(ben, page_of(said)), exported(ben), version_of(ben.person.id)
    done(ana.post("/us/step-away/"))
    assert (all_pages(ben, page_of(said)), exported(ben), version_of(ben.person.id)) == before
    done(ben.post("/asks/new/", {"text": "Wash up", "as_it_is": "yes"}))
    done(ben.post(f"{page_of(said)}release/"))


def test_a_host_reads_by_sql_that_she_stepped_away(two: Couple) -> None:
    """16. He looks into the table; what remains possible."""
    ana, _ben = two
    done(ana.post("/us/step-away/"))
    rows = sql("SELECT is_away FROM spaces_member WHERE is_away")
    assert len(rows) == 1
    assert "whether somebody has stepped away" in seen(ana, "/how-your-words-are-kept/")


def test_nobody_steps_away_or_comes_back_for_another(two: Couple) -> None:
    """15. He wakes her pages up again."""
    ana, ben = two
    done(ana.post("/us/step-away/"))
    facts = {"person_id": str(ana.person.id), "member": str(ana.membership("ours").member_id)}
    ben.post("/us/come-back/", facts)
    assert "You’ve stepped away" in text_of(ana.get("/us/"))


def test_reading_everything_of_his_moves_nothing_of_his(two: Couple) -> None:
    """17. He looks for a sign that she has read it."""
    ana, ben = two
    said = ben.say("Cook on Friday", to="ours")
    own = ana.say("Bring the bread", to="ours")
    keep(ana, own)
    done(ben.post(f"{page_of(own)}landed/", {"kind": "own-words", "line": "It was warm"}))
    asked = ask(ben, "Water the plants")
    paths = (page_of(said), page_of(own), f"/asks/{asked}/")
    ben.get("/me/")
    before = all_pages(ben, *paths), exported(ben), version_of(ben.person.id)
    for _each in range(2):
        seen(ana)
        seen(ana, *paths)
    open_only(ana, asked)
    assert (all_pages(ben, *paths), exported(ben), version_of(ben.person.id)) == before
