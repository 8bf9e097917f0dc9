"""Makes couples in the middle of a full day, and prints the cookies of their browsers."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import django
from django.core.cache import cache

from bench.living import Living, pair, say, signed_up
from bench.soak.person import MOST_OPEN

ONE_DAY = timedelta(days=1)


def main(number: int) -> list[list[dict[str, Any]]]:
    django.setup()
    made = []
    for which in range(number):
        two = []
        for name in ("robin", "kim"):
            # So many sign-ups from one address would be refused.
            cache.clear()
            two.append(signed_up(f"{name}{which}"))
        pair(two[0], two[1], datetime.now(UTC))
        made.append([{"cookies": each.cookies(), "open": have_a_day(each)} for each in two])
    return made


def have_a_day(living: Living) -> list[str]:
    """As many open and kept as a page shows: else each would grow until it is full. The open."""
    from troth.promises.queries import MOST_ENDED

    ours, now = living.membership("ours"), datetime.now(UTC)
    for kept in range(MOST_ENDED):
        say(ours, kept, now.date() + ONE_DAY, now, kept=True)
    # On the days on which a person of the soak makes theirs.
    return [
        say(ours, number, now.date() + (number + 1) * ONE_DAY, now) for number in range(MOST_OPEN)
    ]


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
