"""Rates and their log-odds, and what is thought of anybody's rate before anything is known."""

from __future__ import annotations

import numpy as np

from troth.lookback.record import Floats

# As Beta(4.25, .75): most keep most of what they say, about .85 of it.
PRIOR_KEPT, PRIOR_MISSED = 4.25, 0.75


def rate_of(log_odds: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-log_odds)))


def log_odds_of(rate: float) -> float:
    return float(np.log(rate / (1 - rate)))


def prior_on(rates: Floats) -> Floats:
    """How likely each is, summing to 1; `rates` stand evenly in log-odds."""
    # On such a grid the density gets the factor p(1 - p).
    density = rates**PRIOR_KEPT * (1 - rates) ** PRIOR_MISSED
    return np.asarray(density / density.sum())
