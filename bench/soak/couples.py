"""Makes couples who have found each other, and prints the cookies of their browsers."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import django
from django.core.cache import cache

from bench.living import pair, signed_up


def main(number: int) -> list[list[dict[str, str]]]:
    django.setup()
    made = []
    for which in range(number):
        two = []
        for name in ("robin", "kim"):
            # So many sign-ups from one address would be refused.
            cache.clear()
            two.append(signed_up(f"{name}{which}"))
        pair(two[0], two[1], datetime.now(UTC))
        made.append([each.cookies() for each in two])
    return made


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]))))
