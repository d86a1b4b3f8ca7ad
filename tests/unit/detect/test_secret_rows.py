"""Secrets in rows of SQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from penname.detect import secrets


def passwords(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in secrets.password_assignments(text)]


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO users (id, name, password) VALUES (1, 'ann', 'hunter2'),(2, 'b', 'abc9!x')",
        "insert into `users` (`login`, `pwd`)\nvalues\n  ('ann', 'hunter2'),\n  ('bob', 'abc9!x');",
        "INSERT INTO [users] ([password], [at]) VALUES (N'hunter2', NOW()), (N'abc9!x', NULL)",
        "REPLACE INTO u (name, password, n) VALUES ('O''Neil', 'hunter2', -1.5), ('', 'abc9!x', 2)",
    ],
)
def test_values_below_their_columns(text: str) -> None:
    """The names of the columns say which values of each row are passwords."""
    assert passwords(text) == ["hunter2", "abc9!x"]


def test_keys_of_rows(make: Callable[..., str]) -> None:
    """In the same way."""
    key = make(32)
    text = "INSERT INTO apps (name, api_key) VALUES ('shop', '" + key + "')"  # noqa: S608
    assert [text[start:end] for start, end, _ in secrets.secret_assignments(text)] == [key]


@pytest.mark.parametrize(
    "text",
    [
        "INSERT INTO users (name, password_length) VALUES ('ann', 'hunter2')",
        "INSERT INTO users (name, password) VALUES ($1, $2)",
        "INSERT INTO users (name, password) VALUES ('ann', md5('hunter2'))",
        "INSERT INTO users (name, password) SELECT 'ann', 'hunter2'",
        "INSERT INTO words (name, password) VALUES ('ann', 'password')",
    ],
)
def test_other_values_are_none(text: str) -> None:
    """Other columns, parameters, calls and labels."""
    assert passwords(text) == []


def test_rows_without_end_are_quick() -> None:
    """Columns and rows without end take time as the text is long."""
    assert passwords("INSERT INTO t (password, " * 5000) == []
    assert passwords("INSERT INTO t (a, password) VALUES " + "(1, 2), " * 20_000) == []
