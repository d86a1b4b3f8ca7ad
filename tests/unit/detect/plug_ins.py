"""Plug-ins for tests, made when they run: a tiny spaCy pipeline and classes of somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

#: A module of somebody else: recognizers that do what they should, and that do not.
MODULE = """
import sys
from presidio_analyzer import EntityRecognizer, Pattern, PatternRecognizer, RecognizerResult


class Badges(PatternRecognizer):
    def __init__(self):
        super().__init__("STAFF_BADGE", patterns=[Pattern("badge", r"\\bB-\\d{4}\\b", 0.4)],
                         context=["Badge"])


class Odd(EntityRecognizer):
    def __init__(self):
        super().__init__(["ODD", "EVEN"])

    def load(self): ...

    def analyze(self, text, entities, nlp_artifacts):
        if "fail" in text:
            raise ArithmeticError(text)
        if "far" in text:
            return [RecognizerResult("ODD", 0, len(text) + 1, 0.5)]
        if "sure" in text:
            return [RecognizerResult("ODD", 0, 1, 1.5)]
        if "odd" not in text:
            return None
        at = text.index("odd")
        return [RecognizerResult("ODD", at, at + 3, 0.5), RecognizerResult("EVEN", 0, 1, 0.5)]


class Needy(Odd):
    def __init__(self, key):
        super().__init__()


class Other: ...


def not_a_class(): ...
"""


def pipeline(folder: Path, lang: str = "de", **patterns: str) -> str:
    """The path of a pipeline whose entity ruler finds each word (`patterns`: label → word)."""
    nlp = spacy.blank(lang)
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": label, "pattern": word} for label, word in patterns.items()])
    nlp.to_disk(folder)
    return str(folder)


def module(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str = MODULE) -> None:
    """A module that can be imported."""
    (folder / f"{name}.py").write_text(text, "utf-8")
    monkeypatch.syspath_prepend(str(folder))
