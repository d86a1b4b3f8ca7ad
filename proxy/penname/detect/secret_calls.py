"""Secrets that code hands to a function at a known place: `connect(host, user, "…")`.

One row for each: the function as it is written up to its bracket, and how many arguments stand
before the secret. Sources: the libraries' documentation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import regex

from penname.detect.scan import Hit
from penname.detect.secret_values import looks_chosen, looks_random, looks_strong
from penname.policy.literals import Literals

_SCORE = 0.75

#: The password comes behind the user's name, the host, the database …
_PASSWORDS: Mapping[int, tuple[str, ...]] = {
    0: ("setPassword", "withPassword", "SetPassword"),
    1: (
        *("BasicAuth", "DigestAuth", ".login", "NetworkCredential", "WiFi.begin", "basic_auth"),
        *("UsernamePasswordCredentials", "PasswordAuthentication", "Credentials.basic"),
        *("UsernamePasswordAuthenticationToken", "simple_bind_s", "PlainAuth", ".auth"),
        *("UsernamePasswordCredential", "PasswordCredentials", "PlainAuthenticator"),
    ),
    2: (
        *("PDO", "mysqli_connect", "mysqli", "mysql_connect", "getConnection", "DBI->connect"),
        *("ftp_login", "ldap_bind", "ssh2_auth_password", "smtp.PlainAuth", "oci_connect"),
        *("pymysql.connect", "MySQLdb.connect", "FTP", "SMTP_SSL"),
    ),
    3: ("Credentials", "imap_open"),
}
_KEYS: Mapping[int, tuple[str, ...]] = {
    0: (
        *("Fernet", "SecretKeySpec", "SymmetricSecurityKey", "AES.new", "hmac.new", "HMACSHA256"),
        *("HMACSHA512", "HMAC256", "HMAC512", "hmacShaKeyFor", "HS256", "setApiKey"),
    ),
    1: (
        *("jwt.sign", "jwt.encode", "jwt.verify", "jwt.decode", "JWT.encode", "JWT::encode"),
        *("createHmac", "createCipheriv", "hash_hmac", "AES.encrypt", "AES.decrypt"),
    ),
}
_BEFORE = r"(?:[^()\"'\n,;]{1,80}|\{[^{}\n]{0,120}\}|\"[^\"\n]{0,200}\"|'[^'\n]{0,200}')"
_WRAPPER = r"(?:(?:new )?[\w.]{1,30}\()?(?:[\w.]{1,30}\()?[ ]?"
_TEXT = r"[bBNLrR@]?(?:\"(?P<value>[^\"\n]{3,256})\"|'(?P<value>[^'\n]{3,256})')"


def _behind(arguments: int) -> regex.Pattern[str]:
    before = rf"(?:{_BEFORE},\s{{0,20}}){{{arguments}}}"
    return regex.compile(rf"\s{{0,20}}{before}{_WRAPPER}{_TEXT}")


_PATTERNS = {count: _behind(count) for count in (0, 1, 2, 3)}


class _Calls:
    """Names of functions with their brackets, and the patterns of what follows."""

    def __init__(self, table: Mapping[int, tuple[str, ...]]) -> None:
        rows = [(f"{name}(", _PATTERNS[count]) for count in table for name in table[count]]
        self._rows = tuple(rows)
        self._names = Literals(name for name, _ in rows)

    def of(self, text: str) -> Iterator[tuple[str, regex.Pattern[str]]]:
        """The rows of the functions that the text names."""
        names = frozenset(self._names.within(text))
        yield from (row for row in self._rows if row[0] in names) if names else ()


_PASSWORD_CALLS, _KEY_CALLS = _Calls(_PASSWORDS), _Calls(_KEYS)


def called_passwords(text: str) -> Iterator[Hit]:
    """Passwords as arguments of functions that log in or connect."""
    return _arguments(text, _PASSWORD_CALLS, _is_password)


def called_keys(text: str) -> Iterator[Hit]:
    """Keys as arguments of functions that sign or encrypt."""
    return _arguments(text, _KEY_CALLS, _is_key)


def _arguments(text: str, calls: _Calls, is_one: Callable[[str], bool]) -> Iterator[Hit]:
    for name, pattern in calls.of(text):
        at = text.find(name)
        while at >= 0:
            at += len(name)
            match = pattern.match(text, at)
            if match and is_one(match["value"]):
                yield *match.span("value"), _SCORE
            at = text.find(name, at)


def _is_password(word: str) -> bool:
    return looks_chosen(word, quoted=True, firm=True, plain=False)


def _is_key(word: str) -> bool:
    return looks_random(word) or looks_strong(word)
