"""For the asker it is all the same, to the byte: never seen, opened, set aside, brought back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from time_machine import TimeMachineFixture

from tests.access.matrix import differing, everything_stored
from tests.cast import Player, field_of
from troth.asks.export import export_rows
from troth.asks.housekeeping import keep_house
from troth.asks.models import Ask
from troth.asks.tests.acts import MONDAY, Couple, ask, masked, say_no, set_aside
from troth.spaces.queries import version_of

pytestmark = pytest.mark.on_any_database

Seen = dict[str, object]
# In private: what row 21 calls reading, opening and ignoring, and a quiet no.
PRIVATE: dict[str, Callable[[Player, UUID], object]] = {
    "never seen": lambda ben, ask_id: None,
    "seen on Today": lambda ben, ask_id: ben.get("/today/"),
    "opened": lambda ben, ask_id: [
        ben.get(f"/asks/{ask_id}/{page}") for page in ("", "yes/", "smaller/", "no/")
    ],
    "begun and left": lambda ben, ask_id: ben.post(f"/asks/{ask_id}/no/", {"line": ""}),
    "set aside": lambda ben, ask_id: set_aside(ben, ask_id),
    "set aside and brought back": lambda ben, ask_id: (
        set_aside(ben, ask_id),
        ben.post(f"/asks/{ask_id}/bring-back/"),
    ),
}
PAGES = ("/today/", "/asks/", "/asks/new/", "/promises/", "/promises/new/", "/us/", "/me/")
OF_THE_ASK = ("", "change/", "yes/", "no/")


def seen_by(ana: Player, ask_id: UUID) -> Seen:
    """Every page with all its headers, what a page polls, what she can take along."""
    paths = [*PAGES, *(f"/asks/{ask_id}/{page}" for page in OF_THE_ASK)]
    version = version_of(ana.person.id)
    return {
        **{path: masked(ana.get(path)) for path in paths},
        "version": version,
        "poll": masked(ana.get(f"/us/poll/?v={version}")),
        "export": list(export_rows(ana.membership("ours"))),
        # A fourth ask is refused alike: what was set aside still counts as open.
        "limit": _fourth(ana),
    }


def _fourth(ana: Player) -> object:
    with transaction.atomic():
        answer = masked(ana.post("/asks/new/", {"text": "Yet another"}))
        transaction.set_rollback(True)
    ana.get("/me/")  # shows what it had to say
    return answer


@pytest.mark.parametrize("days", [0, 1, 6, 7, 8])
def test_whatever_he_does_in_private_she_gets_the_same_answers(
    two: Couple, time_machine: TimeMachineFixture, days: int
) -> None:
    ana, ben = two
    ask_id = ask(ana, "Read me a page tonight")
    ask(ana, "Hold my hand at the dentist")
    ask(ana, "Bring the bread")
    ben.post("/promises/new/", {"text": "To myself", "when": "this-week", "as_it_is": "yes"})
    ana.get("/asks/")  # shows what it had to say
    seen: dict[str, Seen] = {}
    for name, act in PRIVATE.items():
        point = transaction.savepoint()
        time_machine.move_to(MONDAY, tick=False)
        act(ben, ask_id)
        then = MONDAY + timedelta(days=days)
        time_machine.move_to(then, tick=False)
        if days:
            keep_house(then)
        seen[name] = seen_by(ana, ask_id)
        transaction.savepoint_rollback(point)
    first = seen.pop("never seen")
    assert ("Read me a page" in str(first["/asks/"])) is (days < 7)
    for name, others in seen.items():
        assert others == first, name


def test_setting_aside_writes_nothing_where_she_has_a_key(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    before = everything_stored()
    set_aside(ben, ask_id)
    # His session holds what the next page says to him.
    assert set(differing(before, everything_stored())) <= {"asks_setaside", "people_session"}


def test_what_faded_is_gone_for_both_and_looks_like_what_never_was(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    ask_id = ask(ana)
    set_aside(ben, ask_id)
    ana.get("/asks/")
    time_machine.move_to(MONDAY + timedelta(days=6, hours=17), tick=False)
    assert "Read me a page" in ana.get("/asks/").content.decode()
    # Four in the morning in Berlin, noon in Tokyo.
    time_machine.move_to((MONDAY + timedelta(days=7)).replace(hour=3), tick=False)
    for player in two:
        for path in ("/today/", "/asks/"):
            assert "Read me a page" not in player.get(path).content.decode()
        for page in ("", "yes/", "no/", "change/"):
            gone = masked(player.get(f"/asks/{ask_id}/{page}"))
            nobodys = masked(player.get(f"/asks/{UUID(int=ask_id.int ^ 1)}/{page}"))
            assert gone == nobodys
            assert gone[0] == 404
    assert Ask.objects.count() == 1


def test_her_export_keeps_her_words_and_his_never_has_them(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    ask(ana)
    time_machine.move_to(MONDAY + timedelta(days=8), tick=False)
    assert [row["text"] for row in export_rows(ana.membership("ours"))] == [
        "Read me a page tonight"
    ]
    assert list(export_rows(ben.membership("ours"))) == []


def test_who_was_writing_while_it_faded_finds_the_words_again(
    two: Couple, time_machine: TimeMachineFixture
) -> None:
    ana, ben = two
    ask_id = ask(ana)
    facts = {name: field_of(ben.get(f"/asks/{ask_id}/no/"), name) for name in ("token", "revision")}
    time_machine.move_to(MONDAY + timedelta(days=7), tick=False)
    answer = ben.post(f"/asks/{ask_id}/no/", {**facts, "line": "Not this week"})
    assert answer.status_code == 422
    assert "Its week is over, and it has faded." in answer.content.decode()
    assert field_of(answer, "line") == "Not this week"
    time_machine.move_to(MONDAY + timedelta(days=9), tick=False)
    assert ben.post(f"/asks/{ask_id}/no/", {**facts, "line": "Not"}).status_code == 404


def test_after_a_no_there_is_no_button_to_ask_again(two: Couple) -> None:
    ana, ben = two
    ask_id = ask(ana)
    say_no(ben, ask_id)
    page = ana.get(f"/asks/{ask_id}/").content.decode()
    assert "<button" not in page.split("<main", 1)[1].split("</main>")[0]
