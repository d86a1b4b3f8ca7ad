"""Secrets in columns of tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from penname.detect import secrets


def passwords(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in secrets.password_assignments(text)]


@pytest.mark.parametrize(
    "text",
    [
        "user,password,role\nann,hunter2,admin\nbob,abc9!x,user\n",
        "user;password\r\nann;hunter2\r\nbob;abc9!x\r\n",
        'user,"password"\n"ann","hunter2"\n"bob","abc9!x"',
        "user\tpassword\nann\thunter2\nbob\tabc9!x",
        "| user | password |\n| --- | :-: |\n| ann | hunter2 |\n| bob | `abc9!x` |\n\nend",
        "Users:\nlogin | DB password\nann | hunter2\nbob | abc9!x\n",
        " id | password\n----+----------\n  1 | hunter2\n  2 | abc9!x\n(2 rows)\n",
    ],
)
def test_columns_of_passwords(text: str) -> None:
    """Each cell below a head that says so, without quotes and blanks around."""
    assert passwords(text) == ["hunter2", "abc9!x"]


def test_columns_of_keys(make: Callable[..., str]) -> None:
    """In the same way."""
    key = make(32)
    text = f"service,api_key\nmail,{key}\nmaps,none\n"
    assert [text[start:end] for start, end, _ in secrets.secret_assignments(text)] == [key]


@pytest.mark.parametrize(
    "text",
    [
        "| field | password |\n| --- | --- |\n| type | string |\n| required | yes |\n",
        "call(user, password,\n     name9=x, y=2,\n     b9, c)\n",
        "name, password, role\n\nann, hunter2, x",
        "The user, the password and 9 more\nann,x9x9x9,y\n",
        "import { Token, Password,\n  Tool20250910, Other20250911,\n} from 'x'",
        "user,password_length\nann,hunter2\n",
        "password\nhunter2\n",
        "keyword\tkerberos\nkeyword\tpasswd\nkeyword\tpop3\nkeyword\tx400\n",
    ],
)
def test_other_lines_with_commas(text: str) -> None:
    """Types, code, sentences and lines of another number of cells are no tables of passwords."""
    assert passwords(text) == []


def test_tables_within_tables_are_quick() -> None:
    """A head in each line takes time as the text is long."""
    text = "user,password\n" * 5000
    assert passwords(text) == []
