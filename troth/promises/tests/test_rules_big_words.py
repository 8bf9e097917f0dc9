"""Which promises sound bigger than one can keep."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.promises.big_words import BigPattern, BigWord, seems_big


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I'll always call when I'm late", BigWord.ALWAYS),
        ("ALWAYS listen first", BigWord.ALWAYS),
        ("From now on I do the dishes", BigWord.ALWAYS),
        ("be there no matter what", BigWord.ALWAYS),
        ("I will never raise my voice", BigWord.NEVER),
        ("Won\u2019t ever be late", BigWord.NEVER),
        ("text you every time I leave", BigWord.EVERY_TIME),
        ("Bring you tea every single morning", BigWord.EVERY_TIME),
        ("answer whenever you write", BigWord.EVERY_TIME),
        ("wash up and call mum and book the train", BigWord.SEVERAL),
        ("tidy & cook & shop", BigWord.SEVERAL),
        ("wash up, call mum, book the train", BigWord.SEVERAL),
        ("wash up, call mum and book the train", BigWord.SEVERAL),
        ("call mum; book the train", BigWord.SEVERAL),
        ("call mum\nbook the train", BigWord.SEVERAL),
        ("call mum and then book the train", BigWord.SEVERAL),
    ],
)
def test_a_big_promise_is_noticed_with_its_kind(text: str, kind: BigWord) -> None:
    assert seems_big(text) is kind


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Call your mum",
        "Wash and dry up tonight",
        "After work, call mum and dad",
        "On Friday, 27 November, book the table",
        "Tomorrow, I'll ask how it went",
        "Read from The Neverending Story",
        "Never mind the dishes, ask about your day",
        "Ask for everyone's plans",
        "Sit with you and the hallways plan",
        "Look at the map every now and then",
        "Pay back the 1,000 and say thanks",
    ],
)
def test_a_small_promise_gets_no_gentle_word(text: str) -> None:
    assert seems_big(text) is None


def test_another_language_brings_its_own_patterns() -> None:
    german = [BigPattern(BigWord.ALWAYS, r"\bimmer\b"), BigPattern(BigWord.NEVER, r"\bnie\b")]
    assert seems_big("Ich höre immer zu", german) is BigWord.ALWAYS
    assert seems_big("NIE wieder zu spät", german) is BigWord.NEVER
    assert seems_big("always", german) is None
    assert seems_big("always", []) is None


@given(st.text(max_size=2000))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert seems_big(text) in {None, *BigWord}
