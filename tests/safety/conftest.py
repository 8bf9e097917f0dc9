"""The stage of the access matrix, and what the configured log handler writes."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from tests.access.conftest import stage
from troth.config.reports import WordlessFormatter

__all__ = ["stage"]


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the handler of the settings writes, with the formatter of the settings."""
    handlers = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler, logging.StreamHandler)
        and isinstance(handler.formatter, WordlessFormatter)
    ]
    assert len(handlers) == 1
    written = io.StringIO()
    former = handlers[0].setStream(written)
    yield written
    handlers[0].setStream(former)
