"""The text of an identity file: who it is for, how it is protected, the sealed private key.

    # penname audit identity: whoever has this file can read the audit log. Keep it off the proxy.
    # …
    {"v": "penname-identity/1", …}

Lines that begin with # are for people. What a program reads is the JSON object, all of it
bound to the private key as additional data, so none of it can be changed alone. No key is
used here (`recipients` does that); this module only reads and writes the text.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NoReturn

from penname.audit.model import AuditError

IDENTITY_VERSION = "penname-identity/1"
#: Larger files are no identity; nothing in one grows.
MAX_IDENTITY_BYTES = 64 * 1024
_MEMBERS = frozenset({"v", "name", "kem", "public", "created", "protection", "private"})


class IdentityError(AuditError):
    """An identity file cannot be read, written or opened. The message quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class Argon2:
    """How the key is made from a passphrase (RFC 9106). `memory` is in KiB.

    The defaults are the second recommended option of RFC 9106, section 4.
    """

    salt: bytes
    iterations: int = 3
    lanes: int = 4
    memory: int = 64 * 1024

    def as_json(self) -> dict[str, Any]:
        return {
            "kdf": "argon2id",
            "salt": _b64(self.salt),
            "iterations": self.iterations,
            "lanes": self.lanes,
            "memory_kib": self.memory,
        }


#: What a file may ask for: member -> least, most. The file may come from anywhere, and what it
#: asks for is done before the passphrase is checked: 1 GiB and 10 rounds take seconds, no more.
_BOUNDS: Mapping[str, tuple[int, int]] = {
    "iterations": (1, 10),
    "lanes": (1, 16),
    "memory_kib": (8 * 16, 1024 * 1024),
}


@dataclass(frozen=True, slots=True)
class IdentityFile:
    """What an identity file holds. `private` is sealed where `protection` says how, else raw."""

    name: str
    kem: str
    public: bytes
    created: str
    protection: Argon2 | None
    private: bytes = field(repr=False, default=b"")

    def bound(self) -> bytes:
        """All but the private key, as the additional data of its encryption."""
        return json.dumps(self._said(), sort_keys=True, separators=(",", ":")).encode()

    def text(self, fingerprint: str) -> str:
        """The file's content."""
        kept = "with a passphrase" if self.protection else "by nothing: move it to a safe place"
        comment = (
            "penname audit identity: whoever has this file can read the audit log.",
            "Keep it off the proxy, and keep a copy: what it opens, nothing else opens.",
            f"name:        {self.name}",
            f"fingerprint: {fingerprint} ({self.kem})",
            f"created:     {self.created}",
            f"protected:   {kept}",
        )
        said = self._said() | {"private": _b64(self.private)}
        return "".join(f"# {line}\n" for line in comment) + json.dumps(said, indent=1) + "\n"

    def _said(self) -> dict[str, Any]:
        return {
            "v": IDENTITY_VERSION,
            "name": self.name,
            "kem": self.kem,
            "public": _b64(self.public),
            "created": self.created,
            "protection": None if self.protection is None else self.protection.as_json(),
        }


def parse_identity(content: bytes) -> IdentityFile:
    """Reads a file. Raises IdentityError; what it returns is well formed, but not yet a key."""
    if len(content) > MAX_IDENTITY_BYTES:
        raise IdentityError(f"more than {MAX_IDENTITY_BYTES} bytes are no identity")
    try:
        lines = content.decode().split("\n")
        body = "\n".join(line for line in lines if not line.startswith("#"))
        said = json.loads(body, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise IdentityError("this is no identity file, or it is damaged") from None
    if not isinstance(said, dict) or said.get("v") != IDENTITY_VERSION:
        raise IdentityError(f"this is no identity file of version {IDENTITY_VERSION}")
    if said.keys() != _MEMBERS:
        _damaged("members")
    return IdentityFile(
        name=_text(said, "name"),
        kem=_text(said, "kem"),
        public=_bytes(said, "public"),
        created=_text(said, "created"),
        protection=None if said["protection"] is None else _argon2(said["protection"]),
        private=_bytes(said, "private"),
    )


def _argon2(said: Any) -> Argon2:
    if not isinstance(said, dict) or said.keys() != {"kdf", "salt", *_BOUNDS}:
        _damaged("protection")
    if said["kdf"] != "argon2id":
        _damaged("kdf")
    for name, (least, most) in _BOUNDS.items():
        if type(said[name]) is not int or not least <= said[name] <= most:
            raise IdentityError(f"{name} of the identity must be from {least} to {most}")
    salt = _bytes(said, "salt")
    if not 16 <= len(salt) <= 64:
        _damaged("salt")
    return Argon2(salt, said["iterations"], said["lanes"], said["memory_kib"])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise ValueError("a name stands twice")
    return said


def _text(said: Mapping[str, Any], name: str) -> str:
    value = said[name]
    if not isinstance(value, str):
        _damaged(name)
    return value


def _bytes(said: Mapping[str, Any], name: str) -> bytes:
    try:
        return base64.b64decode(_text(said, name), validate=True)
    except (binascii.Error, ValueError):
        _damaged(name)


def _damaged(name: str) -> NoReturn:
    raise IdentityError(f"the identity file is damaged: {name}") from None


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()
