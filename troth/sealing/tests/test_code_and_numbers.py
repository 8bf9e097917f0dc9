"""The code that is read aloud, and the four numbers that both people compare."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from troth.sealing import (
    PinnedKeys,
    SharingPair,
    SigningPair,
    WrongKey,
    code_lookup,
    four_numbers,
    new_code,
    open_answer,
    open_greeting,
    pairing,
    read_code,
    seal_answer,
    seal_greeting,
    write_code,
)
from troth.sealing.tests.cast import ANA, BEN
from troth.sealing.tests.pairing_cast import (
    ANA_KEYS,
    ANA_SHARES,
    ANSWER,
    BEN_KEYS,
    CODE,
    GREETING,
    INVITATION,
    SEALED_ANSWER,
    SEALED_GREETING,
    codes,
)


def test_both_see_the_same_four_numbers() -> None:
    one, other = (ANA, ANA_KEYS), (BEN, BEN_KEYS)
    numbers = four_numbers(one, other)
    assert numbers == four_numbers(other, one)
    assert len(numbers) == 4
    assert all(0 <= number <= 1023 for number in numbers)


Change = Callable[[UUID, PinnedKeys], tuple[UUID, PinnedKeys]]


@pytest.mark.parametrize(
    "change",
    [
        lambda who, keys: (UUID(int=who.int + 8), keys),
        lambda who, keys: (who, replace(keys, verify=SigningPair.generate().public)),
        lambda who, keys: (who, replace(keys, sharing=SharingPair.generate().public)),
        lambda who, keys: (who, PinnedKeys(keys.sharing, keys.verify)),
    ],
    ids=["person", "verify key", "sharing key", "swapped"],
)
def test_any_other_key_or_person_gives_other_numbers(change: Change) -> None:
    one, other = (ANA, ANA_KEYS), (BEN, BEN_KEYS)
    numbers = {four_numbers(one, other)}
    numbers |= {four_numbers(change(*one), other), four_numbers(one, change(*other))}
    assert len(numbers) == 3


def test_keys_that_change_hands_give_other_numbers() -> None:
    assert four_numbers((ANA, ANA_KEYS), (BEN, BEN_KEYS)) != four_numbers(
        (ANA, BEN_KEYS), (BEN, ANA_KEYS)
    )


@given(code=codes)
def test_any_code_comes_back_however_it_is_typed(code: bytes) -> None:
    written = write_code(code)
    assert [len(group) for group in written.split("-")] == [4] * 8
    assert not set(written) & set("ILOU")
    for typed in (
        written,
        written.lower(),
        written.replace("-", " "),
        f"  {written.replace('-', '')}\n",
        written.replace("-", " – "),
        written.replace("0", "O").replace("1", "I"),
        written.replace("0", "o").replace("1", "l"),
        written.replace("1", "L"),
        written.replace("1", "i").replace("-", "\u2011"),
        "".join(chr(ord(letter) + 0xFEE0) for letter in written),
    ):
        assert read_code(typed) == code


@given(text=st.text(max_size=1) | st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", max_size=31))
def test_what_is_no_code_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(ValueError, match=r"^not a code of eight groups of four$") as caught:
        read_code(text)
    assert caught.value.__context__ is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "U" * 32,
        "A" * 31,
        "A" * 33,
        "u" + "A" * 31,
        "A" * 24 + "========",
        "A" * 31 + "é",
        "0" * 40,
    ],
)
def test_a_code_of_other_letters_or_length_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="eight groups"):
        read_code(text)


@pytest.mark.parametrize("length", [0, 19, 21])
def test_a_code_of_another_length_does_nothing(length: int) -> None:
    code = bytes(length)
    for use in (
        write_code,
        code_lookup,
        lambda code: seal_greeting(GREETING, code, INVITATION),
        lambda code: seal_answer(ANSWER, code, ANA_SHARES.public, INVITATION),
    ):
        with pytest.raises(ValueError, match="20 bytes"):
            use(code)
    with pytest.raises(WrongKey):
        open_greeting(SEALED_GREETING, code, INVITATION)
    with pytest.raises(WrongKey):
        open_answer(SEALED_ANSWER, code, ANA_SHARES, INVITATION)


def test_codes_and_what_finds_them_are_never_the_same() -> None:
    found = [code_lookup(code) for code in (CODE, new_code(), new_code())]
    assert len(set(found)) == 3
    assert {len(one) for one in found} == {32}
    assert code_lookup(CODE) == found[0]


def test_what_finds_a_code_opens_nothing() -> None:
    keys = {pairing._derived(CODE, use) for use in (b"troth.pair-greet", b"troth.pair-reply")}
    assert len(keys | {code_lookup(CODE)}) == 3
