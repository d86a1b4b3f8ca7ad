"""Words that are no names: what goes in is found, in its language, and survives a file."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.ner.model import OWN
from penname.detect.ner.plain_words import PlainWords, packed, sums_of, unpacked

_WORDS = st.lists(st.text(min_size=1), max_size=30)


@given(_WORDS)
def test_words_are_found_in_their_language(words: list[str]) -> None:
    """In no other, and also after they were written and read."""
    plain = PlainWords({"de": sums_of(words)})
    for one in (plain, unpacked(packed(plain))):
        assert all(one.has(word, ("xx", "de")) for word in words)
        assert not any(one.has(word, ("en", "xx")) for word in words)


def test_no_other_word_is_found() -> None:
    """Behind the last one, before the first one, in between."""
    plain = PlainWords({"en": sums_of(["lamp", "table"])})
    assert not any(plain.has(f"word{number}", ("en",)) for number in range(2000))
    assert not PlainWords({"en": sums_of([])}).has("lamp", ("en",))


def test_the_same_words_are_the_same_file() -> None:
    """Whatever the order and the day."""
    one = PlainWords({"de": sums_of(["Öl", "Tisch"]), "en": sums_of(["oil"])})
    other = PlainWords({"en": sums_of(["oil"]), "de": sums_of(["Tisch", "Öl", "Öl"])})
    assert packed(one) == packed(other)


def _file(**arrays: object) -> bytes:
    file = io.BytesIO()
    np.savez(file, **arrays)  # type: ignore[arg-type]
    return file.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"words", packed(PlainWords({"en": sums_of(["lamp"])}))[:-30]),
        *(_file(en=np.array([1.5])), _file(en=np.array([[1]], np.uint32))),
        *(_file(en=np.array([{}], object)),),
    ],
)
def test_other_files_are_refused(data: bytes) -> None:
    """Broken ones, and arrays of something else."""
    with pytest.raises(ValueError, match="pack"):
        unpacked(data)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "tables hymn walked yesterday"),
        ("de", "kartoffeln taschenrechner datei linsensuppe"),
        ("fr", "bonjour essais moitié"),
        ("es", "pauta zanahoria"),
        ("it", "zafferano consegna"),
        ("nl", "buien aardappel"),
        ("pt", "pauta suporte"),
    ],
)
def test_the_shipped_words(language: str, words: str) -> None:
    """Everyday words of seven languages, and no name of a list."""
    plain = unpacked((OWN / "words.npz").read_bytes())
    assert [word for word in words.split() if not plain.has(word, (language,))] == []
    names = (OWN / "names.txt").read_text(encoding="utf-8").split()
    assert sum(plain.has(name, (language,)) for name in names) < 0.002 * len(names)
