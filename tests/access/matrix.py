"""Reads the matrix, puts its actors on a stage, and names what they get."""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, urlsplit

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve
from django.utils.http import urlencode
from time_machine import Traveller

from tests.access.people import everybody
from tests.again import once

ACTORS = ("ana", "ben", "cleo", "fay", "eve", "locked", "holder")
# A weekday's forenoon, so that neither a day nor a week turns while a test runs.
STARTS_AT = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
HOLDER_COMES = timedelta(minutes=31)
# No statement that begins like this changes a row.
READING = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO SAVEPOINT")
# Whoever gets one of these has changed nothing.
REFUSALS = {"405", "none", "sign-in", "locked", "ask", "field"}


@dataclass(frozen=True)
class Row:
    name: str  # of the address; what follows a space tells several rows of one apart
    address: str
    get: tuple[str, ...]
    post: tuple[str, ...]
    send: dict[str, str]

    @property
    def url_name(self) -> str:
        return self.name.partition(" ")[0]

    def expected(self, method: str) -> tuple[str, ...]:
        return {"GET": self.get, "HEAD": self.get, "POST": self.post}[method]


def rows() -> dict[str, Row]:
    text = Path(__file__).with_name("matrix.toml").read_text(encoding="utf-8")
    return {
        name: Row(
            name, row["address"], _all(row["get"]), _all(row["post"]), dict(row.get("send", {}))
        )
        for name, row in tomllib.loads(text).items()
    }


def _all(words: str | list[str]) -> tuple[str, ...]:
    return (words,) * len(ACTORS) if isinstance(words, str) else tuple(words)


def url_names() -> set[str]:
    """The full name of every address that the project's own resolver knows."""
    return set(_names(get_resolver("troth.config.urls"), ""))


def _names(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield f"{prefix}{entry.name}"
        else:
            inner = f"{prefix}{entry.namespace}:" if entry.namespace else prefix
            yield from _names(entry, inner)


@dataclass
class Stage:
    """Everybody at their place, at a fixed time; each request starts from there."""

    clock: Traveller
    clients: dict[str, Client]
    ids: dict[str, str]
    lenient: Client = field(default_factory=Client)
    strict: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    # Whether the last request sent the database more than questions.
    wrote: bool = False

    def address(self, row: Row) -> str:
        return row.address.format(**self.ids)

    @contextmanager
    def asks(
        self,
        actor: str,
        method: str,
        address: str,
        send: dict[str, str] | None = None,
        *,
        needs_token: bool = False,
        **more: Any,
    ) -> Iterator[HttpResponse]:
        """One request; what it wrote can be looked at inside, and is undone afterwards."""
        # One browser for all, since setting one up costs more than a request.
        client = self.strict if needs_token else self.lenient
        client.cookies = SimpleCookie(self.clients[actor].cookies.output(header="", sep=";"))
        self.clock.move_to(STARTS_AT + (HOLDER_COMES if actor == "holder" else timedelta()))
        self.wrote = False
        with transaction.atomic():
            with connection.execute_wrapper(self._note):
                answer: Any = client.generic(method, address, **_body(method, send), **more)
                if answer.streaming:
                    answer = HttpResponse(answer.getvalue(), headers=answer.headers)
            yield answer
            transaction.set_rollback(True)

    def changed_since(self, before: dict[str, list[str]]) -> list[str]:
        """The tables that the request at hand has changed."""
        return differing(before, everything_stored()) if self.wrote else []

    def _note(self, execute: Any, sql: str, *rest: Any) -> Any:
        self.wrote = self.wrote or not sql.lstrip().upper().startswith(READING)
        return execute(sql, *rest)


def _body(method: str, send: dict[str, str] | None) -> dict[str, Any]:
    if method in ("GET", "HEAD", "OPTIONS") or not send:
        return {}
    return {"data": urlencode(send), "content_type": "application/x-www-form-urlencoded"}


def set_the_stage(clock: Traveller) -> Stage:
    """Ana and Ben, a couple; Cleo, of another; Fay, who left Ana; Eve, who has no account."""
    cookies, ids = once("the stage of the access matrix", everybody)
    clients = {name: Client() for name in ACTORS}
    for name, kept in cookies.items():
        clients[name].cookies = deepcopy(kept)
    clients["locked"].cookies["session"] = clients["ana"].cookies["session"].value
    return Stage(clock, clients, ids)


def answer_of(answer: HttpResponse, address: str) -> str:
    """The matrix's word for an answer."""
    if answer.status_code == 303:
        return "gone" if answer["Location"] == "/kitchen-measures/" else answer["Location"]
    if answer.status_code == 302:
        return _target(urlsplit(answer["Location"]), address)
    if b"Your words are locked" in answer.content and answer.status_code in (200, 403):
        return "locked"
    return {200: "page", 404: "none", 422: "field"}.get(answer.status_code, str(answer.status_code))


def _target(to: SplitResult, address: str) -> str:
    if to.netloc:
        return f"elsewhere: {to.geturl()}"
    after = parse_qs(to.query).get("next", [address])[0]
    if to.path == "/sign-in/" and after == address:
        return "sign-in"
    if to.path == "/open/" and after in (address, "/me/"):
        return "ask"
    try:
        return resolve(to.path).view_name
    except Resolver404:
        return f"nowhere: {to.path}"


def everything_stored() -> dict[str, list[str]]:
    """The contents of all tables, without the counts of tries, which a refusal may raise."""
    stored: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - {"troth_cache"}):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            stored[table] = sorted(
                repr([bytes(v) if isinstance(v, memoryview) else v for v in row])
                for row in cursor.fetchall()
            )
    return stored


def differing(before: dict[str, list[str]], after: dict[str, list[str]]) -> list[str]:
    return [table for table in after if after[table] != before.get(table)]


def unknown_id() -> str:
    return str(uuid.uuid4())
