"""Throws away plans once their last day is over."""

from __future__ import annotations

from datetime import datetime

from troth.grounds.plans.actions import forget_plans
from troth.grounds.plans.queries import over_and_kept


def keep_house(now: datetime) -> None:
    for batch in over_and_kept(now):
        forget_plans(batch, now)
