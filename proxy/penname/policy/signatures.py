"""Signed policy folders: `policies.sig`, a DSSE envelope with Ed25519 signatures.

Bytes in, bytes out. The envelope is DSSE v1 (github.com/secure-systems-lab/dsse), so what
is signed is the payload's type and its exact bytes:

    "DSSEv1" SP len(type) SP type SP len(payload) SP payload

The payload lists every file of the folder with its SHA-256, and every policy with the
digest of what it resolves to (`policy.manifest`). Nothing of a payload is parsed before a
signature holds.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from penname.policy.manifest import (
    Manifest,
    bytes_of,
    object_of,
    parsed,
    strict_json,
    word_of,
)
from penname.policy.manifest import SignatureError as SignatureError

#: The file beside the policies that holds the envelope.
FILE_NAME = "policies.sig"
PAYLOAD_TYPE = "application/vnd.penname.policies+json"
#: Bytes of an envelope: room for some thousand files.
MAX_BYTES = 1_048_576
_MAX_SIGNATURES = 16

_PUBLIC = re.compile(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """An Ed25519 key to sign with."""

    key: Ed25519PrivateKey = field(repr=False)

    @property
    def public(self) -> PublicKey:
        return PublicKey(self.key.public_key())

    def pem(self) -> bytes:
        """PKCS #8, not encrypted: belongs in a file that only its owner can read."""
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass(frozen=True, slots=True)
class PublicKey:
    """An Ed25519 key to verify with."""

    key: Ed25519PublicKey = field(repr=False)

    @property
    def id(self) -> str:
        """The first 16 hex digits of the SHA-256 of its DER form (SubjectPublicKeyInfo)."""
        der = self.key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        return hashlib.sha256(der).hexdigest()[:16]

    def pem(self) -> bytes:
        return self.key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    def holds(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature of a message is of this key."""
        try:
            self.key.verify(signature, message)
        except InvalidSignature:
            return False
        return True


def key_of(seed: bytes) -> PrivateKey:
    """The key of 32 random bytes (RFC 8032)."""
    return PrivateKey(Ed25519PrivateKey.from_private_bytes(seed))


def private_key(pem: bytes) -> PrivateKey:
    """The key of a PKCS #8 PEM file. Raises SignatureError."""
    try:
        key = load_pem_private_key(pem, None)
    except TypeError:
        raise SignatureError("the key is encrypted; give one without a passphrase") from None
    except (ValueError, UnsupportedAlgorithm):
        raise SignatureError("is not a private key in PEM form") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise SignatureError("is not an Ed25519 key")
    return PrivateKey(key)


def public_keys(pem: bytes) -> tuple[PublicKey, ...]:
    """Every key of a PEM file, at least one: during a change of keys there are two.

    Raises SignatureError, also for a private key: a server has no use for it.
    """
    if b"PRIVATE KEY" in pem:
        raise SignatureError("holds a private key; give the public one and keep this one away")
    found = []
    blocks = _PUBLIC.findall(pem)
    if len(blocks) < pem.count(b"-----BEGIN "):
        raise SignatureError("holds a part that is no public key")
    for block in blocks:
        try:
            key = load_pem_public_key(block)
        except (ValueError, UnsupportedAlgorithm):
            raise SignatureError("holds a public key that cannot be read") from None
        if not isinstance(key, Ed25519PublicKey):
            raise SignatureError("holds a public key that is not Ed25519")
        found.append(PublicKey(key))
    if not found:
        raise SignatureError("holds no public key in PEM form")
    return tuple(found)


def sign(manifest: Manifest, keys: Sequence[PrivateKey], present: bytes = b"") -> bytes:
    """The envelope, signed with every key.

    Signatures of other keys in the envelope that is `present` are kept when its payload is
    the same. Raises SignatureError when there are too many, or it would be too large.
    """
    payload = manifest.payload()
    message = pae(PAYLOAD_TYPE, payload)
    signatures = _present(present, payload)
    signatures |= {key.public.id: key.key.sign(message) for key in keys}
    if not 0 < len(signatures) <= _MAX_SIGNATURES:
        raise SignatureError(f"must have 1 to {_MAX_SIGNATURES} signatures")
    said = {
        "payloadType": PAYLOAD_TYPE,
        "payload": _base64(payload),
        "signatures": [
            {"keyid": keyid, "sig": _base64(signatures[keyid])} for keyid in sorted(signatures)
        ],
    }
    raw = json.dumps(said, indent=1).encode("ascii") + b"\n"
    if len(raw) > MAX_BYTES:
        raise SignatureError("too many files to sign")
    return raw


def verify(envelope: bytes, keys: Sequence[PublicKey]) -> Manifest:
    """What was signed by at least one of the keys. Raises SignatureError."""
    payload, signatures = _opened(envelope)
    message = pae(PAYLOAD_TYPE, payload)
    # the key id in the file is only a hint and is not signed: every key is tried
    if not any(key.holds(sig, message) for key in keys for _, sig in signatures):
        raise SignatureError("no signature is of a key that is trusted here")
    return parsed(payload)


def pae(payload_type: str, payload: bytes) -> bytes:
    """DSSE's pre-authentication encoding: what is really signed."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(payload), payload)


def _present(envelope: bytes, payload: bytes) -> dict[str, bytes]:
    """Signatures of an earlier envelope of the same payload; none when it is not one."""
    try:
        before, signatures = _opened(envelope)
    except SignatureError:
        return {}
    return dict(signatures) if before == payload else {}


def _opened(envelope: bytes) -> tuple[bytes, list[tuple[str, bytes]]]:
    """Payload and (key id, signature) of an envelope, not verified. Raises SignatureError."""
    if len(envelope) > MAX_BYTES:
        raise SignatureError(f"is over {MAX_BYTES} bytes")
    said = object_of(strict_json(envelope), {"payloadType", "payload", "signatures"})
    if said["payloadType"] != PAYLOAD_TYPE:
        raise SignatureError("is an envelope of something else than policies")
    signatures = said["signatures"]
    if not isinstance(signatures, list) or not 0 < len(signatures) <= _MAX_SIGNATURES:
        raise SignatureError(f"must have 1 to {_MAX_SIGNATURES} signatures")
    found = []
    for one in signatures:
        each = object_of(one, {"keyid", "sig"})
        found.append((word_of(each["keyid"]), bytes_of(each["sig"])))
    return bytes_of(said["payload"]), found


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
