"""The four words: the same for both, first confirmed by the joiner, then by the inviter."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.test import Client

from tests.access.matrix import everything_stored
from tests.cast import Player, field_of, pair, text_of, with_a_bit_flipped
from troth.journeys.pairing.tests.steps import (
    bring,
    code_on,
    confirm,
    four_on,
    invite,
    join,
    without_tokens,
)
from troth.people.models import Bundle
from troth.promises.models import Promise
from troth.sealing import (
    Greeting,
    PinnedKeys,
    new_bundle,
    open_greeting,
    read_code,
    seal_greeting,
    write_code,
)
from troth.spaces.models import Invitation, Joining, Member, Space

pytestmark = pytest.mark.on_any_database

WAY = "/us/words/"


def are_two(*players: Player) -> bool:
    return all(player.get(WAY).get("Location") == "/us/" for player in players)


def stored_beside_people() -> dict[str, list[str]]:
    """Whoever confirmed keeps the keys in their own bundle, sealed and padded."""
    return {name: rows for name, rows in everything_stored().items() if "people_" not in name}


@pytest.fixture
def comparing(ana: Player, ben: Player) -> tuple[Player, Player]:
    """Ana has invited, Ben has joined."""
    join(ben, invite(ana))
    return ana, ben


def test_both_see_the_others_name_and_the_same_four_words(
    comparing: tuple[Player, Player],
) -> None:
    ana, ben = (player.get(WAY) for player in comparing)
    assert four_on(ana) == four_on(ben)
    assert len(set(four_on(ana))) > 1
    assert "You and Ben" in text_of(ana)
    assert "You and Ana" in text_of(ben)


def test_the_inviter_waits_for_the_joiner(comparing: tuple[Player, Player]) -> None:
    ana, ben = comparing
    assert "Ben hasn’t confirmed yet." in text_of(ana.get(WAY))
    assert 'name="compared"' not in ana.get(WAY).content.decode()
    compared = field_of(ben.get(WAY), "compared")
    before = everything_stored()
    assert ana.post("/us/words/confirm/", {"compared": compared})["Location"] == WAY
    assert everything_stored() == before


def test_joiner_then_inviter_and_the_two_are_two(comparing: tuple[Player, Player]) -> None:
    ana, ben = comparing
    assert confirm(ben)["Location"] == WAY
    assert "You have confirmed." in text_of(ben.get(WAY))
    assert confirm(ana)["Location"] == "/us/"
    assert are_two(ana, ben)
    assert ana.membership("ours").partner_called == "Ben"
    assert ben.membership("ours").partner_called == "Ana"
    assert not Invitation.objects.exists()
    assert not Joining.objects.exists()


def test_confirming_twice_is_confirming_once(comparing: tuple[Player, Player]) -> None:
    ana, ben = comparing
    facts = {"compared": field_of(ben.get(WAY), "compared")}
    for _ in range(2):
        assert ben.post("/us/words/confirm/", facts)["Location"] == WAY
    for _ in range(2):
        assert ana.post("/us/words/confirm/", facts)["Location"] == "/us/"
    assert Space.objects.filter(kind=Space.Kind.SHARED).count() == 1


def test_waiting_pages_ask_whether_something_has_changed(comparing: tuple[Player, Player]) -> None:
    ana, ben = comparing
    assert "data-poll" in ana.get(WAY).content.decode()
    assert "data-poll" not in ben.get(WAY).content.decode()
    confirm(ben)
    assert "data-poll" in ben.get(WAY).content.decode()
    assert "data-poll" not in ana.get(WAY).content.decode()
    assert 'href="/us/words/">Look again' in ben.get(WAY).content.decode()


@pytest.mark.parametrize("confirmed", [False, True])
def test_stepping_back_leaves_the_invitation_as_unused(
    ana: Player, ben: Player, confirmed: bool
) -> None:
    code = invite(ana)
    pages = ("/us/invite/", "/us/words/", "/today/", "/me/", "/promises/")
    before = [without_tokens(ana.get(page)) for page in pages]
    rows = stored_beside_people()
    join(ben, code)
    if confirmed:
        confirm(ben)
    assert ben.post("/us/words/back/")["Location"] == "/today/"
    assert [without_tokens(ana.get(page)) for page in pages] == before
    assert stored_beside_people() == rows
    assert bring(ben, code).status_code == 302


def test_words_that_differ_leave_the_code_good_for_nobody(ana: Player, ben: Player) -> None:
    code = invite(ana)
    join(ben, code)
    ben.post("/us/words/back/", {"differ": "yes"})
    assert "That code is used up" in text_of(ben.get("/today/"))
    assert not Invitation.objects.exists()
    assert bring(ben, code).status_code == 422


def test_not_who_i_meant_takes_the_invitation_back(comparing: tuple[Player, Player]) -> None:
    ana, ben = comparing
    assert "This isn’t who I meant" in text_of(ana.get(WAY))
    ana.post("/us/words/back/")
    assert not Invitation.objects.exists()
    for player in comparing:
        assert "nobody to compare words with" in text_of(player.get(WAY))
    assert ben.post("/us/words/confirm/", {"compared": "1-2-3-4"})["Location"] == WAY
    assert not Space.objects.filter(kind=Space.Kind.SHARED).exists()


def test_the_inviter_confirms_only_whom_the_words_were_of(
    ana: Player, ben: Player, cleo: Player
) -> None:
    """Ben steps back while Ana has his words before her, and Cleo joins in his place."""
    code = invite(ana)
    join(ben, code)
    confirm(ben)
    seen = field_of(ana.get(WAY), "compared")
    ben.post("/us/words/back/")
    join(cleo, code)
    confirm(cleo)
    assert ana.post("/us/words/confirm/", {"compared": seen})["Location"] == WAY
    assert "Please compare once more." in text_of(ana.get(WAY))
    assert not Space.objects.filter(kind=Space.Kind.SHARED).exists()
    assert "You and Cleo" in text_of(ana.get(WAY))


def test_a_swapped_key_shows_in_the_words(ana: Player, ben: Player) -> None:
    """Somebody with the code puts their own keys between the two."""
    code = read_code(invite(ana))
    row = Invitation.objects.get()
    greeting, between = open_greeting(row.greeting, code, row.id), new_bundle(UUID(int=1))
    keys = PinnedKeys(between.signing.public, between.sharing.public)
    forged = Greeting(
        greeting.inviter_id, greeting.space_id, keys, greeting.called, greeting.first_words
    )
    Invitation.objects.update(greeting=seal_greeting(forged, code, row.id))
    join(ben, write_code(code))
    assert len(four_on(ben.get(WAY))) == 4
    assert four_on(ana.get(WAY)) != four_on(ben.get(WAY))


def test_public_keys_in_the_database_are_never_asked(comparing: tuple[Player, Player]) -> None:
    ana, ben = comparing
    words = four_on(ana.get(WAY))
    Bundle.objects.update(verify_key=b"v" * 32, sharing_key=b"s" * 32)
    assert four_on(ana.get(WAY)) == four_on(ben.get(WAY)) == words
    confirm(ben)
    confirm(ana)
    assert are_two(ana, ben)


@pytest.mark.parametrize("column", ["answer", "words"])
def test_an_answer_that_was_changed_can_only_be_sent_away(
    comparing: tuple[Player, Player], column: str
) -> None:
    ana, ben = comparing
    row = Invitation.objects.get()
    Invitation.objects.update(**{column: with_a_bit_flipped(getattr(row, column))})
    confirm(ben)
    page = ana.get(WAY)
    assert four_on(page) == []
    assert "This can’t be opened." in text_of(page)
    answer = ana.post("/us/words/confirm/", {"compared": "1-2-3-4"})
    assert answer["Location"] == WAY
    assert not Space.objects.filter(kind=Space.Kind.SHARED).exists()
    ana.post("/us/words/back/")
    assert not Invitation.objects.exists()


def test_a_joining_that_was_changed_can_only_be_stepped_back_from(
    comparing: tuple[Player, Player],
) -> None:
    ana, ben = comparing
    row = Joining.objects.get()
    Joining.objects.update(words=with_a_bit_flipped(row.words))
    assert "This can’t be opened." in text_of(ben.get(WAY))
    assert ben.post("/us/words/confirm/", {"compared": "1-2-3-4"})["Location"] == WAY
    ben.post("/us/words/back/")
    assert code_on(ana.get("/us/invite/"))


def test_a_joiner_put_into_the_row_by_hand_is_nobody(
    comparing: tuple[Player, Player], cleo: Player
) -> None:
    ana, ben = comparing
    Invitation.objects.update(joined_by=cleo.person.id, state=Invitation.State.CONFIRMED)
    assert four_on(ana.get(WAY)) == []
    assert confirm_with(ana, four_on(ben.get(WAY)))["Location"] == WAY
    assert not Member.objects.filter(space__kind=Space.Kind.SHARED).exists()


def confirm_with(player: Player, words: list[str]) -> dict[str, str]:
    answer = player.post("/us/words/confirm/", {"compared": "-".join(words)})
    return {"Location": answer["Location"]}


def test_two_can_be_two_with_somebody_else_after_leaving(
    parted: tuple[Player, Player], cleo: Player
) -> None:
    _ana, ben = parted
    join(cleo, invite(ben))
    confirm(cleo)
    confirm(ben)
    assert ben.membership("ours").partner_called == "Cleo"


def test_pages_that_found_a_partner_meanwhile_lead_on(ana: Player, ben: Player) -> None:
    pair(ana, ben)
    for path in ("/us/words/confirm/", "/us/words/back/"):
        assert ana.post(path, {"compared": "1-2-3-4"}).status_code == 302
    assert ana.membership("ours").partner_called == "Ben"


def test_a_promise_of_ones_own_is_shared_only_if_it_is_chosen(
    comparing: tuple[Player, Player],
) -> None:
    ana, ben = comparing
    for number in range(9):
        ana.say(f"Water the plants {number}")
    confirm(ben)
    page = ana.get(WAY)
    assert page.content.decode().count('name="share"') == 8
    assert 'value="none"' in page.content.decode()
    assert "Nothing is shared unless you choose it." in text_of(page)
    confirm(ana)
    assert Promise.objects.filter(space__kind=Space.Kind.SHARED).count() == 0


def test_a_chosen_promise_is_copied_to_the_two(comparing: tuple[Player, Player]) -> None:
    ana, ben = comparing
    promise = ana.say("Bring the bread")
    confirm(ben)
    assert confirm(ana, share=str(promise))["Location"] == "/us/"
    assert Promise.objects.filter(space__kind=Space.Kind.SHARED).count() == 1
    assert "Bring the bread" in text_of(ben.get("/promises/"))


@pytest.mark.parametrize("share", ["nonsense", "00000000-0000-0000-0000-000000000000"])
def test_what_is_no_promise_of_ones_own_is_not_shared(
    comparing: tuple[Player, Player], share: str
) -> None:
    ana, ben = comparing
    ana.say("Bring the bread")
    confirm(ben)
    assert confirm(ana, share=share).status_code == 422
    assert not Space.objects.filter(kind=Space.Kind.SHARED).exists()


def test_the_page_says_so_when_there_is_nobody(ana: Player) -> None:
    page = text_of(ana.get(WAY))
    assert "nobody to compare words with" in page
    assert Client().get(WAY).status_code == 302
