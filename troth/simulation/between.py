"""What happens between two people with a known truth, as arrays: repairs, and a weekly pulse."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from troth.simulation.couples import Flags, Floats, walk_between

# From this on a pulse is as high as it goes, as a page's scale has it; the least is 0.
HIGHEST = 10.0


@dataclass(frozen=True, slots=True)
class Repairs:
    """Of shape (couples, repairs), in the order in which they began.

    `began` counts in days from the beginning, `took` is the truth in days, `seen` what of it had
    passed when the record ends: all of it, unless the repair is still open then.
    """

    began: Floats
    took: Floats
    seen: Floats
    is_open: Flags


@dataclass(frozen=True, slots=True)
class Pulses:
    """Of shape (couples, weeks): the true level, what was answered, and whether it was."""

    level: Floats
    value: Floats
    is_answered: Flags


def repair(
    rng: Generator,
    couples: int,
    days: float,
    median_days: float = 2.0,
    spread: float = 0.9,
    a_year: float = 30.0,
    slower_from: float = np.inf,
    slower_by: float = 1.0,
) -> Repairs:
    """So many a year for so many days, log-normal in how long they take.

    Those that began on or after day `slower_from` take `slower_by` times as long. Repairs that
    would begin after the end are left out by being open for 0 days; see `began`.
    """
    count = max(1, int(np.ceil(days / 365.25 * a_year * 1.5)))
    began = rng.exponential(365.25 / a_year, (couples, count)).cumsum(axis=1)
    took = median_days * np.exp(rng.normal(0, spread, began.shape))
    took = np.where(began >= slower_from, took * slower_by, took)
    seen = np.clip(days - began, 0, took)
    return Repairs(began, took, seen, seen < took)


def pulse(
    rng: Generator,
    couples: int,
    weeks: int,
    first: float = 7.0,
    step: float = 0.3,
    noise: float = 1.0,
    answered: float = 0.75,
) -> Pulses:
    """A level that walks by `step` a week, turned back at 0 and 10, told with noise and gaps."""
    level = walk_between(rng, first, step, (couples, weeks), 0, HIGHEST)
    value = np.clip(np.round(level + rng.normal(0, noise, level.shape)), 0, HIGHEST)
    return Pulses(level, value, rng.random(level.shape) < answered)
