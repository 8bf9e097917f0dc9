"""Production's own settings, with the floor's two addresses beside Troth's."""

from __future__ import annotations

from pathlib import Path

from troth.config.settings import *  # noqa: F403
from troth.config.settings import TEMPLATES

ROOT_URLCONF = "bench.urls"
TEMPLATES = [
    {**TEMPLATES[0], "DIRS": [*TEMPLATES[0]["DIRS"], Path(__file__).parent / "templates"]}
]
