"""The recognizers as Presidio sees them."""

from __future__ import annotations

import argparse
import email.message
import json.decoder
import logging
import tarfile
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from penname.detect import scan
from penname.detect.context import PART_KEY
from penname.detect.contract import DetectionError
from penname.detect.recognizers import (
    RECIPES,
    STOCK,
    SchemesRecognizer,
    narrowed,
    pattern_recognizers,
)
from penname.detect.scan import Finder
from tests.work import growth


def test_stock_patterns_are_copies() -> None:
    """Presidio's class-level patterns stay as they are for the rest of the process."""
    for recognizer in pattern_recognizers():
        for pattern in getattr(recognizer, "patterns", []):
            assert pattern not in type(recognizer).PATTERNS
            assert isinstance(pattern.compiled_regex, scan.Guarded)


@pytest.mark.parametrize("stock", STOCK)
def test_stock_time_outs_are_not_swallowed(
    stock: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Presidio logs a time-out and skips the pattern; ours raises through it."""
    recognizer = next(r for r in pattern_recognizers() if isinstance(r, stock))
    monkeypatch.setattr(scan, "BUDGET_S", 1e-9)
    with pytest.raises(DetectionError):
        recognizer.analyze("00:1A " * 200_000, recognizer.supported_entities)


#: What the finders start from, over and over: digits, borders, their own words.
HOSTILE = (
    *("1", "1 ", "12-", "1/", "1.", "A1", "AB ", " ", "Abc ", "Abc, IL ", "2026 ", "March 2026"),
    *("born in a ", "born ", "exp ", "account ", "account#:", "aged ", "twenty-", "https://"),
    *("www.", "(01)00844588003288", "zip ", "plate no ", "passport number ", "DE123456788 "),
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_recipes_are_linear(unit: str) -> None:
    """No recipe runs out of time on a text that is made to start it at every character, and
    twice the text takes about twice the calls."""
    for recipe in RECIPES:

        def read(size: int, find: Finder = recipe.find) -> None:
            list(find(unit * (size // len(unit))))

        assert growth(read, 2_000) < 2.2, recipe.name
        read(40_000)


@pytest.mark.parametrize("unit", HOSTILE)
def test_schemes_are_linear(unit: str) -> None:
    """Nor does the one scan for the numbers of all schemes."""
    recognizer = SchemesRecognizer()

    def read(size: int) -> None:
        recognizer.analyze(unit * (size // len(unit)), recognizer.supported_entities)

    assert growth(read, 2_000) < 2.2
    read(40_000)


def test_schemes_say_their_part() -> None:
    """A result names its type, its recognizer and its scheme, whose words raise it."""
    recognizer = SchemesRecognizer()
    (result,) = recognizer.analyze("it is 529.982.247-25, I think" + " and" * 60, [])
    said = result.recognition_metadata
    scheme = recognizer.parts[said[PART_KEY]]
    assert (result.entity_type, said["recognizer_name"]) == ("BR_CPF", "br-cpf")
    assert scheme.entity_type == "BR_CPF"


def test_schemes_narrow_to_the_wanted() -> None:
    """A recognizer of many types becomes one for the wanted; all others stay as they are."""
    recognizer = SchemesRecognizer()
    few = narrowed(recognizer, {"BR_CPF", "PERSON"})
    assert few.supported_entities == ["BR_CPF"]
    assert narrowed(recognizer, set(recognizer.supported_entities) | {"PERSON"}) is recognizer
    other = next(one for one in pattern_recognizers() if one.name == "iban")
    assert narrowed(other, {"PERSON"}) is other


def test_parts_of_addresses_are_sewn(found: Callable[..., set[tuple[str, str]]]) -> None:
    """What a name model finds of an address is one address, with what stands between."""
    address = "Koskitie 25 Apt. 864\nDunmore\n, CO\n Chile 64677"
    assert ("STREET_ADDRESS", address) in found(f"The new address of my aunt is {address}")


def test_names_of_recipes_differ() -> None:
    """A span names its recognizer: no two recipes share a name."""
    names = [recipe.name for recipe in RECIPES]
    assert len(set(names)) == len(names)


#: Right in code as well: an author's name and address, a link, a date in a comment.
_RIGHT = {"PERSON", "EMAIL_ADDRESS", "URL", "DATE_TIME"}


@pytest.mark.parametrize(
    "module", [argparse, email.message, json.decoder, logging, tarfile], ids=lambda m: m.__name__
)
def test_clean_code_has_few_hits(module: ModuleType) -> None:
    """In code with nobody in it, at most one pattern of them all is sure of anything."""
    text = Path(module.__file__ or "").read_text("utf-8")
    hits = [
        (recipe.name, text[start:end])
        for recipe in RECIPES
        if recipe.entity_type not in _RIGHT
        for start, end, score in recipe.find(text)
        if score >= 0.5
    ]
    numbers = SchemesRecognizer().analyze(text, [])
    hits += [(one.entity_type, text[one.start : one.end]) for one in numbers if one.score >= 0.4]
    assert len(hits) <= 1, hits
