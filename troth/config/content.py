"""What `troth check` looks at in the content files of every language."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import django

from troth.content.check import check_content, languages


def content_faults() -> Iterator[str]:
    """One line a problem, with its file and line; scripts by the capabilities that run them."""
    from troth.web.capabilities import offered

    today = datetime.now(UTC).date()
    for folder in languages():
        yield from check_content(folder, today)
        for _capability, script_problems in offered("script_check", "script_problems"):
            yield from script_problems(folder)


def all_content_faults() -> list[str]:
    django.setup()
    return list(content_faults())
