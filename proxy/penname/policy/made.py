"""Made-up secrets and numbers for the texts of policy tests: `{{made:GITHUB_TOKEN}}`.

A test file that held a key's real shape would set off every scanner of secrets on its way,
and hold card numbers that somebody takes for real. So the file holds a name, and the value
is put together here: always the same one, of the shape that recognizers look for, issued
by nobody.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Mapping
from functools import cache

from penname.policy.problems import did_you_mean

_MADE = re.compile(r"\{\{made:([A-Za-z0-9_]*)\}\}")
_ALNUM = string.ascii_letters + string.digits


class MadeError(ValueError):
    """A name that is none; `hint` is the nearest one."""

    def __init__(self, name: str) -> None:
        super().__init__(f"nothing is made under the name {name!r}")
        self.hint = did_you_mean(name, MADE)


def _word(length: int, letters: str = _ALNUM) -> str:
    """A word without a pattern, always the same: steps of 7 through the alphabet, and on."""
    return "".join(letters[(7 * at + at * at // 5 + 3) % len(letters)] for at in range(length))


def _with_luhn(body: str) -> str:
    """The digits with their check digit (ISO/IEC 7812-1)."""
    odd = sum(int(digit) for digit in body[-2::-2])
    even = sum(sum(divmod(2 * int(digit), 10)) for digit in body[-1::-2])
    return f"{body}{-(odd + even) % 10}"


def _card() -> str:
    return _with_luhn("4" + "0" * 10 + "1234")


def _iban() -> str:
    body = "00" * 4 + "0123456789"
    number = "".join(str(int(char, 36)) for char in f"{body}DE00")
    return f"DE{98 - int(number) % 97:02d}{body}"


def _grouped(word: str) -> str:
    return " ".join(word[at : at + 4] for at in range(0, len(word), 4))


def _key_block() -> str:
    kind = " ".join(("PRIVATE", "KEY"))
    lines = [_word(64), _word(64)[::-1], _word(24)]
    return "\n".join((f"-----BEGIN {kind}-----", *lines, f"-----END {kind}-----"))


def _jwt() -> str:
    return ".".join(("ey" + "J" + _word(30), "ey" + "J" + _word(60), _word(43)))


MADE: Mapping[str, Callable[[], str]] = {
    "AMEX": lambda: _with_luhn("37" + "0" * 8 + "1234"),
    "AWS_KEY": lambda: "AK" + "IA" + _word(16, string.ascii_uppercase + "234567"),
    "CREDIT_CARD": _card,
    "CREDIT_CARD_GROUPED": lambda: _grouped(_card()),
    "GITHUB_TOKEN": lambda: "gh" + "p_" + _word(36),
    "IBAN": _iban,
    "IBAN_GROUPED": lambda: _grouped(_iban()),
    "JWT": _jwt,
    "OPENAI_KEY": lambda: "sk" + "-proj-" + _word(48),
    "PRIVATE_KEY": _key_block,
    "SLACK_TOKEN": lambda: "xo" + "xb-" + "-".join((_word(12, string.digits), _word(24))),
    "TRACK_1": lambda: f"%B{_card()}^DOE/JANE^2912101{'0' * 9}?",
    "TRACK_2": lambda: f";{_card()}=2912101{'0' * 9}?",
    "US_SSN": lambda: "-".join(("219", "09", "9999")),
}


@cache
def made(name: str) -> str:
    """The value of a name. Raises MadeError."""
    maker = MADE.get(name)
    if maker is None:
        raise MadeError(name)
    return maker()


def with_made(text: str) -> str:
    """The text with every `{{made:NAME}}` in it replaced by its value. Raises MadeError."""
    return _MADE.sub(lambda found: made(found[1]), text)
