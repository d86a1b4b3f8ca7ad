"""Differences between recognizers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from penname.policy.diff import Effect, diff
from penname.policy.diff_recognizers import recognizer_changes
from penname.policy.model import Action, Policy, Rule
from penname.policy.plugins import PlugIn
from penname.policy.recognizers import PatternSpec, RecognizerSpec

T, L, N = Effect.TIGHTENS, Effect.LOOSENS, Effect.NEUTRAL
ONE = PatternSpec("a+", 0.5)
TWO = PatternSpec("b+", 0.5)
PACK = PlugIn("spacy", "pack", ("PER", "ID"), ("de",))
SPEC = RecognizerSpec("MRN", (ONE,), where="p.yaml:4")


def policy(*specs: RecognizerSpec, action: Action = Action.MASK) -> Policy:
    return Policy("p", "1", "", {"MRN": Rule("MRN", action=action)}, recognizers=specs)


@pytest.mark.parametrize(
    ("spec", "action", "came", "went"),
    [
        (SPEC, Action.MASK, T, L),
        (SPEC, Action.ALLOW, N, N),
        (replace(SPEC, mode="shadow"), Action.MASK, N, N),
    ],
)
def test_recognizers_come_and_go(
    spec: RecognizerSpec, action: Action, came: Effect, went: Effect
) -> None:
    """A new recognizer tightens and one that is gone loosens, if its finds are acted on."""
    without, with_it = policy(action=action), policy(spec, action=action)
    (new,) = recognizer_changes(without, with_it)
    (gone,) = recognizer_changes(with_it, without)
    assert (new.key, new.effect, new.where) == ("recognizers.MRN", came, "p.yaml:4")
    assert (gone.key, gone.effect, gone.was_at) == ("recognizers.MRN", went, "p.yaml:4")


@pytest.mark.parametrize(
    ("was", "now", "key", "effect"),
    [
        ({}, {"patterns": (ONE, TWO)}, "patterns", T),
        ({"patterns": (ONE, TWO)}, {}, "patterns", L),
        ({}, {"patterns": (TWO,)}, "patterns", L),
        ({}, {"patterns": (replace(ONE, score=0.9),)}, "patterns", T),
        ({}, {"patterns": (replace(ONE, score=0.1),)}, "patterns", L),
        ({}, {"patterns": (replace(ONE, group=1),)}, "patterns", L),
        ({}, {"terms": ("x",)}, "terms", T),
        ({"terms": ("x", "y")}, {"terms": ("x",)}, "terms", L),
        ({}, {"term_score": 0.9}, "term_score", T),
        ({}, {"context": ("near",)}, "context", T),
        ({"context": ("near",)}, {}, "context", L),
        ({}, {"languages": ("en",)}, "languages", L),
        ({"languages": ("en",)}, {}, "languages", T),
        ({"languages": ("en",)}, {"languages": ("en", "de")}, "languages", T),
        ({"languages": ("en", "de")}, {"languages": ("en",)}, "languages", L),
        ({}, {"validator": "luhn"}, "validator", L),
        ({"validator": "luhn"}, {}, "validator", T),
        ({"validator": "luhn"}, {"validator": "iban"}, "validator", L),
        ({}, {"plugins": (PACK,)}, "plugins", T),
        ({"plugins": (PACK,)}, {}, "plugins", L),
        ({"plugins": (PACK,)}, {"plugins": (replace(PACK, labels=("PER",)),)}, "plugins", L),
        ({}, {"mode": "shadow"}, "mode", L),
        ({"mode": "off"}, {}, "mode", T),
        ({"mode": "off"}, {"mode": "shadow"}, "mode", N),
        ({"mode": "off"}, {"mode": "off", "terms": ("x",)}, "terms", N),
    ],
)
def test_recognizer_keys_have_their_effect(
    was: dict[str, Any], now: dict[str, Any], key: str, effect: Effect
) -> None:
    """What finds more tightens, what finds less loosens, what is not acted on does neither."""
    old, new = replace(SPEC, **was), replace(SPEC, **now)
    (change,) = recognizer_changes(policy(old), policy(new))
    assert (change.key, change.effect) == (f"recognizers.MRN.{key}", effect)


def test_terms_are_counted_not_shown() -> None:
    """Terms can be names: a change tells how many there are."""
    (change,) = recognizer_changes(
        policy(replace(SPEC, terms=("Bluebird", "Heron"))),
        policy(replace(SPEC, terms=("Bluebird", "Stork"))),
    )
    assert (change.before, change.after) == ("2 terms", "2 terms, 1 of them new")
    (change,) = recognizer_changes(policy(SPEC), policy(replace(SPEC, terms=("Heron",))))
    assert (change.before, change.after) == ("0 terms", "1 term, 1 of them new")


def test_patterns_show_what_differs() -> None:
    """Of the patterns, only those stand there that are in one of both."""
    (change,) = recognizer_changes(policy(SPEC), policy(replace(SPEC, patterns=(ONE, TWO))))
    assert (change.before, change.after) == ("", "b+ (0.5)")
    whole = RecognizerSpec("MRN", (ONE,), ("x",), mode="off")
    (change,) = recognizer_changes(policy(), policy(whole))
    assert change.after == "1 pattern, 1 term, mode off"


def test_plugins_are_shown() -> None:
    """A change of plug-ins tells which there are, and what of them counts where."""
    both = (PACK, PlugIn("presidio", "a:B"))
    (change,) = recognizer_changes(policy(SPEC), policy(replace(SPEC, plugins=both)))
    assert (change.before, change.after) == ("", "spacy:pack PER, ID de (0.85); presidio:a:B")
    (change,) = recognizer_changes(policy(), policy(replace(SPEC, plugins=both)))
    assert change.after == "1 pattern, spacy:pack, presidio:a:B"


def test_diff_tells_of_recognizers() -> None:
    """The policy's diff holds the changes of its recognizers."""
    found = diff(policy(), policy(SPEC), dt.date(2026, 11, 24))
    assert [change.key for change in found] == ["recognizers.MRN"]
