"""Words that one person signed, sealed by another: still their author's, and nobody else's."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.sealing import (
    BadWords,
    Context,
    Opened,
    SpaceKey,
    encode_words,
    open_words,
    seal_signed,
    seal_words,
    sign_words,
)
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
    Note,
    notes,
)

BY_BEN = Context("spaces.member", SHARED, UUID(int=41), BEN)
SIGNED = sign_words(BEN_SIGNS, BY_BEN, NOTE)
OTHER_REVISION = st.integers(2, 2**32 - 1)


@given(note=notes, revision=st.integers(1, 2**32 - 1))
def test_what_one_signs_and_another_seals_opens_for_both(note: Note, revision: int) -> None:
    sealed = seal_signed(ANA_RING, BY_BEN, sign_words(BEN_SIGNS, BY_BEN, note, revision), revision)
    for ring in (ANA_RING, BEN_RING):
        assert open_words(ring, BY_BEN, sealed, Note) == Opened(note, revision)


def test_they_are_a_signer_id_a_signature_and_the_text() -> None:
    assert SIGNED[:8] == BEN_SIGNS.id
    assert SIGNED[72:] == encode_words(NOTE)


def test_the_signature_survives_another_key() -> None:
    """What was signed before there was a space can be sealed under any key that it ever has."""
    for ring in (ANA_RING, replace(ANA_RING, current=SpaceKey.generate())):
        opened = open_words(ring, BY_BEN, seal_signed(ring, BY_BEN, SIGNED), Note)
        assert opened == Opened(NOTE, 1)


def test_an_author_may_seal_what_they_signed_themselves() -> None:
    sealed = seal_signed(ANA_RING, BY_ANA, sign_words(ANA_SIGNS, BY_ANA, NOTE))
    assert len(sealed) == len(seal_words(ANA_RING, BY_ANA, NOTE))
    assert open_words(BEN_RING, BY_ANA, sealed, Note) == Opened(NOTE, 1)


@pytest.mark.parametrize(
    "context",
    [
        replace(BY_BEN, table="promises.promise"),
        replace(BY_BEN, row_id=UUID(int=42)),
        replace(BY_BEN, author_id=ANA),
        replace(BY_BEN, author_id=UUID(int=3)),
    ],
    ids=["table", "row", "author", "nobody"],
)
def test_they_are_sealed_only_where_they_were_signed_for(context: Context) -> None:
    with pytest.raises(ValueError, match="signed by their author"):
        seal_signed(ANA_RING, context, SIGNED)


def test_they_are_never_sealed_in_another_space() -> None:
    elsewhere = replace(BY_BEN, space_id=OTHER)
    with pytest.raises(ValueError, match="own space"):
        seal_signed(ANA_RING, elsewhere, sign_words(BEN_SIGNS, elsewhere, NOTE))
    with pytest.raises(ValueError, match="signed by their author"):
        seal_signed(replace(ANA_RING, space_id=OTHER), elsewhere, SIGNED)


@given(revision=OTHER_REVISION)
def test_they_are_never_sealed_as_another_revision(revision: int) -> None:
    with pytest.raises(ValueError, match="signed by their author"):
        seal_signed(ANA_RING, BY_BEN, SIGNED, revision)


def test_nobody_seals_words_in_anothers_name() -> None:
    for signer in (ANA_SIGNS, CLEO_SIGNS):
        forged = sign_words(signer, BY_BEN, NOTE)
        for written in (forged, BEN_SIGNS.id + forged[8:]):
            with pytest.raises(ValueError, match="signed by their author"):
                seal_signed(ANA_RING, BY_BEN, written)


def test_nobody_seals_words_of_somebody_who_is_not_pinned() -> None:
    alone = replace(ANA_RING, pinned={ANA: (ANA_SIGNS.public,)})
    with pytest.raises(ValueError, match="signed by their author"):
        seal_signed(alone, BY_BEN, SIGNED)


@given(bit=st.integers(0, len(SIGNED) * 8 - 1))
def test_changed_words_are_refused(bit: int) -> None:
    changed = bytearray(SIGNED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(ValueError, match="signed by their author"):
        seal_signed(ANA_RING, BY_BEN, bytes(changed))


@given(junk=st.binary(max_size=300))
def test_what_nobody_signed_is_refused(junk: bytes) -> None:
    for written in (junk, BEN_SIGNS.id + junk):
        with pytest.raises(ValueError, match="signed by their author"):
            seal_signed(ANA_RING, BY_BEN, written)


@pytest.mark.parametrize("revision", [0, -1, 2**32])
def test_a_revision_that_can_not_be_is_neither_signed_nor_sealed(revision: int) -> None:
    with pytest.raises(ValueError, match="revision"):
        sign_words(BEN_SIGNS, BY_BEN, NOTE, revision)
    with pytest.raises(ValueError, match="revision"):
        seal_signed(ANA_RING, BY_BEN, SIGNED, revision)


def test_words_that_can_not_be_sealed_are_not_signed() -> None:
    with pytest.raises(BadWords):
        sign_words(BEN_SIGNS, BY_BEN, Note("\ud800"))
