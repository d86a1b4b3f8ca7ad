"""Names of entity types and groups: which may stand where, and what was meant."""

from __future__ import annotations

from typing import Any

import pytest

from penname.policy.entities import ENTITY_TYPES
from penname.policy.problems import Context
from penname.policy.readers import Reader
from penname.policy.type_names import NEW_TYPE, known_type, type_or_group
from tests.unit.policy.trees import tree

KNOWN = {**ENTITY_TYPES, "BADGE": ""}


def read(reader: Reader, word: Any) -> tuple[Any, list[tuple[str, str]]]:
    context = Context("p.yaml")
    value = reader(tree(word), context)
    return value, [(problem.message, problem.hint) for problem in context.problems]


@pytest.mark.parametrize("reader", [known_type(KNOWN), type_or_group(KNOWN)])
def test_types_are_names(reader: Reader) -> None:
    """A built-in type and one that the policy declares may stand where a type may."""
    assert read(reader, "PERSON") == ("PERSON", [])
    assert read(reader, "BADGE") == ("BADGE", [])


def test_groups_stand_where_they_may() -> None:
    """A group is no type: where one type must stand, it is told so."""
    assert read(type_or_group(KNOWN), "secrets") == ("secrets", [])
    words = "'secrets' is a group: here one entity type must stand"
    assert read(known_type(KNOWN), "secrets") == (None, [(words, "")])


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("PRESON", "PERSON"),
        ("person", "PERSON"),
        ("SECRETS", "secrets"),
        ("IDENTITY_NUMBERS", "identity_numbers"),
        ("identity_number", "identity_numbers"),
        ("badge", "BADGE"),
    ],
)
def test_meant_name_is_hinted(word: str, meant: str) -> None:
    """The hint is the nearest type or group, in whatever case the word is written."""
    value, told = read(type_or_group(KNOWN), word)
    assert value is None
    assert told == [(f"no recognizer finds {word!r}", f"did you mean {meant!r}?")]


def test_strange_words_have_no_hint() -> None:
    """What is near no name, and what is no word, is only refused."""
    assert read(type_or_group(KNOWN), "qqqqqqqqqq") == (
        None,
        [("no recognizer finds 'qqqqqqqqqq'", "")],
    )
    assert read(type_or_group(KNOWN), ["PERSON"])[0] is None


def test_new_types_take_no_groups_name() -> None:
    """A recognizer of a policy has a name in upper case: never that of a group."""
    assert read(NEW_TYPE, "BADGE") == ("BADGE", [])
    value, told = read(NEW_TYPE, "secrets")
    assert value is None
    assert told[0][0].startswith("'secrets' cannot be an entity type")
