"""Row 10's four words: both see the same, and a public key changed in the database shows."""

from __future__ import annotations

import pytest

from tests.cast import Player, field_of, text_of
from troth.journeys.pairing.tests.steps import confirm, four_on, invite, join
from troth.people.models import Bundle
from troth.sealing import SharingPair, SigningPair
from troth.spaces.models import Member

Couple = tuple[Player, Player]
CHANGED = "Somebody changed a public key"


def four_between(player: Player) -> str:
    text = text_of(player.get("/us/between/"))
    start, end = text.index("Your four words"), text.index(" sees the same four")
    return text[start:end].rpartition(" ")[0].removeprefix("Your four words ")


def words_alone(player: Player) -> list[str]:
    text = four_between(player)
    return [word.strip(" .") for word in text[text.rfind(".") + 1 :].split("·")]


def test_both_see_the_same_four_while_they_pair_and_afterwards(ana: Player, ben: Player) -> None:
    join(ben, invite(ana))
    four = four_on(ana.get("/us/words/"))
    assert len(four) == 4
    assert four_on(ben.get("/us/words/")) == four
    confirm(ben)
    confirm(ana)
    assert words_alone(ana) == words_alone(ben) == four


def test_another_couple_has_others(couple: Couple, cleo: Player, dan: Player) -> None:
    join(dan, invite(cleo))
    assert four_on(cleo.get("/us/words/")) != words_alone(couple[0])


def test_nobody_else_is_shown_any(cleo: Player, couple: Couple) -> None:
    for path in ("/us/words/", "/us/", "/us/between/"):
        assert four_on(cleo.get(path, follow=True)) == []


@pytest.mark.parametrize("column", ["verify_key", "sharing_key"])
@pytest.mark.parametrize("whose", ["Ana", "Ben"])
def test_a_key_changed_before_the_two_compare_reaches_neither(
    ana: Player, ben: Player, column: str, whose: str
) -> None:
    """What the code vouches for is compared, never what the database says."""
    code = invite(ana)
    change_key(ana if whose == "Ana" else ben, column)
    join(ben, code)
    four = four_on(ana.get("/us/words/"))
    assert len(four) == 4
    assert four_on(ben.get("/us/words/")) == four
    confirm(ben)
    confirm(ana)
    said = ana.say("Sing", to="ours")
    assert "Sing" in text_of(ben.get(f"/promises/ours/{said}/"))


def change_key(player: Player, column: str) -> None:
    key = (SigningPair if column == "verify_key" else SharingPair).generate().public
    Bundle.objects.filter(person_id=player.person.id).update(**{column: key})


@pytest.mark.parametrize("column", ["verify_key", "sharing_key"])
@pytest.mark.parametrize("whose", ["Ana", "Ben"])
def test_a_key_changed_afterwards_is_told_to_both_and_changes_no_word(
    couple: Couple, column: str, whose: str
) -> None:
    ana, ben = couple
    before = words_alone(ana)
    for player in couple:
        assert CHANGED not in text_of(player.get("/us/between/"))
    change_key(ana if whose == "Ana" else ben, column)
    assert words_alone(ana) == words_alone(ben) == before
    whose_key, other = couple if whose == "Ana" else couple[::-1]
    assert CHANGED in text_of(other.get("/us/between/"))
    assert "changed" in text_of(whose_key.get("/today/"))


@pytest.mark.parametrize("whose", ["Ana", "Ben"])
def test_a_key_changed_afterwards_stands_beside_the_four_words_of_both(
    couple: Couple, whose: str
) -> None:
    change_key(couple[0] if whose == "Ana" else couple[1], "verify_key")
    told = [player.name for player in couple if CHANGED in text_of(player.get("/us/between/"))]
    assert told == ["Ana", "Ben"]


def test_keys_put_back_are_no_longer_told(couple: Couple) -> None:
    ana, ben = couple
    row = Bundle.objects.get(person_id=ana.person.id)
    key = bytes(row.verify_key)
    change_key(ana, "verify_key")
    assert CHANGED in text_of(ben.get("/us/"))
    Bundle.objects.filter(id=row.id).update(verify_key=key)
    assert CHANGED not in text_of(ben.get("/us/"))


def test_an_inviter_who_saw_other_words_confirms_nothing(
    ana: Player, ben: Player, cleo: Player
) -> None:
    """Between seeing and saying so somebody else took the place."""
    code = invite(ana)
    join(ben, code)
    confirm(ben)
    seen = ana.get("/us/words/")
    ben.post("/us/words/back/")
    join(cleo, code)
    confirm(cleo)
    assert four_on(ana.get("/us/words/")) != four_on(seen)
    facts = {name: field_of(seen, name) for name in ("compared", "token")}
    ana.post("/us/words/confirm/", {**facts, "share": "none"})
    assert not Member.objects.filter(space__kind="shared").exists()
