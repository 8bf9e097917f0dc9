"""`python -m bench.lookback.table`: the tables of docs/look-back.md, as they stand there.

Every detector is tuned to the watch's own share of false alarms among couples who steadily keep .9,
and then tried on those of other rates and on falls.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from bench.lookback.detectors import (
    OPPONENTS,
    Detector,
    alarmed_within,
    cusum,
    days_between_alarms,
    delays,
    tuned_to,
    watch,
)
from bench.lookback.falls import (
    BASELINE,
    BASELINES,
    FALLEN,
    NOT_SEEN,
    SLIGHTLY_FALLEN,
    THREE_YEARS,
    Fall,
    clumped,
    clumped_gap_of_cusum,
    steady,
    threshold_of,
    watched,
)
from troth.lookback.change import FALL_AT
from troth.simulation.couples import Floats

TRIED = {
    ".9 to .6 after 90": Fall(90),
    ".9 to .6 after 180": Fall(180),
    ".9 to .6 after 540": Fall(540),
    ".9 to .75 after 180": Fall(180, SLIGHTLY_FALLEN, looked_at=1200),
    ".9 to .6 within 60 days, after 180": Fall(180, FALLEN, days=60),
}
# Times the threshold of the watch.
CURVE = (0.25, 0.5, 1.0, 2.0, 4.0)


def main() -> None:
    for line in (*_delays(), "", *_false_alarms(), "", *_curve()):
        print(line, flush=True)


def _all_detectors(fall: Fall) -> dict[str, Detector]:
    return {
        "CUSUM that knows both rates": cusum(BASELINE, fall.to),
        "the watch": watch,
        **OPPONENTS,
    }


def _threshold(name: str, detector: Detector) -> float:
    return 0.0 if name == "the watch" else threshold_of(detector)


def _delays() -> Iterator[str]:
    yield "| fall | seen by | mean | median | 90 % within | not seen in 60 days |"
    yield "|---|---|---|---|---|---|"
    for what, fall in TRIED.items():
        lives = fall.lives()
        for name, detector in _all_detectors(fall).items():
            took = delays(detector(lives), lives.day, _threshold(name, detector), fall.after)
            yield f"| {what} | {name} | {_in_words(took[~np.isnan(took)])} |"


def _in_words(took: Floats) -> str:
    mean, median, most = took.mean(), np.median(took), np.quantile(took, 0.9)
    return f"{mean:.1f} | {median:.1f} | {most:.1f} | {(took > NOT_SEEN).mean():.0%}"


def _false_alarms() -> Iterator[str]:
    yield "| tuned at .9 | " + " | ".join(f"{rate:g}" for rate in BASELINES) + " |"
    yield "|---" * (len(BASELINES) + 1) + "|"
    for name, detector in _all_detectors(TRIED[".9 to .6 after 180"]).items():
        threshold = _threshold(name, detector)
        shares = [
            alarmed_within(detector(steady(rate)), steady(rate).day, threshold, THREE_YEARS).mean()
            for rate in BASELINES
        ]
        yield f"| {name} | " + " | ".join(f"{share:.2f}" for share in shares) + " |"


def _curve() -> Iterator[str]:
    """What a higher or lower threshold would cost and bring."""
    yield "| threshold | false alarms, worst | days to .6 | over CUSUM | gap in clumps |"
    yield "|---|---|---|---|---|"
    fall, oracle = TRIED[".9 to .6 after 180"], cusum(BASELINE, FALLEN)
    lives, calm, in_clumps = fall.lives(), steady(BASELINE), clumped()
    ours, best, of_clumped = watch(lives), oracle(lives), watch(in_clumps)
    for times in CURVE:
        at = float(np.log(times))
        worst = max(
            alarmed_within(watched(rate), steady(rate).day, at, THREE_YEARS).mean()
            for rate in BASELINES
        )
        share = float(alarmed_within(watched(BASELINE), calm.day, at, THREE_YEARS).mean())
        known = tuned_to(oracle(calm), calm.day, share, THREE_YEARS)
        took = float(np.nanmean(delays(ours, lives.day, at, fall.after)))
        least = float(np.nanmean(delays(best, lives.day, known, fall.after)))
        gap = days_between_alarms(of_clumped, in_clumps.day, at, THREE_YEARS)
        in_times = gap / clumped_gap_of_cusum()
        yield (
            f"| {times * FALL_AT:,.0f} | {worst:.2f} | {took:.1f} | {took / least:.2f} "
            f"| {gap:.0f} days, {in_times:.1f} times |"
        )


if __name__ == "__main__":
    main()
