"""The history line: what a capability tells on Us of something that happened."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """`who` is a short sentence below the text; `unopened` names a reason for no text.

    `tick` is one of those of web/components.html.
    """

    text: str
    who: str
    href: str
    unopened: str = ""
    tick: str = "kept"
    is_theirs: bool = False
