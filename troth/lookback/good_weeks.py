"""What went with somebody's good weeks, said only where chance would hardly show as much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from troth.lookback.record import Floats, NotFinite, checked_level

# Half a year. With fewer, and eight things, an |r| of .55 could be missed for chance's: hardly
# any single thing in a life together comes near that.
LEAST_WEEKS = 26
# So many weeks must differ from the commonest, or one week alone could carry a link.
LEAST_CHANGED = 5
SHUFFLES = 1999
# Of the chances of being wrong that a level leaves, as many are taken: a count of couples that
# were told what is only chance strays by a tenth, and should still be below what was promised.
TAKEN = 0.9
# Any number will do, as long as the same record says the same each time.
SEED = 20260104
# Short of 1, whose z is infinite.
LARGEST = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Week:
    """A person's pulse that week, if any, and how much of each thing; what isn't named was 0."""

    pulse: float | None
    things: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Association:
    """A thing that went with the pulse, not what made it: Pearson's r over `count` weeks.

    The intervals of all things looked at hold together with the level asked for.
    """

    thing: str
    r: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class CannotTell:
    """No link can be told from chance.

    `needed` is how many weeks are the least to look at. `visible_from` is the smallest |r| that
    could have been told in these weeks, or in `needed` ones while there are fewer; None where
    nothing varied enough to be looked at.
    """

    count: int
    needed: int
    visible_from: float | None


def associations(weeks: Sequence[Week], level: float = 0.95) -> list[Association] | CannotTell:
    """The things that went with the pulse, the closest first; `weeks` in order, none left out.

    Each |r| is held against the largest |r| of all things when the pulses are shuffled among the
    weeks (Westfall & Young 1993), so that looking at more things finds no more by chance. Weeks
    that are like the week before tell less than as many that aren't: Fisher's z is shrunk to the
    effective number of weeks (Bartlett 1946; Pyper & Peterman 1998), never stretched. A thing,
    or a pulse, that differed from its commonest value in fewer than LEAST_CHANGED weeks is left
    out. Raises NotFinite or UnknownLevel.
    """
    checked_level(level)
    rated = np.array([week.pulse is not None for week in weeks], dtype=np.bool_)
    pulse = np.array([week.pulse or 0 for week in weeks], dtype=np.float64)
    names = sorted({name for week in weeks for name in week.things})
    things = np.array([[week.things.get(name, 0) for name in names] for week in weeks])
    things = things.reshape(len(weeks), len(names)).astype(np.float64)
    if not (np.isfinite(pulse).all() and np.isfinite(things).all()):
        raise NotFinite("a pulse or a thing is no finite number")
    count = int(rated.sum())
    kept = [place for place in range(len(names)) if _varies(things[rated, place])]
    if not kept or not _varies(pulse[rated]):
        return CannotTell(count, LEAST_WEEKS, None)
    if count < LEAST_WEEKS:
        return CannotTell(count, LEAST_WEEKS, _expected_limit(LEAST_WEEKS, len(kept), level))
    return _told(pulse, things[:, kept], rated, [names[place] for place in kept], level)


def _told(
    pulse: Floats, things: Floats, rated: NDArray[np.bool_], names: list[str], level: float
) -> list[Association] | CannotTell:
    count = int(rated.sum())
    scores, of_things = _standard(pulse, rated), _standard(things, rated)
    z = np.arctanh(np.clip(scores[rated] @ of_things[rated] / count, -LARGEST, LARGEST))
    limit = _limit(scores[rated], of_things[rated], level)
    effective = np.array([_effective_weeks(scores, each, rated) for each in of_things.T])
    # In terms of z, as wide as chance goes in so many weeks.
    limits = limit * np.sqrt((count - 3) / (effective - 3))
    lows, highs = np.tanh(z - limits), np.tanh(z + limits)
    found = [
        Association(names[at], float(np.tanh(z[at])), float(lows[at]), float(highs[at]), count)
        for at in np.flatnonzero(np.abs(z) > limits)
    ]
    if not found:
        return CannotTell(count, LEAST_WEEKS, float(np.tanh(limits.min())))
    return sorted(found, key=lambda each: (-abs(each.r), each.thing))


def _varies(values: Floats) -> bool:
    _, counts = np.unique(values, return_counts=True)
    return len(values) - int(counts.max(initial=0)) >= LEAST_CHANGED


def _standard(values: Floats, rated: NDArray[np.bool_]) -> Floats:
    """With mean 0 and variance 1 over the rated weeks, and 0 in the others; of the same shape."""
    # To 1 at most first: a square of the largest number there is would be infinite.
    told = values[rated] / np.abs(values[rated]).max(axis=0)
    scaled = np.zeros_like(values)
    scaled[rated] = (told - told.mean(axis=0)) / told.std(axis=0)
    return scaled


def _limit(pulse: Floats, things: Floats, level: float) -> float:
    """The z that the largest of all things' passes in TAKEN of 1 - level of shuffles."""
    count = len(pulse)
    shuffled = np.random.default_rng(SEED).permuted(np.tile(pulse, (SHUFFLES, 1)), axis=1)
    largest = np.sort(np.abs(shuffled @ things).max(axis=1) / count)
    # The record itself is one more shuffle (Phipson & Smyth 2010).
    place = min(int(np.ceil(_strict(level) * (SHUFFLES + 1))), SHUFFLES) - 1
    return float(np.arctanh(min(largest[place], LARGEST)))


def _effective_weeks(pulse: Floats, thing: Floats, rated: NDArray[np.bool_]) -> float:
    """As many weeks as say as much when each is unlike the one before, never more than there are.

    Lags up to a fifth of the weeks, as Pyper & Peterman advise; a lag counts the pairs of weeks
    that both have a pulse.
    """
    count = int(rated.sum())
    more = 0.0
    for lag in range(1, count // 5 + 1):
        pairs = int((rated[lag:] & rated[:-lag]).sum())
        if pairs:
            like_before = (pulse[lag:] @ pulse[:-lag]) * (thing[lag:] @ thing[:-lag]) / pairs**2
            more += 2 * pairs / count * float(like_before)
    return max(count / max(1 + more, 1), 4.0)


def _expected_limit(count: int, things: int, level: float) -> float:
    """The |r| that the largest of so many unlinked things stays below (Šidák 1967)."""
    from scipy.special import ndtri

    each = 1 - (1 - _strict(level) ** (1 / things)) / 2
    return float(np.tanh(ndtri(each) / np.sqrt(count - 3)))


def _strict(level: float) -> float:
    return 1 - TAKEN * (1 - level)
