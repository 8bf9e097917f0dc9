"""What is noted of a new password outside the database: the same that stands in its rows.

No password and no open key: a sign-in hash, and the bundle keys as the new password wraps them.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from troth.people.models import Person, Wrap
from troth.people.queries import password_wraps


@dataclass(frozen=True, slots=True, repr=False)
class NotedPassword:
    """`gone` are the wraps that it replaced; `wraps` aren't saved."""

    gone: tuple[UUID, ...]
    hash: str
    wraps: tuple[Wrap, ...]


def as_noted(
    person: Person, gone: Iterable[UUID], earlier: dict[str, Any] | None
) -> dict[str, Any]:
    """From the rows as they are now; what earlier changes replaced stays gone."""
    wraps = password_wraps(person)
    all_gone = {*(earlier or {}).get("gone", ()), *map(str, gone)} - {str(w.id) for w in wraps}
    return {
        "gone": sorted(all_gone),
        "hash": person.password,
        "wraps": [
            {
                "id": str(wrap.id),
                "bundle": str(wrap.bundle_id),
                "salt": _text(wrap.salt),
                "memory_kib": wrap.memory_kib,
                "passes": wrap.passes,
                "sealed": _text(wrap.sealed),
            }
            for wrap in wraps
        ],
    }


def read_noted(facts: dict[str, Any]) -> NotedPassword:
    return NotedPassword(
        gone=tuple(map(UUID, facts["gone"])),
        hash=facts["hash"],
        wraps=tuple(
            Wrap(
                id=UUID(wrap["id"]),
                bundle_id=UUID(wrap["bundle"]),
                kind=Wrap.Kind.PASSWORD,
                salt=base64.b64decode(wrap["salt"]),
                memory_kib=wrap["memory_kib"],
                passes=wrap["passes"],
                sealed=base64.b64decode(wrap["sealed"]),
            )
            for wrap in facts["wraps"]
        ),
    )


def _text(value: bytes | memoryview) -> str:
    return base64.b64encode(bytes(value)).decode("ascii")
