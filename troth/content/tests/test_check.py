"""The content check finds nothing wrong in our files, and each planted problem."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from troth.content.check import check_content, languages
from troth.content.files import CONTENT

TODAY = date(2026, 11, 22)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT / "en", tmp_path / "en"))


def plant(folder: Path, name: str, old: str, new: str) -> list[str]:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return check_content(folder, TODAY)


@pytest.mark.parametrize("language", languages(), ids=lambda folder: folder.name)
def test_our_content_has_no_problem(language: Path) -> None:
    assert check_content(language) == []


def test_the_command_ends_with_an_error_where_there_is_a_problem(tmp_path: Path) -> None:
    def run() -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "troth", "check", "--content"]
        home = {"TROTH_HOME": str(tmp_path / "home"), "PATH": ""}
        return subprocess.run(command, cwd=tmp_path, env=home, capture_output=True, text=True)

    ignored = shutil.ignore_patterns("tests", "__pycache__", "static")
    shutil.copytree(CONTENT.parent, tmp_path / "troth", ignore=ignored)
    assert (run().returncode, run().stdout) == (0, "No faults found.\n")
    (tmp_path / "troth" / "content" / "en" / "countries.toml").write_text("")
    assert run().returncode == 1
    assert "countries.toml:1: " in run().stdout


PLANTED = {
    "unknown source": ("habits.toml", '["gottman-1998"]', '["gottman-1899"]', "unknown source"),
    "unchecked source": ("habits.toml", '["gottman-1998"]', '["aron-1997"]', "is 'unchecked'"),
    "source read in an account only": (
        "habits.toml",
        '["wieselquist-1999"]',
        '["peetz-kammrath-2011"]',
        "is 'account'",
    ),
    "source for another habit": (
        "habits.toml",
        '["gottman-1998"]',
        '["cohen-2015"]',
        "doesn't support this habit",
    ),
    "claim without a source": ("habits.toml", '["gottman-1998"]', "[]", "without a source"),
    "exclamation mark": ("habits.toml", "stay for the answer.", "stay!", "exclamation mark"),
    "banned word": ("habits.toml", "stay for the answer.", "reach a goal.", "the word 'goal'"),
    "emoji": ("habits.toml", "stay for the answer.", "stay \U0001f60a.", "an emoji"),
    "endless sentence": (
        "habits.toml",
        "stay for the answer.",
        "and so on " * 12 + ".",
        "more than 30 words",
    ),
    "unknown habit": ("habits.toml", 'id = "be-seen"', 'id = "be-heard"', "be-heard"),
    "a habit twice": ("habits.toml", 'id = "be-seen"', 'id = "stay-curious"', "twice"),
    "unknown field": ("habits.toml", "line = ", "lines = ", "line"),
    "not a promise": (
        "habits.toml",
        "I’ll ask whether you’d like",
        "Ask whether you'd like",
        "first person",
    ),
    "a partner who isn't there": (
        "habits.toml",
        'alone = "I’ll ask my partner',
        'alone = "I’ll ask you',
        "isn't there",
    ),
    "two alike": (
        "habits.toml",
        'say = "I’ll think of one sentence I can say when I need a break."',
        'say = "I’ll say one feeling out loud, in a few words."',
        "is there twice",
    ),
    "answer to nowhere": ("first_question.toml", '"stay-curious"', '"curiosity"', "'curiosity'"),
    "shouting question": ("first_question.toml", "more of?", "more of!", "exclamation mark"),
    "source supports nothing known": (
        "sources.toml",
        'supports = ["tell-the-truth"]',
        'supports = ["truth"]',
        "unknown habit",
    ),
    "account called read": (
        "sources.toml",
        'basis = "account"',
        'basis = "read"',
        "names an account",
    ),
    "unchecked called read": (
        "sources.toml",
        'basis = "unchecked"',
        'basis = "read"',
        "contradict",
    ),
    "unknown kind of finding": ("sources.toml", 'kind = "diary"', 'kind = "feeling"', "'kind'"),
    "impossible date": ("helplines.toml", '2026-11-21"', '2026-11-31"', "not a date"),
    "date in the future": ("helplines.toml", '"2026-11-21"', '"2027-01-01"', "in the future"),
    "unknown confidence": (
        "helplines.toml",
        'confidence = "official page"',
        'confidence = "sure"',
        "'sure'",
    ),
    "second page missing": (
        "helplines.toml",
        'source_2 = "https://neighborhoodctr.org/news/what-support-is-available-through-the-988-lifeline"',
        "",
        "too few sources",
    ),
    "not a number": ("helplines.toml", 'phone = "988"', 'phone = "nine eight"', "can't be dialled"),
    "no emergency number": (
        "helplines.toml",
        '[[emergency]]\ncountry = "US"',
        '[[emergency]]\ncountry = "UY"',
        "US",
    ),
    "country without a name": ("countries.toml", 'ZA = "South Africa"', "", "'ZA'"),
    "too few words": ("four_words.txt", "acorn\n", "", "1023 words"),
    "two words on a line": ("four_words.txt", "acorn\n", "acorn nut\n", "small letters"),
    "long word": ("four_words.txt", "acorn\n", "acornlike\n", "'acornlike' isn't a word"),
    "a word twice": ("four_words.txt", "acrobat\n", "acorn\n", "'acorn' is there twice"),
    "words out of order": ("four_words.txt", "acorn\n", "quiver\n", "in their order"),
    "words that begin alike": ("four_words.txt", "acorn\n", "acrogen\n", "begins like"),
    "words that look alike": ("four_words.txt", "acorn\n", "aboat\n", "looks like 'aboat'"),
    "a plural": ("four_words.txt", "acorn\nacrobat\n", "acorn\nacorns\n", "looks like 'acorn'"),
    "broken file": ("sources.toml", "[[source]]", "[[source", "sources.toml"),
}


@pytest.mark.parametrize("planted", PLANTED.values(), ids=PLANTED.keys())
def test_a_planted_problem_is_found(folder: Path, planted: tuple[str, str, str, str]) -> None:
    name, old, new, expected = planted
    problems = plant(folder, name, old, new)
    assert any(expected in problem for problem in problems), problems


def test_a_problem_names_its_file_and_line(folder: Path) -> None:
    problems = plant(folder, "habits.toml", '["gottman-1998"]', '["nowhere"]')
    assert problems == ["en/habits.toml:11: ask-gently: cites the unknown source 'nowhere'"]


def test_a_missing_file_is_one_problem_among_others(folder: Path) -> None:
    (folder / "first_question.toml").unlink()
    problems = plant(folder, "habits.toml", '["gottman-1998"]', '["nowhere"]')
    assert len(problems) == 2
    assert "en/first_question.toml: the file is missing" in problems
