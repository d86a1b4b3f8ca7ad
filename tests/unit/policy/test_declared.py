"""Recognizers that policies declare: terms files, examples, and what finds less."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penname.policy import patterns
from penname.policy.declared import looser_recognizer, terms_of
from penname.policy.layers import read_layer
from penname.policy.problems import Context
from penname.policy.recognizers import PatternSpec, RecognizerSpec
from penname.policy.resolve import resolve
from tests.unit.policy.planted import BADGE, HEAD
from tests.unit.policy.trees import policy_of, resolved, tree

SPEC = RecognizerSpec(
    "BADGE",
    (PatternSpec("a", 0.5), PatternSpec("b", 0.5)),
    ("x", "y"),
    context=("near",),
    languages=("en",),
    validator="luhn",
    mode="shadow",
)


@pytest.mark.parametrize(
    ("raw", "terms"),
    [
        (b"", ()),
        (b"one\ntwo words\n", ("one", "two words")),
        (b"  one \r\n\r\n# a comment\n#one\ntwo # no comment", ("one", "two # no comment")),
        (b"one\none\n", ("one",)),
        ("Zo\u00eb\n".encode(), ("Zo\u00eb",)),
        (b"\xef\xbb\xbfone\n", ("one",)),
    ],
)
def test_terms_file_has_one_term_a_line(raw: bytes, terms: tuple[str, ...]) -> None:
    """Blank lines, comments, repetitions and a byte order mark are no terms."""
    assert terms_of(raw) == terms


def test_terms_file_is_utf8() -> None:
    """Bytes that are not UTF-8 are an error for the caller to place."""
    with pytest.raises(UnicodeDecodeError):
        terms_of(b"\xe9")


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({}, ""),
        ({"patterns": (*SPEC.patterns, PatternSpec("c", 0.1))}, ""),
        ({"patterns": SPEC.patterns[:1]}, "patterns"),
        ({"patterns": (PatternSpec("a", 0.4), SPEC.patterns[1])}, "patterns"),
        ({"patterns": (PatternSpec("a", 0.6), SPEC.patterns[1])}, ""),
        ({"patterns": (PatternSpec("a", 0.5, 1), SPEC.patterns[1])}, "patterns"),
        ({"terms": ("y", "x", "z")}, ""),
        ({"terms": ("x",)}, "terms"),
        ({"term_score": 0.9}, ""),
        ({"term_score": 0.8}, "term_score"),
        ({"context": ()}, "context"),
        ({"languages": ()}, ""),
        ({"languages": ("en", "de")}, ""),
        ({"languages": ("de",)}, "languages"),
        ({"validator": ""}, ""),
        ({"validator": "vin"}, "validator"),
        ({"mode": "enforce"}, ""),
        ({"mode": "off"}, "mode"),
    ],
)
def test_finding_less_is_looser(change: dict[str, Any], key: str) -> None:
    """Whatever a recognizer finds less than it did is named by its key; finding more is not."""
    assert looser_recognizer(SPEC, replace(SPEC, **change)) == key


def test_every_language_is_more_than_some() -> None:
    """Naming languages narrows a recognizer that was for all; without terms no score counts."""
    everywhere = replace(SPEC, languages=(), terms=())
    assert looser_recognizer(everywhere, replace(everywhere, languages=("en",))) == "languages"
    assert looser_recognizer(everywhere, replace(everywhere, term_score=0.1)) == ""


def test_examples_of_children_run_on_the_merged() -> None:
    """A child's example is tried with what the parents' recognizer has become."""
    parent = HEAD | {"recognizers": {"BADGE": BADGE}, "entities": {"BADGE": {}}}
    terms = {"terms": ["night badge", "day badge"]}
    examples = {"examples": {"match": ["the day badge"], "no_match": ["BG-000000"]}}
    child = HEAD | {"extends": ["0"], "recognizers": {"BADGE": terms | examples}}
    _, context = resolved(parent, child)
    assert [problem.key_path for problem in context.problems] == [
        "recognizers.BADGE.examples.no_match.0"
    ]


def test_slow_examples_are_problems() -> None:
    """A pattern that runs out of time on an example is a problem there, never a skip."""
    slow = {"patterns": [{"regex": r"(?=(a+)+$)(a+)+$", "score": 0.5}]}
    data = HEAD | {
        "recognizers": {"BADGE": slow | {"examples": {"no_match": ["a" * 40 + "!"]}}},
        "entities": {"BADGE": {}},
    }
    _, context = resolved(data)
    (problem,) = context.problems
    assert problem.key_path == "recognizers.BADGE.patterns.0.regex"
    assert problem.message.startswith("takes too long on hostile text")


def test_examples_run_out_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that only an example shows to be slow is a problem at that example."""
    monkeypatch.setattr(patterns, "BUDGET_S", 0.01)
    slow = {"patterns": [{"regex": r"^(?=x?)(a|aa)+$", "score": 0.5}]}
    data = HEAD | {
        "recognizers": {"BADGE": slow | {"examples": {"no_match": ["a" * 60 + "!"]}}},
        "entities": {"BADGE": {}},
    }
    context = Context("p.yaml")
    assert resolve([read_layer(tree(data), context, {"BADGE"})], context) is None
    assert [(problem.key_path, problem.message) for problem in context.problems] == [
        (
            "recognizers.BADGE.examples.no_match.0",
            "the example fails: a pattern ran out of time",
        )
    ]


def test_inherited_recognizer_needs_no_line_again() -> None:
    """A recognizer whose type has a line in a parent needs none in the child."""
    parent = HEAD | {"recognizers": {"BADGE": BADGE}, "entities": {"BADGE": {}}}
    child = HEAD | {"extends": ["0"], "recognizers": {"BADGE": {"mode": "enforce"}}}
    (spec,) = policy_of(parent, child).recognizers
    assert (spec.mode, spec.validator) == ("enforce", "luhn")


def test_recognizers_may_add_to_built_in_types() -> None:
    """A policy may find more of a type that penname finds already."""
    data = HEAD | {
        "recognizers": {"PERSON": {"terms": ["Maria"]}},
        "entities": {"PERSON": {}},
    }
    (spec,) = policy_of(data).recognizers
    assert (spec.entity_type, spec.terms) == ("PERSON", ("Maria",))
