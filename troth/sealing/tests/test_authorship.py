"""Only an author's own signature makes words theirs, whoever has the space's key."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import sodium_pad

from troth.sealing import (
    Context,
    KeyRing,
    Reason,
    SigningPair,
    encode_words,
    envelope,
    forget_checked_signatures,
    open_words,
    seal_words,
    signatures,
)
from troth.sealing.box import close_box
from troth.sealing.tests.cast import (
    ANA,
    ANA_RING,
    ANA_SIGNS,
    BEN,
    BEN_RING,
    BEN_SIGNS,
    BY_ANA,
    CLEO_SIGNS,
    NOTE,
    OTHER,
    SHARED,
    SHARED_KEY,
    Note,
    refused,
)

SEALED = seal_words(ANA_RING, BY_ANA, NOTE)


def resealed(plain: bytes, context: Context = BY_ANA, revision: int = 1) -> bytes:
    """These bytes in an envelope that is right in every way."""
    associated = envelope._associated_data(context.bound(), SHARED_KEY.id, revision)
    header = bytes([1]) + SHARED_KEY.id + revision.to_bytes(4, "big")
    return header + close_box(SHARED_KEY.secret, plain, associated, bytes(24))


def forged(signer: SigningPair, context: Context = BY_ANA, signer_id: bytes | None = None) -> bytes:
    """What somebody can write who has the space's key and the database, and signs as `signer`."""
    text = encode_words(NOTE)
    signature = signer.sign(envelope._signature_input(context.bound(), 1, text))
    return resealed((signer_id or signer.id) + signature + sodium_pad(text, 256), context)


def test_a_partner_with_the_key_can_not_write_in_the_authors_place() -> None:
    for written in (
        forged(BEN_SIGNS),
        forged(BEN_SIGNS, signer_id=ANA_SIGNS.id),
        forged(CLEO_SIGNS),
        forged(ANA_SIGNS, signer_id=BEN_SIGNS.id),
    ):
        for ring in (ANA_RING, BEN_RING):
            assert refused(open_words(ring, BY_ANA, written, Note)) is Reason.NOT_THEIRS


def signed_by_ana(padded: bytes) -> bytes:
    message = envelope._signature_input(BY_ANA.bound(), 1, encode_words(NOTE))
    return ANA_SIGNS.id + ANA_SIGNS.sign(message) + padded


def test_a_signature_can_not_be_carried_to_another_row_or_revision() -> None:
    plain = signed_by_ana(sodium_pad(encode_words(NOTE), 256))
    there = replace(BY_ANA, row_id=UUID(int=22))
    assert open_words(BEN_RING, BY_ANA, resealed(plain), Note)
    carried = open_words(BEN_RING, there, resealed(plain, there), Note)
    assert refused(carried) is Reason.NOT_THEIRS
    renumbered = open_words(BEN_RING, BY_ANA, resealed(plain, revision=2), Note)
    assert refused(renumbered) is Reason.NOT_THEIRS


@pytest.mark.parametrize("padded", [sodium_pad(encode_words(NOTE), 300), bytes(256), b"a" * 512])
def test_other_padding_is_unreadable(padded: bytes) -> None:
    opened = open_words(BEN_RING, BY_ANA, resealed(signed_by_ana(padded)), Note)
    assert refused(opened) is Reason.UNREADABLE


def test_swapping_a_public_key_elsewhere_changes_nothing_that_is_pinned() -> None:
    swapped = replace(BEN_RING, pinned={**BEN_RING.pinned, ANA: (BEN_SIGNS.public,)})
    assert refused(open_words(swapped, BY_ANA, SEALED, Note)) is Reason.NOT_THEIRS
    assert refused(open_words(BEN_RING, BY_ANA, forged(BEN_SIGNS), Note)) is Reason.NOT_THEIRS


def test_words_of_somebody_who_is_not_pinned_are_not_theirs() -> None:
    alone = replace(ANA_RING, pinned={ANA: (ANA_SIGNS.public,)})
    by_ben = replace(BY_ANA, author_id=BEN)
    assert (
        refused(open_words(alone, by_ben, seal_words(BEN_RING, by_ben, NOTE), Note))
        is Reason.NOT_THEIRS
    )


def test_a_former_signing_key_stays_good_while_it_is_pinned() -> None:
    fresh = SigningPair.generate()
    ring = replace(ANA_RING, signer=fresh, pinned={ANA: (fresh.public, ANA_SIGNS.public)})
    assert open_words(ring, BY_ANA, SEALED, Note)
    assert open_words(ring, BY_ANA, seal_words(ring, BY_ANA, NOTE), Note)


def test_a_checked_signature_is_remembered_for_exactly_what_was_signed() -> None:
    forget_checked_signatures()
    assert open_words(ANA_RING, BY_ANA, SEALED, Note)
    assert len(signatures._true) == 1
    test_a_partner_with_the_key_can_not_write_in_the_authors_place()
    test_a_signature_can_not_be_carried_to_another_row_or_revision()
    assert len(signatures._true) == 1
    assert open_words(BEN_RING, BY_ANA, SEALED, Note)
    assert len(signatures._true) == 1
    forget_checked_signatures()
    assert not signatures._true


def test_the_memory_of_checked_signatures_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    forget_checked_signatures()
    monkeypatch.setattr(signatures, "REMEMBERED", 3)
    for number in range(1, 7):
        assert open_words(ANA_RING, BY_ANA, seal_words(ANA_RING, BY_ANA, NOTE, number), Note)
    assert len(signatures._true) == 3


@given(inside=st.binary(max_size=700))
def test_nothing_a_key_holder_seals_raises(inside: bytes) -> None:
    refused(open_words(ANA_RING, BY_ANA, resealed(inside), Note))


@pytest.mark.parametrize(
    "context",
    [replace(BY_ANA, author_id=BEN), replace(BY_ANA, space_id=OTHER)],
    ids=["another author", "another space"],
)
def test_nobody_seals_in_anothers_name_or_space(context: Context) -> None:
    with pytest.raises(ValueError, match="by their author"):
        seal_words(ANA_RING, context, NOTE)


def test_a_ring_that_can_not_read_its_own_words_writes_none() -> None:
    with pytest.raises(ValueError, match="own verify key"):
        seal_words(replace(ANA_RING, pinned={}), BY_ANA, NOTE)


def test_a_verify_key_of_another_length_is_never_used() -> None:
    with pytest.raises(ValueError, match="verify key"):
        replace(ANA_RING, pinned={ANA: (b"short",)})


def test_pinned_keys_do_not_change_behind_a_ring() -> None:
    pinned = {ANA: (ANA_SIGNS.public,)}
    ring = KeyRing(SHARED, ANA, SHARED_KEY, ANA_SIGNS, pinned=pinned)
    pinned[BEN] = (BEN_SIGNS.public,)
    assert BEN not in ring.pinned
