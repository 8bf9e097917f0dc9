"""Production's own settings, with the floor's two addresses beside Troth's."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from troth.config.settings import *  # noqa: F403
from troth.config.settings import TEMPLATES as SERVED

ROOT_URLCONF = "bench.urls"
_jinja = cast(dict[str, Any], SERVED[0])
TEMPLATES = [{**_jinja, "DIRS": [*_jinja["DIRS"], Path(__file__).parent / "templates"]}]
