"""What each database is asked to do holds on a live connection."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import connection

from troth.config.databases import is_wal_safe
from troth.config.housekeeping import keep_house


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_write_ahead_log_is_used_only_where_it_is_sound(
    version: tuple[int, ...], expected: bool
) -> None:
    assert is_wal_safe(version) is expected


@pytest.mark.django_db
def test_sqlite_keeps_its_promises_on_a_live_connection() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("says something about SQLite alone")
    expected = {"synchronous": 2, "secure_delete": 1, "foreign_keys": 1, "temp_store": 2}
    with connection.cursor() as cursor:
        for pragma, value in expected.items():
            assert cursor.execute(f"PRAGMA {pragma}").fetchone() == (value,), pragma
        assert cursor.execute("PRAGMA journal_mode").fetchone()[0] in {"truncate", "wal"}
        assert cursor.execute("PRAGMA busy_timeout").fetchone() == (10_000,)


@pytest.mark.django_db
def test_postgresql_compiles_no_questions() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("says something about PostgreSQL alone")
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def stored_keys() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM troth_cache")
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.django_db
def test_cache_holds_no_address_in_clear() -> None:
    cache.clear()
    cache.set("login:ip:203.0.113.9", [1, 2, 3])
    assert cache.get("login:ip:203.0.113.9") == [1, 2, 3]
    (key,) = stored_keys()
    assert "203.0.113.9" not in key


@pytest.mark.django_db
def test_housekeeping_throws_away_expired_cache_rows_only() -> None:
    cache.set("expired", 1, timeout=-5)
    cache.set("fresh", 1, timeout=600)
    before = stored_keys()
    keep_house(datetime.now(UTC))
    assert len(stored_keys()) < max(len(before), 2)
    assert cache.get("fresh") == 1
