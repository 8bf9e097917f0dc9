"""For making couples quickly: production's own settings with cheap keys; never served."""

from __future__ import annotations

from troth.config.settings import *  # noqa: F403
from troth.sealing import WrapCost

TROTH_KEY_COST = WrapCost(memory_kib=64, passes=1)
