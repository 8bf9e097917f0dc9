"""The person's opened keys, for views behind `unlocked`."""

from __future__ import annotations

from troth.people.http import PersonRequest
from troth.sealing import Bundle
from troth.spaces.membership import Locked


def bundle_of(request: PersonRequest) -> Bundle:
    """Raises Locked while there are none."""
    bundle = request.unlock.bundle
    if bundle is None:
        raise Locked
    return bundle
