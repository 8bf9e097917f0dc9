"""Reads the environment variables into one frozen value; none of them is needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")

# By how the connection to the mail server is encrypted.
PORTS = {"starttls": 587, "ssl": 465, "none": 25}


class ConfigurationError(Exception):
    """An environment variable is wrong; the message names it and says what would be right."""

    def __init__(self, variable: str, problem: str, right: str) -> None:
        super().__init__(f"{variable}: {problem} Right would be: {right}")
        self.variable = variable


@dataclass(frozen=True, slots=True)
class Sqlite:
    path: Path


@dataclass(frozen=True, slots=True)
class Postgres:
    host: str
    port: int
    name: str
    user: str
    password: str = field(repr=False)
    sslmode: str | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    host: str
    port: int
    user: str
    password: str = field(repr=False)
    tls: str = "starttls"
    sender: str = ""


@dataclass(frozen=True, slots=True)
class Environment:
    """`hosts` is empty on one's own machine; with hosts, everything is https only."""

    home: Path
    database: Sqlite | Postgres
    hosts: tuple[str, ...]
    proxies: int
    operator: str
    mail: Mail | None
    is_sign_up_open: bool
    is_debug: bool
    is_demo: bool

    @property
    def is_hosted(self) -> bool:
        return bool(self.hosts)


def read_environment(
    variables: Mapping[str, str], *, user_home: Path, platform: str
) -> Environment:
    """`platform` is `sys.platform`. Raises ConfigurationError."""
    given = {name: value.strip() for name, value in variables.items() if value.strip()}
    home = _read_home(given, user_home, platform)
    hosts = _read_hosts(given)
    is_debug = _read_switch(given, "TROTH_DEBUG")
    if is_debug and hosts:
        raise ConfigurationError(
            "TROTH_DEBUG",
            "it shows the inside of the program, so it can't be on where others are hosted.",
            "leave it out, or leave out TROTH_HOSTS.",
        )
    return Environment(
        home=home,
        database=_read_database(given, home),
        hosts=hosts,
        proxies=_read_proxies(given),
        operator=given.get("TROTH_OPERATOR", ""),
        mail=_read_mail(given),
        is_sign_up_open=_read_sign_up(given),
        is_debug=is_debug,
        is_demo=_read_switch(given, "TROTH_DEMO"),
    )


def _read_home(given: Mapping[str, str], user_home: Path, platform: str) -> Path:
    if "TROTH_HOME" in given:
        home = Path(given["TROTH_HOME"])
        if home.parts[:1] == ("~",):
            home = user_home.joinpath(*home.parts[1:])
        if not home.is_absolute():
            raise ConfigurationError(
                "TROTH_HOME", "it isn't a full path.", "a folder such as /var/lib/troth"
            )
        return home
    if platform == "darwin":
        return user_home / "Library" / "Application Support" / "Troth"
    data = Path(given.get("XDG_DATA_HOME", ""))
    # The XDG specification tells programs to ignore a relative path here.
    return (data if data.is_absolute() else user_home / ".local" / "share") / "troth"


def _read_hosts(given: Mapping[str, str]) -> tuple[str, ...]:
    hosts = tuple(
        host.strip().lower() for host in given.get("TROTH_HOSTS", "").split(",") if host.strip()
    )
    for host in hosts:
        if any(mark in host for mark in "/:*@ "):
            raise ConfigurationError(
                "TROTH_HOSTS",
                f"{host!r} isn't a bare host name.",
                "names without https:// and port, divided by commas: troth.example.org",
            )
    return hosts


def _read_proxies(given: Mapping[str, str]) -> int:
    text = given.get("TROTH_PROXIES", "1")
    if text not in {"1", "2", "3", "4", "5"}:
        raise ConfigurationError(
            "TROTH_PROXIES",
            f"{text!r} isn't a number from 1 to 5.",
            "how many proxies stand in front of Troth, usually 1",
        )
    return int(text)


def _read_sign_up(given: Mapping[str, str]) -> bool:
    text = given.get("TROTH_SIGN_UP", "open")
    if text not in {"open", "closed"}:
        raise ConfigurationError(
            "TROTH_SIGN_UP", f"{text!r} is neither open nor closed.", "open, or closed"
        )
    return text == "open"


def _read_switch(given: Mapping[str, str], variable: str) -> bool:
    text = given.get(variable, "0")
    if text not in {"0", "1"}:
        raise ConfigurationError(variable, f"{text!r} is neither 0 nor 1.", "1, or leave it out")
    return text == "1"


def _read_database(given: Mapping[str, str], home: Path) -> Sqlite | Postgres:
    if "DATABASE_URL" not in given:
        return Sqlite(home / "troth.sqlite3")
    address = _split(given["DATABASE_URL"], "DATABASE_URL", _DATABASE_HINT)
    if address.scheme == "sqlite":
        return _sqlite(address)
    if address.scheme in {"postgres", "postgresql"}:
        return _postgres(address)
    raise _wrong_database(f"{address.scheme or 'an address without a kind'!r} isn't known.")


_DATABASE_HINT = (
    "sqlite:////var/lib/troth/troth.sqlite3 or "
    "postgresql://user:password@host:5432/name?sslmode=require"
)


def _wrong_database(problem: str) -> ConfigurationError:
    return ConfigurationError("DATABASE_URL", problem, _DATABASE_HINT)


def _sqlite(address: SplitResult) -> Sqlite:
    if address.netloc or not address.path.strip("/"):
        raise _wrong_database("an SQLite address has three slashes and then the path of a file.")
    path = unquote(address.path[1:])
    if not Path(path).is_absolute():
        raise _wrong_database("the path of the file isn't a full one (four slashes in all).")
    return Sqlite(Path(path))


def _postgres(address: SplitResult) -> Postgres:
    options = parse_qs(address.query)
    unknown = sorted(set(options) - {"sslmode", "host"})
    if unknown:
        raise _wrong_database(f"the option {unknown[0]!r} isn't known.")
    sslmode = options.get("sslmode", [None])[0]
    if sslmode is not None and sslmode not in SSL_MODES:
        raise _wrong_database(f"sslmode has to be one of {', '.join(SSL_MODES)}.")
    name = unquote(address.path.lstrip("/"))
    if not name:
        raise _wrong_database("the name of the database is missing.")
    return Postgres(
        # ?host=/folder is how libpq's addresses name a folder with a socket.
        host=options.get("host", [unquote(address.hostname or "")])[0],
        port=address.port or 5432,
        name=name,
        user=unquote(address.username or ""),
        password=unquote(address.password or ""),
        sslmode=sslmode,
    )


def _read_mail(given: Mapping[str, str]) -> Mail | None:
    url, sender = given.get("TROTH_MAIL_URL"), given.get("TROTH_MAIL_FROM", "")
    if url is None:
        if sender:
            raise ConfigurationError(
                "TROTH_MAIL_FROM", "it says nothing without TROTH_MAIL_URL.", _MAIL_HINT
            )
        return None
    if "@" not in sender:
        raise ConfigurationError(
            "TROTH_MAIL_FROM", "mail needs the address that it comes from.", "post@example.org"
        )
    address = _split(url, "TROTH_MAIL_URL", _MAIL_HINT)
    tls = parse_qs(address.query).get("tls", ["starttls"])[0]
    if address.scheme != "smtp" or not address.hostname:
        raise ConfigurationError("TROTH_MAIL_URL", "it isn't an smtp:// address.", _MAIL_HINT)
    if tls not in PORTS:
        raise ConfigurationError(
            "TROTH_MAIL_URL", f"tls={tls!r} isn't known.", "tls=starttls, tls=ssl or tls=none"
        )
    return Mail(
        host=address.hostname,
        port=address.port or PORTS[tls],
        user=unquote(address.username or ""),
        password=unquote(address.password or ""),
        tls=tls,
        sender=sender,
    )


_MAIL_HINT = "smtp://user:password@mail.example.org:587?tls=starttls"


def _split(url: str, variable: str, right: str) -> SplitResult:
    try:
        address = urlsplit(url)
        _ = address.port
    except ValueError:
        # Not the original message: it repeats the address, and so the password in it.
        raise ConfigurationError(variable, "it can't be read as an address.", right) from None
    return address
