"""What comes again in the soak: rhythms, what only one remembers, breaks, and looking far back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from bench.soak.forms import forms_on
from bench.soak.person import LINES, Person

MOST_RHYTHMS = 2
MOST_GESTURES = 3
HOW_OFTEN = ("daily", "weekdays", "weekly", "fortnightly")


def begin_rhythm(person: Person, _other: Person) -> None:
    if len(person.rhythms) < MOST_RHYTHMS:
        facts = {"text": person.chance.choice(LINES), "to": "ours", "as_it_is": "yes"}
        facts |= {"when": "today", "on": "", "again": person.chance.choice(HOW_OFTEN)}
        person.rhythms.append(person.send("/promises/new/", "/promises/new/", facts))


def tick_one(person: Person, _other: Person) -> None:
    """Of Today's, by its one tap: a rhythm's day or something remembered."""
    for form in forms_on(person.get("/today/"), "/today/"):
        found = re.fullmatch(
            r"/(?:promises/ours|gestures)/([0-9a-f-]{36})/(?:keep|tick)/", form.action
        )
        if found and found[1] not in person.open:
            person.post(form.action, form.fields)
            return


def let_rest(person: Person, _other: Person) -> None:
    """A rhythm is stopped; another may begin."""
    if person.rhythms:
        page = f"/promises/ours/rhythms/{person.rhythms.pop(0)}/"
        person.send(page, "/stop/")


def remember(person: Person, _other: Person) -> None:
    if person.gestures < MOST_GESTURES:
        person.gestures += 1
        facts = {"text": person.chance.choice(LINES), "how_often": "daily"}
        person.send("/gestures/new/", "/gestures/new/", facts)


def take_break(person: Person, _other: Person) -> None:
    """Weeks ahead, so that nothing said now is due in it; the next time it is called off."""
    if person.break_id:
        person.send(f"/breaks/{person.break_id}/", f"{person.break_id}/call-off/")
        person.break_id = ""
        return
    first = datetime.now(UTC).date() + timedelta(days=30)
    facts = {"from_on": str(first), "until_on": str(first + timedelta(days=6))}
    person.break_id = person.send("/breaks/new/", "/breaks/new/", facts)


def search(person: Person, _other: Person) -> None:
    where = person.chance.choice(("mine", "ours"))
    facts = {"words": "sister", "where": where}
    person.send("/promises/before/search/", "/search/", facts, expected=200)


def look_far_back(person: Person, _other: Person) -> None:
    page = person.get("/promises/before/?in=ours")
    stories = re.findall(r'href="(/promises/ours/[0-9a-f-]{36}/)"', page)
    if stories:
        person.get(person.chance.choice(stories))


ACTS = [
    (begin_rhythm, 1.0),
    (tick_one, 6.0),
    (let_rest, 0.3),
    (remember, 0.7),
    (take_break, 0.5),
    (search, 2.0),
    (look_far_back, 3.0),
]
