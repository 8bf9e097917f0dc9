"""Row 2: a shared space, its members, their grants and public keys are changed by SQL."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from tests.cast import Player, pair, text_of
from tests.safety.shared_rows import (
    KEPT,
    LISTS,
    SAID,
    WITNESS,
    WITNESS_ASK,
    WITNESS_KEPT,
    Shared,
    assert_the_rest_renders,
    marks,
    seen,
)
from troth.people.models import Bundle
from troth.sealing import GRANT_BYTES, SharingPair, SigningPair
from troth.spaces.actions import leave_space
from troth.spaces.models import Member, Space

Couple = tuple[Player, Player]
OWN_PAGES = ("/today/", "/promises/", "/us/", "/me/", "/me/take-along/", "/asks/", "/us/leave/")

pytestmark = [pytest.mark.on_any_database, pytest.mark.usefixtures("on_monday")]


def grants(two: Shared, name: str) -> bytes:
    return bytes(two.rows(name).get().grants)


def test_grants_swapped_between_two_open_nothing_to_either(two: Shared) -> None:
    hers, his = grants(two, "ana"), grants(two, "ben")
    two.rows("ana").update(grants=his)
    two.rows("ben").update(grants=hers)
    for player in two.both:
        text = seen(player, *OWN_PAGES, two.page("said"))
        assert SAID not in text
        assert WITNESS not in text
        assert marks(player.get(two.page("said"))) >= 1


@pytest.mark.parametrize("name", ["ana", "ben"])
@pytest.mark.parametrize("damage", ["none", "cut", "noise", "another couple's", "text"])
def test_damaged_grants_close_the_space_to_one_and_leave_the_other_alone(
    two: Shared, cleo: Player, dan: Player, name: str, damage: str
) -> None:
    pair(cleo, dan)
    theirs = Member.objects.get(person_id=cleo.person.id, space__kind="shared").grants
    put: Any = {
        "none": b"",
        "cut": grants(two, name)[:-1],
        "noise": bytes(GRANT_BYTES),
        "another couple's": theirs,
        "text": b"clear",
    }[damage]
    two.rows(name).update(grants=put)
    closed, other = two.both if name == "ana" else two.both[::-1]
    text = seen(closed, *OWN_PAGES, two.page("said"))
    assert SAID not in text
    assert marks(closed.get(two.page("said"))) >= 1
    assert SAID in seen(other, *two.pages)
    assert closed.post("/promises/new/", {"text": "Sing", "when": "today"}).status_code == 302


@pytest.mark.parametrize("address", ["/promises/new/", "/asks/new/", "/us/between/"])
def test_whose_grants_are_damaged_writes_nothing_there_and_breaks_nothing(
    two: Shared, address: str
) -> None:
    two.rows("ana").update(grants=b"")
    facts = {"text": "Sing", "when": "today", "to": "ours", "called": "Anna", "as_it_is": "yes"}
    assert two.ana.post(address, facts).status_code in (302, 403, 422)
    assert "Sing" not in seen(two.ben, *two.pages)
    assert two.ana.post("/us/leave/").status_code == 302


def test_names_swapped_between_two_are_nobodys(two: Shared) -> None:
    hers, his = (two.rows(name).get().words for name in ("ana", "ben"))
    two.rows("ana").update(words=his)
    two.rows("ben").update(words=hers)
    for player, other in (two.both, two.both[::-1]):
        text = seen(player, "/us/", "/asks/", "/today/", two.page("said"), two.page("witness"))
        assert other.name not in text
        assert "your partner" in text.lower()
        assert marks(player.get("/us/between/")) >= 1
    assert_the_rest_renders(two)


def test_a_damaged_name_can_be_said_anew_in_the_shared_space(two: Shared) -> None:
    two.rows("ana").update(words=b"damaged")
    assert "Your partner" in text_of(two.ben.get("/asks/"))
    assert two.ana.post("/us/between/", {"called": "Annelie"}).status_code == 302
    assert "Annelie" in text_of(two.ben.get("/us/"))


SPACE: dict[str, dict[str, Any]] = {
    "no epoch": {"epoch": 0},
    "a later epoch": {"epoch": 9},
    "the day it was made": {"made_on": date(2020, 2, 2)},
}


@pytest.mark.parametrize("change", SPACE.values(), ids=SPACE.keys())
def test_a_changed_space_opens_as_before(two: Shared, change: dict[str, Any]) -> None:
    two.rows("space").update(**change)
    assert_the_rest_renders(two, SAID, KEPT, WITNESS, WITNESS_KEPT, WITNESS_ASK)
    assert "Sing" in seen(two.ben, f"/promises/ours/{two.ana.say('Sing', to='ours')}/")


def test_a_space_said_to_have_ended_is_read_on_and_loses_nothing(two: Shared) -> None:
    two.rows("space").update(ended_on=date(2026, 11, 20))
    for player in two.both:
        assert SAID in seen(player, f"/promises/{two.space_id}/{two.ids['said']}/")
        assert KEPT in seen(player, f"/us/before/{two.space_id}/")
        seen(player, *OWN_PAGES[:-1])
        assert player.get(two.page("said")).status_code == 404
    two.rows("space").update(ended_on=None)
    assert_the_rest_renders(two, SAID, WITNESS)


@pytest.mark.parametrize("kind", ["private", "broken"])
def test_a_shared_space_of_another_kind_opens_nothing_and_breaks_no_page(
    two: Shared, kind: str
) -> None:
    two.ana.say("Call my sister")
    two.rows("space").update(kind=kind)
    for player in two.both:
        for page in OWN_PAGES:
            assert player.get(page, follow=True).status_code == 200, page
        assert "Call my sister" not in text_of(two.ben.get("/promises/"))
    two.rows("space").update(kind="shared")
    assert "Call my sister" in text_of(two.ana.get("/promises/"))
    assert_the_rest_renders(two)


def test_a_private_space_said_to_be_shared_is_read_by_nobody_else(two: Shared) -> None:
    two.ana.say("Call my sister")
    mine = two.ana.membership().space_id
    Space.objects.filter(id=mine).update(kind="shared")
    for page in OWN_PAGES:
        assert two.ana.get(page, follow=True).status_code in (200, 404), page
        assert "Call my sister" not in text_of(two.ben.get(page, follow=True))
    Space.objects.filter(id=mine).update(kind="private")
    assert "Call my sister" in text_of(two.ana.get("/promises/"))


def test_a_third_member_put_into_the_space_reads_nothing(two: Shared, cleo: Player) -> None:
    row = two.rows("ana").get()
    Member.objects.create(
        space_id=two.space_id,
        id=row.id.__class__(int=7),
        person_id=cleo.person.id,
        joined_on=row.joined_on,
        grants=row.grants,
        words=row.words,
    )
    for page in (*LISTS, two.page("said"), two.page("ask")):
        answer = cleo.get(page)
        assert answer.status_code in (200, 302, 404), page
        text = text_of(answer)
        assert [said for said in (SAID, KEPT, WITNESS, WITNESS_ASK) if said in text] == [], page
    for player in two.both:
        seen(player, *two.pages)


def test_a_row_of_his_own_that_names_another_person_is_not_his_way_in(two: Shared) -> None:
    """His membership, moved into another's private space, finds no key there."""
    two.ana.say("Call my sister")
    Member.objects.filter(person_id=two.ben.person.id, space__kind="private").update(
        space_id=two.ana.membership().space_id
    )
    for page in (*OWN_PAGES, *two.pages):
        assert "Call my sister" not in text_of(two.ben.get(page, follow=True)), page
        assert two.ana.get(page, follow=True).status_code == 200, page


@pytest.mark.parametrize("column", ["verify_key", "sharing_key"])
def test_a_public_key_changed_in_the_database_changes_nothing_that_opens(
    two: Shared, column: str
) -> None:
    key = (SigningPair if column == "verify_key" else SharingPair).generate().public
    for player in two.both:
        Bundle.objects.filter(person_id=player.person.id).update(**{column: key})
    assert_the_rest_renders(two, SAID, KEPT, WITNESS, WITNESS_KEPT, WITNESS_ASK)
    new = two.ana.say("Sing", to="ours")
    assert "Sing" in seen(two.ben, f"/promises/ours/{new}/")


def test_who_left_and_is_put_back_by_sql_reads_nothing(two: Shared) -> None:
    ana, ben = two.both
    leave_space(ana.membership("ours"), timezone.now())
    two.rows("ana").update(left_on=None)
    for path in (f"/us/before/{two.space_id}/", f"/promises/{two.space_id}/{two.ids['said']}/"):
        answer = ana.get(path)
        assert SAID not in text_of(answer)
        assert WITNESS not in text_of(answer)
        assert answer.status_code == 404 or marks(answer) >= 1
    assert SAID in seen(ben, f"/promises/{two.space_id}/{two.ids['said']}/")
    two.rows("space").update(ended_on=None, epoch=1)
    text = seen(ana, *OWN_PAGES, *two.pages)
    assert [said for said in (SAID, KEPT, WITNESS, WITNESS_ASK) if said in text] == []
    assert SAID in seen(ben, *two.pages)
