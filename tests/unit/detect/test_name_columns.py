"""Names of people in tables, and tables of other things."""

from __future__ import annotations

import pytest

from penname.detect.name_columns import RECIPES
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('id,first_name,Last Name\n1,Ann,Lee\n2,maria,"da Silva"\n', "Ann Lee maria da Silva"),
        ("| Name | Phone |\n|---|---|\n| Ann Lee | 1 |\n| **Bob** | 2 |\n", "Ann Lee Bob"),
        ("name;age\nKofi;3\n", "Kofi"),
        ('id,name,age\n1,"Lee, Ann",4\n', "Lee, Ann"),
        ("package,author,stars\nfoo,Ann Lee,3\nbar,acme,4\n", "Ann Lee"),
        ("Nachname\tVorname\tPLZ\nWeiß\tKarl\t12\n", "Weiß Karl"),
    ],
)
def test_columns_of_names(text: str, names: str) -> None:
    """The head says what its column holds; "name" alone when people stand in the table."""
    assert " ".join(found(RECIPES, "column-name", text)) == names


@pytest.mark.parametrize(
    "text",
    ["name,version\nleft-pad,1.0\nAnn,2\n", "first_name,last_name\nstring,string\n",
     "file,author\na.py,team\n", "first_name\nAnn\n", "", "Dear all,\nAnn, Bob\n"],
)  # fmt: skip
def test_columns_of_other_things(text: str) -> None:
    """Packages, types and single columns survive."""
    assert found(RECIPES, "column-name", text) == []
