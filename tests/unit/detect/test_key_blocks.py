"""Private keys as blocks: each format whole, and marks without a key."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

import pytest

from benchmarks.detect.secret_shapes import made, private_key
from penname.detect.key_blocks import private_keys


def words(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in private_keys(text)]


@pytest.fixture
def rng() -> random.Random:
    return random.Random(20261129)


@pytest.mark.parametrize("kind", ["", "RSA", "EC", "DSA", "OPENSSH", "ENCRYPTED", "PGP"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\\n", "\\\\n"])
def test_blocks_of_all_kinds(rng: random.Random, kind: str, newline: str) -> None:
    """A block is one span from its first mark to its last."""
    block = private_key(rng, kind, newline)
    assert words(f'"private_key": "{block}"') == [block]


def test_block_in_source_code(rng: random.Random) -> None:
    """A key written as strings that are put together is found from mark to mark."""
    lines = private_key(rng, "RSA", "\n").split("\n")
    code = " +\n    ".join(f'"{line}\\n"' for line in lines)
    found = words(f"KEY = {code};")
    assert len(found) == 1
    assert found[0].startswith(lines[0])
    assert found[0].endswith(lines[-1])


@pytest.mark.parametrize(
    "text",
    [
        'if text.startswith("-----BEGIN PRIVATE KEY-----"):',
        "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\\nXXXX\\nXXXX\\n-----END RSA PRIVATE KEY-----",
        'BEGIN = "-----BEGIN PRIVATE KEY-----"\nEND = "-----END PRIVATE KEY-----"',
        "-----BEGIN PRIVATE KEY-----\n<your private key here>\n-----END PRIVATE KEY-----",
        "a PuTTY-User-Key-File-3: is a header",
        "AGE-SECRET-KEY-1... and xprv... and kty",
    ],
)
def test_marks_alone_are_no_keys(text: str) -> None:
    """Code that looks for a key and documentation with dots hold none."""
    assert words(text) == []


def test_public_parts_are_no_keys(rng: random.Random) -> None:
    """Public keys, certificates and public JWKs may leave."""
    block = private_key(rng, "", "\n")
    assert words(block.replace("PRIVATE", "PUBLIC")) == []
    assert words(block.replace("PRIVATE KEY", "CERTIFICATE")) == []
    assert words(made(rng, '{"kty": "EC", "x": "<W43>", "y": "<W43>"}')) == []


def test_putty_keys(rng: random.Random) -> None:
    """PuTTY's format, with the public lines before and the check behind."""
    head = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: ann\nPublic-Lines: 2"
    key = f"{head}\n{made(rng, '<B64>')}\n{made(rng, '<B48>')}\nPrivate-Lines: 1\n"
    key += f"{made(rng, '<B44>')}\nPrivate-MAC: {made(rng, '<H64>')}"
    assert words(f"here:\n{key}\n\nthanks") == [key]


def test_ssh2_blocks(rng: random.Random) -> None:
    """The older format with four dashes."""
    title = "SSH2 ENCRYPTED PRIVATE KEY"
    lines = (f"---- BEGIN {title} ----", made(rng, "<B64>\n<B40>"), f"---- END {title} ----")
    block = "\n".join(lines)
    assert words(f"{block}\n") == [block]


def test_keys_of_one_line(rng: random.Random) -> None:
    """age, extended keys and the private part of a JWK."""
    age = (
        "AGE-SECRET-"
        + "KEY-1"
        + "".join(rng.choice("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L") for _ in range(58))
    )
    extended = (
        "xp"
        + "rv"
        + "".join(rng.choice("123456789ABCDEFGHJKLMNPQRSTUVWXYZabc") for _ in range(107))
    )
    part = made(rng, "<W43>")
    assert words(f"key {age}.") == [age]
    assert words(f"key {extended}.") == [extended]
    assert words(f'{{"kty": "OKP", "d": "{part}", "x": "{made(rng, "<W43>")}"}}') == [part]


def test_wallet_keys_need_their_checksum(make: Callable[..., str]) -> None:
    """A key in base58 counts only when its checksum holds."""
    letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    body = b"\x80" + hashlib.sha256(b"seed").digest() + b"\x01"
    raw = body + hashlib.sha256(hashlib.sha256(body).digest()).digest()[:4]
    number, key = int.from_bytes(raw, "big"), ""
    while number:
        number, at = divmod(number, 58)
        key = letters[at] + key
    assert words(f"wallet key {key} is mine") == [key]
    assert words(f"wallet key {key[:-1]}{'1' if key[-1] != '1' else '2'} is mine") == []
