"""A shared space's key reaches one member, for one epoch, from somebody who is pinned."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.sealing import (
    GRANT_BYTES,
    Bundle,
    Context,
    KeyRing,
    PinnedKeys,
    Reason,
    SharingPair,
    SigningPair,
    SpaceKey,
    grants,
    new_bundle,
    open_bundle,
    open_grants,
    open_words,
    seal_bundle,
    seal_grant,
    seal_words,
)
from troth.sealing.tests.cast import ANA, BEN, CLEO, NOTE, OTHER, ROW, SHARED, Note, refused


def keys_of(bundle: Bundle) -> PinnedKeys:
    return PinnedKeys(bundle.signing.public, bundle.sharing.public)


BY_BEN = Context("promises.promise", SHARED, ROW, BEN)
CLEOS = new_bundle(UUID(int=33))
ANAS, BENS = new_bundle(UUID(int=31)), new_bundle(UUID(int=32))
ANAS, BENS = ANAS.with_pinned(BEN, keys_of(BENS)), BENS.with_pinned(ANA, keys_of(ANAS))
FIRST, SECOND, THIRD = (SpaceKey.generate() for _ in range(3))
GIVERS = {ANA: (ANAS.signing.public,), BEN: (BENS.signing.public,)}


def grant(key: SpaceKey = FIRST, **other: Any) -> bytes:
    """From Ana to Ben for the first epoch of their space, but for what is said otherwise."""
    said: dict[str, Any] = {
        "space_id": SHARED,
        "epoch": 1,
        "member_id": BEN,
        "to": BENS.sharing.public,
        "giver_id": ANA,
        "signer": ANAS.signing,
    }
    return seal_grant(key, **said | other)


def opened(sealed: Any, **other: Any) -> list[tuple[int, SpaceKey]]:
    """By Ben, in his space with Ana, but for what is said otherwise."""
    said: dict[str, Any] = {
        "space_id": SHARED,
        "member_id": BEN,
        "sharing": BENS.sharing,
        "givers": GIVERS,
    }
    return open_grants(sealed, **said | other)


def ring_of(sealed: bytes, bundle: Bundle = BENS) -> KeyRing:
    ring = bundle.shared_ring(SHARED, BEN, [ANA], sealed)
    assert ring is not None
    return ring


@given(secret=st.binary(min_size=32, max_size=32), epoch=st.integers(1, 2**32 - 1))
def test_any_key_of_any_epoch_comes_back(secret: bytes, epoch: int) -> None:
    key = SpaceKey(secret)
    sealed = grant(key, epoch=epoch)
    assert len(sealed) == GRANT_BYTES == 173
    assert opened(sealed) == opened(memoryview(sealed)) == [(epoch, key)]


def test_the_newest_epoch_stands_first_however_they_are_stored() -> None:
    records = [grant(FIRST), grant(THIRD, epoch=3), grant(SECOND, epoch=2), grant(FIRST)]
    assert opened(b"".join(records)) == [(3, THIRD), (2, SECOND), (1, FIRST)]


def test_a_member_may_have_given_themselves_a_key() -> None:
    assert opened(grant(giver_id=BEN, signer=BENS.signing)) == [(1, FIRST)]


@pytest.mark.parametrize(
    "other",
    [
        {"space_id": OTHER},
        {"member_id": ANA},
        {"sharing": ANAS.sharing},
        {"givers": {BEN: GIVERS[BEN]}},
        {"givers": {CLEO: GIVERS[ANA]}},
        {"givers": {ANA: (CLEOS.signing.public,)}},
        {"givers": {ANA: ()}},
        {"givers": {ANA: (b"short",)}},
    ],
    ids=lambda other: next(iter(other)),
)
def test_a_grant_opens_for_no_other_space_member_pair_or_giver(other: dict[str, Any]) -> None:
    assert opened(grant(), **other) == []


@pytest.mark.parametrize(
    "other",
    [
        {"signer": CLEOS.signing},
        {"giver_id": CLEO, "signer": CLEOS.signing},
        {"giver_id": BEN},
        {"giver_id": CLEO},
        {"to": CLEOS.sharing.public},
    ],
)
def test_what_nobody_pinned_has_given_is_passed_over(other: dict[str, Any]) -> None:
    assert opened(grant(**other) + grant(SECOND, epoch=2)) == [(2, SECOND)]


def test_a_host_that_swaps_epochs_or_givers_is_noticed() -> None:
    sealed = grant()
    for place, value in ((1, (9).to_bytes(4, "big")), (5, BEN.bytes), (21, BENS.signing.id)):
        assert opened(sealed[:place] + value + sealed[place + len(value) :]) == []


def test_a_host_can_not_put_a_key_of_its_own_beside_a_true_signature() -> None:
    theirs = grant(SpaceKey(bytes(32)))
    assert opened(grant()[:93] + theirs[93:]) == []


@given(bit=st.integers(0, GRANT_BYTES * 8 - 1))
def test_a_changed_grant_is_passed_over_and_the_others_open(bit: int) -> None:
    changed = bytearray(grant())
    changed[bit // 8] ^= 1 << bit % 8
    assert opened(grant(SECOND, epoch=2) + changed + grant(THIRD, epoch=3)) == [
        (3, THIRD),
        (2, SECOND),
    ]


@given(junk=st.binary(max_size=3 * GRANT_BYTES))
def test_no_bad_data_raises(junk: bytes) -> None:
    assert opened(junk) == []
    assert opened(grant() + junk) == [(1, FIRST)]


@pytest.mark.parametrize("nothing", [b"", None, "text", 7])
def test_what_is_no_grant_at_all_opens_nothing(nothing: object) -> None:
    assert opened(nothing) == []


def test_half_of_a_record_is_passed_over() -> None:
    assert opened(grant() + grant(SECOND, epoch=2)[:-1]) == [(1, FIRST)]


def test_what_a_giver_signs_that_is_no_key_is_passed_over() -> None:
    """A sealed box of zeros is one that nobody made; its signature is right all the same."""
    record = grants._sign(bytes(80), SHARED, 1, BEN, ANA, ANAS.signing)
    assert opened(record) == []


@pytest.mark.parametrize("epoch", [0, -1, 2**32])
def test_an_epoch_that_can_not_be_is_not_given(epoch: int) -> None:
    with pytest.raises(ValueError, match="epoch"):
        grant(epoch=epoch)
    assert opened(grants._sign(grant()[93:], SHARED, 0, BEN, ANA, ANAS.signing)) == []


@pytest.mark.parametrize("public", [bytes(32), b"short", b""])
def test_nothing_is_given_to_a_public_key_that_is_none(public: bytes) -> None:
    with pytest.raises(ValueError, match="public key"):
        grant(to=public)


def test_two_grants_of_one_key_look_different() -> None:
    assert grant()[93:] != grant()[93:]


def test_two_people_with_the_same_key_read_each_other() -> None:
    to_ana = grant(member_id=ANA, to=ANAS.sharing.public)
    hers = ANAS.shared_ring(SHARED, ANA, [BEN], to_ana)
    his = ring_of(grant())
    assert hers is not None
    sealed = seal_words(his, BY_BEN, NOTE)
    assert open_words(hers, BY_BEN, sealed, Note)
    assert open_words(his, BY_BEN, sealed, Note)


def test_the_ring_seals_with_the_newest_key_and_opens_with_each() -> None:
    before = seal_words(ring_of(grant()), BY_BEN, NOTE)
    ring = ring_of(grant() + grant(SECOND, epoch=2))
    assert (ring.epoch, ring.current, ring.older) == (2, SECOND, (FIRST,))
    assert (ring.space_id, ring.person_id) == (SHARED, BEN)
    assert open_words(ring, BY_BEN, before, Note)
    later = seal_words(ring, BY_BEN, NOTE)
    assert refused(open_words(ring_of(grant()), BY_BEN, later, Note)) is Reason.NO_KEY


def test_without_a_grant_that_opens_there_is_no_ring() -> None:
    for sealed in (b"", grant(signer=CLEOS.signing), grant(to=CLEOS.sharing.public)):
        assert BENS.shared_ring(SHARED, BEN, [ANA], sealed) is None


def test_who_is_alone_in_a_space_seals_with_no_key_but_their_own() -> None:
    own = grant(SECOND, epoch=2, giver_id=BEN, signer=BENS.signing)
    later = grant(THIRD, epoch=9)
    ring = BENS.shared_ring(SHARED, BEN, [ANA], grant() + own + later, is_alone=True)
    assert ring is not None
    assert (ring.epoch, ring.current, set(ring.older)) == (2, SECOND, {FIRST, THIRD})


def test_who_is_alone_and_has_made_no_key_yet_is_told_so() -> None:
    ring = BENS.shared_ring(SHARED, BEN, [ANA], grant(), is_alone=True)
    assert ring is not None
    assert (ring.epoch, ring.current, ring.older) == (0, FIRST, ())


def test_an_ex_partner_who_is_still_pinned_gives_nothing() -> None:
    bundle = BENS.with_pinned(CLEO, keys_of(CLEOS))
    theirs = grant(SpaceKey.generate(), epoch=9, giver_id=CLEO, signer=CLEOS.signing)
    ring = ring_of(theirs + grant(), bundle)
    assert (ring.epoch, ring.current, ring.older) == (1, FIRST, ())
    assert set(ring.pinned) == {ANA, BEN}
    assert bundle.shared_ring(SHARED, BEN, [ANA], theirs) is None


def test_somebody_who_is_not_pinned_is_no_partner() -> None:
    theirs = grant(giver_id=CLEO, signer=CLEOS.signing)
    assert BENS.shared_ring(SHARED, BEN, [CLEO], theirs) is None


def test_naming_oneself_among_the_partners_changes_nothing() -> None:
    ring = BENS.shared_ring(SHARED, BEN, [ANA, BEN], grant())
    assert ring is not None
    assert ring.pinned == ring_of(grant()).pinned


def test_a_changed_public_key_in_the_database_is_not_asked() -> None:
    """The host gives Ben a key of its own in Ana's name: only what is pinned counts."""
    host = SigningPair.generate()
    assert BENS.shared_ring(SHARED, BEN, [ANA], grant(signer=host)) is None


def test_former_keys_of_a_partner_and_of_oneself_stay_good() -> None:
    fresh = new_bundle(UUID(int=31))
    bundle = BENS.with_pinned(ANA, keys_of(fresh))
    assert bundle.pinned[ANA] == (keys_of(fresh), keys_of(ANAS))
    assert ring_of(grant(), bundle).current == FIRST
    renewed = replace(bundle, signing=SigningPair.generate()).with_pinned(BEN, keys_of(BENS))
    own = grant(giver_id=BEN, signer=BENS.signing)
    assert ring_of(own, renewed).pinned[BEN] == (renewed.signing.public, BENS.signing.public)


def test_keys_are_pinned_once_and_the_newest_first() -> None:
    one, other = keys_of(ANAS), keys_of(CLEOS)
    pinned = BENS.with_pinned(ANA, other).with_pinned(ANA, one).with_pinned(CLEO, other)
    assert pinned.pinned == {ANA: (one, other), CLEO: (other,)}
    assert BENS.pinned == {ANA: (one,)}
    assert pinned.with_pinned(ANA, one).pinned == pinned.pinned


def test_pinned_keys_are_kept_in_the_bundle() -> None:
    key = bytes(range(32))
    assert open_bundle(seal_bundle(BENS, key, BEN), key, BEN).pinned == BENS.pinned


def test_a_private_ring_is_of_the_first_epoch() -> None:
    assert BENS.ring(BEN).epoch == 1


def test_a_pair_that_is_not_the_members_opens_nothing() -> None:
    bundle = replace(BENS, sharing=SharingPair.generate())
    assert bundle.shared_ring(SHARED, BEN, [ANA], grant()) is None
