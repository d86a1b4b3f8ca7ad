"""The recognizers as Presidio sees them."""

from __future__ import annotations

import argparse
import email.message
import json.decoder
import logging
import tarfile
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from penname.detect import scan
from penname.detect.contract import DetectionError
from penname.detect.recognizers import RECIPES, STOCK, pattern_recognizers


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
    """No recipe needs long for a text that is made to start it at every character."""
    text = unit * (20_000 // len(unit))
    for recipe in RECIPES:
        started = time.process_time()
        list(recipe.find(text))
        assert time.process_time() - started < 1, recipe.name


def test_names_of_recipes_differ() -> None:
    """A span names its recognizer: no two recipes share a name."""
    names = [recipe.name for recipe in RECIPES]
    assert len(set(names)) == len(names)


#: Right in code as well: an author's address, a link, a date in a comment.
_RIGHT = {"EMAIL_ADDRESS", "URL", "DATE_TIME"}


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
    assert len(hits) <= 1, hits
