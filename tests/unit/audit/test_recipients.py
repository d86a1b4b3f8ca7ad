"""Recipients and identities: keys, lines, files, wrapping."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from penname.audit import recipients
from penname.audit.identities import MAX_IDENTITY_BYTES, IdentityError
from penname.audit.recipients import (
    KEMS,
    MAX_RECIPIENTS,
    Identity,
    Recipient,
    RecipientError,
    load_identity,
    load_recipients,
    new_identity,
    parse_recipient,
    parse_recipients,
    write_identity,
)

SEED = bytes(range(1, 33))
#: The points of low order on Curve25519 with coordinates below the prime (RFC 7748 names the
#: check for the all-zero secret, which each of them gives).
LOW_ORDER = (
    bytes(32),
    b"\x01" + bytes(31),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
    (2**255 - 20).to_bytes(32, "little"),
)


def never() -> bytes:
    raise AssertionError("no passphrase is to be asked for")


def say(passphrase: bytes) -> Callable[[], bytes]:
    return lambda: passphrase


def line_of(name: str, kem: str, public: bytes) -> str:
    return f"{name} {kem}:{base64.urlsafe_b64encode(public).decode()}"


def test_x25519_key_is_the_standard_one() -> None:
    """The public key of an x25519 identity is X25519 of its private key; the id its hash."""
    identity = new_identity("dpo", seed=SEED)
    public = X25519PrivateKey.from_private_bytes(SEED).public_key().public_bytes_raw()
    assert identity.recipient == Recipient("dpo", "x25519", public)
    assert identity.id == hashlib.sha256(public).hexdigest()[:16]
    assert identity.name == "dpo"


def test_xwing_key_is_made_from_seed() -> None:
    """An X-Wing key is ML-KEM-768 and X25519 from SHAKE-256 of its seed, in this order."""
    stream = hashlib.shake_256(SEED).digest(96)
    lattice = MLKEM768PrivateKey.from_seed_bytes(stream[:64]).public_key().public_bytes_raw()
    curve = X25519PrivateKey.from_private_bytes(stream[64:]).public_key().public_bytes_raw()
    assert new_identity("dpo", "xwing", SEED).recipient.public == lattice + curve


def test_fingerprint_begins_with_id() -> None:
    """People compare 32 hex digits; the first 16 are those in key lines."""
    recipient = new_identity("dpo").recipient
    joined = recipient.fingerprint.replace(" ", "")
    assert joined == hashlib.sha256(recipient.public).hexdigest()[:32]
    assert joined.startswith(recipient.id)
    assert {len(word) for word in recipient.fingerprint.split()} == {4}


@pytest.mark.parametrize("kem", KEMS)
def test_boxes_open_with_their_identity(kem: str) -> None:
    """Only the identity of the recipient opens a box, and only with the same info."""
    identity, other = new_identity("dpo", kem), new_identity("dpo", kem)
    box = identity.recipient.wrap(SEED, b"here")
    assert identity.unwrap(box, b"here") == SEED
    assert identity.unwrap(box, b"there") is None
    assert other.unwrap(box, b"here") is None
    assert len(box) == {"x25519": 32, "xwing": 1120}[kem] + 32 + 16


def extract(salt: bytes, secret: bytes) -> bytes:
    return hmac.new(salt, secret, hashlib.sha256).digest()


def expand(key: bytes, info: bytes, length: int) -> bytes:
    made, block, number = b"", b"", 1
    while len(made) < length:
        block = hmac.new(key, block + info + bytes([number]), hashlib.sha256).digest()
        made, number = made + block, number + 1
    return made[:length]


class Hpke:
    """HPKE in base mode with HKDF-SHA256 and AES-256-GCM, from the text of RFC 9180."""

    def __init__(self, suite: bytes) -> None:
        self.suite = suite

    def extract(self, salt: bytes, label: bytes, secret: bytes) -> bytes:
        return extract(salt, b"HPKE-v1" + self.suite + label + secret)

    def expand(self, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
        size = length.to_bytes(2, "big")
        return expand(key, size + b"HPKE-v1" + self.suite + label + info, length)


def rfc9180_open(kem: int, shared: bytes, info: bytes, ciphertext: bytes) -> bytes:
    """Section 5.1 (KeySchedule) and 5.2 (ContextR.Open) with sequence number 0."""
    hpke = Hpke(b"HPKE" + kem.to_bytes(2, "big") + b"\x00\x01\x00\x02")
    context = b"\0" + hpke.extract(b"", b"psk_id_hash", b"") + hpke.extract(b"", b"info_hash", info)
    secret = hpke.extract(shared, b"secret", b"")
    key = hpke.expand(secret, b"key", context, 32)
    nonce = hpke.expand(secret, b"base_nonce", context, 12)
    return AESGCM(key).decrypt(nonce, ciphertext, b"")


def test_x25519_boxes_are_rfc_9180() -> None:
    """A box is opened by HPKE from the RFC's text: DHKEM(X25519, HKDF-SHA256), 0x0020."""
    identity = new_identity("dpo", seed=SEED)
    box = identity.recipient.wrap(b"secret", b"info")
    sender, ciphertext = box[:32], box[32:]
    exchanged = X25519PrivateKey.from_private_bytes(SEED).exchange(
        X25519PublicKey.from_public_bytes(sender)
    )
    kem = Hpke(b"KEM\x00\x20")
    key = kem.extract(b"", b"eae_prk", exchanged)
    shared = kem.expand(key, b"shared_secret", sender + identity.recipient.public, 32)
    assert rfc9180_open(0x0020, shared, b"info", ciphertext) == b"secret"


def test_xwing_boxes_are_the_drafts() -> None:
    """A box is opened with X-Wing from the draft's text (KEM 0x647a): its shared secret is a
    SHA3-256 of both shared secrets, the X25519 ciphertext and public key, and a label."""
    identity = new_identity("dpo", "xwing", SEED)
    box = identity.recipient.wrap(b"secret", b"info")
    lattice, sender, ciphertext = box[:1088], box[1088:1120], box[1120:]
    stream = hashlib.shake_256(SEED).digest(96)
    first = MLKEM768PrivateKey.from_seed_bytes(stream[:64]).decapsulate(lattice)
    second = X25519PrivateKey.from_private_bytes(stream[64:]).exchange(
        X25519PublicKey.from_public_bytes(sender)
    )
    public = identity.recipient.public[1184:]
    shared = hashlib.sha3_256(first + second + sender + public + rb"\.//^" + b"\\").digest()
    assert rfc9180_open(0x647A, shared, b"info", ciphertext) == b"secret"


@pytest.mark.parametrize("kem", KEMS)
def test_altered_boxes_stay_closed(kem: str) -> None:
    """A changed, cut, lengthened or all-zero box opens to nothing."""
    identity = new_identity("dpo", kem)
    box = identity.recipient.wrap(SEED, b"")
    flipped = [bytes([*box[:at], box[at] ^ 1, *box[at + 1 :]]) for at in (0, 31, 40, -1)]
    for bad in (*flipped[:3], b"", box[:-1], box + b"\0", bytes(len(box)), b"\xff" * len(box)):
        assert identity.unwrap(bad, b"") is None


@pytest.mark.parametrize("kem", KEMS)
def test_line_is_read_back(kem: str) -> None:
    """str() of a recipient is the line that gives it."""
    recipient = new_identity("team.security@example.org", kem).recipient
    assert parse_recipient(str(recipient)) == recipient


def test_reprs_hide_keys() -> None:
    """A private key stands in no repr."""
    identity = new_identity("dpo", seed=SEED)
    assert repr(SEED) not in repr(identity)
    assert "private" not in repr(identity)


@pytest.mark.parametrize("public", LOW_ORDER)
def test_weak_points_are_refused(public: bytes) -> None:
    """A point of low order would give every box the same secret."""
    with pytest.raises(RecipientError):
        Recipient("dpo", "x25519", public)
    with pytest.raises(RecipientError):
        Recipient("dpo", "xwing", new_identity("a", "xwing").recipient.public[:1184] + public)


@pytest.mark.parametrize("public", [(2**255 - 19 + 9).to_bytes(32, "little"), b"\xff" * 32])
def test_second_spellings_are_refused(public: bytes) -> None:
    """A coordinate from the prime on would be another key's second name."""
    with pytest.raises(RecipientError):
        Recipient("dpo", "x25519", public)


@pytest.mark.parametrize(
    "line",
    [
        "dpo",
        "",
        "dpo x25519:AAAA x",
        "dpo x25519",
        "dpo rsa:AAAA",
        "dpo x25519:%%%%",
        "dpo x25519:AAA",
        line_of("dpo", "x25519", b"\x09" + bytes(30)),
        line_of("dpo", "x25519", b"\x09" + bytes(32)),
        line_of("dpo", "xwing", b"\x09" + bytes(31)),
        line_of("dpo", "xwing", b"\xff" * 1184 + b"\x09" + bytes(31)),
        line_of("-dpo", "x25519", b"\x09" + bytes(31)),
        line_of("d" * 65, "x25519", b"\x09" + bytes(31)),
        line_of("dpö", "x25519", b"\x09" + bytes(31)),
    ],
)
def test_wrong_lines_are_refused(line: str) -> None:
    """Wrong lengths, KEMs, names and spellings are errors that quote no key."""
    with pytest.raises(RecipientError) as caught:
        parse_recipient(line)
    assert "AAAA" not in str(caught.value)


def test_file_of_recipients_is_read(tmp_path: Path) -> None:
    """Comments and blank lines are passed over, CRLF and a BOM too; the order stays."""
    first, second = (new_identity(name).recipient for name in ("dpo", "security"))
    path = tmp_path / "recipients"
    path.write_bytes(f"\ufeff# ours\r\n\r\n{first}\r\n  # more\n\t{second}\n".encode())
    assert load_recipients(path) == (first, second)


def test_errors_name_the_line() -> None:
    """An error says file and line."""
    good = new_identity("dpo").recipient
    with pytest.raises(RecipientError, match=r"^who:3: "):
        parse_recipients(f"# x\n{good}\nnonsense\n", "who")


def test_nobody_stands_twice() -> None:
    """The same key or the same name again is an error: taking one out would leave the other."""
    one, other = new_identity("dpo").recipient, new_identity("dpo").recipient
    with pytest.raises(RecipientError, match="2: this key"):
        parse_recipients(f"{one}\n{line_of('boss', 'x25519', one.public)}\n")
    with pytest.raises(RecipientError, match="2: the name dpo"):
        parse_recipients(f"{one}\n{other}\n")


def test_comment_hides_no_recipient() -> None:
    """A line ends at LF only: other separators inside a comment begin no line."""
    one, hidden = new_identity("dpo").recipient, new_identity("eve").recipient
    assert parse_recipients(f"# a\u2028{hidden}\x0b{hidden}\x85{hidden}\n{one}") == (one,)


@pytest.mark.parametrize("text", ["", "# nobody\n"])
def test_nobody_at_all_is_refused(text: str) -> None:
    """A log that nobody can read is an error."""
    with pytest.raises(RecipientError, match="no recipient"):
        parse_recipients(text)


def test_many_recipients_are_refused() -> None:
    """Every key is wrapped for each recipient, so there is a most."""
    seeds = ((256 * number).to_bytes(32, "big") for number in range(MAX_RECIPIENTS + 1))
    lines = [str(new_identity(f"r{at}", seed=seed).recipient) for at, seed in enumerate(seeds)]
    assert len(parse_recipients("\n".join(lines[:-1]))) == MAX_RECIPIENTS
    with pytest.raises(RecipientError, match="more than"):
        parse_recipients("\n".join(lines))


@pytest.mark.parametrize("content", [b"\xff", b"#" * (1024 * 1024 + 1)])
def test_wrong_files_of_recipients(tmp_path: Path, content: bytes) -> None:
    """A file that is no text, or too long, is an error."""
    path = tmp_path / "recipients"
    path.write_bytes(content)
    with pytest.raises(RecipientError):
        load_recipients(path)


def test_missing_files_are_errors(tmp_path: Path) -> None:
    """A file that is not there is a defined error."""
    with pytest.raises(RecipientError):
        load_recipients(tmp_path / "none")
    with pytest.raises(IdentityError):
        load_identity(tmp_path / "none", never)


@pytest.mark.parametrize(("name", "kem"), [("dpo", "rsa"), ("d p o", "x25519")])
def test_new_identity_checks_its_words(name: str, kem: str) -> None:
    """A name or KEM that no recipient may have is refused."""
    with pytest.raises(RecipientError):
        new_identity(name, kem)


def test_identity_must_fit_its_public_key() -> None:
    """A private key of another public key, or of a wrong length, is no identity."""
    recipient = new_identity("dpo").recipient
    for private in (SEED, SEED[:-1], b""):
        with pytest.raises(IdentityError):
            Identity(recipient, private)


@pytest.mark.parametrize("kem", KEMS)
def test_identity_file_is_read_back(tmp_path: Path, kem: str) -> None:
    """A file with a passphrase opens with it, to the same identity."""
    identity = new_identity("dpo", kem)
    path = tmp_path / "dpo.identity"
    write_identity(path, identity, b"correct horse", now=datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert load_identity(path, say(b"correct horse")) == identity
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "created:     2026-11-24T09:00:00Z" in path.read_text()
    assert base64.b64encode(identity.private).decode() not in path.read_text()


def test_plain_identity_asks_for_nothing(tmp_path: Path) -> None:
    """A file without passphrase is read without asking."""
    identity = new_identity("local")
    write_identity(tmp_path / "i", identity, None)
    assert load_identity(tmp_path / "i", never) == identity


def test_wrong_passphrase_is_an_error(tmp_path: Path) -> None:
    """Another passphrase gives an error that says so, and no key."""
    write_identity(tmp_path / "i", new_identity("dpo"), b"right")
    with pytest.raises(IdentityError, match="wrong passphrase"):
        load_identity(tmp_path / "i", say(b"wrong"))


def test_lack_of_memory_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the memory that the derivation takes gets a defined error."""
    write_identity(tmp_path / "i", new_identity("dpo"), b"right")

    class Poor:
        def __init__(self, **_: object) -> None:
            """Takes what Argon2id takes."""

        def derive(self, _passphrase: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(recipients, "Argon2id", Poor)
    with pytest.raises(IdentityError, match="64 MiB of memory"):
        load_identity(tmp_path / "i", say(b"right"))


def test_empty_passphrase_is_refused(tmp_path: Path) -> None:
    """An empty passphrase protects nothing, so no file is written."""
    with pytest.raises(IdentityError):
        write_identity(tmp_path / "i", new_identity("dpo"), b"")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("old", "new"),
    [('"name": "dpo"', '"name": "eve"'), ('"kem": "x25519"', '"kem": "rsa"')],
)
def test_altered_members_are_found(tmp_path: Path, old: str, new: str) -> None:
    """A changed name or KEM is refused although the passphrase is right."""
    path = tmp_path / "i"
    write_identity(path, new_identity("dpo"), b"right")
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(IdentityError):
        load_identity(path, say(b"right"))


def test_cut_private_part_is_an_error(tmp_path: Path) -> None:
    """A private part that is too short to be one is an error, not a crash."""
    path = tmp_path / "i"
    write_identity(path, new_identity("dpo"), b"right")
    head = path.read_text().partition('"private": "')[0]
    path.write_text(head + '"private": "AAAA"\n}\n')
    with pytest.raises(IdentityError, match="wrong passphrase"):
        load_identity(path, say(b"right"))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_shared_identity_is_refused(tmp_path: Path, mode: int) -> None:
    """A file that others can read or write is not used."""
    path = tmp_path / "i"
    write_identity(path, new_identity("dpo"), None)
    path.chmod(mode)
    with pytest.raises(IdentityError, match="chmod"):
        load_identity(path, never)


def test_identities_are_never_replaced(tmp_path: Path) -> None:
    """Writing where a file is fails and leaves it as it was; also through a link."""
    path = tmp_path / "i"
    write_identity(path, new_identity("dpo"), None)
    before = path.read_bytes()
    os.symlink(tmp_path / "elsewhere", tmp_path / "link")
    for place in (path, tmp_path / "link", tmp_path / "none" / "i"):
        with pytest.raises(IdentityError):
            write_identity(place, new_identity("eve"), None)
    assert path.read_bytes() == before
    assert not (tmp_path / "elsewhere").exists()


def test_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full leaves no half identity behind."""

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(IdentityError, match="No space"):
        write_identity(tmp_path / "i", new_identity("dpo"), None)
    assert not list(tmp_path.iterdir())


def test_huge_identity_is_refused(tmp_path: Path) -> None:
    """A huge file is refused without reading it all."""
    path = tmp_path / "i"
    path.write_bytes(b" " * (MAX_IDENTITY_BYTES + 1))
    path.chmod(0o600)
    with pytest.raises(IdentityError):
        load_identity(path, never)
