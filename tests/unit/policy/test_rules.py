"""Rules: which word is the nearest, and what each action needs."""

from __future__ import annotations

from typing import Any

import pytest

from penname.policy.model import Action, Mode, Rule, Severity
from tests.unit.policy.planted import HEAD
from tests.unit.policy.trees import policy_of, resolved


def rule(entity: dict[str, Any], **top: Any) -> Rule:
    """The rule of PERSON in a small policy."""
    return policy_of(HEAD | top | {"entities": {"PERSON": entity}}).rules["PERSON"]


def test_silent_lines_have_defaults() -> None:
    """What no file says is the default of Rule; nothing has an origin but what was said."""
    made = rule({})
    assert made == Rule("PERSON")
    assert made.origin("min_score") == "built in"
    assert made.where == "p.yaml:6"


@pytest.mark.parametrize(
    ("top", "entity", "expected", "line"),
    [
        ({"min_score": 0.3}, {}, 0.3, 5),
        ({"min_score": 0.3, "defaults": {"min_score": 0.4}}, {}, 0.4, 7),
        ({"min_score": 0.3, "defaults": {"min_score": 0.4}}, {"min_score": 0.6}, 0.6, 10),
    ],
)
def test_nearest_word_holds(
    top: dict[str, Any], entity: dict[str, Any], expected: float, line: int
) -> None:
    """The entity's own word, then the defaults, then the file's; the origin is its line."""
    made = rule(entity, **top)
    assert made.min_score == expected
    assert made.origin("min_score") == f"p.yaml:{line}"


def test_mode_of_file_stands_behind() -> None:
    """The mode of the file holds for every rule that has no nearer one."""
    assert rule({}, mode="shadow").mode is Mode.SHADOW
    assert rule({"mode": "enforce"}, mode="shadow").mode is Mode.ENFORCE
    assert rule({}, mode="shadow", defaults={"mode": "off"}).mode is Mode.OFF


def test_words_become_values() -> None:
    """A rule holds members and sets, not the words of the file."""
    made = rule(
        {
            "action": "surrogate",
            "on_reply": "redact",
            "severity": "critical",
            "restore": ["urls", "tool:a*"],
            "mode": "shadow",
            "locked": True,
        }
    )
    assert made == Rule(
        "PERSON",
        Action.SURROGATE,
        Action.REDACT,
        severity=Severity.CRITICAL,
        restore=frozenset({"urls", "tool:a*"}),
        mode=Mode.SHADOW,
        locked=True,
    )


def test_defaults_serve_those_that_need_them() -> None:
    """A `keep_last` or `to` of the defaults is for the rules that have a use for it."""
    data = HEAD | {
        "defaults": {"keep_last": 4, "to": "year"},
        "entities": {
            "PERSON": {},
            "CREDIT_CARD": {"action": "partial"},
            "DATE_TIME": {"on_reply": "generalize"},
        },
    }
    # `to` in the defaults is no target that a nearer action brought itself
    _, context = resolved(data)
    assert [problem.message for problem in context.problems] == []
    rules = policy_of(data).rules
    assert (rules["PERSON"].keep_last, rules["PERSON"].to) == (0, ())
    assert rules["CREDIT_CARD"].keep_last == 4
    assert rules["DATE_TIME"].to == ("year",)


def test_useless_restore_is_told() -> None:
    """Places to restore what is one-way are a warning: nothing will come back there."""
    data = HEAD | {"entities": {"PERSON": {"action": "redact", "restore": ["text"]}}}
    _, context = resolved(data)
    assert [warning.head for warning in context.warnings] == [
        "p.yaml:8:1: warning: entities.PERSON.restore: "
        "has no effect: 'redact' leaves nothing to restore"
    ]


def test_inherited_remains_are_no_mistakes() -> None:
    """Who redacts what a parent kept in part need not take back its `keep_last` or `to`."""
    parent = HEAD | {
        "entities": {
            "CREDIT_CARD": {"action": "partial", "keep_last": 4},
            "DATE_TIME": {"action": "generalize", "to": "year"},
        }
    }
    own = {name: {"action": "redact"} for name in parent["entities"]}
    rules = policy_of(parent, HEAD | {"extends": ["0"], "entities": own}).rules
    assert [(rule.keep_last, rule.to) for rule in rules.values()] == [(0, ()), (0, ())]


def test_own_types_take_any_target() -> None:
    """A type that a policy adds may be generalized to whatever its author thinks fits."""
    data = HEAD | {
        "recognizers": {"ADMISSION": {"terms": ["x"]}},
        "entities": {"ADMISSION": {"action": "generalize", "to": "zip3"}},
    }
    assert policy_of(data).rules["ADMISSION"].to == ("zip3",)
