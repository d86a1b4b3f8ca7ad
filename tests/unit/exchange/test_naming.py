"""Naming: whose the names of a text are, and what of its finds stands in it once more."""

from __future__ import annotations

from penname.exchange.known import KnownValues
from penname.exchange.naming import entries_of, new_values, with_families
from penname.mask.overlap import Decided
from penname.mask.vault import Entry
from penname.policy.model import Action, Decision, Rule
from penname.text.spans import RAW, Span


def decided(
    text: str, value: str, kind: str = "PERSON", action: Action = Action.MASK, view: str = RAW
) -> Decided:
    at = text.index(value)
    rule = Rule(kind, action)
    span = Span(at, at + len(value), kind, 0.9, "test", view)
    return Decided(span, Decision(action, rule, kind, ""))


def families(text: str, *values: str, known: KnownValues | None = None) -> list[str]:
    ones = [decided(text, value) for value in values]
    return [one.family for one in with_families(text, ones, known or KnownValues())]


def test_whole_names_come_first() -> None:
    """In one text a name belongs to the whole name, wherever that stands in it."""
    assert families("Maria: hello, Maria Schmidt", "Maria", "Maria Schmidt") == [
        "maria schmidt",
        "",
    ]
    assert families("Weber, Schmidt", "Weber", "Schmidt") == ["", ""]


def test_families_hang_on_what_was_known() -> None:
    """What was known before the text decides; what fits two people is nobody's."""
    known = KnownValues()
    assert families("Maria", "Maria", known=known) == [""]
    assert families("Maria Schmidt", "Maria Schmidt", known=known) == ["maria"]
    assert families("Ann Schmidt", "Ann Schmidt", known=known) == [""]
    assert families("Schmidt", "Schmidt", known=known) == [""]
    assert families("Maria", "Maria", known=known) == [""]


def test_other_finds_have_no_family() -> None:
    """Only names that are acted on, as they read, have a family from the conversation."""
    text = "Maria Schmidt, Schmidt, x@y.example"
    known = KnownValues()
    ones = [
        decided(text, "Maria Schmidt", action=Action.ALLOW),
        decided(text, " Schmidt,", view="percent"),
        decided(text, "x@y.example", "EMAIL_ADDRESS"),
    ]
    assert with_families(text, ones, known) == ones
    assert known.state == ""


def test_entries_are_what_recurs() -> None:
    """Known from a text is what recurs, cut as it is masked; not what is blocked or a literal."""
    text = 'Maria "Mia" Schmidt, Error, Ann Lee, PERSON_a1bcdefg, x@y.example'
    acting = [
        decided(text, 'Maria "Mia" Schmidt'),
        decided(text, "Error"),
        decided(text, "Ann Lee", action=Action.BLOCK),
        decided(text, "PERSON_a1bcdefg", "LITERAL"),
        decided(text, "x@y.example", "EMAIL_ADDRESS", Action.REDACT),
    ]
    assert list(entries_of(text, acting)) == [
        *(Entry("PERSON", name) for name in ("Maria", "Mia", "Schmidt")),
        Entry("EMAIL_ADDRESS", "x@y.example"),
    ]


def test_known_values_are_not_new() -> None:
    """New in a text is what was not known in that spelling."""
    text = "Maria Schmidt and Ann Lee"
    known = KnownValues()
    known.add([Entry("PERSON", "Ann Lee")])
    ones = [decided(text, "Maria Schmidt"), decided(text, "Ann Lee")]
    assert new_values(text, ones, known).entries == (Entry("PERSON", "Maria Schmidt"),)
