"""Vectors for another implementation: `python -m troth.sealing.vectors [check | write] [file]`."""

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from troth.sealing import bundle, envelope, unlock, wraps
from troth.sealing.box import WrongKey
from troth.sealing.context import Context
from troth.sealing.keys import KeyRing, SpaceKey, key_id
from troth.sealing.vectors_cast import (
    ANA,
    ANA_RING,
    ANA_SHARES,
    ANA_SIGNS,
    BEN,
    BEN_RING,
    BEN_SHARES,
    BEN_SIGNS,
    BUNDLE_KEY,
    BY_ANA,
    BY_BEN,
    COOKIE_SECRET,
    LATER_SPACE_KEY,
    OTHER_ROW,
    OTHER_SPACE,
    SPACE_KEY,
    Line,
    Vector,
    run,
)
from troth.sealing.vectors_shared import shared_problems, shared_vectors
from troth.sealing.words import Words, encode_words

FILE = Path(__file__).parents[2] / "docs" / "keys-vectors.json"

SHORT = Line("I'll call the plumber.")
ANY_SCRIPT = Line('"Grüße", 約束 🤞 \\ \t\n', tags=("a", "ü"), count=-3, private=False)
FILLS_A_BLOCK = Line("x" * (envelope.BLOCK - len(encode_words(Line("")))))


def make_vectors() -> Vector:
    """Everything, from fixed keys, salts and nonces."""
    return {
        "about": "Troth's sealing; see keys.md. Bytes are in hex. Never use these keys.",
        "keys": _keys(),
        "envelopes": _envelopes(),
        "refused": _refused(),
        "bundle": _bundle(),
        "wraps": [_wrap(wraps.WrapCost(64, 1)), _wrap(wraps.WrapCost())],
        "sessions": [_session("session"), _session("pending")],
        **shared_vectors(),
    }


def _keys() -> Vector:
    return {
        "space_keys": [
            {"key": key.secret.hex(), "id": key.id.hex()} for key in (SPACE_KEY, LATER_SPACE_KEY)
        ],
        "bundle_keys": [
            {"key": BUNDLE_KEY.hex(), "id": key_id(BUNDLE_KEY, b"troth.bundle-key").hex()}
        ],
        "signing": [
            {"seed": pair.seed.hex(), "public": pair.public.hex(), "signer_id": pair.id.hex()}
            for pair in (ANA_SIGNS, BEN_SIGNS)
        ],
        "sharing": [
            {"secret": pair.secret.hex(), "public": pair.public.hex()}
            for pair in (ANA_SHARES, BEN_SHARES)
        ],
    }


def _envelopes() -> list[Vector]:
    later = replace(ANA_RING, current=LATER_SPACE_KEY, older=(SPACE_KEY,))
    return [
        _envelope("a short line", ANA_RING, BY_ANA, SHORT, 1, 0x10),
        _envelope(
            "the same line under a later key: the same signature", later, BY_ANA, SHORT, 1, 0x11
        ),
        _envelope("its second revision: another signature", ANA_RING, BY_ANA, SHORT, 2, 0x12),
        _envelope("any script, every type of field", BEN_RING, BY_BEN, ANY_SCRIPT, 1, 0x13),
        _envelope("256 bytes of text, padded to 512", ANA_RING, BY_ANA, FILLS_A_BLOCK, 1, 0x14),
    ]


def _envelope(
    name: str, ring: KeyRing, context: Context, words: Words, revision: int, first: int
) -> Vector:
    text, nonce, bound = encode_words(words), run(first, 24), context.bound()
    message = envelope._signature_input(bound, revision, text)
    sealed = envelope._seal(ring, context, text, revision, nonce)
    return {
        "name": name,
        **_place(context),
        "revision": revision,
        "space_key": ring.current.secret.hex(),
        "signing_seed": ring.signer.seed.hex(),
        "verify_key": ring.signer.public.hex(),
        "nonce": nonce.hex(),
        "text": text.decode("utf-8"),
        "signature_input": message.hex(),
        "signature": ring.signer.sign(message).hex(),
        "associated_data": envelope._associated_data(bound, ring.current.id, revision).hex(),
        "envelope": sealed.hex(),
    }


def _place(context: Context) -> Vector:
    return {
        "table": context.table,
        "space_id": str(context.space_id),
        "row_id": str(context.row_id),
        "author_id": str(context.author_id),
    }


def _refused() -> list[Vector]:
    """Each is to be opened with both space keys and both people's verify keys."""
    good = envelope._seal(ANA_RING, BY_ANA, encode_words(SHORT), 1, run(0x10, 24))
    forger = replace(ANA_RING, signer=BEN_SIGNS, pinned={ANA: (BEN_SIGNS.public,)})
    forged = envelope._seal(forger, BY_ANA, encode_words(SHORT), 1, run(0x15, 24))
    foreign = envelope._seal(
        replace(ANA_RING, current=SpaceKey(run(1))), BY_ANA, b"{}", 1, run(0x16, 24)
    )
    not_words = envelope._seal(ANA_RING, BY_ANA, b'{"text":"\\ud800"}', 1, run(0x17, 24))
    cases = [
        ("the last bit flipped", good[:-1] + bytes([good[-1] ^ 1]), BY_ANA, "altered"),
        ("the revision raised", good[:20] + b"\x02" + good[21:], BY_ANA, "altered"),
        ("moved to another row", good, replace(BY_ANA, row_id=OTHER_ROW), "altered"),
        ("moved to another table", good, replace(BY_ANA, table="promises.ending"), "altered"),
        ("said to be another's", good, replace(BY_ANA, author_id=BEN), "altered"),
        ("moved to another space", good, replace(BY_ANA, space_id=OTHER_SPACE), "no-key"),
        ("sealed with a key that isn't the space's", foreign, BY_ANA, "no-key"),
        ("written in Ana's place by Ben, who has the key", forged, BY_ANA, "not-theirs"),
        ("a later format", b"\x02" + good[1:], BY_ANA, "unreadable"),
        ("half a surrogate pair, signed by Ana", not_words, BY_ANA, "unreadable"),
    ]
    return [
        {"name": name, **_place(place), "envelope": sealed.hex(), "reason": reason}
        for name, sealed, place, reason in cases
    ]


def _bundle() -> Vector:
    made = bundle.Bundle(
        signing=ANA_SIGNS,
        sharing=ANA_SHARES,
        private_space_id=OTHER_SPACE,
        private_keys=(LATER_SPACE_KEY, SPACE_KEY),
        pinned={BEN: (bundle.PinnedKeys(BEN_SIGNS.public, BEN_SHARES.public),)},
        generation=2,
    )
    return {
        "person_id": str(ANA),
        "generation": made.generation,
        "bundle_key": BUNDLE_KEY.hex(),
        "nonce": run(0x18, 24).hex(),
        "text": bundle._encode(made).decode("ascii"),
        "sealed": bundle._seal(made, BUNDLE_KEY, ANA, run(0x18, 24)).hex(),
    }


def _wrap(cost: wraps.WrapCost) -> Vector:
    password, salt, nonce = "Grüße an den Klempner", run(0x19, 16), run(0x1A, 24)
    secret = wraps.password_secret(password)
    wrapped = wraps._wrap(BUNDLE_KEY, secret, cost, ANA, 2, salt, nonce)
    return {
        "person_id": str(ANA),
        "generation": 2,
        "password": password,
        "salt": salt.hex(),
        "memory_kib": cost.memory_kib,
        "passes": cost.passes,
        "derived_key": wraps._derived(secret, salt, cost).hex(),
        "nonce": nonce.hex(),
        "bundle_key": BUNDLE_KEY.hex(),
        "sealed": wrapped.sealed.hex(),
    }


def _session(purpose: unlock.Purpose) -> Vector:
    nonce = run(0x1B, 24)
    return {
        "person_id": str(ANA),
        "purpose": purpose,
        "cookie_secret": COOKIE_SECRET.hex(),
        "nonce": nonce.hex(),
        "bundle_key": BUNDLE_KEY.hex(),
        "sealed": unlock._seal(BUNDLE_KEY, COOKIE_SECRET, ANA, purpose, nonce).hex(),
    }


def problems(vectors: Vector) -> list[str]:
    """What would be made otherwise today, and what doesn't open or isn't refused as it says."""
    made = make_vectors()
    found = [f"{part}: would be made otherwise" for part in made if vectors.get(part) != made[part]]
    for entry in vectors["envelopes"] + vectors["refused"]:
        context = Context(
            entry["table"], *(UUID(entry[name]) for name in ("space_id", "row_id", "author_id"))
        )
        opened = envelope.open_words(ANA_RING, context, bytes.fromhex(entry["envelope"]), Line)
        if isinstance(opened, envelope.Unopened):
            if opened.reason != entry.get("reason"):
                found.append(f"{entry['name']}: {opened.reason}")
        elif "reason" in entry or encode_words(opened.words) != entry["text"].encode():
            found.append(f"{entry['name']}: opened otherwise")
    bundles = [vectors["bundle"] | {"inside": vectors["bundle"]["text"].encode().hex()}]
    for read, entries, inside in (
        (_bundle_text, bundles, "inside"),
        (_unwrapped, vectors["wraps"], "bundle_key"),
        (_unlocked, vectors["sessions"], "bundle_key"),
    ):
        found += [
            f"{read.__name__}: opened otherwise"
            for each in entries
            if _opened(read, each) != each[inside]
        ]
    return found + shared_problems(vectors)


def _opened(read: Callable[[Vector], bytes], entry: Vector) -> str:
    try:
        return read(entry).hex()
    except WrongKey:
        return "wrong key"


def _bundle_text(entry: Vector) -> bytes:
    key, person_id = bytes.fromhex(entry["bundle_key"]), UUID(entry["person_id"])
    return bundle._encode(bundle.open_bundle(bytes.fromhex(entry["sealed"]), key, person_id))


def _unwrapped(entry: Vector) -> bytes:
    salt, sealed = bytes.fromhex(entry["salt"]), bytes.fromhex(entry["sealed"])
    return wraps.unwrap_key(
        wraps.WrappedKey(salt, entry["memory_kib"], entry["passes"], sealed),
        wraps.password_secret(entry["password"]),
        person_id=UUID(entry["person_id"]),
        generation=entry["generation"],
    )


def _unlocked(entry: Vector) -> bytes:
    return unlock.open_for_session(
        bytes.fromhex(entry["sealed"]),
        bytes.fromhex(entry["cookie_secret"]),
        person_id=UUID(entry["person_id"]),
        purpose=entry["purpose"],
    )


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m troth.sealing.vectors")
    parser.add_argument("do", choices=("check", "write"), nargs="?", default="check")
    parser.add_argument("file", type=Path, nargs="?", default=FILE)
    chosen = parser.parse_args(arguments)
    if chosen.do == "write":
        text = json.dumps(make_vectors(), ensure_ascii=False, indent=1)
        chosen.file.write_text(text + "\n", encoding="utf-8")
        return 0
    found = problems(json.loads(chosen.file.read_text(encoding="utf-8")))
    sys.stdout.write("\n".join(found or ["every vector holds"]) + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
