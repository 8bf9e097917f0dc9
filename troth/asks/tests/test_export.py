"""How asks leave, are taken back without a key, and are erased."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from time_machine import TimeMachineFixture

from tests.cast import Player
from troth.asks.export import book_entry, erase_rows, export_rows, take_back_rows
from troth.asks.models import Answer, Ask, SetAside
from troth.asks.tests.acts import MONDAY, Couple, ask, promise, say_no, set_aside


def rows_of(player: Player, where: str = "ours") -> list[dict[str, Any]]:
    return list(json.loads(json.dumps(list(export_rows(player.membership(where))))))


def test_what_both_can_read_leaves_with_both(two: Couple) -> None:
    ana, ben = two
    promise(ben, ask(ana, "Bring the bread"), "I bring rolls", "smaller")
    (row,) = rows_of(ana)
    assert (row["kind"], row["is_mine"], row["text"]) == ("ask", True, "Bring the bread")
    assert row["answer"]["answer"] == "smaller"
    assert "promise" not in row["answer"]
    asked, answered = sorted(rows_of(ben), key=lambda row: row["kind"] == "answer")
    assert (asked["is_mine"], asked["text"], "answer" in asked) == (
        False,
        "Bring the bread",
        False,
    )
    assert (answered["kind"], answered["is_mine"], answered["answer"]) == (
        "answer",
        True,
        "smaller",
    )
    assert all("words" not in row for row in (row, asked, answered))


def test_after_its_week_each_keeps_their_own_words_alone(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    say_no(ben, ask(ana, "Bring the bread"), "Closed today")
    ask(ana, "Sing")
    time_machine.move_to(MONDAY + timedelta(days=15), tick=False)
    hers = rows_of(ana)
    assert {row["text"] for row in hers} == {"Bring the bread", "Sing"}
    assert not any("answer" in row for row in hers)
    assert [row["line"] for row in rows_of(ben)] == ["Closed today"]


def test_a_quiet_no_leaves_with_nobody(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    before = (rows_of(ana), rows_of(ben), rows_of(ben, "mine"))
    set_aside(ben, ask_id)
    assert (rows_of(ana), rows_of(ben), rows_of(ben, "mine")) == before


def test_words_of_before_and_what_cant_be_opened(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana, "Bring the bread")
    ana.post(f"/asks/{ask_id}/change/", {"text": "Bring the rolls"})
    (row,) = rows_of(ben)
    assert row["earlier"] == [{"until": "2026-11-23", "text": "Bring the bread"}]
    Ask.objects.update(words=b"not an envelope")
    assert [row["unopened"] for row in rows_of(ben)] == ["altered"]


def test_each_row_reads_in_the_book(two: Couple) -> None:
    ana, ben = two
    first = ask(ana, "Bring the bread")
    ana.post(f"/asks/{first}/change/", {"text": "Bring the rolls"})
    say_no(ben, first, "Closed today")
    told = {}
    for player in two:
        ours = player.membership("ours")
        entries = [book_entry(ours, row) for row in export_rows(ours)]
        told[player.name] = [
            (entry.heading, entry.text, [line.text for line in entry.lines]) for entry in entries
        ]
    earlier = ["until 23 November 2026 it said:", "Bring the bread"]
    assert told["Ana"] == [
        (
            "I asked",
            "Bring the rolls",
            [*earlier, "Ben said no on 23 November 2026", "Closed today"],
        )
    ]
    assert sorted(told["Ben"]) == [
        ("Ana asked", "Bring the rolls", earlier),
        (
            "I said no to an ask",
            "Closed today",
            ["to what Ana asked on 23 November 2026:", "Bring the rolls"],
        ),
    ]


def test_they_leave_in_the_order_of_their_days(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    for day in range(3):
        time_machine.move_to(MONDAY + timedelta(days=day), tick=False)
        say_no(ben, ask(ana, f"Ask {day}"), f"No {day}")
    said = [row.get("text", row.get("line", "")) for row in rows_of(ben)]
    assert [text.split()[1] for text in said] == ["0", "0", "1", "1", "2", "2"]


def test_taking_the_words_back_empties_ones_own_and_no_others(two: Couple) -> None:
    ana, ben = two
    say_no(ben, ask(ana, "Hers"), "His line")
    say_no(ana, ask(ben, "His"), "Her line")
    ours = ana.membership("ours")
    take_back_rows(ours.space_id, ours.person_id, MONDAY)
    assert [bytes(row.words) for row in Ask.objects.filter(asker_id=ana.person.id)] == [b""]
    assert [bytes(row.words) for row in Answer.objects.filter(person_id=ana.person.id)] == [b""]
    assert "Her" not in str(rows_of(ana))
    assert {row.get("text", row.get("line")) for row in rows_of(ben)} == {"His", "His line"}


def test_erasing_a_space_takes_all_of_it_and_no_others(two: Couple) -> None:
    ana, ben = two
    say_no(ben, ask(ana))
    set_aside(ben, ask(ana))
    erase_rows(ben.membership().space_id, MONDAY)
    assert (Ask.objects.count(), Answer.objects.count(), SetAside.objects.count()) == (2, 1, 0)
    erase_rows(ana.membership("ours").space_id, MONDAY)
    assert (Ask.objects.count(), Answer.objects.count()) == (0, 0)


def test_later_an_answer_still_says_which_day_it_was_asked_and_no_word_of_it(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    ask_id = ask(ana, "Bring the bread")
    say_no(ben, ask_id, "Closed today")
    time_machine.move_to(MONDAY + timedelta(days=9), tick=False)
    ours = ben.membership("ours")
    (row,) = export_rows(ours)
    assert row["ask"] == {"id": str(ask_id), "asked_on": "2026-11-23"}
    assert [line.text for line in book_entry(ours, row).lines] == [
        "to what Ana asked on 23 November 2026"
    ]
