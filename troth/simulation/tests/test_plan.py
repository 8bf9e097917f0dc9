"""What the demo person says: varied, small, in the project's voice, and the same each time."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from troth.promises.big_words import seems_big
from troth.simulation.lines import CORRECTED, LATEST, OWNED, PROMISES, WITHDRAWN
from troth.simulation.plan import Fate, half_a_year

TODAY = date(2026, 11, 25)
ZONE = ZoneInfo("Europe/Berlin")
SAID = [text for text, _ in (*PROMISES, *LATEST)]


def test_a_seed_always_tells_the_same() -> None:
    assert half_a_year(TODAY, ZONE, 3) == half_a_year(TODAY, ZONE, 3)
    assert half_a_year(TODAY, ZONE, 3) != half_a_year(TODAY, ZONE, 4)


def test_every_fate_is_met_whatever_the_seed() -> None:
    for seed in range(20):
        assert {planned.fate for planned in half_a_year(TODAY, ZONE, seed)} == set(Fate)


def test_promises_are_many_and_different() -> None:
    assert len(set(SAID)) == len(SAID) >= 60


def test_no_promise_sounds_too_big() -> None:
    assert [text for text in SAID if seems_big(text)] == []


def test_words_keep_to_the_voice() -> None:
    for line in (*SAID, *(cue for _, cue in PROMISES), *OWNED, *WITHDRAWN, *CORRECTED):
        assert "!" not in line
        assert "'" not in line
        assert len(line) <= 200
