"""The check of scripts finds nothing wrong in ours, and each planted problem with its line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from troth.content.check import check_content, languages
from troth.content.files import CONTENT
from troth.content.habits import HABIT_IDS
from troth.content.lessons import lessons
from troth.content.questions import DEEPEST, decks
from troth.practices.rules import ForWhom, Kind, Reveal
from troth.practices.script_check import script_problems
from troth.practices.scripts import practices
from troth.practices.steps import kinds

pytestmark = pytest.mark.on_any_database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT / "en", tmp_path / "en"))


@pytest.mark.parametrize("language", languages(), ids=lambda folder: folder.name)
def test_our_scripts_have_no_problem(language: Path) -> None:
    assert list(script_problems(language)) == []


NEEDS = "practices/needs-this-week.toml"
DAYS = "practices/reliability-challenge.toml"
PLANTED = {
    "an unknown kind of step": (NEEDS, 'kind = "scale"', 'kind = "dance"', 17, "'dance'"),
    "an unknown rule": (NEEDS, 'reveal = "together"', 'reveal = "soon"', 21, "'soon'"),
    "an unknown field": (NEEDS, "low = ", "lowest = ", 15, "'low' is missing"),
    "an unknown habit": (NEEDS, '"ask-gently"', '"ask-loudly"', 2, "'ask-loudly'"),
    "an unknown source": (NEEDS, '"eyal-2018"', '"eyal-1918"', 13, "unknown source"),
    "two steps of one name": (NEEDS, 'id = "one-need-word"', 'id = "one-need"', 41, "two steps"),
    "a reply to nothing": (NEEDS, 'to = "one-need"', 'to = "nothing"', 40, "'nothing'"),
    "no prompt": (NEEDS, 'prompt = "How full does your week look?"\n', "", 15, "'prompt'"),
    "a banned word": (NEEDS, "Plenty of room", "Your goal", 19, "the word 'goal'"),
    "no number": (NEEDS, "minutes = 5", 'minutes = "5"', 4, "'minutes'"),
    "a ritual without a rhythm": (NEEDS, 'rhythm = "weekly"\n', "", 3, "a rhythm"),
    "days of what is no challenge": (
        NEEDS, "minutes = 5", "minutes = 5\ndays = [7]", 5, "challenge",
    ),
    "a challenge that asks for something else": (
        DAYS, 'into = "promises"', 'into = "needs"', None, "a promise each day",
    ),
    "a broken file": (NEEDS, "[[steps]]", "[[steps", 15, "Expected"),
    "a question with nothing asked": (
        "questions/light-and-easy.toml", "?\"", "\"", None, "asks nothing",
    ),
    "an unknown source of a read": (
        "lessons/white-lies.toml", 'sources = ["', 'sources = ["nobody-1900", "', None, "unknown",
    ),
}  # fmt: skip


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_problem_is_told_with_its_file_and_line(
    folder: Path, planted: tuple[str, str, str, int | None, str]
) -> None:
    name, old, new, line, expected = planted
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    is_script = name.startswith("practices/")
    problems = list(script_problems(folder)) if is_script else check_content(folder)
    where = f"{name}:{line}: " if line else f"{name}:"
    assert any(each.startswith(where) and expected in each for each in problems), problems


def test_a_question_that_is_there_twice_is_found(folder: Path) -> None:
    deck = folder / "questions" / "light-and-easy.toml"
    text = deck.read_text(encoding="utf-8")
    again = '\n[[questions]]\nid = "again"\nhabit = "be-seen"\ntext = "{}"\n'
    first = decks()["light-and-easy"].questions[0].text
    deck.write_text(text + again.format(first), encoding="utf-8")
    assert any("asks nearly the same" in each for each in script_problems(folder))


def test_ids_of_questions_are_given_once() -> None:
    ids = [each.id for deck in decks().values() for each in deck.questions]
    assert len(ids) == len(set(ids))


def test_there_are_four_decks_of_fifteen_from_light_to_deep() -> None:
    assert [deck.depth for deck in decks().values()] == list(range(1, DEEPEST + 1))
    assert {len(deck.questions) for deck in decks().values()} == {15}
    assert all(deck.care for deck in decks().values() if deck.depth > 2)


def test_every_habit_has_practices_questions_and_two_reads() -> None:
    for habit in HABIT_IDS:
        assert any(each.habit == habit for each in practices().values()), habit
        assert sum(each.habit == habit for each in lessons().values()) >= 2, habit
        asked = [each for deck in decks().values() for each in deck.questions]
        assert any(each.habit == habit for each in asked), habit


def test_every_kind_of_step_every_rule_and_every_way_is_used() -> None:
    steps = [step for practice in practices().values() for step in practice.steps]
    assert {step.kind for step in steps} == set(kinds())
    assert {rule for step in steps for rule in step.reveals} == set(Reveal)
    assert {practice.for_whom for practice in practices().values()} == set(ForWhom)
    assert {practice.kind for practice in practices().values()} == set(Kind)
