"""What sounds like watching, an order, or too much; and what doesn't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.asks.hard_words import HardWord, seems_hard


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Text me when you leave", HardWord.WATCHING),
        ("Could you call me as soon as you get home", HardWord.WATCHING),
        ("Let me know when you’ve arrived there", HardWord.WATCHING),
        ("Tell me once you're on the way", HardWord.WATCHING),
        ("Where are you on Thursdays", HardWord.WATCHING),
        ("Say who you're with", HardWord.WATCHING),
        ("Share your location for the evening", HardWord.WATCHING),
        ("Send me a photo of the table you sit at", HardWord.WATCHING),
        ("Could you send me a selfie", HardWord.WATCHING),
        ("Give me your phone password", HardWord.WATCHING),
        ("Could I read your messages", HardWord.WATCHING),
        ("You have to be home by ten", HardWord.ORDER),
        ("You must call my mother", HardWord.ORDER),
        ("You'd better fix the shelf", HardWord.ORDER),
        ("Do the dishes right now", HardWord.ORDER),
        ("Stop sighing at dinner", HardWord.ORDER),
        ("Never be late again", HardWord.ALWAYS),
        ("Could you cook every evening", HardWord.ALWAYS),
        ("Dishes and laundry and the bins", HardWord.SEVERAL),
        ("Water the plants; feed the cat", HardWord.SEVERAL),
    ],
)
def test_what_is_hard_to_hear_is_noticed(text: str, kind: HardWord) -> None:
    assert seems_hard(text) is kind
    assert seems_hard(text.upper()) is kind


@pytest.mark.parametrize(
    "text",
    [
        "Could you sit with me for ten minutes after dinner?",
        "Would you hold my hand at the doctor’s",
        "Could we eat at the table tonight",
        "A cup of tea in the morning, if you like",
        "Tell me early if you have to work late",
        "Would you ring my mother and thank her for the cake",
        "Listen to the story of my day once, without advice",
        "Could you let me know how the interview went",
        "Bring home some bread",
        "Text me if you’d like company on the way home",
        "Take a photo of the garden for Grandma",
    ],
)
def test_what_is_small_and_kind_is_left_alone(text: str) -> None:
    assert seems_hard(text) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    assert seems_hard(text) in {None, *HardWord}
