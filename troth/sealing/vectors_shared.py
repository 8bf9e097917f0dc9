"""The vectors of what two people share: grants, a greeting, an answer, the four numbers."""

from collections.abc import Callable
from uuid import UUID

from nacl.bindings import crypto_box
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from troth.sealing import grants, pairing
from troth.sealing.box import WrongKey
from troth.sealing.bundle import PinnedKeys
from troth.sealing.context import Context
from troth.sealing.envelope import _seal_signed, sign_words
from troth.sealing.keys import SharingPair, SigningPair, SpaceKey
from troth.sealing.vectors_cast import (
    ANA,
    ANA_RING,
    ANA_SHARES,
    ANA_SIGNS,
    BEN,
    BEN_SHARES,
    BEN_SIGNS,
    LATER_SPACE_KEY,
    SPACE,
    SPACE_KEY,
    Line,
    Vector,
    run,
)

ANA_KEYS = PinnedKeys(ANA_SIGNS.public, ANA_SHARES.public)
BEN_KEYS = PinnedKeys(BEN_SIGNS.public, BEN_SHARES.public)
INVITATION = UUID("09d3aabb-ccdd-8eef-8011-223344556679")
MEMBER = UUID("09d3aabb-ccdd-8eef-8011-22334455667a")
CODE = run(0x30, 20)
BY_BEN = Context("spaces.member", SPACE, MEMBER, BEN)

GREETING = pairing.Greeting(ANA, SPACE, ANA_KEYS, "Ana", "It’s me. Shall we try this?")
ANSWER = pairing.Answer(BEN, MEMBER, BEN_KEYS, sign_words(BEN_SIGNS, BY_BEN, Line("Ben")))


def shared_vectors() -> Vector:
    return {
        "grants": [
            _grant(1, SPACE_KEY, ANA, ANA_SIGNS, 0x50),
            _grant(2, LATER_SPACE_KEY, BEN, BEN_SIGNS, 0x51),
        ],
        "code": {
            "code": CODE.hex(),
            "written": pairing.write_code(CODE),
            "lookup": pairing.code_lookup(CODE).hex(),
        },
        "greeting": _greeting(),
        "answer": _answer(),
        "four_numbers": _four_numbers(),
    }


def _sealed_box(plain: bytes, to: bytes, first: int) -> bytes:
    """What libsodium's crypto_box_seal would make if its random pair were this one."""
    pair = SharingPair.from_bytes(run(first))
    nonce = blake2b(pair.public + to, 24, encoder=RawEncoder)
    return pair.public + crypto_box(plain, nonce, to, pair.secret)


def _grant(epoch: int, key: SpaceKey, giver: UUID, signer: SigningPair, first: int) -> Vector:
    box = _sealed_box(key.secret, BEN_SHARES.public, first)
    return {
        "space_id": str(SPACE),
        "epoch": epoch,
        "member_id": str(BEN),
        "giver_id": str(giver),
        "verify_key": signer.public.hex(),
        "sharing_secret": BEN_SHARES.secret.hex(),
        "space_key": key.secret.hex(),
        "ephemeral_secret": run(first).hex(),
        "signature_input": grants._signature_input(SPACE, epoch, BEN, giver, box).hex(),
        "sealed": grants._sign(box, SPACE, epoch, BEN, giver, signer).hex(),
    }


def _greeting() -> Vector:
    nonce = run(0x52, 24)
    return {
        "row_id": str(INVITATION),
        "code": CODE.hex(),
        "key": pairing._derived(CODE, b"troth.pair-greet").hex(),
        "nonce": nonce.hex(),
        "text": pairing._greeting_text(GREETING).decode("utf-8"),
        "sealed": pairing._seal_greeting(GREETING, CODE, INVITATION, nonce).hex(),
    }


def _answer() -> Vector:
    """With the name in it as Ana then seals it, under the key of the space that they share."""
    to = ANA_SHARES.public
    plain = pairing._answer_plain(ANSWER, CODE, to, INVITATION)
    return {
        "row_id": str(INVITATION),
        "code": CODE.hex(),
        "key": pairing._derived(CODE, b"troth.pair-reply").hex(),
        "sharing_secret": ANA_SHARES.secret.hex(),
        "ephemeral_secret": run(0x53).hex(),
        "text": pairing._answer_text(ANSWER).decode("utf-8"),
        "mac": plain[-pairing.MAC_BYTES :].hex(),
        "sealed": (bytes([pairing.FORMAT]) + _sealed_box(plain, to, 0x53)).hex(),
        "name": {
            "table": BY_BEN.table,
            "space_id": str(SPACE),
            "row_id": str(MEMBER),
            "author_id": str(BEN),
            "revision": 1,
            "space_key": SPACE_KEY.secret.hex(),
            "nonce": run(0x54, 24).hex(),
            "envelope": _seal_signed(ANA_RING, BY_BEN, ANSWER.called, 1, run(0x54, 24)).hex(),
        },
    }


def _four_numbers() -> Vector:
    people = ((ANA, ANA_KEYS), (BEN, BEN_KEYS))
    return {
        "people": [
            {"person_id": str(who), "verify": keys.verify.hex(), "sharing": keys.sharing.hex()}
            for who, keys in people
        ],
        "numbers": list(pairing.four_numbers(*people)),
    }


def shared_problems(vectors: Vector) -> list[str]:
    """What doesn't open as it says."""
    entries = [(_grant_opens, entry) for entry in vectors["grants"]]
    entries += [(_greeting_opens, vectors["greeting"]), (_answer_opens, vectors["answer"])]
    return [f"{opens.__name__}: not so" for opens, entry in entries if not _holds(opens, entry)]


def _holds(opens: Callable[[Vector], bool], entry: Vector) -> bool:
    try:
        return opens(entry)
    except WrongKey:
        return False


def _grant_opens(entry: Vector) -> bool:
    opened = grants.open_grants(
        bytes.fromhex(entry["sealed"]),
        space_id=UUID(entry["space_id"]),
        member_id=UUID(entry["member_id"]),
        sharing=SharingPair.from_bytes(bytes.fromhex(entry["sharing_secret"])),
        givers={UUID(entry["giver_id"]): (bytes.fromhex(entry["verify_key"]),)},
    )
    return opened == [(entry["epoch"], SpaceKey(bytes.fromhex(entry["space_key"])))]


def _greeting_opens(entry: Vector) -> bool:
    sealed, code = bytes.fromhex(entry["sealed"]), bytes.fromhex(entry["code"])
    opened = pairing.open_greeting(sealed, code, UUID(entry["row_id"]))
    return pairing._greeting_text(opened).decode("utf-8") == str(entry["text"])


def _answer_opens(entry: Vector) -> bool:
    sealed, code = bytes.fromhex(entry["sealed"]), bytes.fromhex(entry["code"])
    sharing = SharingPair.from_bytes(bytes.fromhex(entry["sharing_secret"]))
    opened = pairing.open_answer(sealed, code, sharing, UUID(entry["row_id"]))
    return pairing._answer_text(opened).decode("utf-8") == str(entry["text"])
