"""Parts that a name model found, sewn to addresses."""

from __future__ import annotations

import re

import pytest

from penname.detect.address_seams import Kind, Part, sewn

_KINDS = {"s": Kind.STREET, "t": Kind.TOWN, "c": Kind.CODE}


def _sewn(marked: str) -> list[str]:
    """What is sewn of a text with parts in brackets: `[s:12 Main Street], [t:Dunmore]`."""
    text, parts = "", []
    for plain, kind, part in re.findall(r"([^\[]*)(?:\[(\w):([^\]]*)\])?", marked):
        text += plain
        if kind:
            parts.append(Part(len(text), len(text) + len(part), _KINDS[kind], 0.8))
            text += part
    return [text[start:end] for start, end, _ in sewn(text, parts)]


@pytest.mark.parametrize(
    ("marked", "address"),
    [
        ("at [s:12 Main Street], [t:Dunmore]", "12 Main Street, Dunmore"),
        ("[s:1 Oak]\n[t:Dun]\n, CO\n [t:Chile] [c:64677]", "1 Oak\nDun\n, CO\n Chile 64677"),
        ("[s:Kossuth Lajos] u. [s:12], [t:Pécs]", "Kossuth Lajos u. 12, Pécs"),
        ("[s:Atatürk Caddesi] No: [s:12] D: [s:5]", "Atatürk Caddesi No: 12 D: 5"),
        ("[c:1051] [t:Budapest], [s:Váci utca 12]", "1051 Budapest, Váci utca 12"),
        ("> [s:12 Elm St]\n> [s:Suite 4]\n> [t:Dunmore]", "12 Elm St\n> Suite 4\n> Dunmore"),
        ("No. [s:12], [t:Jalan Ampang]", "No. 12, Jalan Ampang"),
        ("[s:12 Main St]. [s:Apt 4]", "12 Main St. Apt 4"),
    ],
)  # fmt: skip
def test_parts_that_signs_keep_apart_are_one(marked: str, address: str) -> None:
    """The state, the word of a street or of a number, and the signs between belong to it."""
    assert _sewn(marked) == [address]


@pytest.mark.parametrize(
    "marked",
    ["[s:12 Main Street]", "[t:Paris], [t:London]", "[t:London], [s:12 Main Street]",
     "[s:12 Main Street] in [t:Dunmore]", "[s:12 Main Street] is far. [t:Dunmore] is not",
     "[s:12 Main Street]. [t:Dunmore] is far", "[s:12 Main Street]\n\n[t:Dunmore]",
     "[s:12 Main Street], [s:14 Elm Street]", "[t:Paris], [t:Rome], [c:12345]",
     "[s:12 Main Street] (the old mill by the sea) [t:Dunmore]"],
)  # fmt: skip
def test_other_parts_stay_by_themselves(marked: str) -> None:
    """Sentences, lists of towns and of streets are no address."""
    assert _sewn(marked) == []


def test_overlapping_parts_are_one() -> None:
    """A part inside of another adds nothing but its score."""
    text = "12 Main Street, Dunmore"
    parts = [
        Part(0, 14, Kind.STREET, 0.6),
        Part(3, 7, Kind.TOWN, 0.9),
        Part(16, 23, Kind.TOWN, 0.7),
    ]
    assert list(sewn(text, parts)) == [(0, 23, 0.7)]


def test_an_address_has_an_end() -> None:
    """A long list is cut."""
    found = _sewn("[s:1 Oak]" + ", [t:Dunmore]" * 20)
    assert found == ["1 Oak" + ", Dunmore" * 7]
