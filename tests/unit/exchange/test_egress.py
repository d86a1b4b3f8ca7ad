"""The egress check: what was masked must not stand elsewhere, in any reading."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest

from penname.exchange.egress import EgressCheck
from penname.exchange.memory import Memory
from penname.mask.vault import Entry
from tests.exchanges import MAIL

WANTED = [Entry("EMAIL_ADDRESS", MAIL)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (MAIL, True),
        (MAIL.upper(), True),
        (f"x{MAIL} but ({MAIL})", True),
        (quote(MAIL, safe=""), True),
        (base64.b64encode(MAIL.encode()).decode(), True),
        (MAIL.encode().hex(), True),
        (MAIL.replace("@", r"\u0040"), True),
        (MAIL.replace("@", "&#64;"), True),
        (f"x{MAIL}", False),
        (f"{MAIL}s", False),
        ("other@example.org", False),
        ("", False),
    ],
)
def test_values_are_found_in_disguise(text: str, found: bool) -> None:
    """A value is found plain or encoded, whatever its case, where it stands by itself."""
    check = EgressCheck(Memory(b"k" * 32))
    wanted = ["EMAIL_ADDRESS"] if found else []
    assert check.leaks("", [text], WANTED) == wanted
    assert check.leaks("", [text], WANTED) == wanted


def test_final_bytes_are_searched() -> None:
    """The final document itself is searched as it is."""
    check = EgressCheck(Memory(b"k" * 32))
    assert check.leaks(f'{{"a":"{MAIL}"}}', [], WANTED) == ["EMAIL_ADDRESS"]
    assert check.leaks(f'{{"a":"{MAIL}"}}', [], []) == []


def test_clean_is_remembered_per_value() -> None:
    """A text that was clean of one value is searched again for another."""
    check = EgressCheck(Memory(b"k" * 32))
    assert check.leaks("", [MAIL], [Entry("PERSON", "other name")]) == []
    assert check.leaks("", [MAIL], WANTED) == ["EMAIL_ADDRESS"]
