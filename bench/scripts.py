"""Scripts of practices by the thousand, made up: like those that are there, no prompts alike."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path


def _each(words: str) -> list[str]:
    return words.split(", ")


# Four places of a prompt. Two prompts share at most two of their words, since three decide the
# fourth; so none asks nearly the same as another.
WHO = _each(
    "your oldest friend, a neighbour, your sister, an actor, your mother, a stranger, "
    "your teacher, the postman, a nurse, your uncle, the baker, a child, your landlord, "
    "the bus driver, a cousin, a pilot, the butcher, a singer, your dentist, a guest, "
    "the choir, a sailor, your tailor"
)
WHAT = _each(
    "bread, letters, music, rain, money, shoes, maps, tea, bicycles, pictures, silence, tools, "
    "stories, coats, trains, spoons, candles, paper, soup, mountains, stamps, curtains, radios"
)
DOES = _each(
    "mend, borrow, carry, paint, forget, find, sell, wash, count, hide, polish, pull, "
    "wrap, burn, study, praise, share, lose, sort, miss, taste, describe, collect"
)
WHERE = _each(
    "the kitchen, the market, a balcony, the cellar, a ferry, the library, a hotel, the forest, "
    "the laundry, a tent, the stairs, a museum, the harbour, a bridge, the attic, a village, "
    "the station, a lake, the corridor, a church, the theatre, a meadow, the workshop"
)
# How many prompts of a script are answered, and so held against all others.
ASKED = 4
FRAMES = (
    "When would {who} {does} {what} in {where}?",
    "How might {who} {does} {what} in {where}?",
    "Why could {who} {does} {what} in {where}?",
    "What if {who} were to {does} {what} in {where}?",
)


def prompts() -> Iterator[str]:
    """Each once."""
    places, frames = range(len(WHO)), cycle(FRAMES)
    for one in places:
        for two in places:
            for three in places:
                yield next(frames).format(
                    who=WHO[one],
                    what=WHAT[two],
                    does=DOES[three],
                    where=WHERE[(one + two + three) % len(WHERE)],
                )


def write_scripts(folder: Path, count: int) -> None:
    """So many files, each with five steps; the first one is there twice."""
    asked = prompts()
    for number, (habit, source) in zip(range(count), cycle(CITES.items()), strict=False):
        about = ABOUT.format(number=number, habit=habit, source=source)
        script = about + STEPS.format(*(next(asked) for _ in range(5)))
        (folder / f"made-up-{number}.toml").write_text(script, encoding="utf-8")
    shutil.copyfile(folder / "made-up-0.toml", folder / "made-up-0-again.toml")


# A source that each habit may cite.
CITES = {
    "ask-gently": "cordova-2014",
    "pause-first": "buyukcan-tetik-2013",
    "keep-small-promises": "harkin-2016",
    "stay-curious": "algoe-2010",
    "give-space": "bolger-2000",
    "repair-soon": "atkins-2005",
    "speak-well": "algoe-2010",
    "tell-the-truth": "atkins-2005",
    "share-values": "aron-2000",
    "be-seen": "bolger-2000",
}
ABOUT = """title = "Number {number}"
habit = "{habit}"
kind = "exercise"
minutes = 5
for = "either"
about = "A few questions about the small things of a day, and a word back."
how = "Take a quiet moment. Answer what you’d like to answer, and leave out the rest."
care = "Now and then an old thing comes up. You can stop after any step."

[why]
text = "In the diaries of couples, both felt closer after such a day. It was no experiment."
sources = ["{source}"]
"""
STEPS = """
[[steps]]
id = "first"
kind = "write"
prompt = "{}"
hint = "A few words are plenty. It can be something tiny."
reveal = ["at-once", "private"]

[[steps]]
id = "how-much"
kind = "scale"
prompt = "{}"
hint = "There’s no better end."
low = "Not at all"
high = "Very much"
reveal = "together"

[[steps]]
id = "which"
kind = "choose"
prompt = "{}"
reveal = "together"

[[steps.options]]
id = "yes"
label = "I’d like that"

[[steps.options]]
id = "later"
label = "Perhaps another time"

[[steps]]
id = "more"
kind = "write"
prompt = "{}"
hint = "It stays with you until you open it."
reveal = ["when-ready", "private"]
long = true

[[steps]]
id = "word-back"
kind = "reply"
to = "first"
prompt = "{}"
care = ["Thank you.", "I’m glad you said it.", "Let me think about it."]
"""
