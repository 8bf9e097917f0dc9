"""What the pages of practices cost: a step, tonight's question, and Today with all that it offers.

Measured as bench/pages.py measures, over the same floor, by one of two who have found each other.
"""

from __future__ import annotations

from pathlib import Path

from bench.figure import Figure
from bench.pages import calmest, over_floor
from bench.practising import THINGS
from bench.server import WITH_FLOOR, fresh_home, served, told_by
from bench.visitor import Visitor

FLOOR, TONIGHT, TODAY = "/bench/floor/", "/practices/tonight/", "/today/"
# What has to stand on each page: one that is quick because it shows nothing would be no figure.
SHOWS = {
    "word": ("A walk, 0", "Let’s find a time."),
    "recall": ("Tea, and quiet, 40", "Tea, and quiet, 3"),
    TONIGHT: ("What would you mend last?", "/practices/tonight/answer/"),
    TODAY: ("/practices/tonight/answer/", "/practices/weekly-plan/begin/", "The tea, 0"),
}
# Twelve queries, where the floor asks three: picked rituals, the question, what was told.
TODAY_LIMIT = 4
# Of which practice a run was, stands sealed: to find what was said once, the last 200 are opened.
RECALL_LIMIT = 5


def figures() -> list[Figure]:
    with fresh_home() as home:
        with served(home, workers=1):
            lived = _live(home)
        with served(home, workers=1, settings=WITH_FLOOR) as server:
            settled, new = Visitor(lived["settled"]), Visitor(lived["new"])
            pages = lived["pages"]
            asked = [
                ("word", settled, pages["word"]),
                ("recall", settled, pages["recall"]),
                (TONIGHT, settled, TONIGHT),
                (TODAY, new, TODAY),
            ]
            for name, who, path in asked:
                check(who, server.port, path, SHOWS[name])
            requests = [who.request(server.port, path) for _, who, path in asked]
            requests.insert(1, settled.request(server.port, FLOOR))
            word, floor, recall, tonight, today = calmest(server.port, requests)
    return [
        over_floor("run_step_vs_floor", word, floor, 3),
        over_floor("recall_step_vs_floor", recall, floor, RECALL_LIMIT),
        over_floor("tonight_vs_floor", tonight, floor, 3),
        over_floor("today_rituals_vs_floor", today, floor, TODAY_LIMIT, f", {THINGS} promises"),
    ]


def check(who: Visitor, port: int, path: str, shows: tuple[str, ...]) -> None:
    answer = who.get(port, path)
    page = answer.body.decode()
    missing = [each for each in shows if each not in page]
    if answer.status != 200 or missing:
        raise RuntimeError(f"{path} answered {answer.status} without {missing}")


def _live(home: Path) -> dict[str, dict[str, str]]:
    """The cookies of one of each couple, and the pages of two steps."""
    found: dict[str, dict[str, str]] = told_by("bench.practising", home, WITH_FLOOR)
    return found
