"""Values told apart by the words beside them."""

from __future__ import annotations

import pytest

from penname.detect.labelled import alone, any_of, labelled

CODE = labelled(r"(?:badge|ausweis)", r"[A-Z]\d{3}", 0.7)


@pytest.mark.parametrize(
    "text",
    [
        "badge A123",
        "Badge number is A123.",
        "BADGE NO. A123",
        "badge: A123",
        '"badge": "A123"',
        '\\"badge\\": \\"A123\\"',
        "badge=A123",
        "badge => 'A123'",
        "| badge | A123 |",
        "badge #A123",
        "**Badge:** A123",
        "badge:\n  A123",
        "Ausweis Nr. A123",
    ],
)
def test_labels_in_many_forms(text: str) -> None:
    """The value counts behind its words, whatever sign of assignment stands between."""
    assert [text[start:end] for start, end, _ in CODE(text)] == ["A123"]


@pytest.mark.parametrize(
    "text",
    ["A123", "badges A123", "xbadge A123", "badge of honour A123", "badge A1234", "badge a123"],
)
def test_no_label_no_value(text: str) -> None:
    """Without its words right before it, or with more behind it, nothing is found."""
    assert list(CODE(text)) == []


def test_texts_of_one_value() -> None:
    """`alone` takes a short text that is the value and nothing else."""
    find = alone(r"\d{3}", 0.3)
    assert list(find(" 123\n")) == [(1, 4, 0.3)]
    assert list(find("123 4")) == []
    assert list(find("123" + " " * 80)) == []


def test_several_finders() -> None:
    """`any_of` reports what each of its finders reports, a place once with its best score."""
    find = any_of(alone(r"\d{3}", 0.3), alone(r"\d+", 0.4), alone(r"\d{3,4}", 0.2))
    assert list(find("123")) == [(0, 3, 0.4)]
    assert list(find("1234")) == [(0, 4, 0.4)]
