"""Offsets through edits: there and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from penname.mask.offsets import backward, compose, forward, invert
from penname.text.json_text import Edit, splice

_WORDS = st.text(st.sampled_from("abc漢\U0001f600"), max_size=4)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits of it that are sorted and do not overlap."""
    text = ""
    edits: list[Edit] = []
    for kept, old, new in draw(st.lists(st.tuples(_WORDS, _WORDS, _WORDS), max_size=5)):
        text += kept
        # Between two edits stands something, or they would be one.
        if (kept or not edits) and (old or new):
            edits.append(Edit(len(text), len(text) + len(old), new))
            text += old
    return text + draw(_WORDS), edits


@given(case=edited())
def test_invert_is_its_own_inverse(case: tuple[str, list[Edit]]) -> None:
    """Undoing the edits gives the text, undoing the undoing gives the edits."""
    text, edits = case
    result = splice(text, edits)
    assert splice(result, invert(edits, text)) == text
    assert invert(invert(edits, text), result) == edits


@given(case=edited())
def test_offsets_outside_go_both_ways(case: tuple[str, list[Edit]]) -> None:
    """An offset that no edit touches leads to the same character, and back."""
    text, edits = case
    result = splice(text, edits)
    for at in range(len(text)):
        if any(edit.start <= at < edit.end or edit.start == edit.end == at for edit in edits):
            continue
        assert result[forward(edits, at)] == text[at]
        if not any(edit.end == at and not edit.text for edit in edits):
            assert backward(edits, forward(edits, at)) == at


@given(case=edited())
def test_offsets_keep_their_order(case: tuple[str, list[Edit]]) -> None:
    """Both ways are monotonic, stay in the text and agree with the inverse edits."""
    text, edits = case
    result = splice(text, edits)
    there = [forward(edits, at) for at in range(len(text) + 1)]
    back = [backward(edits, at) for at in range(len(result) + 1)]
    assert there == sorted(there)
    assert back == sorted(back)
    assert all(0 <= at <= len(result) for at in there)
    assert all(0 <= at <= len(text) for at in back)
    assert back == [forward(invert(edits, text), at) for at in range(len(result) + 1)]


@given(case=edited(), data=st.data())
def test_compose_undoes_both_steps(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    """Two steps that do not touch are undone by their composition."""
    text, first = case
    middle = splice(text, first)
    untouched = [
        (low, high) for low, high in _between(invert(first, text), len(middle)) if high - low >= 3
    ]
    second = [
        Edit(low + 1, data.draw(st.integers(low + 1, high - 1)), data.draw(_WORDS))
        for low, high in untouched
        if data.draw(st.booleans())
    ]
    final = splice(middle, second)
    assert splice(final, compose(invert(first, text), invert(second, middle))) == text


def _between(edits: list[Edit], size: int) -> list[tuple[int, int]]:
    edges = [0, *(edge for edit in edits for edge in (edit.start, edit.end)), size]
    return list(zip(edges[::2], edges[1::2], strict=True))
