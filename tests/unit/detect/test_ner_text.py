"""What the language model reads: same length, machine parts blanked, safe cuts."""

from __future__ import annotations

import pytest

from penname.detect.ner_text import CHUNK, chunks, is_code, readable

TEXTS = [
    "Maria Schmidt lives in Berlin.\n",
    "def f(x):\n    return {'owner': 'Maria Schmidt'}  # by Jane Doe\n",
    "|---|---|\n| a | b |\n",
    "x" * 300 + " Maria " + "\U0001f600" * 50,
    "a b c d e f g h i j k l m n o p\r\n\u2028 Maria",
    "1,Schmidt,Berlin\n2,John Miller,Boston\n",
]


@pytest.mark.parametrize("text", TEXTS)
def test_view_keeps_offsets(text: str) -> None:
    """The view has the text's length, and every character of it is the text's or a space."""
    view = readable(text)
    assert len(view) == len(text)
    assert all(new in (old, " ") for new, old in zip(view, text, strict=True))


@pytest.mark.parametrize("text", TEXTS)
def test_names_survive_blanking(text: str) -> None:
    """What looks like a name stays readable wherever it stands."""
    for name in ("Maria", "Schmidt", "Jane Doe", "John Miller"):
        assert (name in readable(text)) == (name in text)


@pytest.mark.parametrize("text", ["." * 99, "((((", "QUJD" * 30, "1 2 3\n4,5\n", "a " * 50])
def test_machine_text_is_blanked(text: str) -> None:
    """Runs of marks, long runs without spaces, digits and single letters are not read."""
    assert readable(text).strip(" \na") == ""


@pytest.mark.parametrize(
    "line", ["x = f(y)", "import os;", "  return {a: 1}", "if (a && b) {", "@app.route('/x')"]
)
def test_code_lines(line: str) -> None:
    """Program text is recognised by its start, its end or its marks."""
    assert is_code(line)


@pytest.mark.parametrize(
    "line",
    ["Please return the book to Maria.", "Import duties (Germany) rose.", "Dear Ann,", "From: Bob"],
)
def test_prose_lines(line: str) -> None:
    """Prose with words that are keywords elsewhere is prose."""
    assert not is_code(line)


@pytest.mark.parametrize("unit", ["Maria Schmidt said so. ", "Maria\n", "x", "Maria went home "])
def test_chunks_cover_everything(unit: str) -> None:
    """Chunks follow each other without a gap, are bounded, and cut no name."""
    text = unit * 2_000
    pieces = list(chunks(text))
    assert "".join(piece for _, piece in pieces) == text
    assert all(len(piece) <= CHUNK for _, piece in pieces)
    assert all(text[start : start + len(piece)] == piece for start, piece in pieces)
    assert not any(piece.startswith("Schmidt") for _, piece in pieces)
