"""Secrets: every vendor's shape, assignments, and the stand-ins that are no secrets."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable

import pytest

from penname.detect import secrets
from penname.detect.connection_strings import connection_strings
from penname.detect.key_blocks import private_keys
from penname.detect.scan import Hit
from penname.detect.vendors import vendor_keys

Make = Callable[..., str]
HEX = "0123456789abcdef"
UPPER = string.ascii_uppercase + string.digits


def words(find: Callable[[str], Iterable[Hit]], text: str) -> list[str]:
    return [text[start:end] for start, end, _ in find(text)]


def of_type(entity_type: str, text: str) -> list[str]:
    """What the recipes of a type find with a score that policies act on, each value once."""
    recipes = [recipe for recipe in secrets.RECIPES if recipe.entity_type == entity_type]
    hits = {
        (start, end)
        for recipe in recipes
        for start, end, score in recipe.find(text)
        if score >= 0.5
    }
    return [text[start:end] for start, end in sorted(hits)]


#: vendor: prefix, length of the rest, its letters, suffix
SHAPES = [
    ("sk-ant-", 80, None, ""),
    ("sk-", 48, None, ""),
    ("sk-proj-", 60, None, ""),
    ("AKIA", 16, UPPER, ""),
    ("ghp_", 36, None, ""),
    ("github_pat_", 60, None, ""),
    ("glpat-", 20, None, ""),
    ("xoxb-", 40, None, ""),
    ("hooks.slack.com/services/", 40, None, ""),
    ("sk_live_", 24, None, ""),
    ("rk_test_", 24, None, ""),
    ("AIza", 35, None, ""),
    ("ya29.", 60, None, ""),
    ("npm_", 36, None, ""),
    ("pypi-", 90, None, ""),
    ("hf_", 34, None, ""),
    ("dop_v1_", 64, HEX, ""),
    ("shpat_", 32, HEX, ""),
    ("12345678:AA", 33, None, ""),
    ("key-", 32, HEX, ""),
    ("", 32, HEX, "-us12"),
    ("sq0atp-", 22, None, ""),
    ("dapi", 32, HEX, ""),
    ("lin_api_", 40, None, ""),
    ("ntn_", 46, None, ""),
    ("gsk_", 52, None, ""),
    ("r8_", 37, None, ""),
    ("xai-", 80, None, ""),
    ("SK", 32, HEX, ""),
    ("pplx-", 48, None, ""),
    ("hvs.", 90, None, ""),
    ("figd_", 40, None, ""),
]


@pytest.mark.parametrize(("prefix", "length", "letters", "suffix"), SHAPES)
def test_vendor_keys(
    make: Make, prefix: str, length: int, letters: str | None, suffix: str
) -> None:
    """A key is found whole, in prose, in quotes and in an assignment."""
    body = make(length, letters) if letters else make(length)
    key = prefix + body + suffix
    for text in (f"use {key} now", f'k="{key}"', f"X={key}\n"):
        assert words(vendor_keys, text) == [key]


def test_vendor_prefixes_alone_are_nothing(make: Make) -> None:
    """Words that share a prefix with a key, and keys inside longer words, are none."""
    text = (
        "sk-learn task-sk-something-with-many-words ghp_ npm_config_registry AKIA hf_hub_download"
    )
    assert words(vendor_keys, text) == []
    assert words(vendor_keys, "x" + "AKIA" + make(16, UPPER)) == []


def test_dotted_keys(make: Make) -> None:
    """Keys in parts are found whole."""
    sendgrid = f"SG.{make(22)}.{make(43)}"
    bot = f"M{make(24)}.{make(6)}.{make(30)}"
    assert words(vendor_keys, f"{sendgrid} {bot}") == [sendgrid, bot]


def test_json_web_tokens(make: Make) -> None:
    """A token is found with and without its signature, not its prefix alone."""
    token = f"eyJ{make(20)}.eyJ{make(40)}.{make(43)}"
    assert words(secrets.jwts, f"Bearer {token},") == [token]
    assert words(secrets.jwts, f"eyJ{make(20)} and eyJ.eyJ.x") == []


def pem(make: Make, newline: str, kind: str = "RSA ") -> str:
    lines = [make(64), make(64), make(20) + "=="]
    begin, end = f"-----BEGIN {kind}PRIVATE KEY-----", f"-----END {kind}PRIVATE KEY-----"
    return newline.join([begin, *lines, end])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\\n"])
def test_private_key_blocks(make: Make, newline: str) -> None:
    """The whole block is one span, also when its line ends are escaped."""
    first, second = pem(make, newline), pem(make, newline, "OPENSSH ")
    text = f"key:{newline}{first}{newline}and {second} end"
    assert words(private_keys, text) == [first, second]


def test_cut_off_private_key(make: Make) -> None:
    """A block without its end counts as far as it looks like a key."""
    block = pem(make, "\n").rpartition("\n")[0]
    assert words(private_keys, f"{block}\n\n(the rest is missing)")[0].startswith(block)


def test_public_key_is_no_secret(make: Make) -> None:
    """A public key or certificate may leave."""
    assert words(private_keys, pem(make, "\n").replace("PRIVATE", "PUBLIC")) == []


@pytest.mark.parametrize("password", ["s3cr3tpw", "p@ss9word", "pa/ss9", "hunter2!x"])
def test_connection_strings(password: str) -> None:
    """User and password of a URL are found, whatever marks the password holds."""
    text = f'DSN="postgres://admin:{password}@db.example.org:5432/app"'
    assert words(connection_strings, text) == [f"admin:{password}"]


@pytest.mark.parametrize(
    "text",
    [
        "postgres://user:password@localhost/db",
        "https://example.org:8080/path@x",
        "redis://:${REDIS_PASSWORD}@cache",
        "ssh://git@github.com/a/b",
        "https://example.org/a:b",
    ],
)
def test_urls_without_secrets(text: str) -> None:
    """Ports, references and documentation stand-ins are no passwords."""
    assert words(connection_strings, text) == []


@pytest.mark.parametrize(
    "template",
    [
        "MY_API_KEY={}",
        "api-key: {}",
        '"client_secret": "{}"',
        '{{\\"access_token\\": \\"{}\\"}}',
        "AUTH_TOKEN = '{}'  # prod",
        "aws_secret_access_key={}",
        "Authorization: Bearer {}",
        "AccountKey={};EndpointSuffix=x",
    ],
)
def test_secret_assignments(make: Make, template: str) -> None:
    """The value that is given to a name for secrets is found alone."""
    value = make(40)
    assert of_type("API_KEY", template.format(value)) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "api_key=your-api-key-here",
        "API_KEY=${OPENAI_KEY}",
        "token: <token>",
        "SECRET_KEY = os.environ['SECRET_KEY2']",
        "api_key: xxxxxxxxxxxxxxxx1",
        "max_tokens: 4096",
        "token = get_next_token(stream1)",
        "primary_key=True, key: value1234",
        "secret: ********",
        "the secret of 12 great meals",
    ],
)
def test_stand_ins_are_no_secrets(text: str) -> None:
    """Placeholders, references and code are no secrets."""
    assert of_type("API_KEY", text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DB_PASSWORD=hunter2!x", "hunter2!x"),
        ('"password": "correct horse battery"', "correct horse battery"),
        ("Server=x;Pwd=Ab3$ef;", "Ab3$ef"),
        ("My password is tr0ub4dor&3.", "tr0ub4dor&3"),
        ("passphrase: 'opensesame'", "opensesame"),
        ("password = hun(ter2]x", "hun(ter2]x"),
    ],
)
def test_passwords(text: str, value: str) -> None:
    """Passwords are found in settings, in JSON and in a sentence."""
    assert of_type("PASSWORD", text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "password: required",
        "password: str = Field()",
        "password=config.password",
        'password: "your-password"',
        "The password is incorrect.",
        "PASSWORD=$DB_PASSWORD",
        "password = auth[2]",
        "passwd = netrcobj.authenticators(host)",
        "password = vault.read(path, 3)",
    ],
)
def test_words_that_are_no_passwords(text: str) -> None:
    """Types, prose and references are no passwords."""
    assert of_type("PASSWORD", text) == []


def test_encrypted_web_tokens(make: Make) -> None:
    """A token in five parts is one, too."""
    token = f"eyJ{make(30)}.{make(60)}.{make(16)}.{make(80)}.{make(22)}"
    assert words(secrets.jwts, f"token {token}, end") == [token]


def test_lone_values(make: Make) -> None:
    """A text that is one value counts only when its field says what it is."""
    key = make(32)
    assert words(secrets.lone_keys, f" {key}\n") == [key]
    assert words(secrets.lone_passwords, "hunter2") == ["hunter2"]
    assert words(secrets.lone_keys, "hello") == words(secrets.lone_keys, "two words") == []
    assert words(secrets.lone_passwords, "Please enter your password") == []
    assert words(secrets.lone_passwords, "") == words(secrets.lone_keys, " ") == []
    assert max(score for *_, score in secrets.lone_keys(key)) < 0.4


def test_recipes_have_their_own_names() -> None:
    """No two recognizers of secrets share a name, and all are of the five types."""
    names = [recipe.name for recipe in secrets.RECIPES]
    assert len(names) == len(set(names))
    assert {recipe.entity_type for recipe in secrets.RECIPES} == {
        *("API_KEY", "PASSWORD", "JWT", "CONNECTION_STRING", "PRIVATE_KEY")
    }


@pytest.mark.parametrize(
    "text", ["", "\n", "\0", "é" * 50, "=" * 5000, ":" * 5000, '"' * 5000, "\ud800 key=x"]
)
def test_no_text_stops_the_search(text: str) -> None:
    """Empty, odd and repeated characters are read like any others."""
    for recipe in secrets.RECIPES:
        list(recipe.find(text))
