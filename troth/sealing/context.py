"""Where a row stands: bound into its envelope and into its author's signature."""

import struct
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from troth.sealing.box import length_prefixed

_THREE_IDS = struct.Struct(">I16sI16sI16s")


@dataclass(frozen=True, slots=True)
class Context:
    """`table` is a model's label ("promises.promise"), `author_id` is whose words they are."""

    table: str
    space_id: UUID
    row_id: UUID
    author_id: UUID

    def bound(self) -> bytes:
        """The part that associated data and signature input have in common, length-prefixed."""
        # As length_prefixed(table, space, row, author), in one call: this runs for each row.
        ids = _THREE_IDS.pack(
            16, self.space_id.bytes, 16, self.row_id.bytes, 16, self.author_id.bytes
        )
        return _table_field(self.table) + ids


@lru_cache(maxsize=256)
def _table_field(table: str) -> bytes:
    return length_prefixed(table.encode("utf-8"))
