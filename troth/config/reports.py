"""Log lines and error reports that can't carry what somebody wrote.

An exception's own message may quote a value, so only its type and the places it passed are kept.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import ItemsView
from types import TracebackType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessFormatter(logging.Formatter):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """Django logs a refused request with the exception's own message as the line."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and str(error) and str(error) in record.message:
            record.message = record.message.replace(str(error), type(error).__qualname__)
        return super().formatMessage(record)

    def formatException(self, ei: Raised) -> str:  # noqa: N802
        return describe(ei[1]) if ei[1] is not None else ""


def describe(error: BaseException) -> str:
    """The types and code places of an error and its causes, innermost cause first."""
    lines: list[str] = []
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        frames = traceback.extract_tb(current.__traceback__)
        places = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        name = f"{type(current).__module__}.{type(current).__qualname__}"
        lines[:0] = [*places, name]
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )
    return "\n".join(lines)


class WordlessFilter(SafeExceptionReporterFilter):
    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, Any]:
        return {}

    def get_traceback_frame_variables(self, request: Any, tb_frame: Any) -> ItemsView[str, Any]:
        return {}.items()


class WordlessReporter(ExceptionReporter):
    def get_traceback_text(self) -> SafeString:
        return mark_safe(describe(self.exc_value) if self.exc_value else "")  # noqa: S308

    def get_traceback_html(self) -> SafeString:
        """Only ever seen in a developer's own browser."""
        return super().get_traceback_html() if settings.DEBUG else SafeString()
