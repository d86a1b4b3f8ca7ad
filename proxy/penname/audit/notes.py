"""Checkpoints, signed: the C2SP checkpoint text and Ed25519 (docs/audit-format.md, 2.3)."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A segment's signing key: 32 bytes private, 32 bytes public."""

    private: bytes = field(repr=False)
    public: bytes

    def loaded(self) -> Ed25519PrivateKey:
        """The key to sign with. Raises ValueError where `private` is not 32 bytes."""
        return Ed25519PrivateKey.from_private_bytes(self.private)


def new_signing_key() -> SigningKey:
    return signing_key(Ed25519PrivateKey.generate().private_bytes_raw())


def signing_key(private: bytes) -> SigningKey:
    """The key of 32 private bytes. Raises ValueError for any other length."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return SigningKey(private, public.public_bytes_raw())


def note_text(origin: str, size: int, root: bytes) -> bytes:
    """What a checkpoint's signature is over: origin, number of leaves, root."""
    return b"%b\n%d\n%b\n" % (origin.encode(), size, b64encode(root))


def sign(private_key: Ed25519PrivateKey, origin: str, size: int, root: bytes) -> bytes:
    """The signature of a checkpoint, 64 bytes."""
    return private_key.sign(note_text(origin, size, root))


def is_signed(public: bytes, signature: bytes, origin: str, size: int, root: bytes) -> bool:
    """Whether the signature is the key's over this checkpoint; also false for what is no key."""
    try:
        _loaded(public).verify(signature, note_text(origin, size, root))
    except (InvalidSignature, ValueError):
        return False
    return True


@lru_cache(maxsize=64)
def _loaded(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)
