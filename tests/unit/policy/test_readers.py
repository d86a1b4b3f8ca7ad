"""Readers: what each accepts, and the exact words of what it refuses."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unittest.mock import ANY

import pytest

from penname.policy.problems import Place
from penname.policy.readers import (
    Context,
    Field,
    Reader,
    Said,
    boolean,
    choice,
    date,
    duration,
    integer,
    keyed,
    label,
    listing,
    name_of,
    not_yet,
    number,
    one_or_more,
    placed,
    said_table,
    table,
    table_schema,
    text,
    value_text,
)
from tests.unit.policy.trees import PLACE, plain, tree

COLOUR = choice(("red", "green"), ("blue",))
NAMES = keyed(name_of({"PERSON", "JWT"}, "no recognizer finds {}"), integer(0, 9))
WHY = choice(("red",), {"blue": "never right"})
PAIR = table({"id": Field(text, required=True), "count": Field(integer(0, 9))})
DAY_S = 86_400.0


def read(reader: Reader, value: Any) -> tuple[Any, list[tuple[str, str, str]]]:
    """(what was read, [(key path, message, hint)]). A Scalar made by `plain` may be the value."""
    context = Context("p.yaml", path=("key",))
    node = value if hasattr(value, "place") else tree(value)
    result = reader(node, context)
    return result, [(p.key_path, p.message, p.hint) for p in context.problems]


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        (text, "a word", "a word"),
        (text, plain("no"), "no"),
        (text, "12", "12"),
        (value_text, "12", "12"),
        (label, "2026.11.0", "2026.11.0"),
        (label, "EX-1_a+b", "EX-1_a+b"),
        (label, "x" * 64, "x" * 64),
        (boolean, True, True),
        (boolean, False, False),
        (number(0, 1), 0, 0.0),
        (number(0, 1), 1.0, 1.0),
        (number(0, 5_000), plain("1_000.5"), 1000.5),
        (integer(1, 12), 1, 1),
        (integer(1, 12), 12, 12),
        (integer(0, 9_000_000), plain("8_388_608"), 8_388_608),
        (COLOUR, "red", "red"),
        (COLOUR, plain("green"), "green"),
        (listing(text), [], ()),
        (listing(text, least=1), ["a", "b"], ("a", "b")),
        (one_or_more(text), "a", ("a",)),
        (one_or_more(text), ["a", "b"], ("a", "b")),
        (duration(DAY_S), "1s", 1.0),
        (duration(DAY_S), plain("30m"), 1800.0),
        (duration(DAY_S), "24h", DAY_S),
        (duration(7 * DAY_S), "7d", 7 * DAY_S),
        (date, "2027-06-30", dt.date(2027, 6, 30)),
        (date, dt.date(2028, 2, 29), dt.date(2028, 2, 29)),
        (PAIR, {"id": "a"}, {"id": "a"}),
        (PAIR, {"count": 3, "id": "a"}, {"count": 3, "id": "a"}),
        (NAMES, {"JWT": 0}, {"JWT": Said(0, Place(1, 1), ANY)}),
        (NAMES, {}, {}),
        (placed(text), "a", Said("a", PLACE, ANY)),
        (said_table({"a": Field(text)}), {"a": "b"}, {"a": Said("b", PLACE, ANY)}),
        (duration(800 * DAY_S), "2y", 730 * DAY_S),
        (duration(800 * DAY_S), "3w", 21 * DAY_S),
    ],
)
def test_good_values_are_read(reader: Reader, value: Any, expected: Any) -> None:
    """A value of the grammar is read without a problem, bounds included."""
    assert read(reader, value) == (expected, [])


_LABEL = "must be at most 64 letters, digits, '.', '_', '+', '-', the first no mark"
_BOOL = "must be true or false"
_NUMBER = "must be a number from 0 to 1"
_WHOLE = "must be a whole number from 1 to 12"
_COLOUR = "is not one of red, green"
_DURATION = "must be a duration such as 30m, 24h or 7d"
_DATE = "must be a date such as 2027-06-30"


@pytest.mark.parametrize(
    ("reader", "value", "message"),
    [
        (text, ["a"], "must be text"),
        (text, {}, "must be text"),
        (text, 12, "'12' is not text (put it in quotes)"),
        (text, True, "'true' is not text (put it in quotes)"),
        (text, plain("~"), "'~' is not text (put it in quotes)"),
        (text, "", "must not be empty"),
        (value_text, 12, "is not text (put it in quotes)"),
        (value_text, "", "must not be empty"),
        (value_text, ["a"], "must be text"),
        *((label, word, _LABEL) for word in ("a b", "-a", "é", "a\n", "x" * 65, "a:b")),
        (label, 7, "'7' is not text (put it in quotes)"),
        (boolean, "true", _BOOL),
        (boolean, plain("yes"), _BOOL),
        (boolean, 1, _BOOL),
        (boolean, [True], _BOOL),
        (number(0, 1), 1.01, _NUMBER),
        (number(0, 1), -0.01, _NUMBER),
        (number(0, 1), "0.5", _NUMBER),
        (number(0, 1), plain("nan"), _NUMBER),
        (number(0, 1), [0.5], _NUMBER),
        (integer(1, 12), 0, _WHOLE),
        (integer(1, 12), 13, _WHOLE),
        (integer(1, 12), -1, _WHOLE),
        (integer(1, 12), 4.0, _WHOLE),
        (integer(1, 12), "4", _WHOLE),
        (integer(1, 12), plain("1" * 5_000), _WHOLE),
        (integer(1, 12), plain("٤"), _WHOLE),
        (integer(1, 12), {}, _WHOLE),
        (COLOUR, "blue", "'blue' is not supported by this version yet"),
        (COLOUR, "zzz", f"'zzz' {_COLOUR}"),
        (COLOUR, "RED", f"'RED' {_COLOUR}"),
        (COLOUR, ["red"], f"'' {_COLOUR}"),
        (listing(text), "a", "must be a list"),
        (listing(text), {}, "must be a list"),
        (listing(text, least=2), ["a"], "must have at least 2 item(s)"),
        (listing(text, most=1), ["a", "b"], "must have at most 1 items"),
        (one_or_more(text), [], "must have at least 1 item(s)"),
        (one_or_more(text), 7, "'7' is not text (put it in quotes)"),
        (WHY, "blue", "'blue' is never right"),
        (text, "a\ud800", "has half a character (a lone surrogate)"),
        (text, plain("1" * 70), f"'{'1' * 60}…' is not text (put it in quotes)"),
        (duration(DAY_S), "25h", "must be above 0 and at most 1d"),
        (duration(DAY_S), "0m", "must be above 0 and at most 1d"),
        (duration(DAY_S), "30", _DURATION),
        (duration(DAY_S), "1.5h", _DURATION),
        (duration(DAY_S), "1h\n", _DURATION),
        (duration(DAY_S), "1H", _DURATION),
        (duration(DAY_S), "1234567s", _DURATION),
        (duration(DAY_S), ["1h"], _DURATION),
        (date, "2027-02-29", _DATE),
        (date, "tomorrow", _DATE),
        (date, "20270630", _DATE),
        (date, "2027-W26-3", _DATE),
        (date, "٢٠٢٧-06-30", _DATE),
        (date, "2027-06-30\n", _DATE),
        (date, ["2027-06-30"], _DATE),
        (not_yet, "x", "not supported by this version yet"),
        (PAIR, ["id"], "must be a mapping"),
        (NAMES, "JWT", "must be a mapping"),
        (placed(text), 12, "'12' is not text (put it in quotes)"),
    ],
)
def test_bad_values_are_refused(reader: Reader, value: Any, message: str) -> None:
    """Anything else reads as nothing, and one problem at the key says what is wrong."""
    assert read(reader, value) == (None, [("key", message, "")])


def test_typing_errors_get_hints() -> None:
    """A word close to a known one is named beside it."""
    assert read(COLOUR, "gren")[1] == [("key", f"'gren' {_COLOUR}", "did you mean 'green'?")]
    assert read(NAMES, {"PRESON": 1}) == (
        {},
        [("key.PRESON", "no recognizer finds 'PRESON'", "did you mean 'PERSON'?")],
    )
    assert read(PAIR, {"id": "a", "cuont": 1}) == (
        {"id": "a"},
        [("key.cuont", "unknown key 'cuont'", "did you mean 'count'?")],
    )


def test_problems_name_the_item() -> None:
    """A bad item of a list is named by its index, and the good ones are read all the same."""
    assert read(listing(COLOUR), ["red", "blue", "green"]) == (
        ("red", "green"),
        [("key.1", "'blue' is not supported by this version yet", "")],
    )


def test_missing_keys_are_named() -> None:
    """A required key that is not there is a problem; one that is there and bad is not missing."""
    assert read(PAIR, {"count": 1}) == ({"count": 1}, [("key.id", "missing key 'id'", "")])
    assert read(PAIR, {"id": ""}) == ({}, [("key.id", "must not be empty", "")])


def test_bad_values_of_names_are_left_out() -> None:
    """A name whose value is bad is not read; the next one is."""
    assert read(NAMES, {"JWT": 10, "PERSON": 9}) == (
        {"PERSON": Said(9, Place(2, 1), ANY)},
        [("key.JWT", "must be a whole number from 0 to 9", "")],
    )


def test_said_values_know_their_place() -> None:
    """What is said can be blamed later: its file and line, its key path, its source line."""
    context = Context("p.yaml", ("a: {b: c}",))
    said = said_table({"b": Field(text)})(tree({"b": "c"}), context.at("a"))["b"]
    assert said.where == "p.yaml:1"
    said.error("wrong", "hint")
    said.warn("careful")
    assert context.problems[0].render() == (
        "p.yaml:1:1: error: a.b: wrong\n     1 | a: {b: c}\n       | ^ hint"
    )
    assert context.warnings[0].head == "p.yaml:1:1: warning: a.b: careful"
    assert repr(said).startswith("Said(place=")


def test_readers_know_their_schema() -> None:
    """Each reader says in JSON Schema what it takes; descriptions come from the fields."""
    fields = {"id": Field(text, required=True, doc="Its name"), "n": Field(integer(0, 9))}
    assert table_schema(fields) == {
        "type": "object",
        "properties": {
            "id": {"description": "Its name", "type": "string", "minLength": 1},
            "n": {"type": "integer", "minimum": 0, "maximum": 9},
        },
        "required": ["id"],
        "additionalProperties": False,
    }
    assert listing(COLOUR, least=1).schema == {
        "type": "array",
        "items": {"enum": ["red", "green"]},
        "minItems": 1,
    }
    assert keyed(COLOUR, placed(boolean)).schema == {
        "type": "object",
        "propertyNames": {"enum": ["red", "green"]},
        "additionalProperties": {"type": "boolean"},
    }
    assert one_or_more(text).schema["anyOf"][1]["minItems"] == 1
    assert table({}).schema == {"type": "object", "properties": {}, "additionalProperties": False}
