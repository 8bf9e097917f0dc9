"""A data folder of its own for each test, and the database as it was before it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings


@pytest.fixture
def home(settings: Settings, tmp_path: Path) -> Path:
    """Where notes and ballast stand; the database is the tests' own."""
    settings.TROTH_HOME = tmp_path / "home"
    (tmp_path / "home").mkdir(mode=0o700)
    return tmp_path / "home"


@pytest.fixture
def committed(transactional_db: None, home: Path) -> Iterator[Path]:
    """For tests whose transactions are in earnest; gives the data folder."""
    yield home
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'before%'")
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP SCHEMA "{name}" CASCADE')
