"""Earlier words are kept with their days, and a broken entry breaks nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.spaces.wording import MOST, Earlier, read_earlier, with_earlier

SUNDAY = date(2026, 11, 22)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.tuples(TEXTS, st.dates()), max_size=30))
def test_what_was_said_is_read_again_with_its_day(said: list[tuple[str, date]]) -> None:
    earlier: tuple[str, ...] = ()
    for text, on in said:
        earlier = with_earlier(earlier, text, on)
    read = [(each.text, each.on) for each in read_earlier(earlier)]
    assert len(read) == min(len(said), MOST)
    assert read[:1] == said[:1]
    assert read[1:] == said[1:][-(MOST - 1) :]


@given(st.lists(TEXTS, max_size=30), TEXTS, st.dates())
def test_whatever_stood_there_before_a_change_is_added_last(
    earlier: list[str], text: str, on: date
) -> None:
    changed = with_earlier(earlier, text, on)
    assert len(changed) <= MOST
    assert changed[:1] == tuple(earlier[:1]) or not earlier
    assert read_earlier(changed)[-1] == Earlier(on, text)


@given(st.lists(TEXTS, max_size=60))
def test_nothing_that_somebody_signed_breaks_the_reading(entries: list[str]) -> None:
    read = read_earlier(entries)
    assert len(read) == min(len(entries), MOST)
    assert all(each.on is not None or each.text == "" for each in read)


@pytest.mark.parametrize(
    "entry",
    [
        "",
        "2026-11-22",
        "2026-13-01 a month too many",
        "20261122 another form",
        "2026-W47-7 a week",
        "٢٠٢٦-١١-٢٢ other digits",
        " 2026-11-22 later",
        "yesterday",
    ],
)
def test_an_entry_that_is_none_has_neither_day_nor_text(entry: str) -> None:
    assert read_earlier([entry]) == [Earlier(None, "")]


def test_a_text_keeps_its_lines_and_may_be_empty() -> None:
    earlier = with_earlier(with_earlier((), "", SUNDAY), "One.\n\nTwo. ", SUNDAY)
    assert [each.text for each in read_earlier(earlier)] == ["", "One.\n\nTwo. "]


def test_earlier_words_stay_out_of_a_log() -> None:
    assert "secret" not in repr(read_earlier(with_earlier((), "secret", SUNDAY)))
