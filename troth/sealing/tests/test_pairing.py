"""Two people find each other by a code that the program never sends."""

import pickle
from dataclasses import fields, replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_box_seal, sodium_pad

from troth.sealing import (
    Answer,
    Greeting,
    Words,
    WrongKey,
    open_answer,
    open_greeting,
    pairing,
    seal_answer,
    seal_greeting,
)
from troth.sealing.tests.cast import BEN, texts
from troth.sealing.tests.pairing_cast import (
    ANA_KEYS,
    ANA_SHARES,
    ANSWER,
    BEN_KEYS,
    BEN_SHARES,
    CALLED,
    CODE,
    GREETING,
    INVITATION,
    SEALED_ANSWER,
    SEALED_GREETING,
    codes,
    public_keys,
)

# The greeting


@given(
    greeting=st.builds(
        Greeting,
        inviter_id=st.uuids(),
        space_id=st.uuids(),
        keys=public_keys,
        called=texts,
        first_words=texts,
    ),
    code=codes,
    row=st.uuids(),
)
def test_any_greeting_comes_back(greeting: Greeting, code: bytes, row: UUID) -> None:
    sealed = seal_greeting(greeting, code, row)
    assert open_greeting(sealed, code, row) == greeting
    assert open_greeting(memoryview(sealed), code, row) == greeting


def test_a_greeting_is_as_long_with_few_words_as_with_many() -> None:
    many = replace(GREETING, called="Annemarie", first_words="word " * 100)
    assert len(seal_greeting(many, CODE, INVITATION)) == len(SEALED_GREETING) == 1 + 24 + 1024 + 16


@given(code=codes)
def test_without_the_code_nobody_reads_a_greeting(code: bytes) -> None:
    with pytest.raises(WrongKey):
        open_greeting(SEALED_GREETING, code, INVITATION)


def test_a_greeting_belongs_to_one_invitation() -> None:
    with pytest.raises(WrongKey):
        open_greeting(SEALED_GREETING, CODE, UUID(int=53))


@given(bit=st.integers(0, len(SEALED_GREETING) * 8 - 1))
def test_a_changed_greeting_is_refused(bit: int) -> None:
    changed = bytearray(SEALED_GREETING)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(WrongKey):
        open_greeting(bytes(changed), CODE, INVITATION)


def test_words_of_half_a_surrogate_pair_are_refused_and_not_repeated() -> None:
    with pytest.raises(ValueError, match="surrogate") as caught:
        seal_greeting(replace(GREETING, called="planted\ud800"), CODE, INVITATION)
    assert "planted" not in str(caught.value)


# The answer


@given(
    answer=st.builds(
        Answer,
        person_id=st.uuids(),
        member_id=st.uuids(),
        keys=public_keys,
        called=st.binary(max_size=400),
    ),
    code=codes,
    row=st.uuids(),
)
def test_any_answer_comes_back(answer: Answer, code: bytes, row: UUID) -> None:
    sealed = seal_answer(answer, code, ANA_SHARES.public, row)
    assert open_answer(sealed, code, ANA_SHARES, row) == answer
    assert open_answer(memoryview(sealed), code, ANA_SHARES, row) == answer


def test_an_answer_is_as_long_with_a_short_name_as_with_a_long_one() -> None:
    long = replace(ANSWER, called=CALLED + b"a" * 100)
    sealed = seal_answer(long, CODE, ANA_SHARES.public, INVITATION)
    assert len(sealed) == len(SEALED_ANSWER) == 1 + 48 + 1024 + 32


@given(code=codes)
def test_an_answer_from_somebody_without_the_code_is_refused(code: bytes) -> None:
    """The host knows the inviter's public key and can seal to it, but not prove the code."""
    with pytest.raises(WrongKey):
        open_answer(
            seal_answer(ANSWER, code, ANA_SHARES.public, INVITATION), CODE, ANA_SHARES, INVITATION
        )


def test_an_answer_is_for_one_inviter_and_one_invitation() -> None:
    with pytest.raises(WrongKey):
        open_answer(SEALED_ANSWER, CODE, BEN_SHARES, INVITATION)
    with pytest.raises(WrongKey):
        open_answer(SEALED_ANSWER, CODE, ANA_SHARES, UUID(int=53))


def test_an_answer_to_another_key_can_not_be_passed_on() -> None:
    """Who was told another public key proves the code for that one, and for no other."""
    plain = pairing._answer_plain(ANSWER, CODE, BEN_SHARES.public, INVITATION)
    passed_on = b"\x01" + crypto_box_seal(plain, ANA_SHARES.public)
    with pytest.raises(WrongKey):
        open_answer(passed_on, CODE, ANA_SHARES, INVITATION)


@given(bit=st.integers(0, len(SEALED_ANSWER) * 8 - 1))
def test_a_changed_answer_is_refused(bit: int) -> None:
    changed = bytearray(SEALED_ANSWER)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(WrongKey):
        open_answer(bytes(changed), CODE, ANA_SHARES, INVITATION)


@given(bit=st.integers(0, 1056 * 8 - 1))
def test_an_answer_that_is_changed_before_it_is_sealed_is_refused(bit: int) -> None:
    changed = bytearray(pairing._answer_plain(ANSWER, CODE, ANA_SHARES.public, INVITATION))
    changed[bit // 8] ^= 1 << bit % 8
    sealed = b"\x01" + crypto_box_seal(bytes(changed), ANA_SHARES.public)
    with pytest.raises(WrongKey):
        open_answer(sealed, CODE, ANA_SHARES, INVITATION)


@given(junk=st.binary(max_size=200))
def test_what_is_no_greeting_and_no_answer_is_refused(junk: bytes) -> None:
    for sealed in (junk, b"\x01" + junk, b"\x01" + crypto_box_seal(junk, ANA_SHARES.public)):
        with pytest.raises(WrongKey):
            open_greeting(sealed, CODE, INVITATION)
        with pytest.raises(WrongKey):
            open_answer(sealed, CODE, ANA_SHARES, INVITATION)


def from_somebody_with_the_code(payload: bytes) -> bytes:
    mac = pairing._answer_mac(payload, CODE, ANA_SHARES.public, INVITATION)
    return b"\x01" + crypto_box_seal(payload + mac, ANA_SHARES.public)


TEXT = pairing._answer_text(ANSWER)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        TEXT,
        bytes(1024),
        sodium_pad(b"{}", 1024),
        sodium_pad(TEXT + b" ", 1024),
        sodium_pad(TEXT.replace(b'"called"', b'"colled"'), 1024),
        sodium_pad(TEXT.replace(str(BEN).encode(), b"nobody"), 1024),
        sodium_pad(TEXT.replace(BEN_KEYS.verify.hex().encode(), b"00"), 1024),
        sodium_pad(TEXT.replace(BEN_KEYS.sharing.hex().encode(), b"00" * 32), 1024),
        sodium_pad(TEXT.replace(CALLED.hex().encode(), b"zz"), 1024),
    ],
)
def test_not_even_somebody_with_the_code_can_send_what_is_no_answer(payload: bytes) -> None:
    whole = from_somebody_with_the_code(sodium_pad(TEXT, 1024))
    assert open_answer(whole, CODE, ANA_SHARES, INVITATION) == ANSWER
    with pytest.raises(WrongKey):
        open_answer(from_somebody_with_the_code(payload), CODE, ANA_SHARES, INVITATION)


@pytest.mark.parametrize("public", [bytes(32), b"short"])
def test_an_answer_to_a_public_key_that_is_none_is_not_sealed(public: bytes) -> None:
    with pytest.raises(ValueError, match="public key"):
        seal_answer(ANSWER, CODE, public, INVITATION)


def test_a_greeting_with_a_public_key_that_is_none_is_refused() -> None:
    keys = replace(ANA_KEYS, sharing=bytes(32))
    with pytest.raises(WrongKey):
        open_greeting(
            seal_greeting(replace(GREETING, keys=keys), CODE, INVITATION), CODE, INVITATION
        )


@pytest.mark.parametrize("held", [GREETING, ANSWER])
def test_neither_shows_what_it_holds_nor_goes_into_a_cache(held: Greeting | Answer) -> None:
    assert repr(held) == f"<{type(held).__name__}>"
    with pytest.raises(TypeError, match="never pickled"):
        pickle.dumps(held)


@pytest.mark.parametrize("kind", [pairing._GreetingText, pairing._AnswerText])
def test_what_is_sealed_has_each_field_of_what_is_given(kind: type[Words]) -> None:
    given_kind: Any = Greeting if kind is pairing._GreetingText else Answer
    # The two public keys stand for one field.
    assert len(fields(kind)) == len(fields(given_kind)) + 1  # type: ignore[arg-type]
