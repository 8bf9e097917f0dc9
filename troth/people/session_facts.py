"""The few facts a session keeps for its person's own list of sessions."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from troth.people.unlock import OWN_PHONE, SEEN_ON

PUBLIC_ID = "public_id"
NAME = "name"
STARTED_ON = "started_on"


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """`name` is sealed with the private space's key; days only, and no address or browser."""

    public_id: uuid.UUID | None
    started_on: date | None
    seen_on: date | None
    is_own_phone: bool
    name: bytes


def facts_of(data: Mapping[str, Any]) -> SessionFacts:
    """Read a session's decoded data."""
    public_id = data.get(PUBLIC_ID)
    return SessionFacts(
        public_id=uuid.UUID(public_id) if public_id else None,
        started_on=_day(data.get(STARTED_ON)),
        seen_on=_day(data.get(SEEN_ON)),
        is_own_phone=bool(data.get(OWN_PHONE)),
        name=base64.b64decode(data.get(NAME, "")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
