"""Secrets: which recognizers there are, and what each of them looks at.

vendor-keys            a vendor's prefix or shape            vendors
secret-assignments     a name for a key, in code or prose    assignments, sentences, tables
http-credentials       Authorization, session cookies        http_credentials
jwt                    JSON Web Tokens                       here
password-assignments   a name for a password                 assignments, sentences, tables
logins                 command lines, password files         logins
password-hashes        crypt, PHC, LDAP                      password_hashes
connection-strings     URLs, lists of settings               connection_strings
private-keys           PEM, PuTTY, age, JWK                  key_blocks
one-time-code, …       codes told as such, lists of codes    one_time_codes
lone-key, -password    a field that holds nothing else       here; the field's name decides
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

import regex

from penname.detect.assignments import assigned_keys, assigned_passwords
from penname.detect.connection_strings import connection_strings
from penname.detect.http_credentials import http_credentials
from penname.detect.key_blocks import private_keys
from penname.detect.logins import logins
from penname.detect.near_values import near_keys, near_passwords
from penname.detect.one_time_codes import RECIPES as ONE_TIME_CODES
from penname.detect.password_hashes import password_hashes
from penname.detect.scan import Hit, Recipe, finditer
from penname.detect.secret_calls import called_keys, called_passwords
from penname.detect.secret_columns import column_keys, column_passwords
from penname.detect.secret_names import fold, places
from penname.detect.secret_rows import row_keys, row_passwords
from penname.detect.secret_values import looks_chosen, looks_random
from penname.detect.secret_words import KEY_STEMS, PASSWORD_STEMS
from penname.detect.spoken_secrets import spoken_keys, spoken_passwords
from penname.detect.vendors import vendor_keys
from penname.detect.wallet_phrases import wallet_phrases
from penname.policy.literals import Literals

_KEYS, _PASSWORDS = Literals(KEY_STEMS), Literals(PASSWORD_STEMS)


def secret_assignments(text: str) -> Iterator[Hit]:
    """Keys and tokens behind a name for one, each once."""
    names = places(text, fold(text), _KEYS)
    ways = (assigned_keys, spoken_keys, column_keys, row_keys, near_keys) if names else ()
    yield from _best(chain(called_keys(text), *(find(text, names) for find in ways)))


def password_assignments(text: str) -> Iterator[Hit]:
    """Passwords behind a name for one, each once."""
    low = fold(text)
    names = places(text, low, _PASSWORDS)
    yield from _best(
        chain(
            assigned_passwords(text, names),
            spoken_passwords(text, low, names),
            column_passwords(text, names),
            row_passwords(text, names),
            near_passwords(text, names),
            called_passwords(text),
            wallet_phrases(text, low),
        )
    )


def _best(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Each place once, with its best score."""
    best: dict[tuple[int, int], float] = {}
    for start, end, score in hits:
        best[start, end] = max(score, best.get((start, end), 0.0))
    for (start, end), score in best.items():
        yield start, end, score


#: Signed tokens have two objects and a signature; encrypted ones an object and four parts.
_JWT = regex.compile(
    r"(?<![\w-])eyJ[\w-]{8,4096}+(?:\.eyJ[\w-]{8,16384}+(?:\.[\w-]{0,8192}+)?"
    r"|\.[\w-]{0,1024}+\.[\w-]{8,64}+\.[\w-]{8,16384}+\.[\w-]{16,64}+)"
)


def jwts(text: str) -> Iterator[Hit]:
    """JSON Web Tokens: signed, with or without the signature, or encrypted."""
    if "eyJ" in text:
        for match in finditer(_JWT, text):
            yield match.start(), match.end(), 0.95


_LONGEST_KEY, _LONGEST_PASSWORD = 512, 128
_LONE = 0.2  # with the field's name: 0.55


def lone_keys(text: str) -> Iterator[Hit]:
    """A text that is one random word, such as a field of a tool's arguments."""
    word = text.strip() if len(text) <= _LONGEST_KEY else ""
    if word and looks_random(word):
        yield text.index(word), text.index(word) + len(word), _LONE


def lone_passwords(text: str) -> Iterator[Hit]:
    """A text that is one word and could be a password."""
    word = text.strip() if len(text) <= _LONGEST_PASSWORD else ""
    if len(word.split()) == 1 and looks_chosen(word, quoted=True, firm=True, plain=True):
        yield text.index(word), text.index(word) + len(word), _LONE


#: Field names, for fields that hold nothing but the value.
KEY_FIELDS = (
    *("api key", "apikey", "secret", "token", "access key", "private key", "signing key", "bearer"),
    *("credential", "authorization", "encryption key", "master key", "service key", "account key"),
)
PASSWORD_FIELDS = (
    *("password", "passwd", "pwd", "passphrase", "passcode", "passwort", "kennwort", "contraseña"),
    *("senha", "wachtwoord", "mot passe", "парол", "пароль", "密码", "パスワード", "비밀번호"),
)

RECIPES: tuple[Recipe, ...] = (
    Recipe("vendor-keys", "API_KEY", vendor_keys),
    Recipe("secret-assignments", "API_KEY", secret_assignments),
    Recipe("http-credentials", "API_KEY", http_credentials),
    Recipe("lone-key", "API_KEY", lone_keys, KEY_FIELDS),
    Recipe("jwt", "JWT", jwts),
    Recipe("password-assignments", "PASSWORD", password_assignments),
    Recipe("logins", "PASSWORD", logins),
    Recipe("password-hashes", "PASSWORD", password_hashes),
    Recipe("lone-password", "PASSWORD", lone_passwords, PASSWORD_FIELDS),
    Recipe("connection-strings", "CONNECTION_STRING", connection_strings),
    Recipe("private-keys", "PRIVATE_KEY", private_keys),
    *ONE_TIME_CODES,
)
