"""A link as a QR picture, as one path that a page draws without a style or script of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import segno

# Readers need four light squares around it.
QUIET = 4


@dataclass(frozen=True, slots=True, repr=False)
class QrPicture:
    """`size` is the side in squares, the light border included; `path` draws the dark ones."""

    size: int
    path: str


def qr_picture(text: str) -> QrPicture:
    """Each run of dark squares in a row is one rectangle."""
    matrix = segno.make(text, error="m", micro=False).matrix
    path = []
    for y, row in enumerate(matrix, start=QUIET):
        x = QUIET
        for is_dark, run in groupby(row, key=bool):
            width = len(list(run))
            if is_dark:
                path.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width
    return QrPicture(len(matrix) + 2 * QUIET, "".join(path))
