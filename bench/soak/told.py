"""What the soak has seen: latencies by window, memory over time, and whether either grows.

A machine that others use as well is quicker at one time than at another: latencies are held
against those of the floor (bench/views.py) in the same window, which no history makes longer.
"""

from __future__ import annotations

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median

# What still counts as flat: between the second and the last window.
MEMORY_GROWTH = 1.10
LATENCY_GROWTH = 1.5
LONG_ENOUGH_S = 60
WATCHED = "GET /today/"
FLOOR = "/bench/floor/"


@dataclass
class Told:
    """Written by all client threads; a window is so many seconds."""

    window_s: float
    began: float = field(default_factory=time.monotonic)
    errors: Counter[str] = field(default_factory=Counter)
    memory_mb: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._lock = threading.Lock()
        self._took: dict[int, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))

    def note(self, kind: str, took: float, wrong: str) -> None:
        with self._lock:
            if wrong:
                self.errors[wrong] += 1
            else:
                self._took[self._window(time.monotonic())][kind].append(took)

    def note_memory(self, held_mb: float) -> None:
        self.memory_mb.append((time.monotonic(), held_mb))

    def _window(self, at: float) -> int:
        return int((at - self.began) / self.window_s)

    def windows(self) -> list[int]:
        """Whole ones; the last moments before the end are too few to tell."""
        return sorted(self._took)[:-1] or sorted(self._took)

    def took(self, window: int, kind: str = "") -> list[float]:
        found = self._took[window]
        return found[kind] if kind else [took for each in found.values() for took in each]

    def floor(self, window: int) -> float:
        """How long the least that a page can do took, in the middle."""
        return median(self.took(window, f"GET {FLOOR}") or [0])

    def held(self, window: int) -> float:
        within = [mb for at, mb in self.memory_mb if self._window(at) == window]
        return max(within, default=0.0)

    def lines(self) -> Iterator[str]:
        titles = "minute", "requests", "floor", "median", "p95", "today", "memory"
        yield " ".join(f"{title:>8}" for title in titles)
        for window in self.windows():
            took, today = self.took(window), self.took(window, WATCHED)
            times = self.floor(window), median(took), p95(took), median(today or [0])
            yield (
                f"{window * self.window_s / 60:8.1f} {len(took):8d} "
                f"{' '.join(ms(each) for each in times)} {self.held(window):5.0f} MB"
            )

    def by_kind(self) -> Iterator[str]:
        """The slowest kinds of requests over the whole time."""
        all_of: dict[str, list[float]] = defaultdict(list)
        for found in self._took.values():
            for kind, took in found.items():
                all_of[kind] += took
        for kind, took in sorted(all_of.items(), key=lambda item: -median(item[1]))[:12]:
            yield f"  {kind:44} {len(took):7d} {ms(median(took))} {ms(p95(took))}"

    def growth(self) -> Iterator[str]:
        """What grew by more than it may; of a few minutes nothing can be said."""
        windows = self.windows()
        if len(windows) < 4 or self.window_s < LONG_ENOUGH_S:
            return
        second, last = windows[1], windows[-1]
        for name, before, after, most in (
            ("memory", self.held(second), self.held(last), MEMORY_GROWTH),
            ("the median", *self._two(median, "", second, last), LATENCY_GROWTH),
            ("the median of Today", *self._two(median, WATCHED, second, last), LATENCY_GROWTH),
            ("p95", *self._two(p95, "", second, last), LATENCY_GROWTH),
        ):
            if after > before * most:
                yield f"{name} grew to {after / before:.2f} times of what it was"

    def _two(
        self, of: Callable[[list[float]], float], kind: str, second: int, last: int
    ) -> tuple[float, float]:
        """Over the floor of the same window."""
        return (
            of(self.took(second, kind) or [0]) / (self.floor(second) or 1),
            of(self.took(last, kind) or [0]) / (self.floor(last) or 1),
        )


def p95(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)] if len(values) > 1 else values[0]


def ms(seconds: float) -> str:
    return f"{seconds * 1000:5.1f} ms"
