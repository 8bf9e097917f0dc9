"""Row 7: somebody with an invitation, not yet confirmed, reads, writes or deletes."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy

import pytest
from django.db import transaction

from tests.access.matrix import differing, everything_stored, rows
from tests.access.people import PLANTED
from tests.cast import Player, text_of
from tests.safety.traces import all_rows, found_in
from troth.journeys.pairing.tests.steps import (
    FIRST_WORDS,
    bring,
    confirm,
    four_on,
    invite,
    join,
)
from troth.people.session_facts import PUBLIC_ID
from troth.promises.models import Promise

pytestmark = pytest.mark.on_any_database

# What an invitation is for; each of these changes the inviter's own row of it, and nothing else.
OF_THE_INVITATION = {"journeys:join_welcome", "journeys:confirm", "journeys:step_back"}
MOVED_BY_THEM = {"spaces_invitation", "spaces_member"}
ELSEWHERE = ("/today/", "/promises/", "/us/")


def has_only_the_code(invited: Player, code: str) -> None:
    bring(invited, code)


def has_joined(invited: Player, code: str) -> None:
    join(invited, code)


def has_confirmed(invited: Player, code: str) -> None:
    join(invited, code)
    confirm(invited)


Reach = Callable[[Player, str], None]
EVERY_STEP = pytest.mark.parametrize("reach", [has_only_the_code, has_joined, has_confirmed])


class Hers(dict[str, str]):
    """Whatever an address asks for, it is a thing of hers."""

    def __missing__(self, name: str) -> str:
        return self["promise"]


def addresses(ana: Player) -> list[tuple[str, str, dict[str, str]]]:
    """Every address with her ids, in her space and in one that the two might have."""
    promise = Promise.objects.get(maker_id=ana.person.id)
    hers = Hers(promise=str(promise.id), session=str(ana.client.session[PUBLIC_ID]))
    found = []
    for row in rows().values():
        address = row.address.format_map(hers)
        found.append((row.name, address, row.send))
        for where in ("ours", str(promise.space_id)):
            if "/mine/" in address:
                found.append((row.name, address.replace("/mine/", f"/{where}/"), row.send))
    return found


def rows_of(player: Player) -> dict[str, list[str]]:
    """All rows with her id or her space's in them, however the database writes ids."""
    ids = {player.person.id, player.membership().space_id}
    named = {text for row_id in ids for text in (row_id.hex, str(row_id))}
    return {
        table: [row for row in found if any(text in row for text in named)]
        for table, found in everything_stored().items()
    }


@EVERY_STEP
def test_who_is_invited_reads_the_first_words_the_four_words_and_nothing_else(
    ana: Player, ben: Player, reach: Reach
) -> None:
    ana.say(PLANTED, cue=PLANTED)
    reach(ben, invite(ana))
    for name, address, _send in addresses(ana):
        answer = ben.get(address)
        assert PLANTED not in answer.content.decode(), name
        is_a_row = not any(part in address for part in ("waiting", "before"))
        if "/promises/" in address and address.count("/") > 3 and is_a_row:
            assert answer.status_code in (404, 405), address
    for page in ELSEWHERE:
        assert FIRST_WORDS not in text_of(ben.get(page))
    if reach is has_only_the_code:
        assert FIRST_WORDS in text_of(ben.get("/join/welcome/"))
        assert four_on(ben.get("/us/words/")) == []
    else:
        assert len(four_on(ben.get("/us/words/"))) == 4


@EVERY_STEP
def test_who_is_invited_writes_and_deletes_nothing_of_hers(
    ana: Player, ben: Player, reach: Reach
) -> None:
    ana.say(PLANTED, cue=PLANTED)
    reach(ben, invite(ana))
    before = rows_of(ana)
    for name, address, send in addresses(ana):
        with transaction.atomic():
            ben.post(address, send)
            changed = set(differing(before, rows_of(ana)))
            transaction.set_rollback(True)
        assert changed <= (MOVED_BY_THEM if name in OF_THE_INVITATION else set()), name


def test_somebody_signed_out_with_the_code_reads_the_first_words_alone(
    ana: Player, eve: Player
) -> None:
    ana.say(PLANTED, cue=PLANTED)
    code, before = invite(ana), rows_of(ana)
    bring(eve, code)
    assert FIRST_WORDS in text_of(eve.get("/join/welcome/"))
    brought = deepcopy(eve.client.cookies)
    for name, address, send in addresses(ana):
        if name == "account_login":
            continue  # the matrix sends her password there
        eve.client.cookies = deepcopy(brought)
        with transaction.atomic():
            for answer in (eve.get(address), eve.post(address, send)):
                assert PLANTED not in answer.content.decode(), name
            changed = differing(before, rows_of(ana))
            transaction.set_rollback(True)
        assert changed == [], name


def test_who_is_invited_is_no_partner_before_the_inviter_has_confirmed(
    ana: Player, ben: Player
) -> None:
    has_confirmed(ben, invite(ana))
    for player in (ana, ben):
        with pytest.raises(StopIteration):
            player.membership("ours")


def test_nothing_of_an_invitation_lies_about(ana: Player, ben: Player, log: io.StringIO) -> None:
    words = ("Quincewater", "Bramblewick", "Gooseberryname")
    code = invite(ana, f"Shall we, by the {words[0]}?", called=words[1])
    bring(ben, code.replace("-", "").lower())
    assert words[0] in text_of(ben.get("/join/welcome/"))
    join(ben, code, called=words[2])
    assert words[2] in text_of(ana.get("/us/words/"))
    confirm(ben)
    lying = (*words, code, code.replace("-", ""))
    assert found_in(all_rows(), lying) == []
    assert found_in(log.getvalue().encode(), lying) == []
