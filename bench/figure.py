"""A figure: what was measured, in what unit, and the limit it has to stay within."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """`is_floor`: the limit is the least that is allowed, not the most."""

    name: str
    value: float
    unit: str
    limit: float
    is_floor: bool = False
    note: str = ""

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.is_floor else self.value <= self.limit

    def as_entry(self) -> dict[str, str | float | bool]:
        return {
            "name": self.name,
            "value": self.value,
            "unit": self.unit,
            "limit": self.limit,
            "holds": self.holds,
        }

    def as_line(self) -> str:
        bound = "at least" if self.is_floor else "at most"
        sign = "holds" if self.holds else "FAILS"
        line = f"{sign}  {self.name:<33}{self.value:>9.2f} {self.unit:<6} {bound} {self.limit:g}"
        return f"{line:<72}{self.note}".rstrip()
