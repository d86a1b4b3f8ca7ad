"""Offsets through edits: concrete places."""

from __future__ import annotations

from penname.mask.offsets import backward, compose, forward, invert
from penname.text.json_text import Edit, splice

TEXT = "0123456789"
EDITS = [Edit(0, 0, "<"), Edit(2, 4, "abc"), Edit(6, 8, ""), Edit(10, 10, ">")]


def test_invert_turns_back() -> None:
    """The inverse of edits, applied to their result, gives the text again."""
    edited = splice(TEXT, EDITS)
    assert edited == "<01abc4589>"
    inverse = invert(EDITS, TEXT)
    assert splice(edited, inverse) == TEXT
    assert invert(inverse, edited) == EDITS


def test_forward_goes_to_parts() -> None:
    """Before, inside, at the end of and behind edited parts."""
    assert [forward(EDITS, at) for at in range(11)] == [0, 2, 3, 3, 6, 7, 8, 8, 8, 9, 10]
    assert forward([], 7) == 7


def test_backward_is_the_way_home() -> None:
    """Every offset of the edited text stands in the original."""
    assert [backward(EDITS, at) for at in range(12)] == [0, 0, 1, 2, 2, 2, 4, 5, 6, 9, 10, 10]
    assert backward([], 7) == 7


def test_compose_joins_two_steps() -> None:
    """Edits of two steps become edits of the final text that lead to the first one."""
    step_one = [Edit(2, 4, "ABC"), Edit(6, 7, "")]
    middle = splice(TEXT, step_one)
    step_two = [Edit(0, 1, "xyz"), Edit(6, 7, ""), Edit(8, 9, "end")]
    final = splice(middle, step_two)
    both = compose(invert(step_one, TEXT), invert(step_two, middle))
    assert splice(final, both) == TEXT
    assert compose([], []) == []
