"""Secrets in sentences, and sentences that only speak of secrets."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from penname.detect import secrets

PASSWORD = "Fr0sch!9x"


def keys(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in secrets.secret_assignments(text)]


def passwords(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in secrets.password_assignments(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The password is {}.",
        "My password for the staging database is {}, ok?",
        "password for root: {}",
        "I changed the password to {} yesterday",
        "the passphrase is now {}",
        "The password is “{}”.",
        "The password is `{}`",
        "The password is **{}**",
        "use {} as the admin password",
        "{} is my password",
        "'{}' is the new wifi password",
        "login: admin / {}",
        "Here are the credentials: admin:{}",
        "the login is admin and {}",
        "user ann, password {}",
        "user admin password {}",
        "user ann pass {}",
        "Das Passwort lautet {}.",
        "Mein Kennwort für das WLAN ist {}",
        "Zugangsdaten: admin / {}",
        "Le mot de passe est {}.",
        "mon mdp est {}",
        "La contraseña es {}",
        "La password è {}",
        "A senha é {}.",
        "Het wachtwoord is {}",
        "Lösenord: {}",
        "hasło to {}",
        "пароль: {}",
        "密码是{}",
        "パスワードは {} です",
        "비밀번호는 {} 입니다",
        "パスワードは{}です",
        "Ich habe das Passwort auf {} geändert.",
        "J'ai changé le mot de passe en {} hier",
        "Cambié la contraseña a {} ayer",
        "Ho cambiato la password in {}",
        "Mudei a senha para {}",
        "Ik heb het wachtwoord veranderd in {}",
        "mon mdp c'est {}",
        "Пароль от роутера: {}",
        "mit ann@example.org und dem Passwort {} einloggen",
        "avec l'utilisateur ann et le mot de passe {}",
        "o usuário ann e a senha {}",
        "wifi: cafe / {}",
        "Zugang: ann / {}",
        "pw {}",
        "It's {} (that's the password)",
        'Is "{}" a good password?',
        "Mein Passwort war bisher {}.",
        "Mi contraseña anterior era {}",
        "Password temporanea: {}",
        "the password (test system): {}",
        "wifi şifresi: {}",
        "ww: {}",
        "la pass del wifi è {}",
    ],
)
def test_passwords_in_sentences(text: str) -> None:
    """Before or behind the word for it, in many languages."""
    assert passwords(text.format(PASSWORD)) == [PASSWORD]


@pytest.mark.parametrize(
    "text",
    [
        "my api key is {}",
        "The API key for our account is {}.",
        "here is the access token: {}",
        "the secret is {}, keep it",
        "use {} as the api key",
        "Mein API-Schlüssel lautet {}",
        "La clé API est {}",
        "le jeton d'accès est {}",
        "La clave de API es {}",
        "La chiave API è {}",
        "A chave de API é {}",
        "De API-sleutel is {}",
        "токен: {}",
        "API密钥是{}",
    ],
)
def test_keys_in_sentences(make: Callable[..., str], text: str) -> None:
    """In the same way."""
    value = make(32)
    assert keys(text.format(value)) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "The password is incorrect.",
        "Your password is too short, it must have 12 characters",
        "password is case-sensitive and base64-encoded",
        "The password is 'required'",
        "The passwords are hashed with SHA-256",
        "send the password to ann@example.org",
        "the token is 256-bit, the key is 2048 bits",
        "the secret of 12 great meals",
        "The key to success is patience",
        "Please pass 12345abc to the function",
        "login: see https://example.org/a1",
        "login is required and mandatory",
        "credentials: TokenProvider, *scopes",
        "What is a password manager in 2024?",
        "Das Passwort ist falsch",
        "Le mot de passe est incorrect",
        "the password is {password}",
        "He forgot his password on 2024-11-02.",
        "The secret is out.",
        "pin: 3, spin: 1234",
        "I changed the password in Office365",
        "password Argon2id",
        "the password is locked\\&.",
        "vpn: IPsec / IKEv2",
        "The wifi password is hidden, set it to off",
        "see www: https://x9.example",
        "the zip code is 90210, the area code is 2125",
    ],
)
def test_sentences_about_secrets(text: str) -> None:
    """Adjectives, sizes, addresses, algorithms and templates are no secrets."""
    assert passwords(text) == []
    assert keys(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *("The PIN is 4821.", "pin: 4821", "PIN code = 4821", "Die PIN lautet 4821"),
        *("door code: 4821", "Zugangscode: 4821", "le code wifi c'est 4821"),
    ],
)
def test_pins(text: str) -> None:
    """Four to eight digits behind the word."""
    assert passwords(text) == ["4821"]


def test_words_that_only_say_key(make: Callable[..., str]) -> None:
    """ "mi clave es …" may be about anything: the value must be like no word at all."""
    assert keys(f"mi clave es {PASSWORD}") == [PASSWORD]
    assert keys(f"the key is aB3{make(13)}9") != []
    assert keys("the key is Customer2024") == []


def test_names_of_code_that_people_say() -> None:
    """A word with a number, and four words with dashes, are passwords in a sentence."""
    assert passwords("The password is sunny_17.") == ["sunny_17"]
    assert passwords("The passphrase is horse-battery-staple-lamp") == ["horse-battery-staple-lamp"]
    assert passwords("password = sunny_17)") == []


def test_passphrases_in_quotes() -> None:
    """Words in quotes are a passphrase, where nothing else can stand."""
    assert passwords('the passphrase is "correct horse battery"') == ["correct horse battery"]
    assert passwords('the field password is "a number (of 9)"') == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("the password (Sunshine12) works", "Sunshine12"),
        ("my wifi password (Blue#Kite77)", "Blue#Kite77"),
        ("pw - Sunshine12", "Sunshine12"),
        ("pass – Hunter2024!\nbye", "Hunter2024!"),
        ("- password - hunter2\n", "hunter2"),
        ("Das Passwort (Sommer2023) gilt noch", "Sommer2023"),
    ],
)
def test_in_brackets_and_behind_dashes(text: str, value: str) -> None:
    """Right behind the word brackets and a dash say it, too."""
    assert passwords(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        *("password (min 8 characters)", "password (SHA256)", "password (optional)"),
        *("Password - string", "password – 8 characters", "password - Base64Encoded\n"),
        *("password (OAuth2)", "password (8-64)", "the password (see page 12)", "PW - 2024"),
        *("password - a string", "password (bcrypt)", "pass - fail", "password (RFC2617)"),
    ],
)
def test_brackets_that_explain(text: str) -> None:
    """What says more about passwords is none."""
    assert passwords(text) == []


def test_sentences_without_end_are_quick() -> None:
    """Many words for passwords take time as the text is long."""
    text = "the password for the user of the password is as my password to on " * 1000
    assert passwords(text) == []
