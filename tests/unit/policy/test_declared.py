"""Recognizers that policies declare: terms files, examples, and what finds less."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penname.policy import patterns
from penname.policy.declared import looser_recognizer, terms_of
from penname.policy.digest import plain
from penname.policy.layers import read_layer
from penname.policy.plugins import PlugIn
from penname.policy.problems import Context
from penname.policy.recognizers import PatternSpec, RecognizerSpec
from penname.policy.resolve import resolve
from tests.unit.policy.planted import BADGE, HEAD
from tests.unit.policy.trees import policy_of, resolved, tree

ENTITIES: dict[str, Any] = {"BADGE": {}}
SPEC = RecognizerSpec(
    "BADGE",
    (PatternSpec("a", 0.5), PatternSpec("b", 0.5)),
    ("x", "y"),
    context=("near",),
    languages=("en",),
    validator="luhn",
    mode="shadow",
    plugins=(PlugIn("spacy", "pack", ("A",), score=0.5),),
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
        ({"plugins": ()}, "plugins"),
        ({"plugins": (PlugIn("spacy", "pack", ("A", "B")),)}, ""),
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


def test_plugins_are_read() -> None:
    """One plug-in or several, with what they leave out."""
    plugged = {
        "spacy": [
            {"pipeline": "pack", "labels": ["PER", "ID"], "score": 0.7, "languages": ["de"]},
            {"pipeline": "/models/fr", "labels": ["PER"]},
        ],
        "presidio": {"recognizer": "UsSsnRecognizer", "entities": ["US_SSN"], "languages": ["en"]},
    }
    data = HEAD | {"recognizers": {"BADGE": plugged}, "entities": {"BADGE": {}}}
    (spec,) = policy_of(data).recognizers
    assert spec.plugins == (
        PlugIn("spacy", "pack", ("PER", "ID"), ("de",), 0.7),
        PlugIn("spacy", "/models/fr", ("PER",), (), 0.85),
        PlugIn("presidio", "UsSsnRecognizer", ("US_SSN",), ("en",)),
    )


def judged(own: dict[str, Any]) -> list[tuple[str, str]]:
    """(key path, message) of a policy whose plug-ins have a judge who likes only `good`."""
    data = HEAD | {"recognizers": {"BADGE": own}, "entities": {"BADGE": {}}}
    context = Context("p.yaml")
    layer = read_layer(tree(data), context, {"BADGE"})
    resolve([layer], context, judge=lambda one: "" if one.name == "good" else f"no {one.rule}")
    return [(problem.key_path, problem.message) for problem in context.problems]


def test_plugins_are_judged_at_their_names() -> None:
    """What speaks against a plug-in is a problem where its name stands."""
    good, bad = ({"pipeline": name, "labels": ["A"]} for name in ("good", "bad"))
    assert judged({"spacy": good}) == []
    assert judged({"spacy": [good, bad], "presidio": {"recognizer": "a:B"}}) == [
        ("recognizers.BADGE.spacy.1.pipeline", "no spacy:bad"),
        ("recognizers.BADGE.presidio.recognizer", "no presidio:a:B"),
    ]


def test_plugins_that_are_off_are_not_judged() -> None:
    """A recognizer that does not run loads nothing."""
    assert judged({"presidio": {"recognizer": "a:B"}, "mode": "off"}) == []


def test_plugins_count_in_digests() -> None:
    """Another label, language or score is another policy, and another profile."""
    said = {"pipeline": "pack", "labels": ["A"]}
    changes: list[dict[str, Any]] = [{}, {"labels": ["B"]}, {"languages": ["de"]}, {"score": 0.5}]
    policies = [
        policy_of(HEAD | {"recognizers": {"BADGE": {"spacy": said | change}}, "entities": ENTITIES})
        for change in changes
    ]
    assert len({policy.digest for policy in policies}) == len(changes)
    assert len({policy.profile.digest for policy in policies}) == len(changes)


def test_policies_without_plugins_keep_their_digest() -> None:
    """What was signed before there were plug-ins is as it was signed."""
    spec = RecognizerSpec("BADGE", (PatternSpec("a", 0.5),))
    assert "plugins" not in plain(spec)
    assert "plugins" in plain(replace(spec, plugins=(PlugIn("presidio", "a:B"),)))
