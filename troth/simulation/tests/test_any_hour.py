"""Whenever a try-out starts, nothing of it lies ahead and Today shows something of everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from troth.asks.models import Answer, Ask
from troth.practices.models import Run, SharedAnswer
from troth.promises.models import Ending, Landing, Promise
from troth.simulation.demo import make_demo
from troth.simulation.tests.pages import signed_in, todays_page_of

pytestmark = pytest.mark.on_any_database


@pytest.mark.slow
# A Monday just before and after the day turns, and a Sunday's last hour.
@pytest.mark.parametrize(("day", "hour", "minute"), [(23, 3, 55), (23, 4, 5), (29, 23, 50)])
def test_any_hour_of_any_day_is_good_to_begin(db: None, day: int, hour: int, minute: int) -> None:
    now = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    make_demo(now)
    today = now.date() if hour >= 4 else now.date() - timedelta(days=1)
    for rows in (
        Ending.objects.filter(recorded_on__gt=today),
        Promise.objects.filter(made_on__gte=today),
        Landing.objects.filter(recorded_on__gt=today),
        Ask.objects.filter(asked_on__gte=today),
        Answer.objects.filter(answered_on__gt=today),
        Run.objects.filter(begun_on__gte=today),
        SharedAnswer.objects.filter(given_on__gte=today),
    ):
        assert not rows.exists()
    with time_machine.travel(now):
        for name, other in (("Demo", "Sample"), ("Sample", "Demo")):
            todays_page_of(signed_in(name), other)
