"""Names that hold a secret: what they promise, and where they stand."""

from __future__ import annotations

import pytest

from penname.detect.secret_names import Promise, fold, places, promise_at, promise_of, words_of_name
from penname.detect.secret_words import KEY_STEMS, PASSWORD_STEMS
from penname.policy.literals import Literals


def promise(name: str) -> Promise | None:
    return promise_of(words_of_name(name))


@pytest.mark.parametrize(
    "name",
    [
        *("password", "DB_PASSWORD", "spring.datasource.password", "userPassword", "mysqlpassword"),
        *(
            "PGPASSWORD",
            "SMTP_PASS",
            "admin_pwd",
            "passphrase",
            "Passwort",
            "kennwort",
            "contraseña",
        ),
        *(
            "senha",
            "wachtwoord",
            "пароль",
            "密码",
            "パスワード",
            "password2",
            "passwordConfirmation",
        ),
    ],
)
def test_names_of_passwords(name: str) -> None:
    """In all spellings and many languages."""
    assert promise(name) is Promise.PASSWORD


@pytest.mark.parametrize(
    "name",
    [
        *(
            "api_key",
            "apiKey",
            "X-Api-Key",
            "AWS_SECRET_ACCESS_KEY",
            "client_secret",
            "accessToken",
        ),
        *("STRIPE_KEY", "authToken", "signing_key", "SECRET_KEY_BASE", "encryption.key", "sshkey"),
        *(
            "GITHUB_PAT",
            "credentials",
            "jwtSecret",
            "DD_API_KEY",
            "client-key-data",
            "oauth_token_secret",
        ),
    ],
)
def test_names_of_keys(name: str) -> None:
    """Keys whose kind is secret, tokens and secrets."""
    assert promise(name) is Promise.KEY


@pytest.mark.parametrize(
    "name",
    [
        *(
            "max_tokens",
            "next_page_token",
            "public_key",
            "primary_key",
            "cache_key",
            "idempotency_key",
        ),
        *(
            "password_length",
            "tokenUrl",
            "secret_name",
            "api_key_id",
            "password_field",
            "token_type",
        ),
        *(
            "monkey",
            "keyboard",
            "tokenizer",
            "author",
            "compass",
            "passenger",
            "keys_pressed",
            "pad_token",
        ),
        *(
            "passwordResetUrl",
            "secretKeyRef",
            "key_id",
            "credentials_file",
            "password_reset_template",
        ),
    ],
)
def test_names_of_other_things(name: str) -> None:
    """Kinds of keys that are open, and names of something about a secret, promise nothing."""
    assert promise(name) in (None, Promise.MAYBE_KEY)
    assert promise(name) is not Promise.KEY


def test_weak_names() -> None:
    """A key of no kind promises less."""
    assert promise("key") is Promise.MAYBE_KEY
    assert promise("foo_key") is Promise.MAYBE_KEY


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my AWS secret access key: x", "key"),
        ("die clé API est x", "clé API"),
        ("la clave de acceso es x", "clave de acceso"),
        ("config.api_key = x", "config.api_key"),
        ("--api-key x", "api-key"),
    ],
)
def test_names_in_texts(text: str, name: str) -> None:
    """A name stands where its word does; words before it say what kind of key it is."""
    found = [
        (text[p.start : p.end], promise_at(text, p.start, p.end))
        for p in places(text, fold(text), Literals(KEY_STEMS))
    ]
    assert (name, Promise.KEY) in found


def test_names_in_scripts_without_blanks() -> None:
    """Where no blank divides words, the word itself is the name."""
    text = "数据库密码是abc"
    (place,) = places(text, fold(text), Literals(PASSWORD_STEMS))
    assert text[place.start : place.end] == "密码"


def test_folding_keeps_the_length() -> None:
    """Letters whose small form is longer stay as they are."""
    assert len(fold("İSTANBUL PASSWORD")) == len("İSTANBUL PASSWORD")
    assert fold("İ PASSWORD").endswith("password")
