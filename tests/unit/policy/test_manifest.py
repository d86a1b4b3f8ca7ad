"""Manifests: what can be listed, how a list is read, and what makes a folder another one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from penname.policy.manifest import (
    Difference,
    Manifest,
    SignatureError,
    bytes_of,
    differences,
    parsed,
    strict_json,
)
from penname.policy.model import Policy

A, B = "a" * 64, "b" * 64
SIGNED = Manifest({"a.yaml": A, "terms/t.txt": B}, frozenset({("p", "1", A), ("q", "1", B)}))


def test_manifest_lists_digests() -> None:
    """A manifest holds the SHA-256 of each file and the digest of each policy."""
    policy = Policy("p", "1", B, {})
    found = Manifest.of({"a.yaml": b""}, [policy])
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert found == Manifest({"a.yaml": empty}, frozenset({("p", "1", B)}))


def test_payload_is_the_same_for_any_order() -> None:
    """Two equal manifests have one payload, and it reads back as the manifest."""
    turned = Manifest(dict(reversed(list(SIGNED.files.items()))), SIGNED.policies)
    assert turned.payload() == SIGNED.payload()
    assert parsed(SIGNED.payload()) == SIGNED


def test_payload_keeps_its_form() -> None:
    """The bytes that are signed do not change from version to version."""
    small = Manifest({"b": B, "a": A}, frozenset({("p", "é", A)}))
    assert (
        small.payload()
        == (
            f'{{"files":[{{"path":"a","sha256":"{A}"}},{{"path":"b","sha256":"{B}"}}],'
            f'"policies":[{{"name":"p","revision":"\\u00e9","digest":"{A}"}}]}}'
        ).encode()
    )


@pytest.mark.parametrize(
    ("files", "policies", "expected"),
    [
        ({}, set(), []),
        ({"a.yaml": None}, set(), [("a.yaml", "was signed and is missing")]),
        ({"x.yaml": A}, set(), [("x.yaml", "is not among the signed files")]),
        ({"A.yaml": A}, set(), [("A.yaml", "is not among the signed files")]),
        ({"a.yaml": B}, set(), [("a.yaml", "is not as it was signed")]),
        (
            {"a.yaml": None, "x.yaml": A, "terms/t.txt": A},
            set(),
            [
                ("a.yaml", "was signed and is missing"),
                ("terms/t.txt", "is not as it was signed"),
                ("x.yaml", "is not among the signed files"),
            ],
        ),
        (
            {},
            {("r", "1", A)},
            [
                (
                    "",
                    "policy 'r' '1' was signed as nothing and is aaaaaaaaaaaa: what it extends is "
                    "another, or another version of penname resolves it; sign again",
                )
            ],
        ),
    ],
    ids=["same", "missing", "added", "case", "altered", "three", "policy"],
)
def test_differences_are_named(
    files: dict[str, str | None], policies: set[Any], expected: list[tuple[str, str]]
) -> None:
    """Each way to differ has its words, in the order of the paths."""
    found = {k: v for k, v in {**SIGNED.files, **files}.items() if v is not None}
    told = differences(SIGNED, Manifest(found, SIGNED.policies | policies))
    assert told == tuple(Difference(*one) for one in expected)


def test_policy_that_resolves_otherwise_is_told() -> None:
    """Another digest, another revision and a missing policy each differ."""
    other = frozenset({("p", "1", B), ("q", "2", B)})
    told = differences(SIGNED, Manifest(SIGNED.files, other))
    assert [one.path for one in told] == ["", "", ""]
    assert [one.message.split(":")[0] for one in told] == [
        "policy 'p' '1' was signed as aaaaaaaaaaaa and is bbbbbbbbbbbb",
        "policy 'q' '1' was signed as bbbbbbbbbbbb and is nothing",
        "policy 'q' '2' was signed as nothing and is bbbbbbbbbbbb",
    ]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/a.yaml",
        "../a.yaml",
        "a/../b.yaml",
        "./a.yaml",
        "a//b.yaml",
        "a/",
        "a\\b.yaml",
        "c:a.yaml",
        "a\n.yaml",
        "a\0.yaml",
        "a\u202e.yaml",
        "a\udce9.yaml",
        "x" * 513,
    ],
)
def test_path_must_mean_one_file(path: str) -> None:
    """A path that leaves the folder, or reads differently elsewhere, can be neither signed nor
    verified."""
    with pytest.raises(SignatureError, match="cannot list the path"):
        Manifest.of({path: b""}, [])
    said = {"files": [{"path": path, "sha256": A}], "policies": []}
    with pytest.raises(SignatureError, match="cannot list the path"):
        parsed(json.dumps(said).encode())


@pytest.mark.parametrize("pair", [("a.yaml", "A.yaml"), ("\u00e9", "e\u0301"), ("k", "\u212a")])
def test_paths_must_differ_in_more_than_case(pair: tuple[str, str]) -> None:
    """Two names that some file systems hold for one cannot both be listed."""
    with pytest.raises(SignatureError, match="differ only in case or accents"):
        Manifest.of(dict.fromkeys(pair, b""), [])


FILE: dict[str, Any] = {"path": "a", "sha256": A}
POLICY: dict[str, Any] = {"name": "p", "revision": "1", "digest": A}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], "expected the keys files, policies"),
        ({"files": []}, "expected the keys files, policies"),
        ({"files": [], "policies": [], "more": 1}, "expected the keys files, policies"),
        ({"files": {}, "policies": []}, "expected a list"),
        ({"files": [FILE, FILE], "policies": []}, "lists a file twice"),
        ({"files": [{**FILE, "path": 1}], "policies": []}, "expected text"),
        ({"files": [{**FILE, "sha256": A[1:]}], "policies": []}, "expected 64 hex digits"),
        ({"files": [{**FILE, "sha256": A.upper()}], "policies": []}, "expected 64 hex digits"),
        ({"files": [{**FILE, "mode": "x"}], "policies": []}, "expected the keys path, sha256"),
        ({"files": [], "policies": [POLICY, {**POLICY, "digest": B}]}, "lists a policy twice"),
        ({"files": [], "policies": [{**POLICY, "digest": ""}]}, "expected 64 hex digits"),
        ({"files": [], "policies": None}, "expected a list"),
    ],
)
def test_malformed_list_is_refused(said: Any, words: str) -> None:
    """A signed payload of another form is an error, never an empty list."""
    with pytest.raises(SignatureError, match=words):
        parsed(json.dumps(said).encode())


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff", b"[" * 100_000, b'{"a":1,"a":2}', b'{"x":{"a":1,"a":1}}']
)
def test_json_is_read_strictly(raw: bytes) -> None:
    """What readers may read differently (a key twice) is no JSON here."""
    with pytest.raises(SignatureError, match="is not the JSON of an envelope"):
        strict_json(raw)


@pytest.mark.parametrize("word", ["a", "YWI", "YW I=", "YWI=\n", "YW-_", "é", 7])
def test_base64_is_read_strictly(word: object) -> None:
    """Only canonical letters and padding are base64."""
    with pytest.raises(SignatureError, match=r"expected (base64|text)"):
        bytes_of(word)
