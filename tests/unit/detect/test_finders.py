"""Finders for values with a shape: positives, negatives and checksums."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from penname.detect import finders
from penname.detect.phones import phone_numbers
from penname.detect.scan import Hit


def words(find: Callable[[str], Iterable[Hit]], text: str, least: float = 0.4) -> list[str]:
    return [text[start:end] for start, end, score in find(text) if score >= least]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mail ann@example.org.", ["ann@example.org"]),
        ("<ann.lee+tag@mail.example.co.uk>,", ["ann.lee+tag@mail.example.co.uk"]),
        ("to=ann@corp.local;", ["ann@corp.local"]),
        ("mailto:jürgen@münchen.example", ["jürgen@münchen.example"]),
        ("git clone git@github.com:a/b", []),
        ("https://u:pw@example.org/", []),
        ("pkg@4.17.21 and @decorator", []),
        ("a@b and user@localhost", []),
    ],
)
def test_emails(text: str, expected: list[str]) -> None:
    """Mailboxes are found with any suffix; package versions and git users are none."""
    assert words(finders.emails, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from 10.1.2.3:8080", ["10.1.2.3"]),
        ("range 192.0.2.1-192.0.2.9", ["192.0.2.1", "192.0.2.9"]),
        ("[2001:db8::ff00:42:8329]", ["2001:db8::ff00:42:8329"]),
        ("10.24.0.0/16 and 2001:db8:7::/48", ["10.24.0.0", "2001:db8:7::"]),
        ("fe80::1%eth0 is up", ["fe80::1%eth0"]),
        ("Contract, '1.0.0.0', 'x'", []),
        ("v1.2.3.4 and version 1.2.3.4", []),
        ("firmware 4.3.2.1, section 3.2.1.4, § 1.2.3.4, Rev. 1.2.3.4", []),
        ("body[::2] + body[1::2] + x[10::20]", []),
        ("12:30:45, std::vector, Dead::Beef, 999.1.1.1, 1.2.3.4.5", []),
    ],
)
def test_ip_addresses(text: str, expected: list[str]) -> None:
    """Addresses of machines are found; loopback, netmasks, versions and times are not."""
    assert words(finders.ip_addresses, text, least=0.5) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("127.0.0.1, ::1", ["127.0.0.1", "::1"]),
        ("10.0.0.0/8 and ::/0", ["10.0.0.0", "10.0.0.0/8", "::/0"]),
        ("10.24.0.0/16 in 10.0.0.0", ["10.24.0.0", "10.24.0.0/16", "10.0.0.0"]),
        ("FE80::/10 fe80::1/64", ["FE80::", "FE80::/10", "fe80::1", "fe80::1/64"]),
        ("a[::1] b[1::2] std::1 10.0.0.1/x 10.0.0.1/24/x", ["10.0.0.1", "10.0.0.1"]),
    ],
)
def test_weaker_addresses(text: str, expected: list[str]) -> None:
    """Loopback and whole networks count less, for policies that rather mask."""
    assert words(finders.ip_addresses, text, least=0.45) == expected


@pytest.mark.parametrize(
    "text", ["127.0.0.1, ::1", "255.255.255.0", "172.16.0.0/12, FE80::/10", "0.0.0.0/8 ::/0"]
)
def test_what_is_the_same_everywhere(text: str) -> None:
    """Loopback, netmasks and networks that everybody has stay below 0.5."""
    assert words(finders.ip_addresses, text, least=0.46) == []


@pytest.mark.parametrize(
    "text",
    ["SSN (last 4): 6789", "last four of my social is 6789", "ssn ending 6789", "SSN ends in 6789",
     "last 4 digits of the social security number are 6789", "my social's last four: 6789"],
)  # fmt: skip
def test_ends_of_ssns(text: str) -> None:
    """The last four digits, where they are said to be those of a social security number."""
    assert words(finders.ssn_tails, text) == ["6789"]


@pytest.mark.parametrize(
    "text", ["card ending in 6789", "last 4 digits: 6789", "ssn 6789", "social media in 2024"]
)
def test_other_ends(text: str) -> None:
    """Ends of cards and of anything else are none."""
    assert words(finders.ssn_tails, text) == []


def test_us_ssns() -> None:
    """The dashed form is enough; bare digits, and numbers never issued, need words nearby."""
    dashed = "-".join(["536", "90", "4399"])
    assert words(finders.us_ssns, f"is {dashed}.") == [dashed]
    assert words(finders.us_ssns, "666-12-3456 and 536904399") == []
    assert words(finders.us_ssns, "666-12-3456", least=0.25) == ["666-12-3456"]
    assert words(finders.us_ssn_digits, "no 536904399, 53690-4399", least=0.1) == [
        "536904399",
        "53690-4399",
    ]
    assert words(finders.us_ssn_digits, "123456789 000-904399", least=0.1) == []
    assert words(finders.us_ssns, "1-536-90-4399 and 536-90-43990", least=0.0) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call 212-555-0147 2 times", ["212-555-0147"]),
        ("(555) 010-0199, x", ["(555) 010-0199"]),
        ("+49 30 901820 and +442079460958", ["+49 30 901820", "+442079460958"]),
        ("Tel:+33612345678", ["+33612345678"]),
        ("a,212-555-0147,b", ["212-555-0147"]),
        ("06 12 34 56 78", ["06 12 34 56 78"]),
        ("her daughter (617-555-0123) drives", ["617-555-0123"]),
        ("office (+49 30 901820), home", ["+49 30 901820"]),
        ("(+1) 212-555-0147", ["(+1) 212-555-0147"]),
        ("on 2024-01-15 12:30, id 12345678, 192.0.2.1", []),
        ("v1.2.3 1/2/2024 3.14159265", []),
    ],
)
def test_phone_numbers(text: str, expected: list[str]) -> None:
    """Phones are found with a country code or in a national form; dates and ids are not."""
    assert words(phone_numbers, text) == expected
