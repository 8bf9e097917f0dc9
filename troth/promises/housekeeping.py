"""Makes what is ahead of the rhythms that go on, and stops asking after the ones that are over."""

from __future__ import annotations

from datetime import datetime

from troth.promises.extending.actions import extend_rhythms, stop_asking


def keep_house(now: datetime) -> None:
    extend_rhythms(now)
    stop_asking(now)
