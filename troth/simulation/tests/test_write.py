"""One couple is written for any span, and what stands there is what was planned."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from troth.promises.models import Ending, Promise
from troth.promises.rules import State
from troth.simulation.joining import joined, somebody
from troth.simulation.plan import Fate
from troth.simulation.plan_promises import planned_promises
from troth.simulation.telling import MadeUp
from troth.simulation.write import Plan, planned, write
from troth.web.capabilities import offered

NOW = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Berlin")
DAYS = 40


@pytest.fixture
def two(db: None) -> list[MadeUp]:
    began = NOW - timedelta(days=DAYS + 1)
    names = ("Ana", "Ben")
    return joined(
        [somebody(name, name.lower(), "pass words", ZONE, began) for name in names], began
    )


def test_promises_end_as_they_were_planned(two: list[MadeUp]) -> None:
    promises = planned_promises(NOW.date(), ZONE, 3, DAYS)
    write(two, Plan(NOW.date(), promises=promises), ZONE, NOW)
    fates = Counter(each.fate for each in promises)
    followed = sum(each.fate in (Fate.MOVED, Fate.SHARED) for each in promises)
    then_kept = sum(
        each.is_kept_then for each in promises if each.fate in (Fate.MOVED, Fate.SHARED)
    )
    states = Counter(Promise.objects.values_list("state", flat=True))
    assert sum(states.values()) == len(promises) + followed
    kept = (Fate.KEPT, Fate.KEPT_LATE, Fate.FILLED_IN, Fate.AFTER_ALL)
    assert states[State.KEPT] == sum(fates[each] for each in kept) + then_kept
    missed = fates[Fate.OWNED] + fates[Fate.NOT_AFTER_ALL]
    assert states[State.OWNED] == missed + followed - then_kept
    for state in (State.MOVED, State.WITHDRAWN, State.RELEASED, State.LET_GO, State.OPEN):
        assert states[state] == fates[Fate(state.value)]
    late = Ending.objects.filter(state=State.KEPT.value, is_late=True).count()
    assert late == fates[Fate.KEPT_LATE]


def test_everything_of_a_short_while_is_written(two: list[MadeUp]) -> None:
    write(two, planned(NOW.date(), ZONE, 3, DAYS), ZONE, NOW)
    assert [fault for _, find in offered("checks", "find_faults") for fault in find()] == []
    assert Promise.objects.exclude(rhythm_id=None).exists()


def test_plan_of_another_day_is_refused(two: list[MadeUp]) -> None:
    with pytest.raises(ValueError, match="on the day"):
        write(two, Plan(NOW.date() - timedelta(days=1)), ZONE, NOW)
