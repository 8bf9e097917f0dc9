"""The book: one file that stands alone, told by month, in which nothing can run."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
from time_machine import TimeMachineFixture

from tests.cast import Player
from tests.safety.traces import WORDS, plant
from troth.portability.tests.files import book_of, take
from troth.promises.models import Promise

OCTOBER = datetime(2026, 10, 30, 9, 0, tzinfo=UTC)


def plain(book: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", book))


def test_everything_that_was_written_stands_in_it(ana: Player) -> None:
    plant(ana)
    book = book_of(ana)
    assert [word for name, word in WORDS.items() if word not in book and name != "session"] == []
    assert "The habit I chose" in book


def test_it_is_told_by_month(ana: Player, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(OCTOBER)
    ana.sign_in()
    kept = ana.say("Wind the clock", when="today", cue="After tea")
    ana.post(f"/promises/mine/{kept}/keep/")
    ana.stay()
    time_machine.move_to(OCTOBER + timedelta(days=20))
    ana.post("/open/", {"password": ana.password, "next": "/me/"})
    owned = ana.say("Sweep the stairs", when="today")
    ana.post(f"/promises/mine/{owned}/own/", {"note": "I forgot it"})
    said = plain(book_of(ana))
    order = ["October 2026", "Wind the clock", "After tea", "due on 30 October 2026"]
    order += ["kept on 30 October 2026", "November 2026", "Sweep the stairs", "I forgot it"]
    told = said[said.index("October 2026") :]
    places = [told.find(each) for each in order]
    assert -1 not in places
    assert places == sorted(places)


def test_what_was_moved_on_one_day_stands_before_what_it_was_moved_to(
    ana: Player, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(OCTOBER)
    ana.sign_in()
    promise_id = str(ana.say("Ring the plumber", when="tomorrow"))
    for number in range(1, 6):
        facts = {"when": "date", "on": f"2026-11-{10 + number}"}
        ana.post(f"/promises/mine/{promise_id}/move/", facts)
        promise_id = str(Promise.objects.get(follows_id=promise_id).id)
    book = plain(book_of(ana))
    places = [book.find(f"due on {10 + number} November 2026") for number in range(1, 6)]
    assert -1 not in places
    assert places == sorted(places)


def test_it_stands_alone_and_nothing_in_it_can_run(ana: Player) -> None:
    ana.say("Wind the clock")
    whole = take(ana, "book").decode()
    assert "default-src &#39;none&#39;" in whole or "default-src 'none'" in whole
    assert not re.search(r"<(script|link|img|iframe|form)\b", whole)
    assert set(re.findall(r'url\("?(.{5})', whole)) == {"data:"}
    assert set(re.findall(r'(?:href|src)="(.)', whole)) == {"#"}
    assert "@font-face" in whole
    assert "@media print" in whole
    assert "prefers-color-scheme: dark" in whole
    assert whole.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    "text",
    [
        "</script><script>x()</script>",
        '<b onclick="x"',
        "</style></article></main>",
        "<!--",
        "&lt;",
    ],
)
def test_what_looks_like_markup_is_shown_as_it_was_typed(ana: Player, text: str) -> None:
    def tags(called: str, words: str) -> list[str]:
        ana.post("/me/", {"called": called})
        owned = ana.say(words, when="today", cue=words)
        ana.post(f"/promises/mine/{owned}/own/", {"note": words})
        book = book_of(ana)
        assert html.unescape(book).count(words) >= 3
        Promise.objects.all().delete()
        return re.findall(r"<[^>]*>?", book)

    assert tags("Ana", "Wind the clock") == tags(text[:40], text)


def test_what_does_not_open_says_so_in_its_place(ana: Player) -> None:
    altered = ana.say("Wind the clock")
    ana.say("Sweep the stairs")
    Promise.objects.filter(id=altered).update(made_on="2031-05-05")
    book = plain(book_of(ana))
    assert "This can’t be opened. It was changed from outside" in book
    assert "Wind the clock" not in book
    assert "Sweep the stairs" in book
    # The months follow the ids, so that one row can't carry the others away with it.
    assert "2031" not in book


def test_an_empty_one_says_so(ana: Player) -> None:
    assert "Nothing is written here yet." in book_of(ana)


def test_neither_the_sign_in_name_nor_an_address_stands_in_it(ana: Player) -> None:
    ana.post("/me/e-mail/", {"email": "somebody@example.org"})
    book = book_of(ana)
    assert "somebody@example.org" not in book
    assert ">ana<" not in book
