"""A bundle, and the ways to its key: password, cookie."""

from dataclasses import replace
from typing import Any, get_args
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from troth.sealing import (
    Bundle,
    Context,
    PinnedKeys,
    SharingPair,
    SigningPair,
    SpaceKey,
    Words,
    WrapCost,
    WrappedKey,
    WrongKey,
    new_bundle,
    new_bundle_key,
    open_bundle,
    open_for_session,
    open_words,
    password_secret,
    seal_bundle,
    seal_for_session,
    seal_words,
    unwrap_key,
    wrap_key,
)
from troth.sealing.box import close_box
from troth.sealing.bundle import _associated_data
from troth.sealing.keys import key_id
from troth.sealing.tests.cast import ANA, BEN, NOTE, OTHER, SHARED, Note, characters
from troth.sealing.unlock import Purpose

CHEAP = WrapCost(memory_kib=8, passes=1)
BUNDLE, BUNDLE_KEY = new_bundle(OTHER), new_bundle_key()
SEALED = seal_bundle(BUNDLE, BUNDLE_KEY, ANA)
COOKIE = new_bundle_key()
WRAPPED = wrap_key(BUNDLE_KEY, b"a good password", CHEAP, person_id=ANA, generation=1)

bytes32 = st.binary(min_size=32, max_size=32)
pinned = st.builds(PinnedKeys, verify=bytes32, sharing=bytes32)
bundles = st.builds(
    Bundle,
    signing=st.builds(SigningPair, bytes32),
    sharing=st.builds(SharingPair, bytes32),
    private_space_id=st.uuids(),
    private_keys=st.lists(st.builds(SpaceKey, bytes32), min_size=1, max_size=3).map(tuple),
    pinned=st.dictionaries(st.uuids(), st.lists(pinned, max_size=3).map(tuple), max_size=3),
    generation=st.integers(0, 2**32 - 1),
)


def contents(bundle: Bundle) -> tuple[object, ...]:
    return tuple(getattr(bundle, name) for name in Bundle.__dataclass_fields__)


@given(bundle=bundles, key=bytes32, person=st.uuids())
def test_any_bundle_comes_back(bundle: Bundle, key: bytes, person: UUID) -> None:
    sealed = seal_bundle(bundle, key, person)
    assert contents(open_bundle(sealed, key, person)) == contents(bundle)
    assert contents(open_bundle(memoryview(sealed), key, person)) == contents(bundle)


@given(key=st.binary(max_size=40))
def test_a_wrong_key_opens_no_bundle(key: bytes) -> None:
    assume(key != BUNDLE_KEY)
    with pytest.raises(WrongKey):
        open_bundle(SEALED, key, ANA)


def test_another_persons_key_does_not_open_it_either() -> None:
    with pytest.raises(WrongKey):
        open_bundle(SEALED, BUNDLE_KEY, BEN)


@given(bit=st.integers(0, len(SEALED) * 8 - 1))
def test_a_changed_bundle_is_refused(bit: int) -> None:
    changed = bytearray(SEALED)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(WrongKey):
        open_bundle(bytes(changed), BUNDLE_KEY, ANA)


@given(junk=st.binary(max_size=100))
def test_what_is_no_bundle_is_refused(junk: bytes) -> None:
    named = key_id(BUNDLE_KEY, b"troth.bundle-key")
    header = bytes([1]) + named + bytes(4)
    inside = close_box(BUNDLE_KEY, junk, _associated_data(ANA, named, bytes(4)), bytes(24))
    for sealed in (junk, SEALED[:21] + junk, header + inside):
        with pytest.raises(WrongKey):
            open_bundle(sealed, BUNDLE_KEY, ANA)


def test_a_bundle_is_as_long_with_a_partner_as_without() -> None:
    keys = PinnedKeys(SigningPair.generate().public, SharingPair.generate().public)
    assert len(seal_bundle(replace(BUNDLE, pinned={BEN: (keys,)}), BUNDLE_KEY, ANA)) == len(SEALED)


def test_a_ring_of_the_private_space_seals_and_opens() -> None:
    ring = BUNDLE.ring(ANA)
    context = Context("notebook.note", OTHER, UUID(int=9), ANA)
    assert open_words(ring, context, seal_words(ring, context, NOTE), Note)
    assert ring.space_id == OTHER
    assert ring.person_id == ANA


def test_after_new_pairs_and_a_new_key_former_words_still_open() -> None:
    context = Context("notebook.note", OTHER, UUID(int=9), ANA)
    before = seal_words(BUNDLE.ring(ANA), context, NOTE)
    renewed = replace(
        new_bundle(OTHER, generation=2),
        private_keys=(SpaceKey.generate(), *BUNDLE.private_keys),
        pinned={ANA: (PinnedKeys(BUNDLE.signing.public, BUNDLE.sharing.public),)},
    )
    assert open_words(renewed.ring(ANA), context, before, Note)
    assert not open_words(
        BUNDLE.ring(ANA), context, seal_words(renewed.ring(ANA), context, NOTE), Note
    )


def test_a_partner_is_never_at_home_in_a_private_space() -> None:
    keys = PinnedKeys(SigningPair.generate().public, SharingPair.generate().public)
    assert set(replace(BUNDLE, pinned={BEN: (keys,)}).ring(ANA).pinned) == {ANA}


def test_a_bundle_without_a_private_key_is_not_made() -> None:
    with pytest.raises(ValueError, match="private key"):
        replace(BUNDLE, private_keys=())


@given(
    password=st.text(characters, min_size=1),
    generation=st.integers(0, 2**32 - 1),
)
@settings(deadline=None)
def test_any_password_unwraps_what_it_wrapped(password: str, generation: int) -> None:
    secret = password_secret(password)
    wrapped = wrap_key(BUNDLE_KEY, secret, CHEAP, person_id=ANA, generation=generation)
    assert unwrap_key(wrapped, secret, person_id=ANA, generation=generation) == BUNDLE_KEY


@given(wrong=st.binary(max_size=40))
def test_a_wrong_password_unwraps_nothing(wrong: bytes) -> None:
    assume(wrong != b"a good password")
    with pytest.raises(WrongKey):
        unwrap_key(WRAPPED, wrong, person_id=ANA, generation=1)


def test_a_wrap_belongs_to_one_person_and_one_bundle() -> None:
    assert unwrap_key(WRAPPED, b"a good password", person_id=ANA, generation=1) == BUNDLE_KEY
    for person, generation in ((BEN, 1), (ANA, 2), (ANA, -1), (ANA, 2**32)):
        with pytest.raises(WrongKey):
            unwrap_key(WRAPPED, b"a good password", person_id=person, generation=generation)


@given(bit=st.integers(0, len(WRAPPED.sealed) * 8 - 1))
def test_a_changed_wrap_is_refused(bit: int) -> None:
    changed = bytearray(WRAPPED.sealed)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(WrongKey):
        unwrap_key(
            replace(WRAPPED, sealed=bytes(changed)), b"a good password", person_id=ANA, generation=1
        )


@pytest.mark.parametrize(
    "change",
    [
        {"salt": bytes(16)},
        {"salt": b"short"},
        {"memory_kib": 9},
        {"memory_kib": 2**31},
        {"memory_kib": 0},
        {"passes": 2},
        {"passes": 10**9},
        {"passes": 0},
        {"sealed": b""},
        {"sealed": WRAPPED.sealed[:-1]},
    ],
)
def test_a_wrap_with_other_parameters_is_refused_without_paying_for_them(
    change: dict[str, Any],
) -> None:
    wrapped: WrappedKey = replace(WRAPPED, **change)
    with pytest.raises(WrongKey):
        unwrap_key(wrapped, b"a good password", person_id=ANA, generation=1)


def test_two_wraps_of_one_key_look_different() -> None:
    again = wrap_key(BUNDLE_KEY, b"a good password", CHEAP, person_id=ANA, generation=1)
    assert again.salt != WRAPPED.salt
    assert again.sealed != WRAPPED.sealed


def test_the_usual_cost_is_the_one_that_is_documented() -> None:
    assert (WrapCost().memory_kib, WrapCost().passes) == (128 * 1024, 3)


@pytest.mark.parametrize(("memory", "passes"), [(7, 1), (2**21, 1), (8, 0), (8, 17)])
def test_a_cost_out_of_bounds_is_not_made(memory: int, passes: int) -> None:
    with pytest.raises(ValueError, match="out of bounds"):
        WrapCost(memory, passes)


def test_nothing_is_wrapped_under_nothing() -> None:
    with pytest.raises(ValueError, match="empty"):
        wrap_key(BUNDLE_KEY, b"", CHEAP, person_id=ANA, generation=1)


def test_a_password_is_the_same_from_every_keyboard() -> None:
    assert password_secret("Gru\u0308ße") == password_secret("Grüße")


def test_half_a_surrogate_pair_is_no_password_and_is_not_repeated() -> None:
    with pytest.raises(ValueError, match="surrogate") as caught:
        password_secret("planted\ud800")
    assert "planted" not in str(caught.value)
    assert caught.value.__context__ is None


@given(cookie=bytes32, person=st.uuids(), purpose=st.sampled_from(get_args(Purpose)))
def test_a_session_opens_with_its_cookie(cookie: bytes, person: UUID, purpose: Purpose) -> None:
    sealed = seal_for_session(BUNDLE_KEY, cookie, person_id=person, purpose=purpose)
    assert open_for_session(sealed, cookie, person_id=person, purpose=purpose) == BUNDLE_KEY


@given(cookie=st.binary(max_size=40))
def test_another_cookie_opens_no_session(cookie: bytes) -> None:
    sealed = seal_for_session(BUNDLE_KEY, COOKIE, person_id=ANA, purpose="session")
    with pytest.raises(WrongKey):
        open_for_session(sealed, cookie, person_id=ANA, purpose="session")


def test_a_sign_in_that_waits_for_its_second_factor_opens_nothing() -> None:
    waiting = seal_for_session(BUNDLE_KEY, COOKIE, person_id=ANA, purpose="pending")
    with pytest.raises(WrongKey):
        open_for_session(waiting, COOKIE, person_id=ANA, purpose="session")
    signed_in = seal_for_session(BUNDLE_KEY, COOKIE, person_id=ANA, purpose="session")
    for purpose, person in (("pending", ANA), ("session", BEN)):
        with pytest.raises(WrongKey):
            open_for_session(signed_in, COOKIE, person_id=person, purpose=purpose)  # type: ignore[arg-type]


@given(change=st.integers(1, 255), place=st.integers(0, 72))
def test_a_changed_session_is_refused(change: int, place: int) -> None:
    sealed = bytearray(seal_for_session(BUNDLE_KEY, COOKIE, person_id=ANA, purpose="session"))
    assert len(sealed) == 73
    sealed[place] ^= change
    with pytest.raises(WrongKey):
        open_for_session(bytes(sealed), COOKIE, person_id=ANA, purpose="session")


@pytest.mark.parametrize("length", [0, 31, 33])
def test_keys_of_another_length_seal_nothing(length: int) -> None:
    short = bytes(length)
    with pytest.raises(ValueError, match="32 bytes"):
        seal_bundle(BUNDLE, short, ANA)
    with pytest.raises(ValueError, match="32 bytes"):
        wrap_key(short, b"password", CHEAP, person_id=ANA, generation=1)
    with pytest.raises(ValueError, match="32 bytes"):
        seal_for_session(BUNDLE_KEY, short, person_id=ANA, purpose="session")
    for kind in (SpaceKey, SigningPair, SharingPair):
        with pytest.raises(ValueError, match="32 bytes"):
            kind(short)


def test_keys_are_named_by_what_they_are() -> None:
    key = SpaceKey.generate()
    assert SpaceKey(key.secret) == key
    assert len(key.id) == 16
    assert SpaceKey.generate().id != key.id
    assert key_id(key.secret, b"troth.bundle-key") != key.id


def test_a_row_of_the_shared_space_needs_more_than_the_private_ring() -> None:
    private = BUNDLE.ring(ANA)
    with pytest.raises(ValueError, match="own space"):
        seal_words(private, Context("promises.promise", SHARED, UUID(int=9), ANA), NOTE)


def test_words_base_shows_nothing() -> None:
    assert repr(Words()) == "<Words>"
