"""How a fault in what is kept is told: by ids alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet


def each_row(rows: QuerySet[Any], said: str) -> Iterator[str]:
    """One line for each row of a space, in their order."""
    for space_id, row_id in rows.order_by("space_id", "id").values_list("space_id", "id"):
        yield f"{said}: {row_id} in space {space_id}"
