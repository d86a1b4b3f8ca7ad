"""The page on secrets: its kinds are those of the code, its examples are found or let through."""

from __future__ import annotations

import random
import re

import pytest

from benchmarks.detect.secret_shapes import made
from penname.detect.secrets import RECIPES
from penname.detect.vendors import VENDORS
from tests.docs.test_docs import rows

PAGE = "reference/secrets.md"


def found(example: str) -> set[str]:
    """The types that are found in an example, with values made for its stand-ins."""
    rng = random.Random(20261129)
    text = example.strip("`").replace("DIGEST", made(rng, "<H64>"))
    text = re.sub(r"\bKEY\b", made(rng, "<A24>"), text)
    text = text.replace("SECRET", f"k{made(rng, '<A9>')}!7Z")
    return {recipe.entity_type for recipe in RECIPES if not recipe.context and [*recipe.find(text)]}


def test_kinds_of_keys_are_listed() -> None:
    """Every kind of key stands in one row."""
    listed = [name for _, kinds in rows(PAGE, 2) for name in re.findall(r"`([a-z0-9-]+)`", kinds)]
    kinds = {vendor.name for vendor in VENDORS}
    assert [name for name in sorted(listed) if name in kinds] == sorted(kinds)


@pytest.mark.parametrize(("example", "kind"), [(row[1], row[2]) for row in rows(PAGE, 3)][1:])
def test_places_are_known(example: str, kind: str) -> None:
    """What the page says is found, is."""
    assert kind.strip("`") in found(example)


@pytest.mark.parametrize(
    "example", [cells[1] for cells in rows(PAGE, 2) if cells[1].count("`") == 2]
)
def test_others_are_let_through(example: str) -> None:
    """What the page says is let through, is."""
    assert found(example) == set()
