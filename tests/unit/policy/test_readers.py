"""Readers: what each accepts, and the exact words of what it refuses."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from penname.policy.problems import Place
from penname.policy.readers import (
    Context,
    Field,
    Reader,
    boolean,
    choice,
    date,
    duration,
    ignored,
    integer,
    keyed,
    listing,
    not_yet,
    number,
    placed,
    table,
    text,
    whole_list,
)
from tests.unit.policy.trees import PLACE, plain, tree

COLOUR = choice(("red", "green"), ("blue",))
ROLES = whole_list(("user", "system"))
NAMES = keyed({"PERSON", "JWT"}, "no recognizer finds {}", integer(0, 9))
PAIR = table({"id": Field(text, required=True), "count": Field(integer(0, 9))})
DAY_S = 86_400.0


def read(reader: Reader, value: Any) -> tuple[Any, list[tuple[str, str, str]]]:
    """(what was read, [(key path, message, hint)]). A Scalar made by `plain` may be the value."""
    context = Context(("key",))
    node = value if hasattr(value, "place") else tree(value)
    result = reader(node, context)
    return result, [(p.key_path, p.message, p.hint) for p in context.problems]


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        (text, "a word", "a word"),
        (text, plain("no"), "no"),
        (text, "12", "12"),
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
        (ROLES, ["system", "user"], ("user", "system")),
        (duration(DAY_S), "1s", 1.0),
        (duration(DAY_S), plain("30m"), 1800.0),
        (duration(DAY_S), "24h", DAY_S),
        (duration(7 * DAY_S), "7d", 7 * DAY_S),
        (date, "2027-06-30", dt.date(2027, 6, 30)),
        (date, dt.date(2028, 2, 29), dt.date(2028, 2, 29)),
        (PAIR, {"id": "a"}, {"id": "a"}),
        (PAIR, {"count": 3, "id": "a"}, {"count": 3, "id": "a"}),
        (NAMES, {"JWT": 0}, {"JWT": (Place(1, 1), 0)}),
        (NAMES, {}, {}),
        (placed(text), "a", (PLACE, "a")),
    ],
)
def test_good_values_are_read(reader: Reader, value: Any, expected: Any) -> None:
    """A value of the grammar is read without a problem, bounds included."""
    assert read(reader, value) == (expected, [])


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
        (
            ROLES,
            ["user"],
            "a part of [user, system] is not supported by this version yet: name them all",
        ),
        (ROLES, "user", "must be a list"),
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


def test_bad_words_of_whole_lists_are_named() -> None:
    """A word that is not in the list is the only problem; no second one says it is a part."""
    result, problems = read(ROLES, ["user", "sytem"])
    assert result is None
    assert problems == [
        ("key.1", "'sytem' is not one of user, system", "did you mean 'system'?"),
    ]


def test_missing_keys_are_named() -> None:
    """A required key that is not there is a problem; one that is there and bad is not missing."""
    assert read(PAIR, {"count": 1}) == ({"count": 1}, [("key.id", "missing key 'id'", "")])
    assert read(PAIR, {"id": ""}) == ({}, [("key.id", "must not be empty", "")])


def test_bad_values_of_names_are_left_out() -> None:
    """A name whose value is bad is not read; the next one is."""
    assert read(NAMES, {"JWT": 10, "PERSON": 9}) == (
        {"PERSON": (Place(2, 1), 9)},
        [("key.JWT", "must be a whole number from 0 to 9", "")],
    )


def test_ignored_keys_leave_a_note() -> None:
    """A key without effect is no problem, and whoever wrote it is told."""
    context = Context().at("audit")
    ignored(tree({"a": 1}), context)
    assert context.problems == []
    assert [(n.key_path, n.message) for n in context.notes] == [
        ("audit", "has no effect in this version")
    ]


def test_contexts_share_their_lists() -> None:
    """A problem deep inside is in the list of the whole file, with the whole key path."""
    outer = Context()
    outer.at("a").at("0").error(Place(3, 4), "wrong", "hint")
    (problem,) = outer.problems
    assert (problem.place, problem.key_path, problem.hint) == (Place(3, 4), "a.0", "hint")
