"""From where a list that goes on by days goes on, as an address carries it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.web.cursors import DayCursor, read_day_cursor

pytestmark = pytest.mark.on_any_database


@given(st.dates(), st.uuids())
def test_a_cursor_reads_as_it_was_written(day: date, row_id: UUID) -> None:
    assert read_day_cursor(DayCursor(day, row_id).as_text()) == (day, row_id)


def test_no_cursor_is_none() -> None:
    assert read_day_cursor("") is None


@pytest.mark.parametrize("text", ["x", "2026-11-23", "2026-11-23.", ".", "2026-13-01.5"])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_day_cursor(text)
