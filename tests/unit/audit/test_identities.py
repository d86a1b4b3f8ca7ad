"""The text of an identity file: what it holds, and what is refused."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from penname.audit.identities import (
    MAX_IDENTITY_BYTES,
    Argon2,
    IdentityError,
    IdentityFile,
    parse_identity,
)

SALT = bytes(range(16))


def identity_file(protection: Argon2 | None = None) -> IdentityFile:
    return IdentityFile(
        "dpo", "x25519", bytes(32), "2026-11-24T09:30:00Z", protection, bytes(range(40))
    )


def said(**changes: Any) -> bytes:
    """A file's JSON with members changed; None of `...` leaves one out."""
    text = identity_file(Argon2(SALT)).text("9c1f 2ab0")
    members = json.loads("".join(line for line in text.split("\n") if not line.startswith("#")))
    members |= changes
    return json.dumps({name: value for name, value in members.items() if value != "-"}).encode()


def protected(**changes: Any) -> bytes:
    return said(protection=Argon2(SALT).as_json() | changes)


@pytest.mark.parametrize("protection", [None, Argon2(SALT), Argon2(SALT, 2, 1, 1024)])
def test_text_is_read_back(protection: Argon2 | None) -> None:
    """What was written is what is read."""
    assert parse_identity(identity_file(protection).text("9c1f").encode()) == identity_file(
        protection
    )


def test_comment_says_whose_file() -> None:
    """Name, fingerprint, time and that it stays off the proxy stand in the comment."""
    comment = identity_file().text("9c1f 2ab0")
    for words in ("dpo", "9c1f 2ab0", "2026-11-24T09:30:00Z", "off the proxy", "by nothing"):
        assert words in comment.partition("{")[0]


def test_repr_hides_the_private_key() -> None:
    """The private part stands in no repr."""
    assert repr(bytes(range(40)))[2:20] not in repr(identity_file())


def test_bound_covers_all_but_private() -> None:
    """Every member but the private key changes what the encryption is bound to."""
    first = identity_file(Argon2(SALT))
    others = (
        IdentityFile("other", first.kem, first.public, first.created, first.protection),
        IdentityFile(first.name, "xwing", first.public, first.created, first.protection),
        IdentityFile(first.name, first.kem, bytes(31) + b"1", first.created, first.protection),
        IdentityFile(first.name, first.kem, first.public, "now", first.protection),
        IdentityFile(first.name, first.kem, first.public, first.created, Argon2(SALT, 4)),
        IdentityFile(first.name, first.kem, first.public, first.created, None),
    )
    assert len({first.bound(), *(other.bound() for other in others)}) == 7


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"# only a comment\n",
        b"{" * 5000,
        b'{"v":"penname-identity/1","v":"penname-identity/1"}',
        b"[" * 60000,
        b" " * (MAX_IDENTITY_BYTES + 1),
        said(v="penname-identity/2"),
        said(more=1),
        said(private="-"),
        said(name=7),
        said(created=None),
        said(public="###"),
        said(public="AA"),
        said(private="ä"),
        said(private=None),
        said(protection=[]),
        said(protection={}),
        protected(more=1),
        protected(kdf="scrypt"),
        protected(salt=base64.b64encode(bytes(8)).decode()),
        protected(salt=base64.b64encode(bytes(65)).decode()),
        protected(iterations=0),
        protected(iterations=11),
        protected(iterations=True),
        protected(iterations="3"),
        protected(lanes=0),
        protected(lanes=17),
        protected(memory_kib=127),
        protected(memory_kib=100 * 1024 * 1024),
        protected(memory_kib=1e5),
    ],
)
def test_other_content_is_refused(content: bytes) -> None:
    """What is not exactly an identity, or asks for too much work, is an IdentityError."""
    with pytest.raises(IdentityError):
        parse_identity(content)


def test_file_may_ask_for_more() -> None:
    """A stronger derivation than ours is read, up to the bounds."""
    kept = parse_identity(protected(iterations=10, lanes=16, memory_kib=1024 * 1024))
    assert kept.protection == Argon2(SALT, 10, 16, 1024 * 1024)
