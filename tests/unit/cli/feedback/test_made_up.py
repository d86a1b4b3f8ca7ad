"""Made-up values for tests."""

from __future__ import annotations

import pytest

from penname.cli.feedback.made_up import STAND_INS, UNKNOWN, stand_ins, texts
from penname.policy.cases import read_suite
from penname.policy.entities import ENTITY_TYPES
from penname.policy.feedback import HOLE
from penname.policy.load import load_text, tree_of
from penname.policy.made import made, with_made
from penname.policy.problems import Context
from penname.text.standins import GENERATORS

POLICY = """\
kind: policy/v1
name: a
owner: o
revision: "1"
recognizers: {STAFF: {terms: [blue heron]}}
entities: {STAFF: {}, API_KEY: {}, PERSON: {}}
"""
SUITE = """\
kind: policy-test/v1
policy: a.yaml
cases:
  - {name: a, text: "[[PERSON:Kim]] has [[API_KEY:{{made:GITHUB_TOKEN}}]] of [[STAFF:x]]"}
"""


def test_own_values_come_first() -> None:
    """What the policy's own terms and tests have, keys by their names; then what is known."""
    policy = load_text(POLICY, "a.yaml")
    suite = read_suite(tree_of(SUITE, "s"), "s", Context(), ("openai.chat",))
    assert list(stand_ins("STAFF", policy, suite)) == ["blue heron", "x"]
    assert list(stand_ins("API_KEY", policy, suite)) == ["{{made:GITHUB_TOKEN}}"] * 2
    assert list(stand_ins("PERSON", policy, None)) == list(STAND_INS["PERSON"])
    assert made("GITHUB_TOKEN") not in str(list(stand_ins("API_KEY", policy, suite)))


def test_known_values_are_of_known_types() -> None:
    """The table names no type that nothing finds, and no value that looks like a surrogate."""
    assert set(STAND_INS) <= set(ENTITY_TYPES)
    generators = [one for several in GENERATORS.values() for one in several]
    words = [*UNKNOWN, *(with_made(one) for several in STAND_INS.values() for one in several)]
    assert [one for one in words if any(kind.is_one(one) for kind in generators)] == []


@pytest.mark.parametrize("own", ["", f"So {HOLE} it is"])
def test_texts_have_a_place(own: str) -> None:
    """The text that is known comes first, and each has a place for the value."""
    found = list(texts("NL_BSN", own))
    assert all(HOLE in one for one in found)
    assert found[0] == (own or f"It says {HOLE} here.")
    assert f"nl bsn: {HOLE}" in found
