"""Who can read a log: recipients (public keys) and identities (private keys).

A recipient is a line of text, `NAME KEM:PUBLIC`; the proxy has only such lines. An identity
is a file (`identities`) that stays with the person. A key is wrapped for a recipient by HPKE
(RFC 9180) and unwrapped with the identity; docs/audit-format.md, 4.1.

    AuditError
    ├── RecipientError   a recipient's line or file is wrong
    └── IdentityError    an identity file is wrong, or not opened by this passphrase
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import re
import secrets
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from penname.audit.identities import (
    MAX_IDENTITY_BYTES,
    Argon2,
    IdentityError,
    IdentityFile,
    parse_identity,
)
from penname.audit.model import AuditError

_SUITES: Mapping[str, Suite] = {
    "x25519": Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM),
    "xwing": Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM),
}
KEMS = tuple(_SUITES)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}", re.ASCII)
#: The field's prime: a coordinate from here on is a second spelling of a smaller one.
_P = 2**255 - 19
_MLKEM_PUBLIC = 1184
_SECRET = 32
_MAX_RECIPIENTS_BYTES = 1024 * 1024
#: A segment key and every scope key is wrapped once for each.
MAX_RECIPIENTS = 64
_NONCE = 12


class RecipientError(AuditError):
    """A recipient is not one. The message says where, and quotes no key."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """A public key with the name of whom it belongs to.

    `public` is raw: 32 bytes for `x25519`, 1,216 for `xwing`. Raises RecipientError for what is
    no safe public key; so one that exists can be wrapped for.
    """

    name: str
    kem: str
    public: bytes = field(repr=False)
    _key: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if _NAME.fullmatch(self.name) is None:
            raise RecipientError("a recipient's name is 1 to 64 letters, digits and . _ @ + -")
        object.__setattr__(self, "_key", _public_key(self.kem, self.public))

    @property
    def id(self) -> str:
        """What stands in a key line: 16 hex digits."""
        return hashlib.sha256(self.public).hexdigest()[:16]

    @property
    def fingerprint(self) -> str:
        """What people compare: 32 hex digits in groups of four; the first 16 are the id."""
        digits = hashlib.sha256(self.public).hexdigest()[:32]
        return " ".join(digits[at : at + 4] for at in range(0, 32, 4))

    def __str__(self) -> str:
        return f"{self.name} {self.kem}:{base64.urlsafe_b64encode(self.public).decode()}"

    def wrap(self, secret: bytes, info: bytes) -> bytes:
        """The box that only this recipient opens: the encapsulated key and the ciphertext."""
        return _SUITES[self.kem].encrypt(secret, self._key, info)


@dataclass(frozen=True, slots=True)
class Identity:
    """A private key. `private` is 32 bytes: the X25519 key, or the seed of an X-Wing key."""

    recipient: Recipient
    private: bytes = field(repr=False)
    _key: Any = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        key, public = _private_key(self.recipient.kem, self.private)
        if public != self.recipient.public:
            raise IdentityError("the private key does not belong to the public key")
        object.__setattr__(self, "_key", key)

    @property
    def name(self) -> str:
        return self.recipient.name

    @property
    def id(self) -> str:
        return self.recipient.id

    def unwrap(self, box: bytes, info: bytes) -> bytes | None:
        """What was wrapped; None where the box was altered or is for somebody else."""
        try:
            return _SUITES[self.recipient.kem].decrypt(box, self._key, info)
        except (InvalidTag, ValueError):
            return None


def parse_recipient(line: str) -> Recipient:
    """`NAME KEM:BASE64URL`, spaces or tabs between. Raises RecipientError."""
    words = line.split()
    if len(words) != 2:
        raise RecipientError("a recipient is NAME KEM:PUBLIC-KEY")
    name, (kem, colon, key) = words[0], words[1].partition(":")
    if not colon or kem not in _SUITES:
        raise RecipientError(f"a public key begins with {' or '.join(f'{k}:' for k in KEMS)}")
    try:
        public = base64.b64decode(key, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise RecipientError("the public key is not base64url") from None
    return Recipient(name, kem, public)


def parse_recipients(text: str, source: str = "recipients") -> tuple[Recipient, ...]:
    """One a line; blank lines and lines that begin with # are passed over.

    Raises RecipientError with `source:line`, also where a name or key stands twice (one person
    could then be taken out of the list and stay in it), and where there is none.
    """
    found: list[Recipient] = []
    # Not splitlines: what looks like one comment must not hide a second line behind U+2028.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            one = parse_recipient(line)
            _refuse_twice(one, found)
        except RecipientError as error:
            raise RecipientError(f"{source}:{number}: {error}") from None
        found.append(one)
    if not found:
        raise RecipientError(f"{source}: there is no recipient, so nobody could read the log")
    return tuple(found)


def _refuse_twice(one: Recipient, found: list[Recipient]) -> None:
    if any(one.public == other.public for other in found):
        raise RecipientError("this key stands there already")
    if any(one.name == other.name for other in found):
        raise RecipientError(f"the name {one.name} stands there already")
    if len(found) == MAX_RECIPIENTS:
        raise RecipientError(f"there are more than {MAX_RECIPIENTS} recipients")


def load_recipients(path: Path) -> tuple[Recipient, ...]:
    """The recipients in a file. Raises RecipientError."""
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_RECIPIENTS_BYTES + 1)
    except OSError as error:
        raise RecipientError(f"{path}: {error.strerror or type(error).__name__}") from None
    if len(content) > _MAX_RECIPIENTS_BYTES:
        raise RecipientError(f"{path}: more than {_MAX_RECIPIENTS_BYTES} bytes")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RecipientError(f"{path}: not UTF-8") from None
    return parse_recipients(text, str(path))


def new_identity(name: str, kem: str = "x25519", seed: bytes | None = None) -> Identity:
    """A fresh key pair (of `seed`, 32 bytes, in tests). Raises RecipientError."""
    if kem not in _SUITES:
        raise RecipientError(f"the KEM must be {' or '.join(KEMS)}")
    private = secrets.token_bytes(_SECRET) if seed is None else seed
    return Identity(Recipient(name, kem, _private_key(kem, private)[1]), private)


def write_identity(
    path: Path, identity: Identity, passphrase: bytes | None, *, now: datetime | None = None
) -> None:
    """Writes a new file that only its owner can read; never replaces one.

    With `passphrase` None the key stands there as it is. Raises IdentityError.
    """
    created = (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    whom = identity.recipient
    protection = None if passphrase is None else Argon2(secrets.token_bytes(16))
    draft = IdentityFile(whom.name, whom.kem, whom.public, created, protection)
    private = identity.private
    if protection is not None and passphrase is not None:
        if not passphrase:
            raise IdentityError("the passphrase is empty")
        nonce = secrets.token_bytes(_NONCE)
        cipher = _cipher(passphrase, protection)
        private = nonce + cipher.encrypt(nonce, private, draft.bound())
    done = IdentityFile(whom.name, whom.kem, whom.public, created, protection, private)
    try:
        _write_new(path, done.text(whom.fingerprint).encode())
    except OSError as error:
        raise IdentityError(f"{path}: {error.strerror or type(error).__name__}") from None


def load_identity(path: Path, passphrase: Callable[[], bytes]) -> Identity:
    """The identity in a file. `passphrase` is asked only where the file has one.

    Raises IdentityError, also where others could read the file.
    """
    try:
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            content = file.read(MAX_IDENTITY_BYTES + 1)
    except OSError as error:
        raise IdentityError(f"{path}: {error.strerror or type(error).__name__}") from None
    if stat.S_IMODE(status.st_mode) & 0o077:
        raise IdentityError(f"{path}: readable by group or others; chmod go-rwx it")
    try:
        return _unlocked(parse_identity(content), passphrase)
    except AuditError as error:
        raise IdentityError(f"{path}: {error}") from None


def _unlocked(kept: IdentityFile, passphrase: Callable[[], bytes]) -> Identity:
    recipient = Recipient(kept.name, kept.kem, kept.public)
    if kept.protection is None:
        return Identity(recipient, kept.private)
    cipher = _cipher(passphrase(), kept.protection)
    nonce, sealed = kept.private[:_NONCE], kept.private[_NONCE:]
    try:
        private = cipher.decrypt(nonce, sealed, kept.bound())
    except (InvalidTag, ValueError):
        raise IdentityError("wrong passphrase, or the file was altered") from None
    return Identity(recipient, private)


def _cipher(passphrase: bytes, how: Argon2) -> AESGCM:
    derive = Argon2id(
        salt=how.salt,
        length=32,
        iterations=how.iterations,
        lanes=how.lanes,
        memory_cost=how.memory,
    )
    try:
        return AESGCM(derive.derive(passphrase))
    except MemoryError:
        raise IdentityError(f"this takes {how.memory // 1024} MiB of memory") from None


def _public_key(kem: str, public: bytes) -> X25519PublicKey | MLKEM768X25519PublicKey:
    """Raises RecipientError, also for keys with which every box would have the same secret."""
    if kem not in _SUITES:
        raise RecipientError(f"the KEM must be {' or '.join(KEMS)}")
    split = 0 if kem == "x25519" else _MLKEM_PUBLIC
    if len(public) != split + 32:
        raise RecipientError(f"a public key of {kem} has {split + 32} bytes")
    try:
        if int.from_bytes(public[split:], "little") >= _P:
            raise ValueError
        curve = X25519PublicKey.from_public_bytes(public[split:])
        # Fails for the points of low order, with any private key (RFC 7748, 6.1).
        X25519PrivateKey.from_private_bytes(bytes(range(32))).exchange(curve)
        if kem == "x25519":
            return curve
        return MLKEM768X25519PublicKey(MLKEM768PublicKey.from_public_bytes(public[:split]), curve)
    except ValueError:
        raise RecipientError(f"this is no public key of {kem}") from None


def _private_key(
    kem: str, private: bytes
) -> tuple[X25519PrivateKey | MLKEM768X25519PrivateKey, bytes]:
    """The key and its raw public key. Raises IdentityError.

    An X-Wing key is made from its seed as draft-connolly-cfrg-xwing-kem says: SHAKE-256 gives
    64 bytes for ML-KEM-768 (FIPS 203) and 32 for X25519.
    """
    if len(private) != _SECRET:
        raise IdentityError(f"a private key has {_SECRET} bytes")
    if kem == "x25519":
        curve = X25519PrivateKey.from_private_bytes(private)
        return curve, curve.public_key().public_bytes_raw()
    expanded = hashlib.shake_256(private).digest(96)
    lattice = MLKEM768PrivateKey.from_seed_bytes(expanded[:64])
    curve = X25519PrivateKey.from_private_bytes(expanded[64:])
    public = lattice.public_key().public_bytes_raw() + curve.public_key().public_bytes_raw()
    return MLKEM768X25519PrivateKey(lattice, curve), public


def _write_new(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        path.unlink(missing_ok=True)
        raise
    directory = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
