"""docs/keys-vectors.json holds, by this implementation and by bare libsodium calls."""

import copy
import json
from pathlib import Path
from typing import Any
from uuid import UUID

import nacl.bindings as sodium
import pytest
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from troth.sealing import vectors
from troth.sealing.vectors import FILE

FROM_FILE: dict[str, Any] = json.loads(FILE.read_text(encoding="utf-8"))
OPEN = sodium.crypto_aead_xchacha20poly1305_ietf_decrypt


def test_every_vector_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert vectors.main([]) == 0
    assert capsys.readouterr().out == "every vector holds\n"


def test_the_file_is_what_the_command_writes(tmp_path: Path) -> None:
    assert vectors.main(["write", str(tmp_path / "again.json")]) == 0
    assert (tmp_path / "again.json").read_bytes() == FILE.read_bytes()


@pytest.mark.parametrize(
    "part",
    ["bundle", "wraps", "sessions", "envelopes", "refused", "grants", "greeting", "answer"],
)
def test_a_changed_vector_is_found(part: str) -> None:
    changed = copy.deepcopy(FROM_FILE)
    entry = changed[part][0] if isinstance(changed[part], list) else changed[part]
    name = "envelope" if "envelope" in entry else "sealed"
    entry[name] = "00" + entry[name][2:]
    assert len(vectors.problems(changed)) == 2


# What follows calls none of our functions: it is docs/keys.md, read literally.


def fields(*values: bytes) -> bytes:
    return b"".join(len(value).to_bytes(4, "big") + value for value in values)


def named(purpose: bytes, size: int, key: bytes = b"", data: bytes = b"") -> bytes:
    return blake2b(data, size, key=key, person=purpose, encoder=RawEncoder)


def place(entry: dict[str, Any]) -> list[bytes]:
    return [
        entry["table"].encode(),
        *(UUID(entry[name]).bytes for name in ("space_id", "row_id", "author_id")),
    ]


def boxed(sealed: bytes, key: bytes, associated: bytes) -> bytes:
    return OPEN(sealed[24:], associated, sealed[:24], key)


@pytest.mark.parametrize("entry", FROM_FILE["envelopes"], ids=lambda entry: str(entry["name"]))
def test_bare_libsodium_opens_and_checks_each_envelope(entry: dict[str, Any]) -> None:
    sealed, key = bytes.fromhex(entry["envelope"]), bytes.fromhex(entry["space_key"])
    key_id, revision = sealed[1:17], sealed[17:21]
    assert sealed[0] == 1
    assert key_id == named(b"troth.space-key", 16, key)
    assert int.from_bytes(revision, "big") == entry["revision"]
    associated = fields(b"troth/row/1", *place(entry), key_id, revision)
    assert associated.hex() == entry["associated_data"]
    plain = boxed(sealed[21:], key, associated)
    public, seed_key = sodium.crypto_sign_seed_keypair(bytes.fromhex(entry["signing_seed"]))
    assert public.hex() == entry["verify_key"]
    assert plain[:8] == named(b"troth.signer", 8, data=public)
    text = sodium.sodium_unpad(plain[72:], 256)
    assert text.decode() == entry["text"]
    message = fields(b"troth/words/1", *place(entry), revision, text)
    assert message.hex() == entry["signature_input"]
    assert sodium.crypto_sign_open(plain[8:72] + message, public) == message
    assert (
        sodium.crypto_sign(message, seed_key)[:64].hex() == entry["signature"] == plain[8:72].hex()
    )


def test_bare_libsodium_opens_the_bundle() -> None:
    entry = FROM_FILE["bundle"]
    sealed, key, person = (
        bytes.fromhex(entry["sealed"]),
        bytes.fromhex(entry["bundle_key"]),
        UUID(entry["person_id"]),
    )
    assert sealed[0] == 1
    assert sealed[1:17] == named(b"troth.bundle-key", 16, key)
    assert int.from_bytes(sealed[17:21], "big") == entry["generation"]
    plain = boxed(
        sealed[21:], key, fields(b"troth/bundle/1", person.bytes, sealed[1:17], sealed[17:21])
    )
    assert sodium.sodium_unpad(plain, 1024).decode() == entry["text"]


@pytest.mark.parametrize(
    "entry", FROM_FILE["wraps"], ids=lambda entry: f"{entry['memory_kib']} KiB"
)
def test_bare_libsodium_unwraps_the_bundle_key(entry: dict[str, Any]) -> None:
    salt, sealed = bytes.fromhex(entry["salt"]), bytes.fromhex(entry["sealed"])
    password, memory, passes = entry["password"].encode(), entry["memory_kib"], entry["passes"]
    derived = sodium.crypto_pwhash_alg(
        32, password, salt, passes, memory * 1024, sodium.crypto_pwhash_ALG_ARGON2ID13
    )
    assert derived.hex() == entry["derived_key"]
    numbers = [number.to_bytes(4, "big") for number in (entry["generation"], memory, passes)]
    associated = fields(
        b"troth/wrap/1", UUID(entry["person_id"]).bytes, numbers[0], salt, *numbers[1:]
    )
    assert sealed[0] == 1
    assert boxed(sealed[1:], derived, associated).hex() == entry["bundle_key"]


@pytest.mark.parametrize("entry", FROM_FILE["sessions"], ids=lambda entry: str(entry["purpose"]))
def test_bare_libsodium_opens_the_session(entry: dict[str, Any]) -> None:
    sealed, cookie = bytes.fromhex(entry["sealed"]), bytes.fromhex(entry["cookie_secret"])
    associated = fields(
        b"troth/session/1", UUID(entry["person_id"]).bytes, entry["purpose"].encode()
    )
    assert sealed[0] == 1
    assert boxed(sealed[1:], cookie, associated).hex() == entry["bundle_key"]


@pytest.mark.parametrize("entry", FROM_FILE["keys"]["sharing"])
def test_bare_libsodium_makes_the_sharing_keys(entry: dict[str, str]) -> None:
    assert sodium.crypto_scalarmult_base(bytes.fromhex(entry["secret"])).hex() == entry["public"]


def signed_input(entry: dict[str, Any], box: bytes) -> bytes:
    space, member, giver = (
        UUID(entry[name]).bytes for name in ("space_id", "member_id", "giver_id")
    )
    return fields(b"troth/grant/1", space, entry["epoch"].to_bytes(4, "big"), member, giver, box)


def unsealed(box: bytes, secret: str) -> bytes:
    pair = bytes.fromhex(secret)
    return sodium.crypto_box_seal_open(box, sodium.crypto_scalarmult_base(pair), pair)


@pytest.mark.parametrize("entry", FROM_FILE["grants"], ids=lambda entry: f"epoch {entry['epoch']}")
def test_bare_libsodium_opens_and_checks_each_grant(entry: dict[str, Any]) -> None:
    sealed, public = bytes.fromhex(entry["sealed"]), bytes.fromhex(entry["verify_key"])
    assert len(sealed) == 173
    assert sealed[0] == 1
    assert int.from_bytes(sealed[1:5], "big") == entry["epoch"]
    assert UUID(bytes=sealed[5:21]) == UUID(entry["giver_id"])
    assert sealed[21:29] == named(b"troth.signer", 8, data=public)
    message = signed_input(entry, sealed[93:])
    assert message.hex() == entry["signature_input"]
    assert sodium.crypto_sign_open(sealed[29:93] + message, public) == message
    assert unsealed(sealed[93:], entry["sharing_secret"]).hex() == entry["space_key"]


@pytest.mark.parametrize("part", ["grants", "answer"])
def test_a_sealed_box_of_the_file_is_one_that_libsodium_could_have_made(part: str) -> None:
    entry = FROM_FILE[part][0] if part == "grants" else FROM_FILE[part]
    box = bytes.fromhex(entry["sealed"])[93 if part == "grants" else 1 :]
    secret = bytes.fromhex(entry["ephemeral_secret"])
    assert box[:32] == sodium.crypto_scalarmult_base(secret)


def test_the_code_is_crockfords_base32() -> None:
    entry = FROM_FILE["code"]
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    number = 0
    for letter in entry["written"].replace("-", ""):
        number = number * 32 + letters.index(letter)
    code = number.to_bytes(20, "big")
    assert code.hex() == entry["code"]
    assert named(b"troth.pair-find", 32, code).hex() == entry["lookup"]


def test_bare_libsodium_opens_the_greeting() -> None:
    entry = FROM_FILE["greeting"]
    sealed, code = bytes.fromhex(entry["sealed"]), bytes.fromhex(entry["code"])
    key = named(b"troth.pair-greet", 32, code)
    assert key.hex() == entry["key"]
    assert sealed[0] == 1
    bound = fields(b"troth/greeting/1", UUID(entry["row_id"]).bytes)
    assert sodium.sodium_unpad(boxed(sealed[1:], key, bound), 1024).decode() == entry["text"]


def test_bare_libsodium_opens_and_checks_the_answer() -> None:
    entry = FROM_FILE["answer"]
    sealed, code = bytes.fromhex(entry["sealed"]), bytes.fromhex(entry["code"])
    assert sealed[0] == 1
    plain = unsealed(sealed[1:], entry["sharing_secret"])
    payload, mac = plain[:-32], plain[-32:]
    assert sodium.sodium_unpad(payload, 1024).decode() == entry["text"]
    key = named(b"troth.pair-reply", 32, code)
    assert key.hex() == entry["key"]
    to = sodium.crypto_scalarmult_base(bytes.fromhex(entry["sharing_secret"]))
    message = fields(b"troth/answer/1", UUID(entry["row_id"]).bytes, to, payload)
    assert mac == named(b"troth.pair-mac", 32, key, message)
    assert mac.hex() == entry["mac"]


def test_the_name_in_the_answer_keeps_its_signature_in_the_envelope() -> None:
    entry, name = FROM_FILE["answer"], FROM_FILE["answer"]["name"]
    answer = json.loads(entry["text"])
    called, sealed = bytes.fromhex(answer["called"]), bytes.fromhex(name["envelope"])
    plain = boxed(
        sealed[21:],
        bytes.fromhex(name["space_key"]),
        fields(b"troth/row/1", *place(name), sealed[1:17], sealed[17:21]),
    )
    assert plain[:72] == called[:72]
    assert sodium.sodium_unpad(plain[72:], 256) == called[72:]
    message = fields(b"troth/words/1", *place(name), sealed[17:21], called[72:])
    public = bytes.fromhex(answer["verify"])
    assert sodium.crypto_sign_open(called[8:72] + message, public) == message


def test_bare_libsodium_makes_the_four_numbers() -> None:
    entry = FROM_FILE["four_numbers"]
    people = sorted(
        UUID(one["person_id"]).bytes + bytes.fromhex(one["verify"] + one["sharing"])
        for one in entry["people"]
    )
    digest = sodium.crypto_pwhash_alg(
        32,
        fields(b"troth/four-words/1", *people),
        b"troth.four-words",
        3,
        16_384 * 1024,
        sodium.crypto_pwhash_ALG_ARGON2ID13,
    )
    bits = "".join(f"{byte:08b}" for byte in digest[:5])
    assert [int(bits[start : start + 10], 2) for start in (0, 10, 20, 30)] == entry["numbers"]
