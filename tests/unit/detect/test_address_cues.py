"""Words that announce an address."""

from __future__ import annotations

import pytest

from penname.detect.address_cues import Cue, cue_before


@pytest.mark.parametrize(
    "words",
    ["my address is", "The address of Foo Bar is", "What is your address? It is", "Adresse:",
     "change my address to the following:", "he lives at", "I live in", "located at",
     "Ich wohne in der", "Wohnhaft",
     "J'habite au", "Vivo en la", "Abito in", "Moro na", "Ik woon op de", "Mieszkam przy",
     "Jag bor på", "Bydlím na", "Живу на", "Indirizzo:", "End.:", "our office is at"],
)  # fmt: skip
def test_firm_cues(words: str) -> None:
    """Nothing but an address follows."""
    assert cue_before(f"{words} 12 Foo", len(words) + 1) is Cue.FIRM


@pytest.mark.parametrize(
    "words", ["ship it to", "send the parcel to:", "Please return to", "we moved to"]
)
def test_loose_cues(words: str) -> None:
    """An address or something else follows."""
    assert cue_before(f"{words} 12 Foo", len(words) + 1) is Cue.LOOSE


@pytest.mark.parametrize(
    "words",
    ["", "foo to", "address", "the addresses that", "alive at", "based on", "the end."],
)
def test_other_words(words: str) -> None:
    """Nothing announces an address."""
    assert cue_before(f"{words} 12 Foo", len(words) + 1) is Cue.NONE
