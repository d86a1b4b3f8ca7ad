"""Addresses in fields, and fields of other addresses."""

from __future__ import annotations

import pytest

from penname.detect.address_fields import field_addresses


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in field_addresses(text)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ('{"street": "Maple Hollow 12", "city": "Dunmore"}', ["Maple Hollow 12"]),
        ('{"address1": "12 Elm Close", "address2": "Flat 9"}', ["12 Elm Close", "Flat 9"]),
        ('{"addressLine1": "Unit 4, The Old Mill"}', ["Unit 4, The Old Mill"]),
        ('{"billingStreetAddress": "9 Oak"}', ["9 Oak"]),
        (
            '{"shipping_address": "77 Elm Ave, Dunmore, PA 18512"}',
            ["77 Elm Ave, Dunmore, PA 18512"],
        ),
        ('"address": "44 elm street"', ["44 elm street"]),
        ('{"street": "Maple Hollow"}', ["Maple Hollow"]),
        ("address_line_1=12 The Cedars", ["12 The Cedars"]),
        ("Straße: Am Hang 3", ["Am Hang 3"]),
        ("Strasse / Nr.: Sonnenhalde 12", ["Sonnenhalde 12"]),
        ("Anschrift: Sonnenhalde 12", ["Sonnenhalde 12"]),
        ("<street>12 Elm</street>", ["12 Elm"]),
        ("| Address | 12 Elm Rd |", ["12 Elm Rd"]),
    ],
)
def test_addresses_in_fields(text: str, addresses: list[str]) -> None:
    """The whole value, in any style of keys."""
    assert _found(text) == addresses


@pytest.mark.parametrize(
    "text",
    ['"address": "0.0.0.0:8080"', "address = 0x12", '{"address": "ann@example.org"}',
     "Street: Fighter",
     '"street": "Street Address"', "street: string", '"street": {"type": "string"}',
     '{"street": ""}',
     "Address: See page 12", "address: see page 12", 'ip_address: "12 Foo Bar"', '"address": "12"',
     "email address: foo 12 Bar", "address1 = sum(address2) + 3", '"addr": "tcp 10.0.0.1"',
     '"address": "Line 12 of file"', '"address": "12 bytes aligned"', '"address": "Kafka broker 3"',
     "Address: 3 Errors found", "String address2 = getAddress(3);", "The street is: Main 5",
     '"address": "unknown"', "no field at all"],
)  # fmt: skip
def test_other_fields_stay(text: str) -> None:
    """Addresses of machines, types, labels and sentences."""
    assert _found(text) == []
