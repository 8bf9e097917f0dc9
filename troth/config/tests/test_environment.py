"""Reading the environment: nothing is needed, and a wrong variable is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from troth.config.environment import (
    ConfigurationError,
    Environment,
    Mail,
    Postgres,
    Sqlite,
    read_environment,
)


def read(platform: str = "linux", **variables: str) -> Environment:
    return read_environment(variables, user_home=Path("/home/ana"), platform=platform)


def test_nothing_is_needed() -> None:
    found = read()
    assert found.home == Path("/home/ana/.local/share/troth")
    assert found.database == Sqlite(Path("/home/ana/.local/share/troth/troth.sqlite3"))
    assert found.mail is None
    assert not found.is_hosted
    assert not found.is_debug


@pytest.mark.parametrize(
    ("platform", "variables", "home"),
    [
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/troth"),
        ("linux", {"XDG_DATA_HOME": "data"}, "/home/ana/.local/share/troth"),
        ("linux", {"TROTH_HOME": "~/here"}, "/home/ana/here"),
        ("darwin", {}, "/home/ana/Library/Application Support/Troth"),
    ],
)
def test_data_stands_where_the_system_keeps_data(
    platform: str, variables: dict[str, str], home: str
) -> None:
    assert read(platform, **variables).home == Path(home)


def test_postgres_address_is_taken_apart() -> None:
    url = "postgresql://ana:p%40ss@db.example.org:5433/troth?sslmode=verify-full"
    assert read(DATABASE_URL=url).database == Postgres(
        "db.example.org", 5433, "troth", "ana", "p@ss", "verify-full"
    )


def test_postgres_socket_folder_can_be_named() -> None:
    found = read(DATABASE_URL="postgres:///troth?host=/run/postgresql").database
    assert found == Postgres("/run/postgresql", 5432, "troth", "", "", None)


def test_sqlite_address_is_taken_apart() -> None:
    assert read(DATABASE_URL="sqlite:////srv/a%20b.db").database == Sqlite(Path("/srv/a b.db"))


def test_hosts_are_a_list() -> None:
    found = read(TROTH_HOSTS="Troth.example.org, other.example.org")
    assert found.hosts == ("troth.example.org", "other.example.org")
    assert found.is_hosted


def test_mail_is_taken_apart() -> None:
    url = "smtp://post:s%3Acret@mail.example.org?tls=ssl"
    assert read(TROTH_MAIL_URL=url, TROTH_MAIL_FROM="post@example.org").mail == Mail(
        "mail.example.org", 465, "post", "s:cret", "ssl", "post@example.org"
    )


@pytest.mark.parametrize(
    ("wrong", "variables"),
    [
        ("TROTH_HOME", {"TROTH_HOME": "somewhere"}),
        ("TROTH_HOSTS", {"TROTH_HOSTS": "https://troth.example.org"}),
        ("TROTH_HOSTS", {"TROTH_HOSTS": "troth.example.org:443"}),
        ("TROTH_HOSTS", {"TROTH_HOSTS": "*"}),
        ("TROTH_PROXIES", {"TROTH_PROXIES": "many"}),
        ("TROTH_SIGN_UP", {"TROTH_SIGN_UP": "no"}),
        ("TROTH_DEBUG", {"TROTH_DEBUG": "yes"}),
        ("TROTH_DEBUG", {"TROTH_DEBUG": "1", "TROTH_HOSTS": "troth.example.org"}),
        ("DATABASE_URL", {"DATABASE_URL": "mysql://localhost/troth"}),
        ("DATABASE_URL", {"DATABASE_URL": "troth.db"}),
        ("DATABASE_URL", {"DATABASE_URL": "sqlite://troth.db"}),
        ("DATABASE_URL", {"DATABASE_URL": "sqlite:///troth.db"}),
        ("DATABASE_URL", {"DATABASE_URL": "postgresql://localhost"}),
        ("DATABASE_URL", {"DATABASE_URL": "postgresql://localhost:port/troth"}),
        ("DATABASE_URL", {"DATABASE_URL": "postgresql://localhost/troth?sslmode=maybe"}),
        ("DATABASE_URL", {"DATABASE_URL": "postgresql://localhost/troth?colour=red"}),
        ("TROTH_MAIL_FROM", {"TROTH_MAIL_FROM": "post@example.org"}),
        ("TROTH_MAIL_FROM", {"TROTH_MAIL_URL": "smtp://mail.example.org"}),
        (
            "TROTH_MAIL_URL",
            {"TROTH_MAIL_URL": "imap://mail.example.org", "TROTH_MAIL_FROM": "a@example.org"},
        ),
        (
            "TROTH_MAIL_URL",
            {"TROTH_MAIL_URL": "smtp://mail.example.org?tls=no", "TROTH_MAIL_FROM": "a@b.org"},
        ),
    ],
)
def test_wrong_variable_is_named_with_what_would_be_right(
    wrong: str, variables: dict[str, str]
) -> None:
    with pytest.raises(ConfigurationError, match=f"^{wrong}: .* Right would be: ") as caught:
        read(**variables)
    assert caught.value.variable == wrong


def test_no_error_repeats_a_password() -> None:
    for url in ("postgresql://ana:hunter2@host:x/troth", "postgresql://ana:hunter2@host/"):
        with pytest.raises(ConfigurationError) as caught:
            read(DATABASE_URL=url)
        assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(read(DATABASE_URL="postgresql://ana:hunter2@host/troth"))
