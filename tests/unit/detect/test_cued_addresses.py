"""Addresses that only the words before them tell."""

from __future__ import annotations

import pytest

from penname.detect.cued_addresses import cued_addresses
from tests.work import growth


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in cued_addresses(text)]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("My address is 45 Willow Bend, thanks", "45 Willow Bend"),
        ("She lives at 9 Oakfield, second door", "9 Oakfield"),
        ("I live at 17 The Chase", "17 The Chase"),
        ("Ich wohne Am Hohlrain 3", "Am Hohlrain 3"),
        ("Adresse: Sonnenhalde 12, 79100 Freiburg", "Sonnenhalde 12, 79100 Freiburg"),
        ("ship it to: 88 Kings Reach, Reading RG1 2AB", "88 Kings Reach, Reading RG1 2AB"),
        ("I now live in 94 Tamari 5\nGond\n, WHT\n 59050", "94 Tamari 5\nGond\n, WHT\n 59050"),
        ("We live at 5 Villa Rosa, Nice 06000", "5 Villa Rosa, Nice 06000"),
    ],
)  # fmt: skip
def test_addresses_behind_cues(text: str, address: str) -> None:
    """A number and a name are enough, before it or behind."""
    assert _found(text) == [address]


@pytest.mark.parametrize(
    "text",
    ["The address of 12 Bytes is aligned", "located at 12 Bytes", "live at 9 PM on Channel 5",
     "I'm staying at 5 Star Hotels", "send it to 3 Redis Nodes", "moved to 2 Factor Authentication",
     "Ship to 5 Customers by Friday", "45 Willow Bend", "located at 40% of the width",
     "The address is 10.0.0.1", "lives at 5 different places", "Willow Bend 45",
     "located in Section 12", "my address is Page 3"],
)  # fmt: skip
def test_look_alikes_stay(text: str) -> None:
    """Everyday words, units and products are no streets, and without a cue nothing is."""
    assert _found(text) == []


@pytest.mark.parametrize(
    "unit",
    ["5 Aa Bb Cc Dd Ee Ff ", "address is 5 Aa ", "send to 5 Aa ", "Am Aa 5, ", "1 ",
     "address of Aa is 1 "],
)  # fmt: skip
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls."""

    def read(size: int) -> None:
        list(cued_addresses(unit * (size // len(unit))))

    assert growth(read, 5_000) < 2.2
    read(50_000)
