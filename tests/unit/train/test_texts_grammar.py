"""The grammar of templates: slots, choices, two spellings; every template can be filled."""

from __future__ import annotations

import random

import pytest

from penname.train.texts.filling import Filler
from penname.train.texts.grammar import CODE, Choice, Slot, TemplateError, parse, slots_of
from penname.train.texts.mixture import LANGUAGES, TOLD
from penname.train.texts.sheets import Template, templates
from penname.train.texts.slots import known


def test_slots_have_form_and_key() -> None:
    """`{name.form#key}` in prose, `<<name.form#key>>` in code."""
    assert parse("a{A.given}b") == ("a", Slot("A", "given"), "b")
    assert parse("{city#1}") == (Slot("city", "", "1"),)
    assert parse("{<<A>>: [1|2]}", CODE) == ("{", Slot("A"), ": [1|2]}")


def test_choices_nest() -> None:
    """A wording may hold slots and other choices, or nothing."""
    assert parse("[x|{A} [y|z]|]") == (
        Choice((("x",), (Slot("A"), " ", Choice((("y",), ("z",)))), ())),
    )


def test_angles_next_to_slots() -> None:
    """Of three angles, the outer one is text."""
    assert parse("<<<A.email>>>", CODE) == ("<", Slot("A", "email"), ">")


@pytest.mark.parametrize("text", ["{A", "[a|b", "[a|[b]"])
def test_brackets_must_close(text: str) -> None:
    """A bracket that stands alone is an error, not text."""
    with pytest.raises(TemplateError):
        parse(text)


def test_line_breaks_in_line_templates() -> None:
    """A backslash and n are a line break."""
    assert parse("a\\nb") == ("a\nb",)


def test_every_template_can_be_filled() -> None:
    """All slots of all templates are known, all sections name known rules and languages."""
    for template in templates():
        assert template.language in LANGUAGES
        assert template.told in TOLD
        unknown = [slot for slot in slots_of(template.sequel) if not known(slot)]
        assert not unknown, (template.kind, unknown)


def test_the_same_person_all_through() -> None:
    """A letter stands for one person in a text, a key for one value."""
    filler = Filler(random.Random(5))
    sequel = parse("{A.given}|{A.full}|{A.given}|{city#1}|{city#1}|{A.email}|{A.email}")
    for _ in range(50):
        pieces = filler.filled(Template("prose", "en", "", sequel))
        parts = "".join(text for text, _ in pieces).split("|")
        assert parts[0] == parts[2]
        assert parts[3] == parts[4]
        assert parts[5] == parts[6]


def test_texts_inside_texts_end() -> None:
    """A text may hold another text, but not for ever."""
    filler = Filler(random.Random(6))
    for _ in range(20):
        pieces = filler.filled(Template("prose", "en", "", parse("[{@chat} ]{@chat}")))
        assert sum(len(text) for text, _ in pieces) < 20_000
