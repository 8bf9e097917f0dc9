"""A shared space's key for one member and one epoch, sealed to them and signed by who gives it."""

import struct
from collections.abc import Iterator, Mapping
from uuid import UUID

from nacl.bindings import crypto_box_SEALBYTES, crypto_sign_BYTES

from troth.sealing.box import WrongKey, length_prefixed, open_sealed_to, seal_to, uint32
from troth.sealing.keys import (
    SECRET_BYTES,
    SIGNER_ID_BYTES,
    SharingPair,
    SigningPair,
    SpaceKey,
    pinned_key,
)
from troth.sealing.signatures import is_signed

FORMAT = 1
LAST_EPOCH = 2**32 - 1

_RECORD = struct.Struct(
    f">BI16s{SIGNER_ID_BYTES}s{crypto_sign_BYTES}s{crypto_box_SEALBYTES + SECRET_BYTES}s"
)
GRANT_BYTES = _RECORD.size


def seal_grant(
    key: SpaceKey,
    *,
    space_id: UUID,
    epoch: int,
    member_id: UUID,
    to: bytes,
    giver_id: UUID,
    signer: SigningPair,
) -> bytes:
    """`member_id` is the person whom it is for, `to` their pinned sharing key.

    Raises ValueError for a public key that nothing can be sealed to.
    """
    if not 1 <= epoch <= LAST_EPOCH:
        raise ValueError("an epoch is a number from 1 on")
    return _sign(seal_to(to, key.secret), space_id, epoch, member_id, giver_id, signer)


def _sign(
    box: bytes, space_id: UUID, epoch: int, member_id: UUID, giver_id: UUID, signer: SigningPair
) -> bytes:
    signature = signer.sign(_signature_input(space_id, epoch, member_id, giver_id, box))
    return _RECORD.pack(FORMAT, epoch, giver_id.bytes, signer.id, signature, box)


def open_grants(
    sealed: bytes | memoryview,
    *,
    space_id: UUID,
    member_id: UUID,
    sharing: SharingPair,
    givers: Mapping[UUID, tuple[bytes, ...]],
) -> list[tuple[int, SpaceKey]]:
    """Epochs and their keys, the newest first, from one record after the other.

    A record that doesn't open, is damaged, or isn't signed by a pinned key of one of `givers` is
    passed over: bad data never raises.
    """
    if not isinstance(sealed, (bytes, memoryview)):
        return []
    found: dict[tuple[int, SpaceKey], None] = {}
    for epoch, giver_id, wanted, signature, box in _records(bytes(sealed)):
        public = pinned_key(givers.get(giver_id, ()), wanted)
        message = _signature_input(space_id, epoch, member_id, giver_id, box)
        if public is None or not is_signed(message, signature, public):
            continue
        try:
            found[epoch, SpaceKey(open_sealed_to(sharing, box))] = None
        except WrongKey:
            continue
    return sorted(found, key=lambda grant: grant[0], reverse=True)


def _records(sealed: bytes) -> Iterator[tuple[int, UUID, bytes, bytes, bytes]]:
    """Each whole record of this format with an epoch that can be one."""
    for start in range(0, len(sealed) - GRANT_BYTES + 1, GRANT_BYTES):
        form, epoch, giver, signer_id, signature, box = _RECORD.unpack_from(sealed, start)
        if form == FORMAT and epoch:
            yield epoch, UUID(bytes=giver), signer_id, signature, box


def _signature_input(
    space_id: UUID, epoch: int, member_id: UUID, giver_id: UUID, box: bytes
) -> bytes:
    return length_prefixed(
        b"troth/grant/1", space_id.bytes, uint32(epoch), member_id.bytes, giver_id.bytes, box
    )
