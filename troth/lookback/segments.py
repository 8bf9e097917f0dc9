"""When a rate changed, and what it was in a stretch: from the promises themselves."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from troth.lookback.mixture import log_likelihoods
from troth.lookback.odds import PRIOR_KEPT, PRIOR_MISSED
from troth.lookback.record import Estimate, Floats, checked_level


def chances_of_beginning(kept: Sequence[bool], is_fall: bool) -> Floats:
    """Shape (n,): the chance that each promise was the first after the change, summing to 1.

    All that is known is that there was one change of that kind; each promise is as likely before.
    """
    before, after = log_likelihoods(np.asarray(kept, dtype=np.intp), is_fall)
    # (n, baselines, sizes): all before the promise steady, it and what follows changed.
    whole = before[:-1, :, None] + after[-1] - after[:-1]
    chances = np.exp(whole - whole.max()).sum(axis=(1, 2))
    return np.asarray(chances / chances.sum())


def rate_within(kept: Sequence[bool], level: float = 0.9) -> Estimate:
    """The rate of a stretch in which it stayed the same: its mean and equal-tailed interval.

    By Bayes' rule with Beta(4.25, .75), which holds about .85 before anything is known.
    """
    from scipy.special import betaincinv

    tail = (1 - checked_level(level)) / 2
    was_kept = PRIOR_KEPT + sum(kept)
    was_missed = PRIOR_MISSED + len(kept) - sum(kept)
    low, high = (float(betaincinv(was_kept, was_missed, at)) for at in (tail, 1 - tail))
    return Estimate(was_kept / (was_kept + was_missed), low, high, len(kept))
