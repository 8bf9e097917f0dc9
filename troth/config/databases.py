"""Django's database settings: for SQLite to lose nothing, for PostgreSQL not to compile."""

from __future__ import annotations

import sqlite3
from typing import Any

from troth.config.environment import Postgres, Sqlite


def database_settings(database: Sqlite | Postgres) -> dict[str, Any]:
    if isinstance(database, Sqlite):
        return _sqlite_settings(database)
    # Every question here is short: to compile one (jit) takes fifty times as long as to answer it,
    # and a new database, whose tables nothing is known of yet, would do so for each page.
    options = {"options": "-c jit=off"}
    if database.sslmode:
        options["sslmode"] = database.sslmode
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": database.name,
        "USER": database.user,
        "PASSWORD": database.password,
        "HOST": database.host,
        "PORT": database.port,
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite_settings(database: Sqlite) -> dict[str, Any]:
    journal = "WAL" if is_wal_safe(sqlite3.sqlite_version_info) else "TRUNCATE"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": database.path,
        "OPTIONS": {
            "timeout": 10,
            # A transaction that first reads and then writes would otherwise fail at once.
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                f"PRAGMA journal_mode={journal};PRAGMA synchronous=FULL;"
                "PRAGMA secure_delete=ON;PRAGMA temp_store=MEMORY"
            ),
        },
        "CONN_MAX_AGE": None,
    }


def is_wal_safe(version: tuple[int, ...]) -> bool:
    """SQLite before 3.51.3 can lose a commit when the log is reset; two series got the fix."""
    if version[:2] == (3, 44):
        return version >= (3, 44, 6)
    if version[:2] == (3, 50):
        return version >= (3, 50, 7)
    return version >= (3, 51, 3)
