"""The joined reading: what is put together, and what stays apart."""

from __future__ import annotations

import pytest

from penname.text.joining import joined
from penname.text.views import views
from tests.unit.text.reading import read


@pytest.mark.parametrize(
    "gap", [" ", "  ", ".", "-", "_", "*", " - ", "\n", "\r\n", "\0", " · ", "|"]
)
def test_single_characters_are_joined(gap: str) -> None:
    """Whatever stands between them, as long as it is always the same."""
    for value in ("maria@example.org", "4111111111111111", "+12125550100"):
        assert read(joined, f"see {gap.join(value)} there") == f"see {value} there"


@pytest.mark.parametrize("before", ["é ", "I ", "I\t", "e g ", "to a b ", "x\n"])
@pytest.mark.parametrize("gap", [" - ", " · ", " | ", " . ", "-", "·"])
def test_single_letter_before_stays_apart(before: str, gap: str) -> None:
    """A word of one letter in front is not the run's first, and the marks are not its letters."""
    for value in ("maria@example.org", "4111111111111111"):
        assert read(joined, f"{before}{gap.join(value)}, ok") == f"{before}{value}, ok"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4 1 1 1  1 1 1 1  1 1", "4111111111"),
        ("5 3 6 - 9 0 - 4 3 9 9", "536-90-4399"),
        ("4 1-1 1,1 1 1.1 1 1", "4111111111"),
        ("m a r i a @ e x and", "maria@ex and"),
    ],
)
def test_groups_do_not_matter(text: str, expected: str) -> None:
    """Wider gaps between groups, and digits with any marks between them."""
    assert read(joined, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "U.S.A. and e.g. a b c",
        "s.s.n",
        "I am a b c person",
        "- - - - - - - -",
        "1.2.3 and 4.5.6",
        "10 20 30 40 50 60 70 80 90",
        "a b  c. d-e f",
        "é è à",
    ],
)
def test_few_characters_stay_apart(text: str) -> None:
    """Five single characters in a row are no value, and neither are words."""
    assert read(joined, text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("write to maria@exam-\nple.org now", "write to maria@example.org now"),
        ("at my-\r\n  host.example.org", "at myhost.example.org"),
        ("4111-\n1111-1111-1111", "4111-1111-1111-1111"),
        ("> my card is 4111 1111\n> 1111 1111\n> bye", "> my card is 4111 1111 1111 1111\n> bye"),
        ("> > IBAN GB82 WEST\n> > 1234 5698", "> > IBAN GB82 WEST 1234 5698"),
        ("my card is 4111 1111 \n1111 1111", "my card is 4111 1111 1111 1111"),
        ("> (415)\n> 555-0164", "> (415) 555-0164"),
        ("maria@\nexample.org", "maria@example.org"),
        ("maria@example.\norg", "maria@example.org"),
    ],
)
def test_line_ends_are_joined(text: str, expected: str) -> None:
    """Where a number, an address or a hyphenated word goes on behind a line's end."""
    assert read(joined, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a well-\nknown word",
        "- \nfoo@x",
        "--\nfoo@x",
        "1 2 3\n4 5 6",
        "in 2026\nwe",
        "RED\nBLUE",
        "> RED\n> BLUE",
        "the call (415)\n12",
        "maria@example.org.\nthen",
        "end.\nnext",
        "\n5",
        "x\n\n5",
        "I have 5 \n\n 7",
        "state: 08006\n2026-03-11 10:22:33 next record",
    ],
)
def test_other_lines_end(text: str) -> None:
    """Words, columns of numbers, ends of sentences."""
    assert read(joined, text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ma<b>ria</b>@example.org", "maria@example.org"),
        ("maria<!-- no spam -->@example.org", "maria@example.org"),
        ('4111 <span class="x">11</span>11 1111', "4111 1111 1111"),
        ("<td>4111</td><td>1111</td>", "<td>4111</td><td>1111</td>"),
        ("a <b>word</b> here", "a <b>word</b> here"),
        ("5 <b> 6", "5 <b> 6"),
        ("i < 5 && j > 6", "i < 5 && j > 6"),
    ],
)
def test_tags_inside_values_vanish(text: str, expected: str) -> None:
    """Tags that change how letters look, and comments; not those that end a cell."""
    assert read(joined, text) == expected


def test_two_spelled_numbers_are_two() -> None:
    """More digits than any number has are several, each by its own gaps."""
    number = "4012" + "3456789" + "54321"
    one = "\n".join(number)
    assert [view.text for view in views(f"{one} {one} ")] == [f"{number} {number} "]
