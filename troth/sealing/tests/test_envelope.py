"""A sealed row: what comes back, and what is refused."""

import copy
import pickle
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from troth.sealing import (
    BadWords,
    Context,
    Opened,
    Reason,
    SpaceKey,
    Words,
    encode_words,
    envelope,
    key_id_of,
    open_words,
    revision_of,
    seal_words,
)
from troth.sealing.tests.cast import (
    ANA,
    ANA_RING,
    ANA_SIGNS,
    BEN,
    BEN_RING,
    BY_ANA,
    CLEO,
    CLEO_RING,
    NOTE,
    OTHER,
    SHARED,
    SHARED_KEY,
    Note,
    notes,
    refused,
    texts,
)

SEALED = seal_words(ANA_RING, BY_ANA, NOTE)


@given(note=notes, revision=st.integers(1, 2**32 - 1))
def test_any_words_come_back_to_both_who_share_the_space(note: Note, revision: int) -> None:
    sealed = seal_words(ANA_RING, BY_ANA, note, revision)
    for ring in (ANA_RING, BEN_RING):
        assert open_words(ring, BY_ANA, sealed, Note) == Opened(note, revision)
    assert open_words(BEN_RING, BY_ANA, memoryview(sealed), Note) == Opened(note, revision)
    assert (revision_of(sealed), key_id_of(sealed)) == (revision, SHARED_KEY.id)


@given(bit=st.integers(0, len(SEALED) * 8 - 1))
def test_any_flipped_bit_is_refused(bit: int) -> None:
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8
    reason = refused(open_words(ANA_RING, BY_ANA, bytes(changed), Note))
    wanted = Reason.UNREADABLE if bit < 8 else Reason.NO_KEY if bit < 17 * 8 else Reason.ALTERED
    assert reason is wanted


def test_every_flipped_byte_is_refused() -> None:
    for place in range(len(SEALED)):
        changed = SEALED[:place] + bytes([SEALED[place] ^ 0xFF]) + SEALED[place + 1 :]
        assert not open_words(ANA_RING, BY_ANA, changed, Note)


@given(junk=st.binary(max_size=600))
def test_bytes_that_were_never_sealed_are_refused(junk: bytes) -> None:
    refused(open_words(ANA_RING, BY_ANA, junk, Note))
    refused(open_words(ANA_RING, BY_ANA, SEALED[:21] + junk, Note))
    if junk:
        refused(open_words(ANA_RING, BY_ANA, SEALED + junk, Note))


@given(length=st.integers(0, len(SEALED) - 1))
def test_a_shortened_row_is_refused(length: int) -> None:
    assert refused(open_words(ANA_RING, BY_ANA, SEALED[:length], Note)) is Reason.ALTERED


@pytest.mark.parametrize("value", [None, "text", 400, [1]])
def test_a_column_that_holds_no_bytes_is_refused(value: Any) -> None:
    assert refused(open_words(ANA_RING, BY_ANA, value, Note)) is Reason.ALTERED


@given(
    table=st.sampled_from([BY_ANA.table, "promises.ending", "promises.promise\0", ""]) | texts,
    space=st.sampled_from([SHARED, OTHER]) | st.uuids(),
    row=st.sampled_from([BY_ANA.row_id]) | st.uuids(),
    author=st.sampled_from([ANA, BEN, CLEO]) | st.uuids(),
)
def test_any_change_of_place_or_author_is_refused(
    table: str, space: UUID, row: UUID, author: UUID
) -> None:
    moved = Context(table, space, row, author)
    assume(moved != BY_ANA)
    wanted = Reason.ALTERED if space == SHARED else Reason.NO_KEY
    assert refused(open_words(BEN_RING, moved, SEALED, Note)) is wanted
    also_there = replace(BEN_RING, space_id=space)
    assert refused(open_words(also_there, moved, SEALED, Note)) is Reason.ALTERED


@given(first=notes, second=notes)
def test_two_rows_swapped_are_both_refused(first: Note, second: Note) -> None:
    here, there = BY_ANA, replace(BY_ANA, row_id=UUID(int=22))
    sealed_here, sealed_there = (
        seal_words(ANA_RING, here, first),
        seal_words(ANA_RING, there, second),
    )
    assert refused(open_words(ANA_RING, here, sealed_there, Note)) is Reason.ALTERED
    assert refused(open_words(ANA_RING, there, sealed_here, Note)) is Reason.ALTERED


def test_fields_can_not_flow_into_each_other() -> None:
    assert Context("ab", SHARED, ANA, BEN).bound() != Context("a", SHARED, ANA, BEN).bound()
    assert Context("", SHARED, ANA, BEN).bound() == b"\0\0\0\0" + b"".join(
        b"\0\0\0\x10" + part.bytes for part in (SHARED, ANA, BEN)
    )


def test_without_keys_a_row_is_locked() -> None:
    assert refused(open_words(None, BY_ANA, SEALED, Note)) is Reason.LOCKED


def test_another_couples_ring_opens_nothing() -> None:
    assert refused(open_words(CLEO_RING, BY_ANA, SEALED, Note)) is Reason.NO_KEY
    curious = replace(CLEO_RING, space_id=SHARED)
    assert refused(open_words(curious, BY_ANA, SEALED, Note)) is Reason.NO_KEY


def test_a_former_key_still_opens_what_it_sealed() -> None:
    later = replace(ANA_RING, current=SpaceKey.generate(), older=(SHARED_KEY,))
    assert open_words(later, BY_ANA, SEALED, Note) == Opened(NOTE, 1)
    assert key_id_of(seal_words(later, BY_ANA, NOTE)) == later.current.id


@given(text=texts)
def test_lengths_show_only_in_steps_of_256(text: str) -> None:
    sealed = seal_words(ANA_RING, BY_ANA, Note(text))
    encoded = encode_words(Note(text))
    assert len(sealed) == 1 + 16 + 4 + 24 + 8 + 64 + (len(encoded) // 256 + 1) * 256 + 16


def test_sealing_twice_never_looks_the_same() -> None:
    assert seal_words(ANA_RING, BY_ANA, NOTE) != SEALED


@pytest.mark.parametrize(
    "text",
    [b"", b"{}", b"[]", b"\xff", b'{"text":1}', b'{"text":"a","text":"b"}', b'{"text":"\\ud800"}'],
)
def test_what_an_author_signed_that_is_no_words_is_unreadable(text: bytes) -> None:
    sealed = envelope._seal(ANA_RING, BY_ANA, text, 1, bytes(24))
    assert refused(open_words(BEN_RING, BY_ANA, sealed, Note)) is Reason.UNREADABLE


@given(text=st.binary(max_size=700))
def test_nothing_an_author_signs_raises(text: bytes) -> None:
    refused(
        open_words(BEN_RING, BY_ANA, envelope._seal(ANA_RING, BY_ANA, text, 1, bytes(24)), Note)
    )


@pytest.mark.parametrize("revision", [0, -1, 2**32])
def test_a_revision_counts_from_one(revision: int) -> None:
    with pytest.raises(ValueError, match="revision"):
        seal_words(ANA_RING, BY_ANA, NOTE, revision)


@pytest.mark.parametrize(
    "sealed",
    [b"", SEALED[:20], b"\x02" + SEALED[1:]],
    ids=["empty", "cut-short", "another-format"],
)
def test_a_header_is_read_only_from_an_envelope(sealed: bytes) -> None:
    for read in (revision_of, key_id_of):
        with pytest.raises(ValueError, match="not an envelope"):
            read(sealed)


def test_half_a_surrogate_pair_is_refused_without_repeating_the_text() -> None:
    with pytest.raises(BadWords) as caught:
        seal_words(ANA_RING, BY_ANA, Note("planted \ud83d"))
    assert "planted" not in str(caught.value)
    assert caught.value.__context__ is None


def test_secrets_and_words_stay_out_of_reprs_and_pickles() -> None:
    shown = repr((ANA_RING, SHARED_KEY, ANA_SIGNS, NOTE, Opened(NOTE, 1)))
    assert "plumber" not in shown
    assert repr(SHARED_KEY.secret) not in shown
    assert SHARED_KEY.secret.hex() not in shown
    held: tuple[object, ...] = (ANA_RING, SHARED_KEY, ANA_SIGNS)
    for each in held:
        with pytest.raises(TypeError, match="never pickled"):
            pickle.dumps(each)
        with pytest.raises(TypeError, match="never pickled"):
            copy.copy(each)


def test_words_of_another_kind_are_unreadable() -> None:
    @dataclass(frozen=True, slots=True, repr=False)
    class Ending(Words):
        state: str

    assert refused(open_words(ANA_RING, BY_ANA, SEALED, Ending)) is Reason.UNREADABLE
