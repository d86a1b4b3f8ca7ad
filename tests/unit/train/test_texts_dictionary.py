"""Words of dictionaries: none of them is a name that some list has."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from penname.train.example import Example
from penname.train.texts import dictionary as module
from penname.train.texts.dictionary import dictionary, plain_words, some_word
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


@pytest.mark.usefixtures("installed")
def test_plain_words_are_of_dictionaries_and_of_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """English gets what texts without people have again and again; names stay names."""
    monkeypatch.setattr(module, "LANGUAGES", ("en", "de"))
    plain = plain_words([Example("a coroutine, the coroutine; Maria maria maria maria rare")] * 2)
    assert plain is not None
    assert [plain.has(word, ("en",)) for word in ("lamp", "coroutine", "maria", "rare")] == [
        *(True, True, False, False)
    ]
    assert not plain.has("coroutine", ("de",))


def test_no_plain_words_without_dictionaries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then a model keeps those that it has."""
    monkeypatch.setattr(module, "find_spec", lambda _name: None)
    dictionary.cache_clear()
    assert plain_words([]) is None
    dictionary.cache_clear()


def test_unknown_languages_have_no_words() -> None:
    """Then texts keep theirs."""
    assert some_word(random.Random(1), "hr") == ""


def test_held_out_names_are_names_too() -> None:
    """No dictionary's word is a name that the benchmarks ask for."""
    assert any(map(held_out, listed_words()))
