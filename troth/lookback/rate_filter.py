"""The current rate of something that happens or not, where the rate itself may move.

A state-space logistic model on a grid of log-odds (Kitagawa 1987), averaged over how the rate
moves (Hoeting et al. 1999): not at all, slowly, faster, or by sudden changes (Adams & MacKay 2007).
All functions take arrays with any leading axes before the models and the grid.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from troth.lookback.odds import prior_on, rate_of
from troth.lookback.record import Floats

_SPACING = 0.08
_ODDS = np.arange(-5.6, 8.8 + _SPACING / 2, _SPACING)
RATES: Floats = rate_of(_ODDS)
# Half Beta(4.25, .75), as somebody who keeps most of what they say; half any rate at all.
_ANY = RATES * (1 - RATES)
PRIOR: Floats = (prior_on(RATES) + _ANY / _ANY.sum()) / 2
# Three models: a rate that stays, one that drifts by .1 in log-odds from promise to promise
# (four steps of .05), and one that now and then is drawn anew.
_STEP = 0.05
_STEPS_A_PROMISE = (0, 4, 0)
_SUDDEN = (0.0, 0.0, 1 / 200)
_MODEL_WEIGHTS = np.array((0.35, 0.55, 0.1))


def _one_step() -> Floats:
    """From each point to itself and its neighbours, with the variance of one step."""
    aside = _STEP**2 / (2 * _SPACING**2)
    size = len(RATES)
    step = np.eye(size) * (1 - 2 * aside) + (np.eye(size, k=1) + np.eye(size, k=-1)) * aside
    return np.asarray(step / step.sum(axis=1, keepdims=True))


def _moves() -> Floats:
    """Shape (models, grid, grid): where a rate goes from one promise to the next."""
    step, size = _one_step(), len(RATES)
    found = []
    for steps, sudden in zip(_STEPS_A_PROMISE, _SUDDEN, strict=True):
        drift = np.linalg.matrix_power(step, steps)
        found.append((1 - sudden) * drift + sudden * np.broadcast_to(PRIOR, (size, size)))
    return np.stack(found)


_MOVES = _moves()
_SAYS = np.stack((1 - RATES, RATES))


def nothing_known(shape: tuple[int, ...] = ()) -> Floats:
    """How likely each model and rate is before the first promise: (..., models, grid)."""
    return np.array(np.broadcast_to(_MODEL_WEIGHTS[:, None] * PRIOR, (*shape, *_MOVES.shape[:2])))


def seen(belief: Floats, kept: bool | NDArray[np.bool_]) -> Floats:
    """After one more promise of each; `kept` has the shape of the leading axes."""
    found = belief * _SAYS[np.asarray(kept, dtype=np.intp)][..., None, :]
    return np.asarray(found / found.sum(axis=(-2, -1), keepdims=True))


def moved(belief: Floats, promises: int = 1) -> Floats:
    """After as much time as so many promises take."""
    # Model by model: (models, couples, grid) with (models, grid, grid) is what is quick.
    flat = belief.reshape(-1, *belief.shape[-2:]).swapaxes(0, 1)
    for _ in range(promises):
        flat = np.matmul(flat, _MOVES)
    return np.asarray(flat.swapaxes(0, 1).reshape(belief.shape))


def mean_of(belief: Floats) -> Floats:
    """Shape (...): the rate to expect, which is the chance that the next promise is kept."""
    return np.asarray(belief.sum(axis=-2) @ RATES)


def quantile_of(belief: Floats, chance: float) -> Floats:
    """Shape (...): the rate below which the true one lies with that chance."""
    whole = belief.sum(axis=-2)
    # Half of a point's own chance lies below it.
    below = whole.cumsum(axis=-1) - whole / 2
    flat = below.reshape(-1, len(_ODDS))
    odds = np.array([np.interp(chance, each, _ODDS) for each in flat])
    return rate_of(odds).reshape(below.shape[:-1])
