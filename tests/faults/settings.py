"""Production's own settings with its own database in TROTH_HOME; only the keys are cheap."""

from __future__ import annotations

from troth.config.settings import *  # noqa: F403
from troth.config.settings import ALLOWED_HOSTS, STORAGES
from troth.sealing import WrapCost

ALLOWED_HOSTS = [*ALLOWED_HOSTS, "testserver"]
LOCAL_HOSTS = ALLOWED_HOSTS
TROTH_KEY_COST = WrapCost(memory_kib=64, passes=1)
# Pages are made, but nobody fetches what they name.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
