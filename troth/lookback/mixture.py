"""The evidence for a lasting change of a rate that nobody knows, promise by promise.

A mixture Shiryaev–Roberts procedure (Pollak 1987; Tartakovsky, Nikiforov & Basseville 2014): over
baselines and sizes of change, summed over every promise since which it may have been.
All functions take arrays with any leading axes, so that a thousand couples cost one call.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from troth.lookback.odds import log_odds_of, prior_on, rate_of
from troth.lookback.record import Floats

BASELINES = 24
# Baselines from .2 to .995, evenly in log-odds.
_LOWEST, _HIGHEST = 0.2, 0.995
# Sizes of a change in log-odds. From .9, the falls lead to about .77, .67 and .52.
FALLS = np.array([-1.0, -1.5, -2.1])
RISES = np.array([1.0, 1.5, 2.1])
_SHIFTS = np.concatenate((FALLS, RISES))
# Below this share of the whole a baseline is ruled out; smaller floats would only be slow.
_NOTHING = 1e-200
# Evidence beyond every threshold needs no larger number.
_PLENTY = 1e200

_ODDS = np.linspace(log_odds_of(_LOWEST), log_odds_of(_HIGHEST), BASELINES)
BASELINE: Floats = rate_of(_ODDS)
CHANGED: Floats = rate_of(_ODDS[:, None] + _SHIFTS)
# What each baseline says of a missed and of a kept promise, and after each change.
_BEFORE = np.stack((1 - BASELINE, BASELINE))
_AFTER = np.stack((1 - CHANGED, CHANGED))
_PRIOR = prior_on(BASELINE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """`steady`, shape (..., 24): how likely each baseline is if nothing changed, summing to 1.

    `changed`, shape (..., 24, 6): the same after each change, summed over when it may have come.
    """

    steady: Floats
    changed: Floats

    @property
    def of_fall(self) -> Floats:
        """Shape (...): how much more the record speaks for a fall than for none."""
        return np.asarray(self.changed[..., : len(FALLS)].sum(axis=(-2, -1)) / len(FALLS))

    @property
    def of_rise(self) -> Floats:
        """Shape (...)."""
        return np.asarray(self.changed[..., len(FALLS) :].sum(axis=(-2, -1)) / len(RISES))


def no_evidence(shape: tuple[int, ...] = ()) -> Evidence:
    """Before the first promise."""
    steady = np.broadcast_to(_PRIOR, (*shape, BASELINES))
    return Evidence(steady, np.zeros((*shape, *CHANGED.shape)))


def advanced(evidence: Evidence, kept: bool | NDArray[np.bool_]) -> Evidence:
    """After one more promise of each; `kept` has the shape of the leading axes."""
    which = np.asarray(kept, dtype=np.intp)
    changed = (evidence.changed + evidence.steady[..., None]) * _AFTER[which]
    steady = evidence.steady * _BEFORE[which]
    total = steady.sum(axis=-1, keepdims=True)
    steady = steady / total
    steady[steady < _NOTHING] = 0
    changed = np.minimum(changed / total[..., None], _PLENTY)
    return Evidence(steady, changed)


def log_likelihoods(kept: NDArray[np.intp], is_fall: bool) -> tuple[Floats, Floats]:
    """Of the first 0 to n promises, 1 for each that was kept: (n + 1, 24) and (n + 1, 24, 3).

    The first for each baseline, weighted by how likely that is; the second for each changed one.
    """
    sizes = slice(len(FALLS)) if is_fall else slice(len(FALLS), None)
    before, after = np.log(_BEFORE)[kept], np.log(_AFTER[..., sizes])[kept]
    start = np.zeros((1, *after.shape[1:]))
    weighted = np.concatenate((np.log(_PRIOR)[None], before))
    return np.cumsum(weighted, axis=0), np.cumsum(np.concatenate((start, after)), axis=0)
