"""The nightly audit: how her promises ended, all of them, night after night."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from tests.cast import Player, text_of
from tests.misuse.acts import ID, LISTS, ONE_DAY, Couple, diary, exported, masked, page_of, seen
from troth.promises import actions

pytestmark = pytest.mark.on_any_database

QUERIES = (
    "before={id}", "in=ours&before={id}", "q=Slip", "state=owned", "who=ana", "by=ana", "all=1",
    "page=2", "in=ours&ending=no-word", "in=ours&ending=owned", "sort=state", "show=theirs",
    "to=mine", "said={id}",
)  # fmt: skip
WENT_BY, OWNED, LET_GO, KEPT = "Slip by the door", "Slip on the stairs", "Slip away", "Bring bread"


@pytest.fixture
def past(two: Couple) -> dict[str, UUID]:
    """How Ana's week was, four days and more ago."""
    ana, _ben = two
    written = diary(ana)
    said = {
        WENT_BY: written.said(WENT_BY, -5, made=-6),
        OWNED: written.owned(written.said(OWNED, -5, made=-6), -4),
        LET_GO: written.said(LET_GO, -5, made=-6),
        KEPT: written.kept(written.said(KEPT, -5, made=-6), -5),
    }
    then = written.now - 4 * ONE_DAY
    actions.let_go_of_promise(written.mine, said[LET_GO], then, written.token(-4))
    return said


def test_after_three_days_no_list_of_his_holds_how_it_ended(
    two: Couple, past: dict[str, UUID]
) -> None:
    """18. He looks through what she said, a week on, whatever he puts into the address."""
    _ana, ben = two
    paths = [*LISTS, "/promises/waiting/"]
    for path in ("/promises/", "/promises/before/", "/us/", "/today/", "/asks/"):
        for query in QUERIES:
            paths.append(f"{path}?{query.format(id=past[OWNED])}")
    for path in paths:
        answer = ben.get(path)
        assert answer.status_code in (200, 404), path
        assert "Slip" not in text_of(answer), path


def test_her_id_as_a_cursor_is_like_anybody_s(two: Couple, past: dict[str, UUID]) -> None:
    """19. He uses the id of a promise of hers as the place to go on from."""
    _ana, ben = two
    for where in ("mine", "ours"):
        at = f"/promises/before/?in={where}&before=2026-12-31T03:00:00"
        addresses = [f"{at}.{each}" for each in (past[OWNED], uuid4())]
        hers, nobodys = (masked(ben.get(address)) for address in addresses)
        assert hers == nobodys


@pytest.mark.parametrize("query", ["before=1 OR 1=1", "before=2026-11-23", "before=2026-11-23.x"])
def test_a_cursor_that_is_none_is_not_found(two: Couple, query: str) -> None:
    """19. He tries what the address takes."""
    _ana, ben = two
    assert ben.get("/us/", data=dict([query.split("=", 1)])).status_code == 404


def test_the_history_tells_no_slip_and_no_number(two: Couple, past: dict[str, UUID]) -> None:
    """20. He reads the history on Us for what she didn't keep."""
    ana, ben = two
    for player in (ana, ben):
        history = text_of(player.get("/us/")).partition("What the two of you kept or released")[2]
        assert KEPT in history
        assert "Slip" not in history
        assert not re.search(r"\b\d+ (?:of|kept|promises|times|%)|%", history)


def test_paging_through_the_history_never_names_what_it_does_not_tell(two: Couple) -> None:
    """21. He slides the place that "Look further back" names over the days, and counts."""
    ana, ben = two
    written = diary(ana)
    told = set()
    for ago in range(60, 0, -1):
        said = written.said(f"Thing {ago}", -ago, made=-ago)
        if ago % 3:
            written.owned(said, -ago)
        else:
            told.add(written.day(-ago).isoformat())
            written.kept(said, -ago)
    named = set()
    for ago in range(60):
        cursor = f"{written.day(-ago).isoformat()}.{UUID(int=2**128 - 1)}"
        page = ben.get("/us/", data={"before": cursor}).content.decode()
        named |= set(re.findall(r"\?before=(\d{4}-\d\d-\d\d)", page))
    assert named - told == set()


def test_a_page_of_the_history_is_as_long_as_if_there_were_no_slips(two: Couple) -> None:
    """21. He counts the lines of a page: a short one would tell of what was left out."""
    ana, ben = two
    written = diary(ana)
    for ago in range(70, 0, -1):
        said = written.said(f"Thing {ago}", -ago, made=-ago)
        (written.owned if ago % 2 else written.kept)(said, -ago)
    assert text_of(ben.get("/us/")).count("Ana kept it") == 20


def test_his_export_holds_no_ending_of_hers(two: Couple, past: dict[str, UUID]) -> None:
    """22. He takes the export as an audit."""
    _ana, ben = two
    shared = next(each for each in json.loads(exported(ben))["spaces"] if each["kind"] == "shared")
    hers = [row for row in shared["rows"] if row["kind"] == "promise" and not row["is_mine"]]
    assert {row["text"] for row in hers} == set(past)
    for row in hers:
        assert not {"state", "endings", "follows", "is_late", "landing"} & set(row)
    keys = {tuple(sorted(row)) for row in hers}
    assert len(keys) == 1
    book = exported(ben, "book")
    assert "How the other’s promises ended isn’t in it." in book
    for sentence in ("it didn’t happen", "let go", "no word"):
        assert sentence not in book


def test_his_export_gives_no_addresses_of_what_has_folded_away(
    two: Couple, past: dict[str, UUID]
) -> None:
    """23. He opens the page of every id in his export, and reads how each ended."""
    _ana, ben = two
    shown = set(ID.findall(" ".join(ben.get(path).content.decode() for path in LISTS)))
    assert str(past[KEPT]) in shown
    found = set(ID.findall(exported(ben)))
    assert not found & {str(past[name]) for name in (WENT_BY, OWNED, LET_GO)}


def test_an_address_that_he_kept_still_opens(two: Couple, past: dict[str, UUID]) -> None:
    """24. He notes the address of each promise while it is on a list; what remains possible."""
    _ana, ben = two
    assert "no word yet" in seen(ben, page_of(past[WENT_BY]))
    assert "it didn’t happen" in seen(ben, page_of(past[OWNED]))


def test_what_is_said_late_shows_for_three_days_and_folds_again(
    two: Couple, past: dict[str, UUID]
) -> None:
    """18. He waits for what she fills in later."""
    ana, ben = two
    ours, now = ana.membership("ours"), timezone.now()
    written = diary(ana)
    actions.own_promise(ours, past[WENT_BY], "", now - timedelta(days=4), written.token(-4))
    assert "Slip" not in text_of(ben.get("/promises/"))


def test_nobody_else_finds_anything(two: Couple, past: dict[str, UUID], cleo: Player) -> None:
    """19. Somebody who isn't in it tries the addresses."""
    for promise_id in past.values():
        assert cleo.get(page_of(promise_id)).status_code == 404
