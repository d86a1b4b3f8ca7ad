"""Hashes of passwords, each with its own mark: whoever has one can guess the password at home."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, finditer
from penname.policy.literals import Literals

_B64 = r"[A-Za-z0-9./+]"
#: name, mark that must be in the text, pattern. Formats: crypt(5), PHC strings, RFC 2307, Django
#: and Werkzeug's documentation, pwdump.
_ROWS: tuple[tuple[str, str, str], ...] = (
    ("bcrypt", "$2", rf"\$2[abxy]?\$\d\d\${_B64}{{53}}"),
    (
        "crypt",
        "$",
        rf"\$(?:1|apr1|5|6|7|y|gy|md5|sha1)\$(?:[\w=,]{{1,24}}\$)?{_B64}{{0,64}}\${_B64}{{22,128}}",
    ),
    (
        "phc",
        "$v",
        rf"\$(?:argon2(?:id|i|d)|scrypt|pbkdf2[\w-]{{0,12}})\$[\w=,$]{{1,60}}\${_B64}{{8,90}}\${_B64}{{20,180}}=?",
    ),
    ("passlib", "$pbkdf2", rf"\$pbkdf2[\w-]{{0,12}}\$\d{{1,8}}\${_B64}{{8,90}}\${_B64}{{20,180}}"),
    (
        "scrypt",
        "$scrypt$",
        rf"\$scrypt\$ln=\d{{1,2}},r=\d{{1,2}},p=\d{{1,3}}\${_B64}{{8,90}}\${_B64}{{20,180}}",
    ),
    ("ldap", "{S", r"\{(?:S?SHA|SMD5|SSHA(?:256|384|512)|CRYPT)\}[A-Za-z0-9+/]{20,140}={0,2}"),
    (
        "django",
        "pbkdf2_sha",
        rf"pbkdf2_sha\d{{1,3}}\$\d{{1,8}}\$[\w.]{{1,64}}\${_B64}{{20,90}}={{0,2}}",
    ),
    ("werkzeug", ":sha256", r"pbkdf2:sha\d{1,3}(?::\d{1,8})?\$\w{1,64}\$[0-9a-f]{40,128}"),
    ("werkzeug", "scrypt:", r"scrypt:\d{1,8}:\d{1,3}:\d{1,3}\$\w{1,64}\$[0-9a-f]{40,160}"),
    ("pwdump", ":::", r"(?<=:)(?:[0-9A-Fa-f]{32}:)[0-9A-Fa-f]{32}(?=:::)"),
    ("mysql", "*", r"(?<=['\"\s])\*[0-9A-F]{40}(?=['\"\s;]|\Z)"),
)
_PATTERNS = tuple((mark, regex.compile(rf"(?<!\w)(?:{pattern})")) for _, mark, pattern in _ROWS)
_MARKS = Literals(mark for _, mark, _ in _ROWS)


def password_hashes(text: str) -> Iterator[Hit]:
    """Hashes with their method and salt, as in shadow and htpasswd files and user tables."""
    found: set[tuple[int, int]] = set()
    marks = frozenset(_MARKS.within(text))
    for mark, pattern in _PATTERNS if marks else ():
        if mark in marks:
            found.update(match.span() for match in finditer(pattern, text))
    for start, end in sorted(found):
        yield start, end, 0.9
