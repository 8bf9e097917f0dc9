"""How often something is said to go with good weeks where, by construction, nothing does."""

from __future__ import annotations

import numpy as np

from bench.figure import Figure
from bench.lookback.falls import generator
from troth.lookback.good_weeks import CannotTell, Week, associations
from troth.simulation.between import pulse

COUPLES = 1000
WEEKS = 52
# What a week may hold, by how often on average; the first three come and go together.
A_WEEK = (4.0, 3.0, 2.0, 1.5, 1.0, 0.7, 0.4, 0.2)
TOGETHER = 3


def figures() -> list[Figure]:
    rng = generator("good weeks")
    pulses = pulse(rng, COUPLES, WEEKS, answered=0.9)
    told = sum(
        _is_told(rng, pulses.value[couple], pulses.is_answered[couple]) for couple in range(COUPLES)
    )
    share = told / COUPLES
    error = float(np.sqrt(share * (1 - share) / COUPLES))
    note = f"{COUPLES} couples, {WEEKS} weeks, {len(A_WEEK)} things; standard error {error:.3f}"
    return [Figure("good_weeks_false", share, "share", 0.05, note=note)]


def _is_told(rng: np.random.Generator, values: np.ndarray, is_answered: np.ndarray) -> bool:
    """Whether one couple, whose pulses were shuffled among their weeks, is told of any link."""
    common = rng.gamma(4, 1 / 4, WEEKS)
    things = [
        rng.poisson(rate * (common if number < TOGETHER else 1), WEEKS)
        for number, rate in enumerate(A_WEEK)
    ]
    order = rng.permutation(WEEKS)
    weeks = [
        Week(
            float(values[order[week]]) if is_answered[order[week]] else None,
            {f"thing {number}": float(each[week]) for number, each in enumerate(things)},
        )
        for week in range(WEEKS)
    ]
    return not isinstance(associations(weeks), CannotTell)
