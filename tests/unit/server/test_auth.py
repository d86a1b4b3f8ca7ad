"""Client keys and scopes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from multidict import CIMultiDict

from penname.server.auth import ClientKeys, load_client_keys, scope_id
from penname.server.config import ConfigError

KEY = bytes(32)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def scope(headers: Mapping[str, str], **kwargs: Any) -> str:
    given: dict[str, Any] = {"scope_header": None, "client": None, "key": KEY} | kwargs
    return scope_id(CIMultiDict(headers), **given)


def test_key_file_is_read(tmp_path: Path) -> None:
    """Comments and blank lines are skipped, and each key gives its own client."""
    path = tmp_path / "keys"
    path.write_text(
        f"# staff\n\nada:{digest('one')}  # laptop\nada:{digest('two')}\nci:{digest('3')}"
    )
    keys = load_client_keys(path)
    assert keys.client_of("one") == keys.client_of("two") == "ada"
    assert keys.client_of("3") == "ci"
    assert keys.client_of("") is None
    assert keys.client_of("One") is None


@pytest.mark.parametrize("text", ["", "# none", "ada", "ada:xyz", "a b:" + "0" * 64])
def test_bad_key_files_are_refused(tmp_path: Path, text: str) -> None:
    """A file without keys or with a bad line stops the start."""
    path = tmp_path / "keys"
    path.write_text(text)
    with pytest.raises(ConfigError, match="client_keys_file"):
        load_client_keys(path)


def test_missing_key_file_is_refused(tmp_path: Path) -> None:
    """A key file that is not there must not mean an open door."""
    with pytest.raises(ConfigError):
        load_client_keys(tmp_path / "gone")


def test_non_text_keys_do_not_crash() -> None:
    """Undecodable header bytes are just a wrong key."""
    assert ClientKeys((("a", bytes(32)),)).client_of("\udcff") is None


def test_scope_prefers_configured_header() -> None:
    """The configured header wins, and its value is not readable in the scope."""
    named = scope({"X-Team": "ada@example.org"}, scope_header="x-team", client="ada")
    assert named.startswith("ada/h-")
    assert "example" not in named
    assert named != scope({"X-Team": "bob"}, scope_header="x-team", client="ada")


def test_scope_header_cannot_cross_clients() -> None:
    """Two clients that send the same scope header do not share a vault."""
    headers = {"X-Team": "blue"}
    one = scope(headers, scope_header="x-team", client="ada")
    two = scope(headers, scope_header="x-team", client="bob")
    assert one != two


def test_scope_falls_back_to_client() -> None:
    """Without the header the authenticated client is the scope, whatever credential it uses."""
    assert scope({"Authorization": "Bearer a"}, scope_header="x-team", client="ada") == "client-ada"


def test_scope_falls_back_to_credential() -> None:
    """The same key is the same scope in either header; another key is another scope."""
    one = scope({"Authorization": "Bearer k1"})
    assert one == scope({"X-Api-Key": "k1"})
    assert one != scope({"X-Api-Key": "k2"})
    assert one.startswith("k-")
    assert len(one) == 34
    assert one != scope({"X-Api-Key": "k1"}, key=bytes([1]) * 32)


def test_scope_without_credential_is_anonymous() -> None:
    """A request that shows nothing falls into one common scope."""
    assert scope({}) == "anonymous"
