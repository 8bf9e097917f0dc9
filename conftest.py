"""What every test stands on: the static files collected once, as `troth serve` does."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["tests.cast"]

# A slow machine must not turn a true property into a failing one.
hypothesis_settings.register_profile("troth", deadline=None, derandomize="CI" in os.environ)
hypothesis_settings.load_profile("troth")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        # Only in the process that starts the others, before it starts them.
        import django

        django.setup()
        from troth.config.static_files import collect_if_changed

        collect_if_changed()
