"""What the model said itself: searched once, and surely or only likely its own words."""

from __future__ import annotations

from penname.exchange.said import Said
from penname.mask.vault import Entry

MAIL = Entry("EMAIL_ADDRESS", "maria@example.org")
NAME = Entry("PERSON", "Peter Weber")


def test_names_are_remembered() -> None:
    """A name that the model said is said for ever; each text is searched once."""
    said = Said()
    assert not said.has(NAME)
    said.add("nothing", certain=False)
    assert not said.has(NAME)
    assert not said.has(NAME)
    said.add("Peter Weber came", certain=False)
    assert said.has(NAME)
    assert said.has(NAME)
    assert repr(said) == "Said(2 texts)"


def test_specific_values_need_certainty() -> None:
    """A specific value is the model's own only in a text that penname itself restored."""
    said = Said()
    said.add(f"write to {MAIL.value}", certain=False)
    assert not said.has(MAIL)
    assert said.unwritten([MAIL]) == [MAIL]
    said.add(f"write to {MAIL.value.upper()}", certain=True)
    assert not said.has(MAIL)
    assert said.unwritten([MAIL, NAME]) == [NAME]
    said.add(f"write to {MAIL.value}", certain=True)
    assert said.has(MAIL)
