"""The page of signed policies says what the code writes and reads."""

from __future__ import annotations

import json
from pathlib import Path

from penname.policy.manifest import Manifest
from penname.policy.signatures import FILE_NAME, PAYLOAD_TYPE, key_of, sign

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "policy-signatures.md").read_text(
    "utf-8"
)


def test_page_names_every_key() -> None:
    """Each key of an envelope and of its payload stands on the page."""
    manifest = Manifest({"a": "a" * 64}, frozenset({("p", "1", "b" * 64)}))
    envelope = json.loads(sign(manifest, [key_of(bytes(32))]))
    payload = json.loads(manifest.payload())
    for key in (*envelope, *payload):
        assert f"| `{key}` |" in PAGE
    for one in (envelope["signatures"][0], payload["files"][0], payload["policies"][0]):
        assert f"`{{{', '.join(json.dumps(key) for key in one)}}}`" in PAGE
    assert PAYLOAD_TYPE in PAGE
    assert FILE_NAME in PAGE
