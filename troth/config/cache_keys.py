"""Cache keys are hashed, so that no address or name stands in the cache table."""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings


def hashed_key(key: str, key_prefix: str, version: int) -> str:
    text = f"{key_prefix}:{version}:{key}"
    return hmac.new(
        settings.SECRET_KEY.encode(), b"troth.cache-key\0" + text.encode(), hashlib.sha256
    ).hexdigest()
