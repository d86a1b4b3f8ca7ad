"""Places: pointers that name only words of the providers' formats."""

from __future__ import annotations

import json

from penname.exchange.places import place_of
from penname.exchange.refusal import Refusal
from penname.text.json_text import scan


def test_unknown_keys_are_hidden() -> None:
    """Keys of the client's own, long numbers and other digits are shown as `*`."""
    body = {"messages": [{"maria/x": {"1234567": {"٣": {"content": ["v"]}}}}]}
    leaf = scan(json.dumps(body)).leaves[-1]
    assert place_of(leaf) == "/messages/0/*/*/*/content/0"


def test_whole_document_has_no_place() -> None:
    """A document that is one value has the empty pointer."""
    assert place_of(scan('"v"').leaves[0]) == ""


def test_refusal_says_what_and_why() -> None:
    """A refusal carries status, code and message, and is its message as text."""
    refusal = Refusal(400, "invalid_json", "penname: no.")
    assert (refusal.status, refusal.code, str(refusal)) == (400, "invalid_json", "penname: no.")
