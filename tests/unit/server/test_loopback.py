"""Addresses that only this machine reaches."""

from __future__ import annotations

import pytest

from penname.server.loopback import is_loopback


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.8.9.10", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("localhost.example.org", False),
        ("", False),
    ],
)
def test_only_loopback_is_local(host: str, answer: bool) -> None:
    """Loopback addresses and the name localhost are local; a name that may be anything is not."""
    assert is_loopback(host) is answer
