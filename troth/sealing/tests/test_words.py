"""Words as bytes, and back."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.sealing import BadWords, Words, decode_words, encode_words
from troth.sealing.tests.cast import Note, notes

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(note=notes)
def test_any_words_come_back(note: Note) -> None:
    assert decode_words(Note, encode_words(note)) == note


@given(note=notes)
def test_the_same_words_are_always_the_same_bytes(note: Note) -> None:
    encoded = encode_words(note)
    values = json.loads(encoded)
    assert (
        json.dumps(values, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
        == encoded
    )
    assert encode_words(decode_words(Note, encoded)) == encoded


def test_the_bytes_are_plain_json() -> None:
    encoded = encode_words(Note("Grüße", ("a",), 2, private=False))
    assert encoded == '{"count":2,"private":false,"tags":["a"],"text":"Grüße"}'.encode()


@given(
    values=st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("text", "tags", "count", "private", "other"), json_values)
    )
)
def test_other_values_are_refused_or_come_back_as_they_are(values: dict[str, Any]) -> None:
    try:
        note = decode_words(Note, json.dumps(values).encode())
    except BadWords:
        return
    again = json.loads(encode_words(note))
    assert again == {"tags": [], "count": None, "private": True, **values}


@pytest.mark.parametrize(
    "encoded",
    [
        b'{"text":"a","count":true}',
        b'{"text":"a","count":1.0}',
        b'{"text":"a","count":9007199254740992}',
        b'{"text":"a","count":' + b"9" * 5000 + b"}",
        b'{"text":"a","count":NaN}',
        b'{"text":"a","private":1}',
        b'{"text":"a","tags":"bc"}',
        b'{"text":"a","tags":["b",1]}',
        b'{"text":"a","tags":["\\udc00"]}',
        b'{"text":null}',
        b'{"text":"a"} ',
        b' {"text":"a"}',
        b'{"text":"a","also":"b"}',
        b'{"tags":[]}',
        b'"text"',
        b"[" * 100_000,
        '{"text":"a"}'.encode("utf-16"),
        b"",
    ],
)
def test_anything_but_these_fields_is_refused(encoded: bytes) -> None:
    with pytest.raises(BadWords):
        decode_words(Note, encoded)


@pytest.mark.parametrize("count", [2**53, -(2**53)])
def test_a_number_that_others_could_not_read_is_refused(count: int) -> None:
    with pytest.raises(BadWords):
        encode_words(Note("a", count=count))


def test_a_value_of_another_type_is_refused() -> None:
    for wrong in (b"bytes", 1, None):
        with pytest.raises(BadWords):
            encode_words(Note(wrong))  # type: ignore[arg-type]


def test_a_field_added_later_takes_its_default() -> None:
    assert decode_words(Note, b'{"text":"from before"}') == Note("from before")


@dataclass(frozen=True)
class Shown(Words):
    text: str


@dataclass(repr=False)
class Loose(Words):
    text: str


@dataclass(frozen=True, repr=False)
class Deep(Words):
    parts: dict[str, str]


@dataclass(frozen=True, repr=False)
class Derived(Words):
    text: str = field(init=False, default="")


@pytest.mark.parametrize("words", [Shown("a"), Loose("a"), Deep({}), Derived(), Words()], ids=repr)
def test_a_kind_that_would_leak_or_could_change_is_a_mistake_in_the_program(words: Words) -> None:
    with pytest.raises(TypeError):
        encode_words(words)
    with pytest.raises(TypeError):
        decode_words(type(words), b'{"text":"a"}')
