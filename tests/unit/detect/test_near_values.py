"""Secrets somewhere behind their name on one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from penname.detect import secrets

STRONG = "kT7!vbQx9Zr"


def passwords(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in secrets.password_assignments(text)]


def keys(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in secrets.secret_assignments(text)]


@pytest.mark.parametrize(
    "text",
    [
        "cy.get('#password').then(f => f.enter('{}'))",
        'unlock(vault, passwords[0], "{}")',
        "the root password (in quotes): '{}'",
        "peer 10.0.0.1 password {}",
        "мой пароль {}",
    ],
)
def test_strong_words_on_the_line(text: str) -> None:
    """In quotes, or as the next and last word."""
    assert passwords(text.format(STRONG)) == [STRONG]


def test_lists_of_keys(make: Callable[..., str]) -> None:
    """Each of them."""
    values = [f"aB3{make(40)}" for _ in range(3)]
    text = "TOKENS = [" + ", ".join(f'"{value}"' for value in values) + "]"
    assert sorted(keys(text)) == sorted(values)


@pytest.mark.parametrize(
    "text",
    [
        "cy.get('#password').should('have.class', 'is-valid2')",
        "password_label == 'kT7!vbQx9Zr'",
        "t('password.label', 'Password2024')",
        "password\n'kT7!vbQx9Zr'",
        "the password policy of Windows11",
    ],
)
def test_other_words_on_the_line(text: str) -> None:
    """Words, and what stands behind another name or on another line."""
    assert passwords(text) == []


def test_names_without_end_are_quick() -> None:
    """Many names and quotes take time as the text is long."""
    assert passwords("password 'a' " * 10_000) == []
