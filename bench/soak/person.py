"""What somebody in the soak does with their browser; whatever isn't as it should be is an error."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlencode

from bench.soak.forms import form_on
from bench.soak.told import FLOOR
from bench.visitor import PASSWORD

MOST_OPEN = 12
MOST_ASKS = 5
LINES = (
    "I’ll water the plants by the window",
    "I’ll call my sister about Sunday",
    "I’ll bring the bottles away",
    "I’ll sit down with you for a quarter of an hour",
)
Noted = Callable[[str, float, str], None]
Act = Callable[["Person", "Person"], None]


class Unexpected(Exception):
    """The message says which page answered what; never what stood on it."""


@dataclass
class Person:
    """`note` takes the kind of a request, how long it took, and what was wrong with it."""

    cookies: dict[str, str]
    port: int
    note: Noted
    chance: random.Random
    open: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    asks_made: int = 0
    rhythms: list[str] = field(default_factory=list)
    gestures: int = 0
    break_id: str = ""

    def __post_init__(self) -> None:
        self._connection: HTTPConnection | None = None

    def act(self, other: Person, acts: Sequence[tuple[Act, float]]) -> None:
        """Something that somebody might do next."""
        what, _ = self.chance.choices(acts, [weight for _, weight in acts])[0]
        try:
            what(self, other)
        except (Unexpected, OSError, HTTPException) as error:
            self.note("error", 0.0, f"{type(error).__name__} {error}")
        finally:
            # The server closes what nobody uses for a while.
            self._close()

    def get(self, path: str, expected: int = 200) -> str:
        return self._exchange(path, None, expected)

    def send(
        self, page: str, ending: str, facts: dict[str, str] | None = None, expected: int = 302
    ) -> str:
        """Fill in a form that stands on a page; the id of the row that it makes or changes."""
        form = form_on(self.get(page), page, ending)
        if form is None:
            raise Unexpected(f"no form {_kind(ending)} on {_kind(page)}")
        sent = form.fields | (facts or {})
        self.post(form.action, sent, expected)
        return sent.get("token", "")

    def post(self, path: str, facts: dict[str, str], expected: int = 302) -> str:
        return self._exchange(path, urlencode(facts).encode(), expected)

    def _exchange(self, path: str, body: bytes | None, expected: int) -> str:
        """The page that answers; a download is read to its end."""
        kind = f"{'GET' if body is None else 'POST'} {_kind(path)}"
        if self._connection is None:
            self._connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        pairs = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": pairs, "Content-Type": "application/x-www-form-urlencoded"}
        began = time.monotonic()
        self._connection.request("GET" if body is None else "POST", path, body, headers)
        answer = self._connection.getresponse()
        page = answer.read()
        self.note(kind, time.monotonic() - began, "")
        for text in answer.headers.get_all("Set-Cookie", []):
            name, _, value = text.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status != expected:
            raise Unexpected(f"{kind} answered {answer.status}, not {expected}")
        return page.decode()

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _kind(path: str) -> str:
    return re.sub(r"[0-9a-f-]{36}|\?.*", "…", path)


def _page_of(promise_id: str) -> str:
    return f"/promises/ours/{promise_id}/"


def look(path: str) -> Act:
    def act(person: Person, _other: Person) -> None:
        person.get(path)

    return act


def poll(person: Person, _other: Person) -> None:
    """As a page that waits does, whatever it knows."""
    person.get("/us/poll/?v=0", expected=204)


def look_back(person: Person, _other: Person) -> None:
    page = person.get("/us/")
    further = re.search(r'href="(/us/\?before=[^"]*)"', page)
    if further:
        person.get(further[1])


def read_one(person: Person, other: Person) -> None:
    for promise_id in person.chance.sample(person.open + other.open, 1) if other.open else ():
        person.get(_page_of(promise_id))


def make(person: Person, other: Person) -> None:
    if len(person.open) >= MOST_OPEN:
        keep(person, other)
        return
    facts = {"text": f"{person.chance.choice(LINES)}, {person.chance.randrange(1000)}"}
    facts |= {"when": person.chance.choice(("tomorrow", "date")), "on": str(_some_day(person))}
    more = {"to": "ours", "as_it_is": "yes"}
    if facts["when"] != "date":
        facts["on"] = ""
    person.open.append(person.send("/promises/new/", "/promises/new/", facts | more))


def _some_day(person: Person) -> date:
    return datetime.now(UTC).date() + timedelta(days=person.chance.randint(2, 20))


def keep(person: Person, _other: Person) -> None:
    if person.open:
        promise_id = person.open.pop(0)
        person.send(_page_of(promise_id), f"{promise_id}/keep/")
        person.kept = [*person.kept[-5:], promise_id]


def own(person: Person, _other: Person) -> None:
    if person.open:
        facts = {"note": "I forgot it, and I noticed only now"}
        person.send(f"{_page_of(person.open.pop(0))}own/", "/own/", facts)


def move(person: Person, _other: Person) -> None:
    """What was moved goes on as another promise."""
    if person.open:
        page = f"{_page_of(person.open.pop(0))}move/"
        later = {"when": "date", "on": str(_some_day(person))}
        person.open.append(person.send(page, "/move/", later))


def withdraw(person: Person, _other: Person) -> None:
    if person.open:
        promise_id = person.open.pop(0)
        person.send(_page_of(promise_id), f"{promise_id}/withdraw/", {"note": "Not this week"})


def say_how_it_landed(person: Person, other: Person) -> None:
    if other.kept:
        page = f"{_page_of(other.kept.pop())}landed/"
        person.send(page, "/landed/", {"kind": "noticed", "line": "It was good to see"})


def ask(person: Person, _other: Person) -> None:
    if person.asks_made < MOST_ASKS and len(person.asked) < 3:
        person.asks_made += 1
        person.asked.append(
            person.send("/asks/new/", "/asks/new/", {"text": "Would you cook on Friday?"})
        )


def answer(person: Person, other: Person) -> None:
    if other.asked:
        ask_id = other.asked.pop(0)
        person.send(f"/asks/{ask_id}/no/", f"{ask_id}/no/", {"line": "Not this week, I’m away"})


def take_along(person: Person, _other: Person) -> None:
    """The password goes first: a quarter of an hour after the last time it is asked for."""
    person.send("/open/", "/open/", {"password": PASSWORD})
    what = person.chance.choice(("json", "book"))
    person.send("/me/take-along/", f"/{what}/", expected=200)


ACTS: list[tuple[Act, float]] = [
    (look(FLOOR), 8),
    (look("/today/"), 30),
    (look("/promises/"), 10),
    (look("/us/between/"), 2),
    (look("/asks/"), 3),
    (look("/me/"), 2),
    (look("/focus/"), 1),
    (look("/help/"), 1),
    (look_back, 8),
    (poll, 12),
    (read_one, 6),
    (make, 9),
    (keep, 5),
    (own, 1.5),
    (move, 1.5),
    (withdraw, 0.7),
    (say_how_it_landed, 1),
    (ask, 1),
    (answer, 1),
    (take_along, 0.3),
]
