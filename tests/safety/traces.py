"""Plants words in every field, and searches for them in whatever form they might lie about."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.core import mail
from django.db import connection

from tests.cast import Player, field_of
from troth.grounds.tests.acts import say_need, say_plan
from troth.people.models import Session
from troth.people.session_facts import PUBLIC_ID

# By the field each stands in, so that a find tells where it comes from.
WORDS = {
    "text": "Quincewater",
    "cue": "Marzipanhour",
    "note": "Foxglovedebt",
    "called": "Bramblewick",
    "session": "Gooseberryphone",
    "other": "Thistledowncall",
    "gesture": "Huckleberryhug",
    "rhythm": "Elderflowersong",
    "need": "Gentianwindow",
    "plan": "Jasmineevening",
}
FOCUS = "repair-soon"
EVERY_WORD = (*WORDS.values(), FOCUS)


def plant(player: Player) -> None:
    """Fill every field that takes words, through the forms."""
    ended = player.say(f"{WORDS['text']} before noon", when="today", cue=f"At {WORDS['cue']}")
    player.post(f"/promises/mine/{ended}/own/", {"note": f"It was {WORDS['note']}"})
    player.say(f"Ask about {WORDS['other']}")
    player.say(f"Hum the {WORDS['rhythm']}", again="daily", kind="affection")
    player.post("/me/", {"called": WORDS["called"]})
    player.post("/focus/", {"habit": FOCUS})
    facts = {"text": f"A {WORDS['gesture']}", "how_often": "daily"}
    assert player.post("/gestures/new/", facts).status_code == 302
    say_need(player, f"A {WORDS['need']}")
    say_plan(player, f"To the {WORDS['plan']}")
    public_id = player.client.session[PUBLIC_ID]
    player.post(f"/me/sessions/{public_id}/name/", {"name": WORDS["session"]})


def is_planted(player: Player) -> bool:
    """Whether all of it can be read by its author: else a search would prove nothing."""
    pages = ("/promises/", "/today/", "/me/", "/me/sessions/", "/needs/", "/plans/")
    shown = "".join(player.get(page).content.decode() for page in pages)
    fields = ("text", "other", "rhythm", "gesture", "need", "plan", "called", "session")
    return all(WORDS[field] in shown for field in fields)


def forms_of(word: str) -> set[bytes]:
    """A word as it could stand somewhere: raw, UTF-16, base64 at each alignment, hex."""
    raw = word.encode()
    found = {raw, raw.lower(), raw.upper(), word.encode("utf-16-le"), word.encode("utf-16-be")}
    found |= {raw.hex().encode(), raw.hex().upper().encode(), quote(word).encode()}
    for before in range(3):
        whole = (before + len(raw)) // 3 * 4
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            found.add(encode(b"\0" * before + raw)[(0, 2, 3)[before] : whole])
    return found


def found_in(heap: bytes, words: Iterable[str] = EVERY_WORD) -> list[str]:
    return [word for word in words if any(form in heap for form in forms_of(word))]


def all_rows() -> bytes:
    """Every column of every table, and what stands compressed in the sessions."""
    heap: list[bytes] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                heap.extend(
                    bytes(value) if isinstance(value, (bytes, memoryview)) else str(value).encode()
                    for value in row
                )
    heap.extend(repr(session.get_decoded()).encode() for session in Session.objects.all())
    return b"\0".join(heap)


def all_files(*folders: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file under the home, the database's own, and those of the folders given."""
    database = str(connection.settings_dict["NAME"])
    for folder in (Path(settings.TROTH_HOME), *folders):
        for at, _folders, names in os.walk(folder):
            for name in names:
                path = Path(at, name)
                if path.is_relative_to(settings.STATIC_ROOT):
                    continue
                # Tests that run beside this one have databases of their own here.
                if name.startswith("test.sqlite3") and not str(path).startswith(database):
                    continue
                yield path, path.read_bytes()


def all_mail() -> bytes:
    return b"\0".join(sent.message().as_bytes() for sent in getattr(mail, "outbox", []))


def fresh_token(player: Player) -> str:
    return field_of(player.get("/promises/new/"), "token")
