"""Sealing and opening: the constructions, the keys' life, and what does not open."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from penname.audit import seal
from penname.audit.lines import Box, KeyLine, parse_key_line, reference
from penname.audit.recipients import Identity, new_identity
from penname.audit.seal import (
    DamagedError,
    MissingKeyError,
    NoKeyError,
    Opener,
    ScopeKey,
    SegmentSealer,
    label_of,
    normal_form,
)

ORIGIN = "penname/eu-1"
LABEL_KEY = bytes(range(32, 64))
SEED = bytes(range(1, 33))
LEAF = hashlib.sha256(b"leaf").digest()
CLEAR = b'{"n":7}'


def hkdf(secret: bytes, info: bytes) -> bytes:
    """HKDF-SHA256 of RFC 5869 for 32 bytes, from its text: no salt is 32 zero bytes."""
    extracted = hmac.new(bytes(32), secret, hashlib.sha256).digest()
    return hmac.new(extracted, info + b"\x01", hashlib.sha256).digest()


def none_there(_ref: str) -> None:
    """The scope keys of a segment that has none."""


class Numbered:
    """Keys that a test knows: the call's number in every byte."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, size: int) -> bytes:
        self.calls += 1
        return bytes([self.calls]) * size


def sealer_for(*identities: Identity, seg: int = 3) -> SegmentSealer:
    return SegmentSealer(ORIGIN, seg, [one.recipient for one in identities], LABEL_KEY, Numbered())


def opener_for(sealer: SegmentSealer, identities: Sequence[Identity], *scopes: ScopeKey) -> Opener:
    lines = {one.ref: parse_key_line(one.line) for one in scopes}
    segment_line = parse_key_line(sealer.key_line)
    return Opener(identities, ORIGIN, sealer.commit, segment_line, lines.get)


@pytest.fixture(params=["x25519", "xwing"])
def identity(request: pytest.FixtureRequest) -> Identity:
    return new_identity("dpo", request.param)


def test_record_without_scopes_as_specified() -> None:
    """Key, nonce and additional data of a record are those of the specification."""
    sealer = sealer_for(new_identity("dpo"))
    box = sealer.seal(7, LEAF, CLEAR, b"plain", [])
    key = hkdf(b"\x01" * 32, b"alog/1 record")
    nonce = bytes(4) + (7).to_bytes(8, "big")
    assert AESGCM(key).decrypt(nonce, box, LEAF + CLEAR) == b"plain"


def test_scope_keys_follow_segment_key() -> None:
    """A record's key is made of the segment key, then the scope keys in the order of `k`."""
    sealer = sealer_for(new_identity("dpo"))
    refs = [sealer.scope("tenant:acme").ref, sealer.scope("subject:u-1").ref]
    for order, secret in ((refs, b"\x02\x03"), (refs[::-1], b"\x03\x02")):
        key = hkdf(b"".join(bytes([one]) * 32 for one in b"\x01" + secret), b"alog/1 record")
        box = sealer.seal(0, bytes(32), CLEAR, b"plain", order)
        assert AESGCM(key).decrypt(bytes(12), box, bytes(32) + CLEAR) == b"plain"


def test_commitment_as_specified() -> None:
    """The commitment is the hash of a fixed line and the segment key."""
    assert sealer_for(new_identity("dpo")).commit == (
        hashlib.sha256(b"alog/1 commit\n" + b"\x01" * 32).digest()
    )


def test_key_lines_as_specified() -> None:
    """Boxes are HPKE messages whose info names the place; a scope's name follows its key."""
    identity = new_identity("dpo", seed=SEED)
    sealer = sealer_for(identity)
    label = hmac.new(LABEL_KEY, b"tenant:acme", hashlib.sha256).hexdigest()
    suite = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
    key = X25519PrivateKey.from_private_bytes(SEED)
    for line, kind, name, secret in (
        (sealer.key_line, "segment", "", b"\x01" * 32),
        (sealer.scope("tenant:acme").line, "scope", label, b"\x02" * 32 + b"tenant:acme"),
    ):
        said = json.loads(line[2:])
        assert (said["seg"], said["kind"], said["label"]) == (3, kind, name)
        (box,) = said["to"]
        assert (box["id"], box["kem"]) == (identity.id, "x25519")
        info = f"alog/1 key\n{ORIGIN}\n3\n{kind}\n{name}".encode()
        assert suite.decrypt(base64.b64decode(box["box"]), key, info) == secret


def test_reference_is_hash_of_line() -> None:
    """A scope's reference is the hash of its key line."""
    scope = sealer_for(new_identity("dpo")).scope("tenant:acme")
    assert scope.ref == hashlib.sha256(scope.line).hexdigest() == reference(scope.line)


def test_tokens_as_specified() -> None:
    """A token is the first 8 bytes of an HMAC under the index key over type and normal form."""
    sealer = sealer_for(new_identity("dpo"))
    ref = sealer.scope("tenant:acme").ref
    index_key = hkdf(b"\x01" * 32 + b"\x02" * 32, b"alog/1 index")
    digest = hmac.new(index_key, b"PHONE_NUMBER\n49301234", hashlib.sha256).digest()
    token = base64.urlsafe_b64encode(digest[:8]).decode().rstrip("=")
    assert sealer.tokens([ref], [("PHONE_NUMBER", "+49 (30) 12-34")]) == [token]


def test_tokens_are_sorted_and_single() -> None:
    """Order and number of tokens say nothing about the order of values."""
    sealer = sealer_for(new_identity("dpo"))
    values = [("PERSON", "Ann"), ("PERSON", "Bo"), ("PERSON", "ANN"), ("CITY", "Ann")]
    tokens = sealer.tokens([], values)
    assert tokens == sorted(set(tokens)) == sealer.tokens([], reversed(values))
    assert len(tokens) == 3


def test_tokens_differ_between_scopes() -> None:
    """One value's tokens are equal only within a segment and its scopes."""
    first, second = sealer_for(new_identity("dpo")), SegmentSealer(ORIGIN, 4, [], LABEL_KEY)
    refs: list[list[str]] = [[first.scope("tenant:a").ref], [first.scope("tenant:b").ref], []]
    made = [first.tokens(one, [("PERSON", "Ann")])[0] for one in refs]
    assert len({*made, *second.tokens([], [("PERSON", "Ann")])}) == 4


def test_surrogates_break_no_token() -> None:
    """A lone surrogate, which JSON can carry, is no error in a value or a scope's name."""
    identity = new_identity("dpo")
    sealer = sealer_for(identity)
    assert len(sealer.tokens([], [("PERSON", "\ud800")])) == 1
    scope = sealer.scope("subject:\ud800")
    assert opener_for(sealer, [identity], scope).scope_name(scope.ref) == "subject:?"


@pytest.mark.parametrize(
    ("value", "normal"),
    [
        ("+49 (30) 12-34", "49301234"),
        ("Ann.Example@Example.ORG", "annexampleexampleorg"),
        ("STRASSE", "strasse"),
        ("Straße", "strasse"),
        ("１２３", "123"),
        ("e\u0301", "é"),
        ("Ⅷ", "viii"),
        ("x²", "x2"),
        ("½", "12"),
        ("٣", "٣"),
        ("a_b", "ab"),
        ("№ 5", "no5"),
        ("---", "---"),
        ("€", "€"),
        ("", ""),
        ("🙂A", "a"),
    ],
)
def test_normal_form_keeps_letters_and_digits(value: str, normal: str) -> None:
    """NFKC, case folded, letters and decimal digits; where nothing is left, the folded text."""
    assert normal_form(value) == normal


def test_label_needs_the_label_key() -> None:
    """A scope's label is an HMAC under the writer's label key."""
    expected = hmac.new(LABEL_KEY, b"tenant:acme", hashlib.sha256).hexdigest()
    assert label_of(LABEL_KEY, "tenant:acme") == expected
    assert label_of(SEED, "tenant:acme") != expected


def test_recipients_open_what_was_sealed(identity: Identity) -> None:
    """Each of several recipients opens records, tokens and the scope's name."""
    other = new_identity("escrow")
    sealer = sealer_for(other, identity)
    scope = sealer.scope("tenant:acme")
    box = sealer.seal(7, LEAF, CLEAR, b"plain", [scope.ref])
    for one in (other, identity):
        opener = opener_for(sealer, [one], scope)
        assert opener.open(7, LEAF, CLEAR, box, [scope.ref]) == b"plain"
        values = [("PERSON", "Ann")]
        assert opener.tokens([scope.ref], values) == sealer.tokens([scope.ref], values)
        assert opener.scope_name(scope.ref) == "tenant:acme"


def test_any_identity_may_fit(identity: Identity) -> None:
    """Of several identities, the one that is a recipient opens."""
    sealer = sealer_for(identity)
    box = sealer.seal(7, LEAF, CLEAR, b"plain", [])
    opener = opener_for(sealer, [new_identity("other"), identity])
    assert opener.open(7, LEAF, CLEAR, box, []) == b"plain"


def test_strangers_have_no_key(identity: Identity) -> None:
    """Who is no recipient gets NoKeyError, not a damaged log."""
    sealer = sealer_for(identity)
    for identities in ([], [new_identity("other")]):
        with pytest.raises(NoKeyError):
            opener_for(sealer, identities)


@pytest.mark.parametrize("part", ["n", "leaf", "clear", "box", "tag", "refs", "empty"])
def test_altered_records_stay_closed(part: str) -> None:
    """A change of the record, its clear part, its place or the line before is found."""
    identity = new_identity("dpo")
    sealer = sealer_for(identity)
    scope, second = sealer.scope("tenant:acme"), sealer.scope("tenant:other")
    box = sealer.seal(7, LEAF, CLEAR, b"plain", [scope.ref])
    opener = opener_for(sealer, [identity], scope, second)
    refs = [second.ref] if part == "refs" else [scope.ref]
    if part in ("box", "tag"):
        at = 0 if part == "box" else len(box) - 1
        box = bytes([*box[:at], box[at] ^ 1, *box[at + 1 :]])
    with pytest.raises(DamagedError):
        opener.open(
            8 if part == "n" else 7,
            bytes(32) if part == "leaf" else LEAF,
            CLEAR + b" " if part == "clear" else CLEAR,
            b"" if part == "empty" else box,
            refs,
        )


def test_missing_scope_key_is_named() -> None:
    """Where a scope's line is not there, the error has its reference and others still open."""
    identity = new_identity("dpo")
    sealer = sealer_for(identity)
    gone, kept = sealer.scope("tenant:gone"), sealer.scope("tenant:kept")
    boxes = [sealer.seal(7, LEAF, CLEAR, b"plain", [one.ref]) for one in (gone, kept)]
    opener = opener_for(sealer, [identity], kept)
    with pytest.raises(MissingKeyError) as caught:
        opener.open(7, LEAF, CLEAR, boxes[0], [gone.ref])
    assert caught.value.ref == gone.ref
    assert opener.open(7, LEAF, CLEAR, boxes[1], [kept.ref]) == b"plain"


def test_another_segments_key_is_refused() -> None:
    """A segment key line of another place, or against the header's commitment, is damage."""
    identity = new_identity("dpo")
    sealer, other = sealer_for(identity), sealer_for(identity, seg=4)
    line, other_line = parse_key_line(sealer.key_line), parse_key_line(other.key_line)
    with pytest.raises(DamagedError, match="altered"):
        Opener([identity], ORIGIN, other.commit, replace(other_line, seg=3), none_there)
    with pytest.raises(DamagedError, match="altered"):
        Opener([identity], "penname/other", sealer.commit, line, none_there)
    with pytest.raises(DamagedError, match="commits"):
        Opener([identity], ORIGIN, SEED, line, none_there)


def test_kinds_of_keys_are_not_mixed() -> None:
    """A scope key is no segment key, and a box must hold what its kind says."""
    identity = new_identity("dpo")
    sealer = sealer_for(identity)
    scope = sealer.scope("tenant:acme")
    scope_line, segment_line = parse_key_line(scope.line), parse_key_line(sealer.key_line)
    with pytest.raises(DamagedError):
        Opener([identity], ORIGIN, sealer.commit, scope_line, none_there)
    opener = Opener([identity], ORIGIN, sealer.commit, segment_line, {"00": segment_line}.get)
    with pytest.raises(DamagedError):
        opener.open(7, LEAF, CLEAR, b"", ["00"])
    for kind, secret in (("segment", b"k" * 33), ("scope", b"k" * 32), ("scope", b"k")):
        bare = KeyLine(3, kind, "", ())
        line = seal.wrapped(ORIGIN, bare, secret, [identity.recipient])
        with pytest.raises(DamagedError):
            seal.unwrapped(ORIGIN, line, [identity])


def test_box_must_be_of_its_kem() -> None:
    """A box that names another KEM is damage, not an error of the library."""
    identity = new_identity("dpo")
    line = parse_key_line(sealer_for(identity).key_line)
    bad = replace(line, to=(Box(line.to[0].id, "xwing", line.to[0].box),))
    with pytest.raises(DamagedError):
        seal.unwrapped(ORIGIN, bad, [identity])


def test_damaged_box_of_one_recipient() -> None:
    """Where one box was altered, the identity of another recipient still opens the line."""
    first, second = new_identity("a"), new_identity("b")
    line = parse_key_line(sealer_for(first, second).key_line)
    bad = replace(line, to=(replace(line.to[0], box=b"x"), line.to[1]))
    assert seal.unwrapped(ORIGIN, bad, [first, second]) == b"\x01" * 32
    with pytest.raises(DamagedError):
        seal.unwrapped(ORIGIN, bad, [first])


def test_rewrapped_line_opens_the_same() -> None:
    """What is wrapped for others keeps its place and opens the old records."""
    old, new = new_identity("old"), new_identity("new", "xwing")
    sealer = sealer_for(old)
    scope = sealer.scope("tenant:acme")
    box = sealer.seal(7, LEAF, CLEAR, b"plain", [scope.ref])
    lines = [parse_key_line(one) for one in (sealer.key_line, scope.line)]
    again = [
        seal.wrapped(ORIGIN, line, seal.unwrapped(ORIGIN, line, [old]), [new.recipient])
        for line in lines
    ]
    opener = Opener([new], ORIGIN, sealer.commit, again[0], {scope.ref: again[1]}.get)
    assert opener.open(7, LEAF, CLEAR, box, [scope.ref]) == b"plain"
    with pytest.raises(NoKeyError):
        Opener([old], ORIGIN, sealer.commit, again[0], none_there)


def test_scope_is_made_once() -> None:
    """A scope has one key in a segment; another scope another one."""
    sealer = sealer_for(new_identity("dpo"))
    first = sealer.scope("tenant:acme")
    assert sealer.scope("tenant:acme") is first
    assert sealer.scope("tenant:other").ref != first.ref


def test_forgotten_scope_gets_new_key() -> None:
    """After an erasure the old key is gone and the scope's next record has a fresh one."""
    sealer = sealer_for(new_identity("dpo"))
    first, other = sealer.scope("tenant:acme"), sealer.scope("tenant:other")
    sealer.seal(7, LEAF, CLEAR, b"plain", [first.ref])
    sealer.forget(first.ref)
    sealer.forget("unknown")
    with pytest.raises(MissingKeyError):
        sealer.seal(8, LEAF, CLEAR, b"plain", [first.ref])
    assert sealer.scope("tenant:other") is other
    assert sealer.scope("tenant:acme").ref != first.ref


def test_cache_of_keys_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many sets of scopes a segment has, few derived keys are kept, all correct."""
    monkeypatch.setattr(seal, "_MOST_DERIVED", 2)
    identity = new_identity("dpo")
    sealer = sealer_for(identity)
    scopes = [sealer.scope(f"subject:u-{number}") for number in range(5)]
    opener = opener_for(sealer, [identity], *scopes)
    for scope in [*scopes, *scopes]:
        box = sealer.seal(7, LEAF, CLEAR, b"plain", [scope.ref])
        assert opener.open(7, LEAF, CLEAR, box, [scope.ref]) == b"plain"


def test_reprs_hold_no_key() -> None:
    """No key and no scope's name stands in a repr."""
    identity = new_identity("dpo")
    sealer = sealer_for(identity)
    scope = sealer.scope("tenant:acme")
    sealer.tokens([scope.ref], [])
    shown = f"{sealer!r} {opener_for(sealer, [identity], scope)!r} {scope!r}"
    assert "acme" not in shown
    assert repr(b"\x01" * 32) not in shown
