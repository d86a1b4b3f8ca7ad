"""The encryption of a segment's records: keys, ciphertext, index tokens.

`SegmentSealer` writes: it makes the segment's keys, wraps them for the recipients and seals
records. `Opener` reads: it unwraps the keys with an identity. The constructions are those of
docs/audit-format.md, 4 and 6.

    AuditError
    └── SealError           a record cannot be opened
        ├── NoKeyError      no identity that was given is a recipient
        ├── MissingKeyError a key line is not there: erased, or lost
        └── DamagedError    a box, a key or a ciphertext was altered
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from penname.audit.lines import Box, KeyLine, key_line, reference
from penname.audit.model import FORMAT, AuditError
from penname.audit.recipients import Identity, Recipient

KEY_BYTES = 32
#: Tokens of 8 bytes: in a segment of a million values, one wrong hit in 18 million million asks.
_TOKEN_BYTES = 8
#: How many derived keys are kept; each is some hundred bytes and 10 µs to make again.
_MOST_DERIVED = 4096


class SealError(AuditError):
    """A record cannot be opened. The message quotes nothing of it."""


class NoKeyError(SealError):
    """The keys are wrapped for others than the identities that were given."""


class MissingKeyError(SealError):
    """A key line that the record needs is not there. `ref` is its reference."""

    def __init__(self, ref: str) -> None:
        super().__init__("a key of the record is not there")
        self.ref = ref


class DamagedError(SealError):
    """A wrapped key or a ciphertext is not what the writer made."""


@dataclass(frozen=True, slots=True)
class ScopeKey:
    """A scope's key line in one segment: the reference that records name, and the line."""

    ref: str
    line: bytes


@dataclass(frozen=True, slots=True)
class _Derived:
    """What is made of the segment key and the scope keys of one set of references."""

    cipher: AESGCM
    index: HMAC = field(repr=False)


def commitment(segment_key: bytes) -> bytes:
    """What a header says of its segment key, so that no other key passes for it. 32 bytes."""
    return hashlib.sha256(b"alog/1 commit\n" + segment_key).digest()


def wrap_info(origin: str, line: KeyLine) -> bytes:
    """HPKE's `info`: a box opens only in the place it was made for."""
    return f"{FORMAT} key\n{origin}\n{line.seg}\n{line.kind}\n{line.label}".encode()


def wrapped(origin: str, line: KeyLine, secret: bytes, recipients: Sequence[Recipient]) -> KeyLine:
    """The line with `secret` (a key, and a scope's name behind it) boxed for each recipient."""
    info = wrap_info(origin, line)
    boxes = tuple(Box(one.id, one.kem, one.wrap(secret, info)) for one in recipients)
    return KeyLine(line.seg, line.kind, line.label, boxes)


def unwrapped(origin: str, line: KeyLine, identities: Sequence[Identity]) -> bytes:
    """What `wrapped` was given. Raises NoKeyError, DamagedError."""
    info = wrap_info(origin, line)
    there = False
    for one in identities:
        # The first box only: a line that a stranger filled with thousands costs nothing more.
        box = next((box for box in line.to if box.id == one.id), None)
        if box is None:
            continue
        there = True
        secret = one.unwrap(box.box, info) if box.kem == one.recipient.kem else None
        if secret is not None:
            return _checked_secret(line, secret)
    if there:
        raise DamagedError("a wrapped key was altered")
    raise NoKeyError("no identity that was given is a recipient of this key")


def _checked_secret(line: KeyLine, secret: bytes) -> bytes:
    named = len(secret) > KEY_BYTES
    if len(secret) < KEY_BYTES or named != (line.kind == "scope"):
        raise DamagedError("a wrapped key is of the wrong kind")
    return secret


def label_of(label_key: bytes, scope_name: str) -> str:
    """The label by which the writer finds a scope's key lines. 64 hex digits."""
    return hmac.digest(label_key, _utf8(scope_name), "sha256").hex()


def normal_form(value: str) -> str:
    """How a value is compared in a search: `+49 (30) 1234` and `+49301234` are the same."""
    folded = unicodedata.normalize("NFKC", value).casefold()
    if folded.isascii():
        return "".join(filter(str.isalnum, folded)) or folded
    return "".join(filter(_counts, folded)) or folded


def _counts(character: str) -> bool:
    kind = unicodedata.category(character)
    return kind[0] == "L" or kind == "Nd"


class SegmentSealer:
    """Makes the keys of one segment and seals its records. One thread only.

    Scope keys are kept as long as the segment is open; a new segment has a new sealer, so
    the writer can open nothing that is closed.
    """

    __slots__ = (
        "_derived",
        "_key",
        "_label_key",
        "_labels",
        "_origin",
        "_random",
        "_recipients",
        "_scopes",
        "commit",
        "key_line",
        "seg",
    )

    def __init__(
        self,
        origin: str,
        seg: int,
        recipients: Sequence[Recipient],
        label_key: bytes,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self.seg = seg
        self._origin = origin
        self._recipients = tuple(recipients)
        self._label_key = label_key
        self._random = random_bytes
        self._key = random_bytes(KEY_BYTES)
        self.commit = commitment(self._key)
        self.key_line = key_line(wrapped(origin, _bare(seg), self._key, self._recipients))
        self._labels: dict[str, ScopeKey] = {}
        self._scopes: dict[str, bytes] = {}
        self._derived: dict[tuple[str, ...], _Derived] = {}

    def __repr__(self) -> str:
        return f"SegmentSealer(seg={self.seg}, scopes={len(self._scopes)})"

    def scope(self, name: str) -> ScopeKey:
        """The scope's key in this segment; a new one (70 µs a recipient) at its first use.

        The line must be in `.keys`, synced, before a record that names it is acknowledged.
        """
        known = self._labels.get(name)
        if known is None:
            bare = KeyLine(self.seg, "scope", label_of(self._label_key, name), ())
            secret = self._random(KEY_BYTES)
            line = key_line(wrapped(self._origin, bare, secret + _utf8(name), self._recipients))
            known = self._labels[name] = ScopeKey(reference(line), line)
            self._scopes[known.ref] = secret
        return known

    def forget(self, ref: str) -> None:
        """Drops an erased scope key; the scope's next record gets a new one."""
        self._scopes.pop(ref, None)
        self._labels = {name: key for name, key in self._labels.items() if key.ref != ref}
        self._derived = {refs: made for refs, made in self._derived.items() if ref not in refs}

    def seal(
        self, n: int, prev_leaf: bytes, clear_json: bytes, plaintext: bytes, refs: Sequence[str]
    ) -> bytes:
        """The ciphertext of a record, tag included. `refs` in the order of its `k`.

        `n` must never repeat in a segment: it is the nonce. Raises MissingKeyError where a
        reference is not one of this segment's.
        """
        cipher = self._keys(tuple(refs)).cipher
        return cipher.encrypt(_nonce(n), plaintext, prev_leaf + clear_json)

    def tokens(self, refs: Sequence[str], values: Iterable[tuple[str, str]]) -> list[str]:
        """The index tokens of (entity type, value) pairs, sorted, each once."""
        return _tokens(self._keys(tuple(refs)).index, values)

    def _keys(self, refs: tuple[str, ...]) -> _Derived:
        known = self._derived.get(refs)
        if known is None:
            known = _derive(self._key, refs, self._scopes)
            _keep(self._derived, refs, known)
        return known


class Opener:
    """Opens the records of one segment with identities.

    `segment_line` is the line that the header's `keyline` leads to; `line_of` gives for a
    reference in `k` its line, if it is there (both after rewrap records); `commit` is the header's.
    The segment key is unwrapped at once, scope keys when they are first needed.
    Raises NoKeyError, DamagedError.
    """

    __slots__ = ("_derived", "_identities", "_key", "_line_of", "_names", "_origin", "_scopes")

    def __init__(
        self,
        identities: Sequence[Identity],
        origin: str,
        commit: bytes,
        segment_line: KeyLine,
        line_of: Callable[[str], KeyLine | None],
    ) -> None:
        self._identities = tuple(identities)
        self._origin = origin
        self._line_of = line_of
        if segment_line.kind != "segment":
            raise DamagedError("the segment's key line is of the wrong kind")
        self._key = unwrapped(origin, segment_line, identities)
        if not hmac.compare_digest(commitment(self._key), commit):
            raise DamagedError("the segment's key is not the one that its header commits to")
        self._scopes: dict[str, bytes] = {}
        self._names: dict[str, str] = {}
        self._derived: dict[tuple[str, ...], _Derived] = {}

    def open(
        self, n: int, prev_leaf: bytes, clear_json: bytes, box: bytes, refs: Sequence[str]
    ) -> bytes:
        """The plaintext of a record. Raises NoKeyError, MissingKeyError, DamagedError."""
        cipher = self._keys(tuple(refs)).cipher
        try:
            return cipher.decrypt(_nonce(n), box, prev_leaf + clear_json)
        except (InvalidTag, ValueError):
            raise DamagedError("the record or the line before it was altered") from None

    def tokens(self, refs: Sequence[str], values: Iterable[tuple[str, str]]) -> list[str]:
        """The tokens that a record with these scopes has for the values. Raises as `open`."""
        return _tokens(self._keys(tuple(refs)).index, values)

    def scope_name(self, ref: str) -> str:
        """The name of a scope, such as `tenant:acme`. Raises as `open`."""
        self._unwrap(ref)
        return self._names[ref]

    def _keys(self, refs: tuple[str, ...]) -> _Derived:
        known = self._derived.get(refs)
        if known is None:
            for ref in refs:
                self._unwrap(ref)
            known = _derive(self._key, refs, self._scopes)
            _keep(self._derived, refs, known)
        return known

    def _unwrap(self, ref: str) -> None:
        if ref in self._scopes:
            return
        line = self._line_of(ref)
        if line is None:
            raise MissingKeyError(ref)
        if line.kind != "scope":
            raise DamagedError("a scope's key line is of the wrong kind")
        secret = unwrapped(self._origin, line, self._identities)
        self._names[ref] = secret[KEY_BYTES:].decode("utf-8", "replace")
        self._scopes[ref] = secret[:KEY_BYTES]


def _utf8(text: str) -> bytes:
    """JSON can carry lone surrogates, which have no UTF-8; nothing of that may fail here."""
    return text.encode("utf-8", "replace")


def _bare(seg: int) -> KeyLine:
    return KeyLine(seg, "segment", "", ())


def _nonce(n: int) -> bytes:
    return n.to_bytes(12, "big")


def _keep(kept: dict[tuple[str, ...], _Derived], refs: tuple[str, ...], made: _Derived) -> None:
    if len(kept) >= _MOST_DERIVED:
        kept.clear()
    kept[refs] = made


def _derive(segment_key: bytes, refs: tuple[str, ...], scopes: Mapping[str, bytes]) -> _Derived:
    try:
        secret = b"".join([segment_key, *(scopes[ref] for ref in refs)])
    except KeyError as error:
        raise MissingKeyError(error.args[0]) from None
    cipher = AESGCM(_hkdf(secret, b"alog/1 record"))
    return _Derived(cipher, HMAC(_hkdf(secret, b"alog/1 index"), SHA256()))


def _hkdf(secret: bytes, info: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret)


def _tokens(index: HMAC, values: Iterable[tuple[str, str]]) -> list[str]:
    made = set()
    for kind, value in values:
        digest = index.copy()  # a third of the time of a new one for each value
        digest.update(_utf8(f"{kind}\n{normal_form(value)}"))
        made.add(digest.finalize()[:_TOKEN_BYTES])
    return sorted(base64.urlsafe_b64encode(one).decode().rstrip("=") for one in made)
