"""Addresses in fields, and fields of other addresses."""

from __future__ import annotations

import pytest

from penname.detect.address_fields import column_addresses, field_addresses
from tests.work import growth


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
     "Virtuell adress: %08lx Omrade 12", '"address": "unknown"', "no field at all"],
)  # fmt: skip
def test_other_fields_stay(text: str) -> None:
    """Addresses of machines, types, labels and sentences."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("table", "addresses"),
    [
        (
            "name;strasse;plz\nx;Am Bach 17;04109\ny;Lindenweg 4;50667\n",
            ["Am Bach 17", "Lindenweg 4"],
        ),
        ('id,address,city\n1,"88 Harbor View, Apt 3C",Dunmore\n', ["88 Harbor View, Apt 3C"]),
        ("| Name | Home address |\n|---|---|\n| x | 7 The Mews |\n", ["7 The Mews"]),
        ("id\tSTREET\n1\tЛесная 12\n", ["Лесная 12"]),
    ],
)
def test_addresses_in_columns(table: str, addresses: list[str]) -> None:
    """The whole cell, with its number."""
    assert [table[start:end] for start, end, _ in column_addresses(table)] == addresses


@pytest.mark.parametrize(
    "table",
    ["ip address,host\n10.0.0.12 up,a b 1\n", "address,host\n10.0.0.1:80,a\n", "street,n\nMain,5\n",
     "email address,n\nann b 1@x,5\n", "address,size\n0x12 ab,5\n", "street;n\n%d Main;5\n",
     "street, n and address", "title,n\n12 Elm Road,5\n",
     "address,size\nMain Memory 2,40\n"],
)  # fmt: skip
def test_other_columns_stay(table: str) -> None:
    """Addresses of machines, cells without a number, other columns."""
    assert list(column_addresses(table)) == []


@pytest.mark.parametrize("unit", ["street;n\n", "street,a b 1\n", "address\t", "street: 1 a\n"])
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls."""

    def read(size: int) -> None:
        text = unit * (size // len(unit))
        list(column_addresses(text))
        list(field_addresses(text))

    assert growth(read, 5_000) < 2.2
    read(50_000)
