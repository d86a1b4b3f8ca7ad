"""Words of dictionaries: none of them is a name that some list has."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from penname.train.texts import dictionary as module
from penname.train.texts.dictionary import dictionary, some_word
from penname.train.texts.names import held_out, listed_words

_WORDS = {"walk": 9, "walked": 5, "maria": 8, "zurbano": 7, "lamp": 3, "lamps": 2, "x1": 4}


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Small dictionaries of two languages, where pyspellchecker would have its own."""
    folder = tmp_path / "resources"
    folder.mkdir()
    for language in ("en", "de"):
        (folder / f"{language}.json.gz").write_bytes(gzip.compress(json.dumps(_WORDS).encode()))
    spec = ModuleSpec("spellchecker", None, origin=str(tmp_path / "__init__.py"))
    monkeypatch.setattr(module, "find_spec", lambda _name: spec)
    dictionary.cache_clear()
    yield
    dictionary.cache_clear()


@pytest.mark.usefixtures("installed")
def test_names_and_words_without_forms_are_left_out() -> None:
    """The commonest first. The English dictionary has names: a word needs another form."""
    assert dictionary("en") == ("walk", "walked", "lamp", "lamps")
    assert dictionary("de") == ("walk", "zurbano", "walked", "lamp", "lamps")


@pytest.mark.usefixtures("installed")
def test_words_are_drawn_from_the_language() -> None:
    """All of them come up."""
    rng = random.Random(1)
    assert {some_word(rng, "en") for _ in range(99)} == {"walk", "walked", "lamp", "lamps"}


def test_unknown_languages_have_no_words() -> None:
    """Then texts keep theirs."""
    assert some_word(random.Random(1), "hr") == ""


def test_held_out_names_are_names_too() -> None:
    """No dictionary's word is a name that the benchmarks ask for."""
    assert any(map(held_out, listed_words()))
