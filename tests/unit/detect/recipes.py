"""What a module's recipes find, for the tests of those modules: no engine, no context words."""

from __future__ import annotations

from collections.abc import Iterable

from penname.detect.context import NearbyWords
from penname.detect.recognizers import RecipeRecognizer
from penname.detect.scan import Recipe


def found(recipes: Iterable[Recipe], name: str, text: str, least: float = 0.35) -> list[str]:
    """The values that the recipe of that name finds by itself with at least that score."""
    recipe = next(recipe for recipe in recipes if recipe.name == name)
    return [text[start:end] for start, end, score in recipe.find(text) if score >= least]


def read(recipes: Iterable[Recipe], text: str, least: float = 0.4) -> set[tuple[str, str]]:
    """Types and values that the recipes find with the words nearby, as in the engine."""
    recognizers = [RecipeRecognizer(recipe) for recipe in recipes]
    results = [one for each in recognizers for one in each.analyze(text, [])]
    raised = NearbyWords().enhance_using_context(text, results, None, recognizers)
    return {(one.entity_type, text[one.start : one.end]) for one in raised if one.score >= least}
