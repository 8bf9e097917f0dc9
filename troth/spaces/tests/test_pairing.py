"""Two people in one space: what each of them can open, before, together and afterwards."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.cast import Player, pair, with_a_bit_flipped
from troth.people.models import Bundle
from troth.sealing import Context, Opened, open_words, seal_words
from troth.spaces.actions import change_called, renew_key, step_away, take_replies
from troth.spaces.ids import new_id
from troth.spaces.models import Invitation, Joining, Member, Space
from troth.spaces.pairing import actions
from troth.spaces.pairing.actions import CannotPair, Hindrance
from troth.spaces.pairing.queries import (
    invitation_by_code,
    numbers_for_inviter,
    numbers_for_joiner,
    own_invitation,
    own_joining,
)
from troth.spaces.queries import version_of
from troth.spaces.words import InvitationWords, JoiningWords, MemberWords

Couple = tuple[Player, Player]


def invited(inviter: Player, first_words: str = "Shall we?") -> bytes:
    """Make an invitation; its code."""
    now, held = timezone.now(), inviter.keys()
    mine = inviter.membership()
    actions.invite(mine, held.bundle, inviter.name, first_words, now, new_id(now.date()))
    found = own_invitation(mine)
    assert found is not None
    assert isinstance(found.words, InvitationWords)
    return bytes.fromhex(found.words.code)


def join(joiner: Player, code: bytes) -> None:
    now, held = timezone.now(), joiner.keys()
    actions.join(joiner.membership(), held.bundle, code, joiner.name, now, new_id(now.date()))


def test_each_knows_the_other_by_the_name_they_gave(couple: Couple) -> None:
    ana, ben = (player.membership("ours") for player in couple)
    assert ana.space_id == ben.space_id
    assert (ana.called, ana.partner_called) == ("Ana", "Ben")
    assert (ben.called, ben.partner_called) == ("Ben", "Ana")


def test_what_one_seals_the_other_opens_and_knows_whose_it_is(couple: Couple) -> None:
    ana, ben = (player.membership("ours") for player in couple)
    context = ana.context("test.row", new_id(timezone.now().date()))
    sealed = seal_words(ana.ring(), context, MemberWords("a line"))
    assert open_words(ben.keys, context, sealed, MemberWords) == Opened(MemberWords("a line"), 1)
    not_hers = Context("test.row", context.space_id, context.row_id, ben.person_id)
    assert not open_words(ben.keys, not_hers, sealed, MemberWords)


def test_nothing_of_the_pairing_is_left_over(couple: Couple) -> None:
    assert not Invitation.objects.exists()
    assert not Joining.objects.exists()
    assert Space.objects.filter(kind=Space.Kind.SHARED).count() == 1


def test_private_spaces_stay_private(couple: Couple) -> None:
    ana, ben = couple
    assert {found.person_id for found in (ana.membership(), ben.membership())} == {
        ana.person.id,
        ben.person.id,
    }
    assert Member.objects.filter(space_id=ana.membership().space_id).count() == 1


def test_both_see_the_same_four_words(ana: Player, ben: Player) -> None:
    join(ben, invited(ana))
    invitation = own_invitation(ana.membership(), ana.keys().bundle)
    joining = own_joining(ben.membership(), timezone.now().date())
    assert invitation is not None
    assert invitation.answer is not None
    assert joining is not None
    assert isinstance(joining.words, JoiningWords)
    assert numbers_for_inviter(
        ana.membership(), ana.keys().bundle, invitation.answer
    ) == numbers_for_joiner(ben.membership(), ben.keys().bundle, joining.words)


def test_public_keys_changed_in_the_database_reach_nobody(ana: Player, ben: Player) -> None:
    Bundle.objects.update(verify_key=b"v" * 32, sharing_key=b"s" * 32)
    pair(ana, ben)
    assert ben.membership("ours").partner_called == "Ana"
    assert ana.membership("ours").partner_called == "Ben"


def test_an_answer_that_was_tampered_with_is_no_answer(ana: Player, ben: Player) -> None:
    join(ben, invited(ana))
    row = Invitation.objects.get()
    Invitation.objects.update(answer=with_a_bit_flipped(row.answer))
    found = own_invitation(ana.membership(), ana.keys().bundle)
    assert found is not None
    assert found.answer is None


def test_an_answer_in_somebody_elses_name_is_no_answer(
    ana: Player, ben: Player, cleo: Player
) -> None:
    join(ben, invited(ana))
    Invitation.objects.update(joined_by=cleo.person.id)
    found = own_invitation(ana.membership(), ana.keys().bundle)
    assert found is not None
    assert found.answer is None


def test_a_code_is_good_for_one_person(ana: Player, ben: Player, cleo: Player) -> None:
    code = invited(ana)
    join(ben, code)
    assert invitation_by_code(code, timezone.now()) is None
    with pytest.raises(CannotPair, match=Hindrance.NOT_OPEN):
        join(cleo, code)


def test_who_steps_back_leaves_the_invitation_as_it_was(ana: Player, ben: Player) -> None:
    code = invited(ana)
    before = Invitation.objects.values().get()
    join(ben, code)
    actions.step_back(ben.membership(), timezone.now())
    assert Invitation.objects.values().get() == before
    assert own_joining(ben.membership(), timezone.now().date()) is None


def test_who_confirms_twice_and_steps_back_leaves_what_the_inviter_polls_as_it_was(
    ana: Player, ben: Player
) -> None:
    code, before = invited(ana), version_of(ana.person.id)
    join(ben, code)
    held, now = ben.keys(), timezone.now()
    for _again in range(2):
        actions.confirm_as_joiner(ben.membership(), held.person, held.bundle_key, now)
    actions.step_back(ben.membership(), now)
    assert version_of(ana.person.id) == before


def test_nobody_joins_themselves(ana: Player) -> None:
    code = invited(ana)
    with pytest.raises(CannotPair, match=Hindrance.OWN_INVITATION):
        join(ana, code)


def test_who_has_joined_somebody_invites_nobody_beside(ana: Player, ben: Player) -> None:
    join(ben, invited(ana))
    with pytest.raises(CannotPair, match=Hindrance.HAS_JOINED):
        invited(ben)


def test_one_partner_at_a_time(couple: Couple, cleo: Player) -> None:
    ana, _ben = couple
    with pytest.raises(CannotPair, match=Hindrance.HAS_PARTNER):
        invited(ana)
    code = invited(cleo)
    with pytest.raises(CannotPair, match=Hindrance.HAS_PARTNER):
        join(ana, code)


def test_the_inviter_confirms_after_the_joiner(ana: Player, ben: Player) -> None:
    join(ben, invited(ana))
    held = ana.keys()
    with pytest.raises(CannotPair, match=Hindrance.NOT_READY):
        actions.confirm_as_inviter(
            ana.membership(), held.person, held.bundle, held.bundle_key, timezone.now()
        )


def test_the_inviter_confirms_nobody_but_whose_words_they_saw(ana: Player, ben: Player) -> None:
    join(ben, invited(ana))
    held, now = ben.keys(), timezone.now()
    actions.confirm_as_joiner(ben.membership(), held.person, held.bundle_key, now)
    mine, held = ana.membership(), ana.keys()
    with pytest.raises(CannotPair, match=Hindrance.NOT_COMPARED):
        actions.confirm_as_inviter(
            mine, held.person, held.bundle, held.bundle_key, now, (1, 2, 3, 4)
        )


def test_each_step_of_the_other_moves_what_the_waiting_page_polls(ana: Player, ben: Player) -> None:
    before = version_of(ana.person.id)
    code = invited(ana)
    assert version_of(ana.person.id) == before
    join(ben, code)
    assert version_of(ana.person.id) == 1
    assert version_of(ben.person.id) == 0


def test_who_left_reads_nothing_and_who_stays_reads_on(parted: Couple) -> None:
    ana, ben = parted
    with pytest.raises(StopIteration):
        ana.membership("ours")
    space = Space.objects.get(kind=Space.Kind.SHARED)
    stays = ben.membership(str(space.id))
    assert (stays.partner_called, stays.has_ended, stays.epoch) == ("Ana", True, 2)
    assert stays.partner is not None
    assert stays.partner.has_left


def test_who_stays_makes_a_new_key_that_who_left_cannot_have(parted: Couple) -> None:
    _ana, ben = parted
    space = Space.objects.get(kind=Space.Kind.SHARED)
    stays = ben.membership(str(space.id))
    former = stays.ring().current
    renew_key(stays, ben.keys().bundle.sharing.public, timezone.now())
    ring = ben.membership(str(space.id)).ring()
    assert ring.epoch == 2
    assert ring.current.id != former.id
    assert ring.space_key(former.id) is not None


def test_after_leaving_one_can_be_two_again(parted: Couple, cleo: Player, dan: Player) -> None:
    ana, ben = parted
    pair(ben, cleo)
    pair(dan, ana)
    assert ben.membership("ours").partner_called == "Cleo"
    assert ana.membership("ours").partner_called == "Dan"


def test_changing_ones_name_keeps_whether_replies_are_taken(couple: Couple) -> None:
    ana, ben = couple
    take_replies(ana.membership("ours"), False, timezone.now())
    change_called(ana.membership("ours"), "Anna", timezone.now())
    partner = ben.membership("ours").partner
    assert partner is not None
    assert (partner.called, partner.takes_replies) == ("Anna", False)


def test_stepping_away_is_seen_by_nobody_else(couple: Couple) -> None:
    ana, ben = couple
    before = ben.membership("ours")
    step_away(ana.membership("ours"), True, timezone.now())
    after = ben.membership("ours")
    assert ana.membership("ours").is_away
    assert (before.partner, before.is_away) == (after.partner, after.is_away)


def test_a_grant_changed_in_the_database_opens_nothing(couple: Couple) -> None:
    ana, ben = couple
    row = Member.objects.get(person_id=ana.person.id, space__kind=Space.Kind.SHARED)
    row.grants = with_a_bit_flipped(row.grants)
    row.save(update_fields=["grants"])
    assert ana.membership("ours").keys is None
    assert ben.membership("ours").partner_called == "Ana"
