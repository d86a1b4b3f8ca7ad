"""Stand-ins for secrets."""

from __future__ import annotations

import pytest

from penname.detect.placeholders import is_placeholder, is_reference, says_otherwise


@pytest.mark.parametrize(
    "word",
    [
        *(
            "${TOKEN}",
            "$TOKEN",
            "$(cat f)",
            "$self->{x}",
            "{{ x }}",
            "<token>",
            "%TOKEN%",
            "!Ref",
        ),
        *("process.env.X", "op://a/b/c", "vault:a#b", "ENC[AES256_GCM,data:x]", "secrets.X", "%s"),
    ],
)
def test_references(word: str) -> None:
    """What says where the secret is is none, and stands for one."""
    assert is_reference(word)
    assert is_placeholder(word)


@pytest.mark.parametrize(
    "word", ["your-api-key", "xxxx", "changeme", "REDACTED", "my_secret", "aaa"]
)
def test_placeholders(word: str) -> None:
    """Words that only say what belongs there."""
    assert is_placeholder(word)
    assert not is_reference(word)


@pytest.mark.parametrize(
    "word", ["!Summer2020", "hunter2", "$ummer2020", "p4ssw0rd-17", "#9a8b7c6d5e"]
)
def test_real_ones(word: str) -> None:
    """A sign at the beginning makes no reference of a password."""
    assert not is_placeholder(word)


@pytest.mark.parametrize("length", [120, 400])
def test_sealed_values(length: int) -> None:
    """What is encrypted for a cluster is none, nor is its beginning."""
    sealed = "AgB" + "x7Kq/9+" * (length // 7)
    assert is_reference(sealed + "==")
    assert not is_reference("AgB" + "x7Kq9" * 8)


def test_blotted_keys() -> None:
    """Where a key begins right and ends in dots or words."""
    assert says_otherwise("sk_live_xxxxxxxx")
    assert says_otherwise("AKIA" + "IOSFODNN7" + "EXAMPLE")
    assert not says_otherwise("9a8b7c6d5e4f")
