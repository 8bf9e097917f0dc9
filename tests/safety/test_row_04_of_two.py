"""Row 4, for two: Ben shares a space with Ana, and of what is hers alone he finds no trace."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from time_machine import TimeMachineFixture

from tests.access.matrix import differing, everything_stored, rows
from tests.again import once
from tests.cast import PASSWORD, Player, pair
from tests.safety.of_two import done
from tests.safety.shared_rows import Shared
from troth.people.session_facts import PUBLIC_ID
from troth.portability.tests.files import take
from troth.spaces.queries import version_of

PLANTED = "Call the quincewater harbour"
LISTS = (
    "/today/", "/promises/", "/promises/?in=ours", "/promises/new/", "/promises/waiting/",
    "/us/", "/us/between/", "/us/leave/", "/us/step-away/", "/us/invite/", "/us/words/",
    "/asks/", "/asks/new/", "/focus/", "/begin/", "/begin/first/", "/me/", "/me/settings/",
    "/me/take-along/", "/join/", "/join/welcome/",
)  # fmt: skip
Couple = tuple[Player, Player]
Answers = dict[str, object]

pytestmark = [pytest.mark.on_any_database, pytest.mark.usefixtures("on_monday")]


def whole(answer: HttpResponse) -> tuple[int, str, dict[str, str]]:
    """A whole answer but for what is drawn anew in each: form tokens and ids of rows to come."""
    body = re.sub(r"[A-Za-z0-9]{64}", "TOKEN", answer.content.decode())
    body = re.sub(r'(?<=value=")[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}', "ID", body)
    return answer.status_code, body, dict(sorted(answer.headers.items()))


def answers_to(ben: Player, pages: list[str]) -> Answers:
    """All that he can read, poll and take along."""
    version = version_of(ben.person.id)
    found: Answers = {page: whole(ben.get(page)) for page in pages}
    found |= {f"{kind} to take along": take(ben, kind) for kind in ("json", "book")}
    found |= {"version": version, "poll": whole(ben.get(f"/us/poll/?v={version}"))}
    heads = {f"HEAD {page}": dict(ben.client.head(page).headers) for page in LISTS[:6]}
    return {**found, **heads}


def moved(before: Answers, after: Answers) -> list[str]:
    return [name for name in before if before[name] != after[name]]


def say_and_end(step: str) -> Callable[[Shared], Any]:
    def act(two: Shared) -> Any:
        own = two.ana.say(PLANTED, cue=PLANTED)
        done(two.ana.post(f"/promises/mine/{own}/{step}/", {"note": PLANTED, "when": "this-week"}))

    return act


def reads_all(two: Shared) -> None:
    for page in (*LISTS, *two.pages):
        two.ana.get(page)


def names_her_session(two: Shared) -> None:
    public_id = two.ana.client.session[PUBLIC_ID]
    done(two.ana.post(f"/me/sessions/{public_id}/name/", {"name": PLANTED}))


def signs_in_elsewhere(two: Shared) -> None:
    done(Player("Ana", Client()).sign_in())


def changes_her_settings(two: Shared) -> None:
    facts = {"time_zone": "Pacific/Auckland", "ask_again": "never", "exit_address": ""}
    done(two.ana.post("/me/settings/", facts))


def begins_and_leaves_forms(two: Shared) -> None:
    """What she typed and didn't send in the end, or sent with something missing."""
    for address in ("/promises/new/", "/asks/new/", f"{two.page('witness_ask')}no/"):
        assert two.ana.post(address, {"text": "", "line": "", "to": "ours"}).status_code == 422
    assert two.ana.post(f"{two.page('witness_kept')}landed/", {"line": PLANTED}).status_code == 422


PRIVATE: dict[str, Callable[[Shared], Any]] = {
    "nothing": lambda two: None,
    "a promise to herself": lambda two: two.ana.say(PLANTED, cue=PLANTED),
    "one kept": say_and_end("keep"),
    "one owned": say_and_end("own"),
    "one moved": say_and_end("move"),
    "one taken back": say_and_end("withdraw"),
    "a focus": lambda two: done(two.ana.post("/focus/", {"habit": "give-space"})),
    "what she calls herself": lambda two: done(two.ana.post("/me/", {"called": PLANTED[:40]})),
    "a named session": names_her_session,
    "another browser": signs_in_elsewhere,
    "settings": changes_her_settings,
    "an e-mail address": lambda two: done(two.ana.post("/me/e-mail/", {"email": "a@example.org"})),
    "a quiet no": lambda two: done(two.ana.post(f"{two.page('witness_ask')}set-aside/")),
    "stepping away": lambda two: done(two.ana.post("/us/step-away/")),
    "reading it all": reads_all,
    "forms begun": begins_and_leaves_forms,
    "a new password": lambda two: done(
        two.ana.post("/me/password/", {"oldpassword": PASSWORD, "password1": "calm otters, noon"})
    ),
    "taking her words along": lambda two: [take(two.ana, kind) for kind in ("book", "json")],
    "the exit": lambda two: two.ana.post("/exit/"),
    "signing out": lambda two: two.ana.post("/sign-out/"),
}


@pytest.mark.parametrize("act", PRIVATE.values(), ids=PRIVATE.keys())
def test_nothing_that_she_does_alone_moves_anything_that_he_gets(
    two: Shared, act: Callable[[Shared], Any]
) -> None:
    pages = [*LISTS, *two.pages]

    def look_twice() -> Answers:
        answers_to(two.ben, pages)
        return answers_to(two.ben, pages)

    before = once("what Ben gets before Ana does anything", look_twice)
    act(two)
    after = answers_to(two.ben, pages)
    assert moved(before, after) == []
    assert "quincewater" not in str(after)


def test_what_he_gets_moves_where_she_says_something_to_him(two: Shared) -> None:
    """Else comparing would prove nothing."""
    pages = [*LISTS, *two.pages]
    before = answers_to(two.ben, pages)
    two.ana.say("Sing", to="ours")
    assert {"/today/", "/promises/", "json to take along"} <= set(
        moved(before, answers_to(two.ben, pages))
    )


class Hers(dict[str, str]):
    """Whatever an address asks for, it is the one thing."""

    def __missing__(self, name: str) -> str:
        return self["promise"]


def addresses_of(row_id: UUID, spaces: list[str]) -> dict[str, dict[str, str]]:
    """Every address that takes an id, in every space it could be said to lie in: what is sent."""
    found = {}
    for row in rows().values():
        if "{" not in row.address:
            continue
        address = row.address.format_map(Hers(promise=str(row_id)))
        found[address] = row.send
        for where in spaces if "/mine/" in address else ():
            found[address.replace("/mine/", f"/{where}/")] = row.send
    return found


def test_by_every_address_her_id_is_like_nobodys(two: Shared) -> None:
    hers, wrong = two.ana.say(PLANTED, cue=PLANTED), []
    spaces = ["ours", str(two.space_id), str(two.ana.membership().space_id)]
    stored = everything_stored()
    own, nobodys = addresses_of(hers, spaces), addresses_of(uuid4(), spaces)
    assert len(own) > 60
    for (theirs, send), other in zip(own.items(), nobodys, strict=True):
        for ask in (two.ben.get, lambda path, send=send: two.ben.post(path, send)):
            pair_of_answers = [whole(ask(path)) for path in (theirs, other)]
            if pair_of_answers[0] != pair_of_answers[1]:
                wrong.append(f"another answer: {theirs}")
            if pair_of_answers[0][0] not in (302, 404, 405):
                wrong.append(f"{pair_of_answers[0][0]}: {theirs}")
    assert wrong == []
    changed = set(differing(stored, everything_stored()))
    assert changed <= {"people_session", "troth_cache"}


@pytest.mark.parametrize(
    "address",
    [
        "/promises/before/?before=2026-11-24T03:00:00.{id}", "/promises/?in={space}",
        "/promises/before/?in={space}", "/promises/before/?in=ours&before={id}",
        "/promises/before/?q=quincewater", "/promises/before/search/?words=quincewater&in=ours",
        "/us/?before=2026-11-23.{id}", "/us/before/{space}/", "/us/before/{id}/",
        "/promises/new/?to={space}", "/promises/?q=quincewater", "/us/?q=quincewater",
        "/asks/?q=quincewater", "/today/?where={space}", "/us/poll/?v={id}",
        "/focus/?space={space}", "/me/?person={person}", "/us/between/?person={person}",
    ],
)  # fmt: skip
def test_by_no_parameter_does_he_get_anything_of_hers(two: Shared, address: str) -> None:
    hers, mine = two.ana.say(PLANTED, cue=PLANTED), two.ana.membership().space_id
    facts = {"id": hers, "space": mine, "person": two.ana.person.id}
    nobodys = {name: UUID(int=row_id.int ^ 1) for name, row_id in facts.items()}
    two.ben.get("/me/")
    theirs, other = (whole(two.ben.get(address.format(**each))) for each in (facts, nobodys))
    masked = (
        re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID", each[1])
        for each in (theirs, other)
    )
    assert (theirs[0], theirs[2]) == (other[0], other[2])
    assert len(set(masked)) == 1
    assert "quincewater" not in theirs[1]


def test_by_no_form_of_his_does_her_id_bring_anything(two: Shared) -> None:
    hers = str(two.ana.say(PLANTED, cue=PLANTED))
    for address, facts in {
        "/promises/new/": {"text": "Sing", "when": "today", "as_it_is": "yes", "token": hers},
        "/asks/new/": {"text": "Hum", "as_it_is": "yes", "token": hers},
        "/focus/": {"habit": "give-space", "token": hers},
        f"{two.page('witness')}keep/": {"token": hers},
        "/us/replies/": {"takes": "yes", "promise": hers},
        f"/promises/mine/{hers}/share/": {"token": str(uuid4())},
    }.items():
        answer = two.ben.post(address, facts)
        assert answer.status_code in (302, 404), address
        assert "quincewater" not in two.ben.get("/promises/").content.decode()
    for page in [*LISTS, *two.pages, f"/promises/ours/{hers}/", f"/promises/mine/{hers}/"]:
        assert "quincewater" not in two.ben.get(page).content.decode(), page
    assert PLANTED in two.ana.get(f"/promises/mine/{hers}/").content.decode()


def test_a_quiet_no_and_being_away_are_not_in_his_files(two: Shared) -> None:
    done(two.ana.post(f"{two.page('witness_ask')}set-aside/"))
    done(two.ana.post("/us/step-away/"))
    data = take(two.ben, "json").decode()
    for telling in ("aside", "away", "grants", "signature"):
        assert telling not in data.lower(), telling


def test_whoever_was_left_learns_nothing_of_a_life_without_them(
    two: Shared, cleo: Player, time_machine: TimeMachineFixture
) -> None:
    """She leaves, finds Cleo and lives on; to Ben not a byte of that."""
    done(two.ana.post("/us/leave/"))
    pages = [*LISTS, f"/us/before/{two.space_id}/", f"/promises/{two.space_id}/{two.ids['said']}/"]
    answers_to(two.ben, pages)
    before = answers_to(two.ben, pages)
    pair(two.ana, cleo)
    own = two.ana.say(PLANTED, to="ours", cue=PLANTED)
    done(two.ana.post(f"/promises/ours/{own}/keep/"))
    done(two.ana.post("/us/between/", {"called": "Annelie"}))
    assert moved(before, answers_to(two.ben, pages)) == []
    shared_with_cleo = str(two.ana.membership("ours").space_id)
    for where in ("ours", shared_with_cleo):
        assert two.ben.get(f"/promises/{where}/{own}/").status_code == 404
    assert two.ben.get(f"/us/before/{shared_with_cleo}/").status_code == 404
