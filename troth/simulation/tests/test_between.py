"""Repairs take as long as they are said to, and a pulse tells of its level."""

from __future__ import annotations

import numpy as np
import pytest

from troth.simulation.between import HIGHEST, pulse, repair


def test_repairs_take_their_time_and_longer_when_they_slow_down() -> None:
    found = repair(np.random.default_rng(1), 300, 365, slower_from=180, slower_by=2)
    early, late = found.began < 180, found.began >= 180
    assert np.median(found.took[early]) == pytest.approx(2, rel=0.05)
    assert np.median(found.took[late]) == pytest.approx(4, rel=0.05)
    assert (found.began < 365).sum(axis=1).mean() == pytest.approx(30, rel=0.05)


def test_what_goes_on_at_the_end_is_open_with_its_age() -> None:
    found = repair(np.random.default_rng(2), 300, 60, median_days=10)
    assert found.is_open.any()
    assert (found.seen <= found.took).all()
    assert ((found.began + found.seen)[found.seen > 0] <= 60 + 1e-9).all()
    assert np.array_equal(found.seen[~found.is_open], found.took[~found.is_open])


def test_a_pulse_stays_on_its_scale_around_its_level() -> None:
    found = pulse(np.random.default_rng(3), 400, 104)
    assert found.value.min() >= 0
    assert found.value.max() <= HIGHEST
    inside = (found.level > 3) & (found.level < 7)
    assert (found.value - found.level)[inside].mean() == pytest.approx(0, abs=0.05)
    assert (found.value - found.level)[inside].std() == pytest.approx(1.04, abs=0.05)
    assert found.is_answered.mean() == pytest.approx(0.75, abs=0.02)
    assert np.diff(found.level, axis=1).std() == pytest.approx(0.3, abs=0.02)
