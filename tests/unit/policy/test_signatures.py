"""Signatures: DSSE envelopes, who is trusted, and every way to tamper with one."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ed448
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from penname.policy.manifest import Manifest, SignatureError
from penname.policy.signatures import (
    MAX_BYTES,
    PAYLOAD_TYPE,
    key_of,
    pae,
    private_key,
    public_keys,
    sign,
    verify,
)

ONE, TWO, STRANGER = (key_of(bytes([number]) * 32) for number in (1, 2, 3))
MANIFEST = Manifest({"a.yaml": "a" * 64}, frozenset({("p", "1", "b" * 64)}))
OTHER = Manifest({"a.yaml": "c" * 64}, MANIFEST.policies)


def edited(change: Callable[[dict[str, Any]], None]) -> bytes:
    said = json.loads(sign(MANIFEST, [ONE]))
    change(said)
    return json.dumps(said).encode()


def test_encoding_is_that_of_the_standard() -> None:
    """The example of the DSSE v1 specification."""
    encoded = pae("http://example.com/HelloWorld", b"hello world")
    assert encoded == b"DSSEv1 29 http://example.com/HelloWorld 11 hello world"


def test_signed_manifest_comes_back() -> None:
    """What one trusted key has signed is what verification gives."""
    assert verify(sign(MANIFEST, [ONE]), [ONE.public]) == MANIFEST
    assert verify(sign(MANIFEST, [ONE, TWO]), [TWO.public]) == MANIFEST
    assert verify(sign(MANIFEST, [ONE]), [STRANGER.public, ONE.public]) == MANIFEST


def test_envelope_is_dsse() -> None:
    """Other tools can read it: type, base64 payload, key id and base64 signature."""
    said = json.loads(sign(MANIFEST, [ONE]))
    payload = base64.b64decode(said["payload"])
    assert (said["payloadType"], payload) == (PAYLOAD_TYPE, MANIFEST.payload())
    (one,) = said["signatures"]
    assert one["keyid"] == ONE.public.id
    ONE.public.key.verify(base64.b64decode(one["sig"]), pae(PAYLOAD_TYPE, payload))


def test_signing_again_changes_nothing() -> None:
    """The same key and the same folder give the same bytes."""
    first = sign(MANIFEST, [ONE])
    assert sign(MANIFEST, [ONE], first) == first


def test_second_signer_keeps_the_first() -> None:
    """Signatures of the same payload are gathered; of another payload they are dropped."""
    both = sign(MANIFEST, [TWO], sign(MANIFEST, [ONE]))
    assert verify(both, [ONE.public]) == verify(both, [TWO.public]) == MANIFEST
    anew = sign(OTHER, [TWO], both)
    assert len(json.loads(anew)["signatures"]) == 1
    assert sign(OTHER, [TWO], b"no envelope") == anew


def flip_payload(said: dict[str, Any]) -> None:
    said["payload"] = base64.b64encode(OTHER.payload()).decode()


def flip_signature(said: dict[str, Any]) -> None:
    raw = bytearray(base64.b64decode(said["signatures"][0]["sig"]))
    raw[0] ^= 1
    said["signatures"][0]["sig"] = base64.b64encode(raw).decode()


def pretend(said: dict[str, Any]) -> None:
    foreign = json.loads(sign(MANIFEST, [STRANGER]))["signatures"][0]
    said["signatures"] = [{**foreign, "keyid": ONE.public.id}]


UNTRUSTED = "no signature is of a key that is trusted here"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (flip_payload, UNTRUSTED),
        (flip_signature, UNTRUSTED),
        (pretend, UNTRUSTED),
        (lambda said: said.update(payloadType="application/json"), "something else than policies"),
        (lambda said: said.update(signatures=[]), "must have 1 to 16 signatures"),
        (lambda said: said.update(signatures={}), "must have 1 to 16 signatures"),
        (lambda said: said.update(signatures=said["signatures"] * 17), "must have 1 to 16"),
        (lambda said: said.pop("signatures"), "expected the keys payload, payloadType, signatures"),
        (lambda said: said.update(more=1), "expected the keys payload, payloadType, signatures"),
        (lambda said: said["signatures"][0].pop("keyid"), "expected the keys keyid, sig"),
        (lambda said: said["signatures"].append("x"), "expected the keys keyid, sig"),
        (lambda said: said["signatures"][0].update(sig=""), UNTRUSTED),
        (lambda said: said["signatures"][0].update(sig="?"), "expected base64"),
        (lambda said: said.update(payload=7), "expected text"),
        (lambda said: said.update(payload=""), UNTRUSTED),
    ],
)
def test_tampered_envelope_is_refused(change: Callable[[Any], None], words: str) -> None:
    """Each part of an envelope is either signed or without influence."""
    with pytest.raises(SignatureError, match=words):
        verify(edited(change), [ONE.public])


def test_key_id_is_only_a_hint() -> None:
    """A wrong key id neither helps nor harms."""
    envelope = edited(lambda said: said["signatures"][0].update(keyid="other"))
    assert verify(envelope, [ONE.public]) == MANIFEST


def test_nobody_trusted_means_nothing_holds() -> None:
    """Without keys there is no trusted signature, rather than none needed."""
    with pytest.raises(SignatureError, match=UNTRUSTED):
        verify(sign(MANIFEST, [ONE]), [])


@pytest.mark.parametrize("raw", [b"", b"{}", b"null", b" " * (MAX_BYTES + 1)])
def test_other_files_are_no_envelope(raw: bytes) -> None:
    """An empty, foreign or overlong file is refused before anything is decoded."""
    with pytest.raises(SignatureError):
        verify(raw, [ONE.public])


def test_too_much_cannot_be_signed() -> None:
    """More than 16 keys, no key at all, and a list over the size of an envelope are errors."""
    keys = [key_of(bytes([number]) * 32) for number in range(17)]
    with pytest.raises(SignatureError, match="1 to 16"):
        sign(MANIFEST, keys)
    with pytest.raises(SignatureError, match="1 to 16"):
        sign(MANIFEST, [])
    many = Manifest({f"{number}.yaml": "a" * 64 for number in range(9_000)}, frozenset())
    with pytest.raises(SignatureError, match="too many files"):
        sign(many, [ONE])


def test_keys_survive_their_files() -> None:
    """A key read from its PEM is the key that was written."""
    again = private_key(ONE.pem())
    assert again.public.id == ONE.public.id
    both = public_keys(b"comment\n" + ONE.public.pem() + b"\n" + TWO.public.pem())
    assert [key.id for key in both] == [ONE.public.id, TWO.public.id]


def test_keys_are_not_in_a_repr() -> None:
    """What a log might show of a key is its class."""
    assert repr(ONE) == "PrivateKey()"
    assert repr(ONE.public) == "PublicKey()"


FOREIGN = ed448.Ed448PrivateKey.generate()
BAD_PUBLIC = b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"


@pytest.mark.parametrize(
    ("pem", "words"),
    [
        (b"", "is not a private key in PEM form"),
        (ONE.public.pem(), "is not a private key in PEM form"),
        (
            FOREIGN.private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"word")
            ),
            "is encrypted",
        ),
        (
            FOREIGN.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
            "is not an Ed25519 key",
        ),
        (
            ONE.key.private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"word")
            ),
            "is encrypted",
        ),
    ],
)
def test_unusable_private_key_is_told(pem: bytes, words: str) -> None:
    """A file that is no Ed25519 key in the clear says so, and quotes nothing."""
    with pytest.raises(SignatureError, match=words):
        private_key(pem)


@pytest.mark.parametrize(
    ("pem", "words"),
    [
        (b"", "holds no public key"),
        (ONE.pem(), "holds a private key"),
        (ONE.public.pem() + ONE.pem(), "holds a private key"),
        (BAD_PUBLIC, "cannot be read"),
        (ONE.public.pem() + BAD_PUBLIC, "cannot be read"),
        (ONE.public.pem() + TWO.public.pem()[:60], "a part that is no public key"),
        (ONE.public.pem() + b"-----BEGIN CERTIFICATE-----\n", "a part that is no public key"),
        (
            FOREIGN.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
            "is not Ed25519",
        ),
    ],
)
def test_unusable_public_key_is_told(pem: bytes, words: str) -> None:
    """One bad key in the file makes the file unusable: none is skipped."""
    with pytest.raises(SignatureError, match=words):
        public_keys(pem)
