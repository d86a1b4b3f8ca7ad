"""Hashed values: what must not stand in a file in clear, and can still be told when it comes.

    salted-sha256:SALT:TAG                 of a value, exactly as it stands
    salted-sha256:SALT:ATOMS.LETTERS:TAG   of a term, in any case (`policy.terms`)
    hmac-sha256:KEY-ID:…                   the same under a key that stands in another file

TAG is HMAC-SHA256 (RFC 2104), 64 hex digits. Its key is the SALT (8 bytes, 16 hex digits), or a
key of at least 32 bytes, of which the KEY-ID says which one it is. ATOMS and LETTERS are how long
the term is: a text is hashed only where a run of atoms is just as long.

What this protects. A hash does not show its value, but whoever can make the hash can try
values. With a salt that is everybody who has the file: names, telephone numbers and short
numbers are then found within seconds. Under a key it is who has the key. See
docs/explanation/threat-model.md.

Data only, so that it can travel to the worker processes. `policy.hashed_terms` finds terms.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field

SALTED = "salted-sha256"
KEYED = "hmac-sha256"
SALT_BYTES = 8
KEY_BYTES = 32
#: The most atoms of a hashed term: bounds what an atom of a text can cost.
ATOMS_MAX = 16
#: The most salts and keys of one policy: each is one more hash for a run of atoms.
HASHERS_MAX = 4

_HEAD = rf"({SALTED}|{KEYED}):([0-9a-f]{{{2 * SALT_BYTES}}})"
_TAG = r"([0-9a-f]{64})"
VALUE_PATTERN = rf"{_HEAD}:{_TAG}"
TERM_PATTERN = rf"{_HEAD}:([1-9][0-9]?)\.([1-9][0-9]{{0,2}}):{_TAG}"
_VALUE = re.compile(VALUE_PATTERN, re.ASCII)
_TERM = re.compile(TERM_PATTERN, re.ASCII)
_HEX = re.compile(rb"[0-9A-Fa-f]{%d,}" % (2 * KEY_BYTES))


@dataclass(frozen=True, slots=True)
class Hasher:
    """What makes tags. `mark` says which salt or key it is, in 16 hex digits.

    `secret` is empty for a key that is not known yet; then `is_ready` is False.
    """

    scheme: str
    mark: str
    secret: bytes = field(repr=False)

    @classmethod
    def salted(cls, salt: bytes) -> Hasher:
        """Under a salt of SALT_BYTES, which will stand beside each tag."""
        return cls(SALTED, salt.hex(), salt)

    @classmethod
    def keyed(cls, key: bytes) -> Hasher:
        """Under a key, which stands nowhere."""
        mark = hmac.digest(key, b"penname key id", "sha256")[:SALT_BYTES]
        return cls(KEYED, mark.hex(), key)

    @property
    def is_ready(self) -> bool:
        return bool(self.secret)

    def of_value(self, value: str) -> Hashed:
        """A value, exactly as it stands."""
        return Hashed(self, self._tag(b"value", value))

    def of_form(self, form: str) -> str:
        """The tag of a term's form: its folded atoms, joined."""
        return self._tag(b"term", form)

    def _tag(self, kind: bytes, word: str) -> str:
        said = b"penname %b\0%b" % (kind, word.encode("utf-8", "surrogatepass"))
        return hmac.digest(self.secret, said, "sha256").hex()


@dataclass(frozen=True, slots=True)
class Hashed:
    """One hashed value or term. `shape`: (atoms, letters) of a term, (0, 0) of a value."""

    hasher: Hasher
    tag: str = field(repr=False)
    shape: tuple[int, int] = (0, 0)

    @property
    def written(self) -> str:
        """As it stands in a file."""
        shape = "{}.{}:".format(*self.shape) if self.shape[0] else ""
        return f"{self.hasher.scheme}:{self.hasher.mark}:{shape}{self.tag}"


def read_value(word: str) -> Hashed | None:
    """The hashed value that a word of a file is; None for anything else."""
    found = _VALUE.fullmatch(word)
    return None if found is None else Hashed(_hasher(found[1], found[2]), found[3])


def read_term(word: str) -> Hashed | None:
    """The hashed term that a word of a file is; None for anything else."""
    found = _TERM.fullmatch(word)
    if found is None or int(found[3]) > ATOMS_MAX:
        return None
    return Hashed(_hasher(found[1], found[2]), found[5], (int(found[3]), int(found[4])))


def key_of(raw: bytes) -> bytes | None:
    """The key that a file holds: at least 64 hex digits; None where it holds none."""
    word = raw.strip()
    whole = _HEX.fullmatch(word) is not None and len(word) % 2 == 0
    return bytes.fromhex(word.decode("ascii")) if whole else None


def _hasher(scheme: str, mark: str) -> Hasher:
    return Hasher(scheme, mark, bytes.fromhex(mark) if scheme == SALTED else b"")
