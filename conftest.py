"""What every test stands on: the static files collected once, as `troth serve` does."""

from __future__ import annotations

import os
from collections.abc import Iterator

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


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark what needs no database, and begin with the files that take longest.

    Else one process would wait at the end for another's long file.
    """
    for item in items:
        if not _uses_database(item):
            item.add_marker("on_any_database")
    yield
    # Once pytest-django has put them in its order.
    slow = {item.path for item in items if _is_slow(item)}
    items.sort(key=lambda item: item.path not in slow)


def _uses_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    by_mark = item.get_closest_marker("django_db") is not None
    return by_mark or not fixtures.isdisjoint({"db", "transactional_db"})


def _is_slow(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("browser", "slow"))
