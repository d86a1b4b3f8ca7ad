"""Authorization values, basic pairs and session cookies."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest

from penname.detect.http_credentials import http_credentials


def words(text: str) -> list[str]:
    return sorted({text[start:end] for start, end, _ in http_credentials(text)})


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer {}",
        '"Authorization": "Bearer {}",',
        "authorization: token {}",
        "headers={{'Authorization': f'ApiKey {}'}}",
        "Authorization: {}",
        "-H 'Authorization: Bearer {}' https://x.example",
        "Proxy-Authorization: Bearer {}",
        "Authorization: GenieKey {}",
        "Authorization: Token token={}",
        "Bearer {}.",
    ],
)
def test_authorization_values(make: Callable[..., str], text: str) -> None:
    """The value without its scheme."""
    value = make(40)
    assert words(text.format(value)) == [value]


@pytest.mark.parametrize(
    "text", ["Authorization: Basic {}", '"auth": "{}"', "_auth={}", "basic {}"]
)
def test_basic_pairs(text: str) -> None:
    """Base64 counts when it stands for a user and a password."""
    pair = base64.b64encode(b"ann:hunter2").decode()
    assert words(text.format(pair)) == [pair]
    assert words(text.format(base64.b64encode(b"no pair at all").decode())) == []
    assert words(text.format(base64.b64encode(b"user:password").decode())) == []
    assert words(text.format(base64.b64encode(bytes(range(240, 255))).decode())) == []


def test_session_cookies(make: Callable[..., str]) -> None:
    """Cookies whose names say session or login, among others."""
    one, two = make(32), make(26)
    text = f"Cookie: theme=dark; PHPSESSID={one}; _ga=GA1.2.123456.789; auth_token={two}; lang=de"
    assert words(text) == sorted([one, two])
    assert words(f"Set-Cookie: connect.sid={one}; Path=/; HttpOnly") == [one]
    assert words(f"cookie: cart={one}; theme=dark") == []


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer <token>",
        "Authorization: Bearer ${TOKEN}",
        "the bearer certificates_and_keys",
        "Bearer authentication-is-required-here",
        "basic understanding and basic tutorials",
        "author: somebody, auth: none",
        "cookie=consent; cookies: 12",
    ],
)
def test_headers_without_credentials(text: str) -> None:
    """Placeholders and words hold none."""
    assert words(text) == []


def test_many_cookies_are_quick() -> None:
    """A header without end takes time as the text is long."""
    assert words("cookie: " + "a=b; " * 20000) == []
    assert words("cookie: a=b " * 5000) == []
