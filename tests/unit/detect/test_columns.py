"""Tables in a text: what is one, and which column a place is in."""

from __future__ import annotations

import pytest

from penname.detect.columns import Tables
from tests.work import growth

CSV = "id,full name,cpf\n1,Ann,111\n2,Bob,222\n"


def column(text: str, value: str) -> str | None:
    place = Tables(text).place(text.index(value))
    return None if place is None else place.name


@pytest.mark.parametrize(
    "text",
    [
        CSV,
        CSV.replace(",", ";"),
        CSV.replace(",", "\t"),
        CSV.replace("\n", "\r\n"),
        f"Here is the file:\n{CSV}Thank you!\n",
        "| id | full name | `cpf` |\n|---|---|---|\n| 1 | Ann | 111 |\n| 2 | Bob | 222 |\n",
        'id,"full name","cpf"\n1,"Ann, or so",111\n2,Bob,222\n',
        'id,full name,cpf\n1,"Lee, Ann",111\n2,"B",222',
        f"a,b\n1,2\n{CSV}",
    ],
)
def test_values_know_their_column(text: str) -> None:
    """CSV with three signs, quoted or not, and Markdown: each row's cells have the head's names."""
    assert column(text, "111") == "cpf"
    assert column(text, "222") == "cpf"
    assert column(text, "Ann") == "full name"


@pytest.mark.parametrize(
    "text",
    [
        "no table, 111",
        "Dear Ann,\nplease, call, 111\n",
        "id,name\n111\n",
        "1234,5678\n111,2\n",
        f"{'x' * 70},b\n111,2\n",
        ",\n111,2\n",
        "a,b\n\n111,2",
        "a,b\n" + "x" * 5_000 + ",111\n",
        "y" * 5_000 + ",b\n1,111\n",
    ],
)
def test_other_lines_are_no_tables(text: str) -> None:
    """Prose, other counts of cells, a head of numbers or of long texts, and giant lines."""
    assert column(text, "111") is None


def test_head_is_no_row() -> None:
    """The names of the columns are in no column themselves."""
    assert column(CSV, "full name") is None


def test_rows_with_open_quotes() -> None:
    """A sign inside quotes that the place itself stands in counts as no border."""
    text = 'a,b\n"1, 111",2\n'
    assert column(text, "111") == "a"


def test_tables_are_found_in_linear_time() -> None:
    """Many small tables, long ones and none take calls in proportion to the text."""

    for unit in ("a,b\n1,2\n", "a,b\n", "a;b;c\n1;2;3\n", "\n", ",\n"):

        def look_up(size: int, unit: str = unit) -> None:
            text = unit * (size // len(unit))
            tables = Tables(text)
            for at in range(0, len(text), 100):
                tables.place(at)

        assert growth(look_up, 10_000) < 2.1
        look_up(200_000)
