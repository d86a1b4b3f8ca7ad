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
        ("[s:Hafenstr. 12] · [c:20457] [t:Bremen]", "Hafenstr. 12 · 20457 Bremen"),
        ("[s:Via Verdi, 14/B] - [c:20121] [t:Lodi] (LO) e", "Via Verdi, 14/B - 20121 Lodi (LO)"),
        ("[s:Mozartstr. 14], [s:10. OG], Whg. [s:5]", "Mozartstr. 14, 10. OG, Whg. 5"),
        ("[s:R. Augusta], [s:1500], [t:Curitiba] - PR, CEP [c:80010-120]",
         "R. Augusta, 1500, Curitiba - PR, CEP 80010-120"),
        ("[s:6811 AB Arnhem], [s:Velperweg 21]", "6811 AB Arnhem, Velperweg 21"),
        ("[s:12 maple street], [t:springfield]", "12 maple street, springfield"),
        ("[s:1 Elm St],[t:Dunmore],[c:12345]", "1 Elm St,Dunmore,12345"),
        ("[s:1 Elm St], [t:Dunmore], [t:nan] [c:12345]", "1 Elm St, Dunmore, nan 12345"),
        ("[s:Pod Lesem] [c:1677]", "Pod Lesem 1677"),
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
     "[s:12 Main Street] (the old mill by the sea) [t:Dunmore]", "[s:via Roma 12] a [t:Napoli]",
     "x;[s:Lindenweg 4];[c:50667];[t:Dunmore];y", "a,[s:1 Elm St],[t:Dunmore],b,c",
     "ADR:;;[s:Lindenweg 5];[t:Ulm];;89073;Elbonia", "Klasse [s:8], [t:Arbeitsblatt]",
     "[s:Rev. B], [c:220-240]", "Lei nº [s:13].[c:709]"],
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


def test_parts_that_reach_into_each_other_are_whole() -> None:
    """Where a pattern and a model see two ends of one address, it has both."""
    text = "Rose Cottage, 3 Church Lane, Norfolk"
    parts = [Part(0, 27, Kind.STREET, 0.9), Part(14, 36, Kind.STREET, 0.7)]
    assert list(sewn(text, parts)) == [(0, 36, 0.9)]


def test_a_small_word_behind_is_no_town() -> None:
    """What is said next does not belong to an address."""
    assert _sewn("la [s:calle Mayor 12], [t:Madrid], [t:mi]") == ["calle Mayor 12, Madrid"]


def test_an_address_has_an_end() -> None:
    """A long list is cut."""
    found = _sewn("[s:1 Oak]" + ", [t:Dunmore]" * 20)
    assert found == ["1 Oak" + ", Dunmore" * 7]
