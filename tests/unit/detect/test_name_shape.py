"""Where a name ends that begins at a known place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.name_shape import is_whole_name, name_end


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Abara called", "Abara"),
        ("Jürgen von der Lippe kam", "Jürgen von der Lippe"),
        ("van Dijk belde", "van Dijk"),
        ("De Boer belde", "De Boer"),
        ("J. R. Ewing said", "J. R. Ewing"),
        ("O'Neill’s car", "O'Neill"),
        ("Smith, Jr. came", "Smith, Jr."),
        ("MARIA DA SILVA CALLED", "MARIA DA SILVA"),
        ("john smith said that", "john smith"),
        ("Anna-Lena Müller\nCEO", "Anna-Lena Müller"),
        ("王小明 called", "王小明"),
        ("محمد علي said", "محمد علي"),
        ("Brown Please call", "Brown"),
        ("Le said", "Le"),
    ],
)
def test_names_end_where_words_begin(text: str, name: str) -> None:
    """A name goes on until a word of everyday text, in any case and script."""
    assert text[: name_end(text, 0)] == name


@pytest.mark.parametrize(
    "text",
    ["President of", "the house", "string;", "userName", "OSError", "PERSON_k7m29qxw", "Smith2",
     "getName(", "node.js", "john@example", "Foo[0]", "first name", "handling it", "X", "I am",
     "Docker", "n/a", "", "42", "van", "你好我叫王小明今年三十岁"],
)  # fmt: skip
def test_code_and_words_are_no_names(text: str) -> None:
    """Everyday words, labels, products, identifiers and surrogates begin no name."""
    assert name_end(text, 0) is None


def test_small_letters_only_on_demand() -> None:
    """Where small letters do not count, a name has a capital or a script without."""
    assert name_end("abara", 0) == 5
    assert name_end("abara", 0, small=False) is None
    assert name_end("王小明", 0, small=False) == 3


@pytest.mark.parametrize("value", ["Ann Lee", "Lee, Ann", "ann lee", "Dr"])
def test_whole_names(value: str) -> None:
    """A whole value is a name in either order; a title alone is none."""
    assert is_whole_name(value) is (value != "Dr")


@given(st.text(max_size=80), st.integers(0, 80))
def test_end_lies_in_the_text(text: str, at: int) -> None:
    """Any text is read; what is taken has at least two letters, and no code behind it."""
    end = name_end(text, min(at, len(text)))
    if end is not None:
        word = text[min(at, len(text)) : end]
        assert sum(char.isalpha() for char in word) > 1
        assert end == len(text) or text[end] not in "_@0123456789"
