"""Passwords, keys and key blocks as people and programs make them, from a seed.

A value is asked for by a few words: what it is (`any`, `phrase`, `<A32>|<H40>`, `pem` …) and
how it is written where it stands (`bare`, `quoted`, `url`, `b64` …).
"""

from __future__ import annotations

import base64
import html
import json
import random
import string
from collections.abc import Callable, Mapping
from urllib.parse import quote

from benchmarks.detect.secret_shapes import ALPHABETS, made, private_key, web_token

_ALNUM = string.ascii_letters + string.digits

#: Words of people in seven languages; none of them is a password by itself.
_WORDS = (
    *("Summer", "monkey", "Falcon", "sunshine", "Liverpool", "Winter", "pepper", "Guitar"),
    *("Sommer", "Schnecke", "Fussball", "Hallo", "Liebe", "Frühling", "Berlin", "Katze"),
    *("soleil", "Marseille", "chocolat", "bonjour", "Papillon", "verano", "Madrid", "gatito"),
    *("Estrella", "Napoli", "amore", "Juventus", "zonnetje", "Welkom", "fiets", "saudade"),
    *("Benfica", "cachorro", "Brasil", "michael", "jessica", "thomas", "Sabine", "charlie"),
)
_SYMBOLS = "!#$%&*+-_.@^~?="
#: Neighbours on a keyboard, which people take for strong.
_WALKS = ("qwertz", "Qwerty", "zaq12wsx", "1qaz2WSX", "asdfgh", "yxcvbn", "azerty")
_SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu"),
    *("na", "pe", "ri", "so", "tu", "va", "we", "xi", "yo", "zu"),
)


def _person(rng: random.Random) -> str:
    word = rng.choice(_WORDS)
    year, small = rng.randint(1960, 2026), rng.randint(1, 999)
    return rng.choice(
        (
            f"{word}{year}",
            f"{word}{rng.choice('!#$*?')}{small}",
            f"{word}{year}{rng.choice('!#?*')}",
            f"{word}_{small}",
            f"{word}@{year}",
            f"{rng.choice('!*#')}{word}{small}",
            f"{word.replace('a', '@').replace('e', '3').replace('i', '1')}{small}",
            f"{rng.choice(_WALKS)}{small}",
            f"{word}{rng.choice(_WORDS)}{rng.randint(1, 99)}",
            f"{word[:2]}.{word[2:]}-{year % 100:02d}",
        )
    )


def _managed(rng: random.Random) -> str:
    """Of a password manager: random letters and symbols."""
    size = rng.choice((12, 14, 16, 18, 20, 24, 32))
    letters = rng.choice((_ALNUM, _ALNUM + _SYMBOLS))
    while True:
        word = rng.choice(_ALNUM) + "".join(rng.choices(letters, k=size - 1))
        if any(map(str.isdigit, word)) and any(map(str.isupper, word)):
            return word


def _apple(rng: random.Random) -> str:
    """Of the keychain: three groups of six that can be spoken, one capital, one digit."""
    parts = ["".join(rng.choices(string.ascii_lowercase, k=6)) for _ in range(3)]
    parts[0] = parts[0].capitalize()
    parts[2] = parts[2][:-1] + str(rng.randrange(10))
    return "-".join(parts)


def _phrase(rng: random.Random) -> str:
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 3))) for _ in range(4)]
    return rng.choice("-. _").join(words) + rng.choice(("", str(rng.randint(1, 99))))


def _piped(rng: random.Random) -> str:
    """Of a command such as `openssl rand`."""
    raw = rng.randbytes(rng.choice((12, 16, 24)))
    return rng.choice((raw.hex(), base64.b64encode(raw).decode()))


def _any(rng: random.Random) -> str:
    return rng.choices((_person, _managed, _apple, _piped), (45, 35, 8, 12))[0](rng)


def _strong(rng: random.Random) -> str:
    """With small letters, capitals, digits and a sign: like no word at all."""
    word = "".join(rng.choices(_ALNUM, k=rng.randint(7, 12)))
    return f"K{word[:4]}{rng.choice('!#?*%')}{word[4:]}7b"


def _login(rng: random.Random) -> str:
    return f"{_user(rng)}:{_any(rng)}"


def _user(rng: random.Random) -> str:
    return rng.choice(("svc", "app", "admin", "deploy", "backup", "root", "web", "reporting"))


def _pem(rng: random.Random) -> str:
    return private_key(rng, rng.choice(("", "RSA", "EC")), "\n")


def _openssh(rng: random.Random) -> str:
    return private_key(rng, "OPENSSH", "\n")


def _openvpn(rng: random.Random) -> str:
    lines = ["".join(rng.choices(ALPHABETS["H"], k=32)) for _ in range(16)]
    title = "OpenVPN Static key V1"
    return "\n".join((f"-----BEGIN {title}-----", *lines, f"-----END {title}-----"))


def _ppk(rng: random.Random) -> str:
    lines = [made(rng, "<B64>") for _ in range(4)]
    head = "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: key\nPublic-Lines: 2\n"
    body = f"{lines[0]}\n{lines[1]}\nPrivate-Lines: 2\n{lines[2]}\n{lines[3]}\n"
    return f"{head}{body}Private-MAC: {made(rng, '<H64>')}"


def _mnemonic(rng: random.Random) -> str:
    """Twelve or twenty-four words, as wallets show them (BIP 39)."""
    return " ".join("".join(rng.choices(_SYLLABLES, k=2)) for _ in range(rng.choice((12, 24))))


def _docker(rng: random.Random) -> str:
    pair = base64.b64encode(_login(rng).encode()).decode()
    return json.dumps({"auths": {"registry.example": {"auth": pair}}})


KINDS: Mapping[str, Callable[[random.Random], str]] = {
    **{"any": _any, "person": _person, "phrase": _phrase, "strong": _strong, "login": _login},
    **{"pem": _pem, "openssh": _openssh, "openvpn": _openvpn, "ppk": _ppk, "jwt": web_token},
    "mnemonic": _mnemonic,
    "dockerconfig": _docker,
    "plainauth": lambda rng: f"\0{_user(rng)}\0{_any(rng)}",
    "user": _user,
}


def _without(marks: str) -> Callable[[str], str]:
    """Somebody had to choose others where these mean something."""
    table = str.maketrans(dict.fromkeys(marks, "x"))
    return lambda value: value.translate(table)


#: How a value is written where it stands.
WRITTEN: Mapping[str, Callable[[str], str]] = {
    "bare": _without(" '\"`\\#$&;,|<>"),
    "quoted": _without("'\"`\\$"),
    "safe": _without(" '\"`\\#$&;,|<>%:@=?!*~^"),
    "list": _without(" '\"`\\;&<>=${}"),
    "csv": _without(" '\"`,;|"),
    "cell": _without(" '\"`|*_"),
    "plainlogin": _without(" '\"`@/()"),
    "xml": lambda value: html.escape(value),
    "json": lambda value: json.dumps(value, ensure_ascii=False)[1:-1],
    "escaped": lambda value: value.replace("\n", "\\n"),
    "url": lambda value: quote(value, safe=":"),
    "b64": lambda value: base64.b64encode(value.encode()).decode(),
}


def value(rng: random.Random, words: str) -> str:
    """The value that some words ask for."""
    *kinds, last = words.split(" ")
    written = WRITTEN.get(last)
    kind = rng.choice((" ".join(kinds) if written else words).split("|"))
    plain = KINDS[kind](rng) if kind in KINDS else made(rng, kind)
    return written(plain) if written else plain
