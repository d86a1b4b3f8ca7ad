"""What counts as a secret's value: random letters, chosen words, placeholders, references, code."""

from __future__ import annotations

import random

import pytest

from benchmarks.detect.secret_look_alikes import STAND_INS
from benchmarks.detect.secret_shapes import made
from penname.detect import secret_values as values


@pytest.mark.parametrize("word", [*STAND_INS, "<your token>", "@API_TOKEN@", "#{token}", "%(key)s"])
def test_stand_ins_are_no_keys(word: str) -> None:
    """No way of leaving a value open is taken for a key, or for something made by a machine."""
    assert not values.looks_random(word)
    assert not values.looks_strong(word)


@pytest.mark.parametrize(
    "word",
    [
        *(
            "settings.api_key",
            "get_token",
            "MAX_TOKENS_2",
            "google_oauth2_csrf_token",
            "pkcs12_val",
        ),
        *("/var/run/secrets/token1", "./keys/app2.pem", "utf8mb4_general_ci", "v1.2.3-beta4"),
        *(
            "2026-11-29T10:00:00Z",
            "sha256:abc123def456",
            "ssh-ed25519",
            "AES-256-GCM",
            "db1.internal:5432",
        ),
        *(
            "text-embedding-3-small",
            "hunter2",
            "user_1234",
            "#f8f8f2",
            "1234567890",
            "abcdefgh12345",
        ),
        *("https://api.example.org/v1/x2", "WebFetchTool20250910", "Uint8Array", "SecretString"),
        *("eins zwei 3", "ключ12345678", "short1", "token_type_hint2"),
    ],
)
def test_other_things_are_not_random(word: str) -> None:
    """Names, paths, dates, versions, digests, algorithms and words are no keys."""
    assert not values.looks_random(word)


@pytest.mark.parametrize(
    "shape",
    [
        "<A16>",
        "<A24>",
        "<A40>",
        "<H32>",
        "<H40>",
        "<H64>",
        "<L25>",
        "<L32>",
        "<W43>",
        "<B40>",
        "<uuid>",
    ],
)
def test_random_words_are(shape: str) -> None:
    """Of a thousand random words of each alphabet, at least 98 in 100 are taken for keys."""
    rng = random.Random(shape)
    found = sum(values.looks_random(made(rng, shape)) for _ in range(1000))
    assert found >= 980


@pytest.mark.parametrize("shape", ["<A20>", "<H40>", "<C34>", "<W64>", "<U16>", "<L32>"])
def test_made_words_are(shape: str) -> None:
    """Behind a vendor's prefix hardly any random word is taken for words."""
    rng = random.Random(shape)
    assert sum(values.looks_made(made(rng, shape)) for _ in range(1000)) >= 990


@pytest.mark.parametrize(
    "word", ["learn-contrib-feature-2-selection", "your-api-key-1", "x" * 20, "..."]
)
def test_words_are_not_made(word: str) -> None:
    """Words and fillings behind a prefix are no key."""
    assert not values.looks_made(word)


@pytest.mark.parametrize(
    ("word", "quoted", "firm", "plain"),
    [
        ("hunter2", False, False, False),
        ("Tr0ub4dor&3", False, False, False),
        ("dragonfly", True, True, True),
        ("dragonfly", False, True, True),
        ("correct horse battery", True, True, True),
        ("my_pass2!", True, True, True),
        ("password1", True, True, True),
        ("hun(ter2]x", False, True, False),
    ],
)
def test_chosen_words(word: str, quoted: bool, firm: bool, plain: bool) -> None:
    """What people choose is a password, as far as its place leaves no doubt."""
    assert values.looks_chosen(word, quoted=quoted, firm=firm, plain=plain)


@pytest.mark.parametrize(
    ("word", "quoted", "firm", "plain"),
    [
        ("dragonfly", False, True, False),
        ("required", True, True, True),
        ("Passwort", True, True, True),
        ("new_password", True, True, True),
        ("Please enter it", True, True, True),
        ("This field is required.", True, True, True),
        ("required|min:8", True, True, True),
        ("/run/secrets/db2", False, True, True),
        ("^[a-z]{8,}$", True, True, True),
        ("vault.read(path1)", False, True, True),
        ("form2.value", False, False, False),
        ("password2", False, False, False),
        ("864000", False, False, False),
        ("Uint8Array", False, False, False),
        ("abc", True, True, True),
        ("1234567890123456", True, True, True),
    ],
)
def test_other_words(word: str, quoted: bool, firm: bool, plain: bool) -> None:
    """Types, labels, prose, rules, paths, patterns and code are no passwords."""
    assert not values.looks_chosen(word, quoted=quoted, firm=firm, plain=plain)


@pytest.mark.parametrize(
    "word", ["hunter2", "tr0ub4dor&3", "kaputte-Lampe-17", "Sommer2024!", "84512"]
)
def test_said_words(word: str) -> None:
    """A password in a sentence is like no word."""
    assert values.looks_said(word)


@pytest.mark.parametrize(
    "word",
    [
        "wrong",
        "base64-encoded",
        "256-bit",
        "12-character",
        "SHA-256",
        "a@b.example",
        "1234",
        "RFC2617",
    ],
)
def test_words_of_sentences(word: str) -> None:
    """Adjectives, algorithms, sizes, addresses and counting are none."""
    assert not values.looks_said(word)


def test_entropy_counts_letters() -> None:
    """One letter has none; four different ones have two bits."""
    assert values.entropy("aaaa") == 0
    assert values.entropy("abcd") == 2


def test_surely_random_needs_all_kinds() -> None:
    """For names that hold other things, too, only long and mixed words count."""
    rng = random.Random(1)
    assert values.surely_random("aB3" + made(rng, "<A24>"))
    assert not values.surely_random(made(rng, "<H40>"))
    assert not values.surely_random("cus_" + made(rng, "<A24>"))
