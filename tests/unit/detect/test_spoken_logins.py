"""Passwords beside a user, and PINs."""

from __future__ import annotations

import pytest

from penname.detect.spoken_logins import beside, logins_said, pins

PASSWORD = "Fr0sch!9x"


@pytest.mark.parametrize(
    "text",
    [
        "login: admin / {}",
        "Zugangsdaten: admin, {}",
        "credentials are admin and {}",
        "wifi: cafe / {}",
        "VPN access: ann / {}",
        "her account ann.lee / {} must go",
    ],
)
def test_users_and_passwords(text: str) -> None:
    """Behind a word for the two, or for the place that they open."""
    text = text.format(PASSWORD)
    assert {text[start:end] for start, end, _ in logins_said(text, text.lower())} == {PASSWORD}


@pytest.mark.parametrize(
    "text",
    ["login: a / b", "server: apache / nginx1", "access: read / write", "wifi: 802.11a / b9"],
)
def test_other_pairs(text: str) -> None:
    """Words divided by a slash are no password."""
    assert list(logins_said(text, text.lower())) == []


def test_beside_a_name() -> None:
    """Behind a user, or alone with its name on a line of a note."""
    for text in (f"user ann, password {PASSWORD}", f"router\npassword {PASSWORD}\n"):
        at = text.index("password")
        match = beside(text, at, at + len("password"))
        assert match
        assert match["value"] == PASSWORD
    assert beside("password protected", 0, 8) is None
    assert beside("password:", 0, 8) is None
    assert beside("password took=1.2,x=3", 0, 8) is None
    assert beside(f"password {PASSWORD}", 0, 8) is not None


def test_words_that_open_a_network() -> None:
    """A phrase in quotes right behind "wifi password"; behind another password it may be any."""
    for text, value in (
        ('the wifi password "correct horse battery"', "correct horse battery"),
        ('a password "of many words"', None),
    ):
        at = text.index("password")
        match = beside(text, at, at + len("password"))
        assert (match and match["value"]) == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("door code #4471, alarm code 9982", {"#4471", "9982"}),
        ("gate code 1234#", {"1234#"}),
        ("passcode 8841 isn't working", {"8841"}),
        ("pin 1234, access code 2024 edition, door code 12", set()),
    ],
)
def test_codes_of_doors(text: str, values: set[str]) -> None:
    """A code that opens something may stand right behind its name."""
    assert {text[start:end] for start, end, _ in pins(text, text.lower())} == values


def test_digits_of_pins() -> None:
    """Only four to eight of them."""
    for text, found in (("the PIN for the gate is 4711", ["4711"]), ("pin is 12", [])):
        assert [text[start:end] for start, end, _ in pins(text, text.lower())] == found
