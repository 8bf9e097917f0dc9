"""He hosts the server: a few lines of SQL."""

from __future__ import annotations

import pytest

from tests.cast import Player, pair, text_of
from tests.misuse.acts import Couple, diary, done, keep, own, page_of, seen, sql
from tests.safety.forging import Forger
from troth.people.models import Bundle
from troth.promises.models import Ending, Landing, Promise
from troth.record.models import Due, Event
from troth.sealing import SpaceKey, seal_grant
from troth.spaces.models import Member, Space

pytestmark = pytest.mark.on_any_database


def test_a_key_of_his_in_place_of_hers_is_believed_nowhere_and_shown(two: Couple) -> None:
    """64. He swaps her public keys, and signs in her name."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    forger = Forger(ana, ben)
    forger.swap_her_keys()
    forger.rewrite(said, "I obey")
    made = forger.make("I hand you my phone", like=ben.say("Cook", to="ours"))
    for player in two:
        text = seen(player, "/today/", "/promises/", "/us/", page_of(said), page_of(made))
        assert "I obey" not in text
        assert "hand you my phone" not in text
    assert "Somebody changed your public keys in the database" in seen(ana, "/today/")
    assert "Somebody changed a public key of your partner" in seen(ben, "/us/")


@pytest.mark.parametrize("in_her_name", [False, True])
def test_an_ending_that_he_writes_for_her_does_not_count(two: Couple, in_her_name: bool) -> None:
    """65. He writes into the table that she kept, or broke, what she never spoke of."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    forger = Forger(ana, ben)
    forger.end(said, "owned", in_her_name=in_her_name)
    for player in two:
        text = seen(player, "/today/", "/promises/", "/us/", page_of(said))
        assert "it didn’t happen" not in text
        assert "can’t be opened" in text


def test_a_state_changed_by_hand_is_not_shown_as_hers(two: Couple) -> None:
    """65. He changes only the column."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    for state in ("owned", "let-go", "withdrawn", "kept", "shared", "nonsense"):
        Promise.objects.filter(id=said).update(state=state[:9])
        text = seen(ben, "/today/", "/promises/", "/us/")
        assert not any(each in text for each in ("it didn’t happen", "let go", "Ana kept it"))


def test_a_due_time_moved_by_hand_is_noticed(two: Couple) -> None:
    """66. He makes her promise due earlier, so that it went by."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    sql("UPDATE promises_promise SET due_at = '2026-11-22 09:00:00'")
    for player in (ana, ben):
        text = seen(player, page_of(said), "/today/", "/promises/")
        assert "Sing" not in text
        assert "no word yet" not in text


def test_words_that_he_blanks_say_so_and_the_rest_renders(two: Couple) -> None:
    """67. He empties, cuts or overwrites what she wrote."""
    ana, ben = two
    said, kept = ana.say("Sing", to="ours"), ana.say("Swim", to="ours")
    keep(ana, kept)
    done(ben.post(f"{page_of(kept)}landed/", {"kind": "own-words", "line": "It was warm"}))
    other = ana.say("Row", to="ours")
    for garbage in (b"", b"\x00", b"\xff" * 600):
        Promise.objects.filter(id=said).update(words=garbage)
        Ending.objects.update(words=garbage)
        Landing.objects.update(words=garbage)
        for player in two:
            text = seen(player)
            seen(player, page_of(said), page_of(kept))
            assert "Row" in text
            assert "Sing" not in text
    assert Promise.objects.filter(id=other).exists()


def test_a_leaver_is_not_brought_back_with_keys(two: Couple, cleo: Player) -> None:
    """68. He makes it in the table as if she had never left."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    done(ana.post("/us/leave/"))
    sql("UPDATE spaces_member SET left_on = NULL")
    sql("UPDATE spaces_space SET ended_on = NULL, epoch = 1")
    for player in two:
        for path in ("/today/", "/promises/", "/us/", "/me/", page_of(said), "/us/leave/"):
            assert player.get(path).status_code == 200, (player.name, path)
    assert "Sing" not in seen(ana, "/today/", "/promises/", page_of(said))
    ana.say("Plant a tree")
    assert "Plant a tree" not in seen(ben)
    done(ana.post("/us/leave/"))
    pair(ana, cleo)
    assert ana.membership("ours").partner_called == "Cleo"


def test_words_to_another_never_go_to_one_who_was_brought_back(two: Couple, cleo: Player) -> None:
    """69. He makes the old space go on beside her new one, keys from a backup and all."""
    ana, ben = two
    space = ana.membership("ours").space_id
    kept = Member.objects.filter(space_id=space).values_list("id", "grants")
    grants = dict(kept)
    done(ana.post("/us/leave/"))
    pair(ana, cleo)
    for row_id, grant in grants.items():
        Member.objects.filter(space_id=space, id=row_id).update(grants=grant, left_on=None)
    Space.objects.filter(id=space).update(ended_on=None, epoch=1)
    to_whom = text_of(ana.get("/promises/new/?to=ours"))
    name = "Cleo" if "Cleo" in to_whom else "Ben"
    ana.say("Just for whoever it says", to="ours")
    other = ben if name == "Cleo" else cleo
    assert "Just for whoever it says" not in seen(other, "/today/", "/promises/")


@pytest.mark.parametrize("epoch", [0, 2, 7, 2_000_000])
def test_an_epoch_set_by_hand_breaks_nothing(two: Couple, epoch: int) -> None:
    """70. He plays with the number of the key."""
    ana, ben = two
    said = ana.say("Sing", to="ours")
    Space.objects.update(epoch=epoch)
    for player in two:
        assert "Sing" in seen(player, "/today/", "/promises/", page_of(said))
    own(ana, said)
    ben.say("Cook", to="ours")
    assert "Cook" in seen(ana, "/promises/")
    done(ana.post("/us/leave/"))


@pytest.mark.parametrize("giver", ["a stranger", "ana herself"])
def test_a_key_that_neither_of_the_two_signed_is_not_taken(two: Couple, giver: str) -> None:
    """71. He grants her a key of his under another's name."""
    ana, ben = two
    forger = Forger(ana, ben)
    space, hers = forger.space_id, ana.person.id
    row = Member.objects.get(space_id=space, person_id=hers)
    grant = seal_grant(
        SpaceKey.generate(),
        space_id=space,
        epoch=2,
        member_id=hers,
        to=ana.keys().bundle.sharing.public,
        giver_id=hers if giver == "ana herself" else forger.ben.person.id,
        signer=forger.hers,
    )
    Member.objects.filter(space_id=space, person_id=hers).update(grants=bytes(row.grants) + grant)
    keys = ana.membership("ours").ring()
    assert keys.epoch == 1
    said = ana.say("Sing", to="ours")
    assert "Sing" in seen(ben, page_of(said))


def test_a_host_counts_states_and_days_and_reads_no_word(two: Couple) -> None:
    """72. He scores her by SQL, private promises too; what remains possible."""
    ana, _ben = two
    written = diary(ana, "mine")
    for number in range(3):
        written.owned(written.said(f"Call the lawyer {number}", -2), -1)
    rows = sql("SELECT state, count(*) FROM promises_promise GROUP BY state")
    assert rows == [("owned", 3)]
    words = sql("SELECT words FROM promises_promise UNION ALL SELECT words FROM promises_ending")
    assert not any(b"lawyer" in bytes(row[0]) for row in words)


def test_rows_of_attention_made_by_hand_lead_to_nothing(two: Couple) -> None:
    """73. He fills her Today, or the history, with rows that point at hers."""
    ana, ben = two
    private = ana.say("Talk to a lawyer")
    space = ana.membership("ours").space_id
    for model, more in ((Due, {"at": "2026-11-23T09:00:00Z"}), (Event, {"day": "2026-11-23"})):
        model.objects.create(
            space_id=space,
            id=f"09d50000-0000-8000-8000-00000000000{len(more)}",
            person_id=ben.person.id,
            kind="promise",
            target_id=private,
            **more,
        )
    assert "lawyer" not in seen(ben)
    seen(ana)


def test_a_row_of_hers_moved_into_the_shared_space_does_not_open(two: Couple) -> None:
    """73. He moves her private promise to where he can read."""
    ana, ben = two
    private = ana.say("Talk to a lawyer")
    Promise.objects.filter(id=private).update(space_id=ana.membership("ours").space_id)
    text = seen(ben, "/today/", "/promises/", page_of(private))
    assert "lawyer" not in text
    assert "can’t be opened" in text


def test_a_banner_of_changed_keys_is_no_reason_to_believe_him(two: Couple) -> None:
    """74. He makes the warning appear, to frighten her away or to be believed next time."""
    ana, _ben = two
    Bundle.objects.filter(person_id=ana.person.id).update(verify_key=b"\x01" * 32)
    text = seen(ana, "/today/")
    assert "What you wrote still opens" in text
    assert "whoever runs this server should know" in text
