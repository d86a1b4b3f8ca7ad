"""What a module's recipes find, for the tests of those modules: no engine, no context words."""

from __future__ import annotations

from collections.abc import Iterable

from penname.detect.scan import Recipe


def found(recipes: Iterable[Recipe], name: str, text: str, least: float = 0.35) -> list[str]:
    """The values that the recipe of that name finds by itself with at least that score."""
    recipe = next(recipe for recipe in recipes if recipe.name == name)
    return [text[start:end] for start, end, score in recipe.find(text) if score >= least]
