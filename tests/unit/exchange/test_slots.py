"""Slots: text in attachments, in any wrapping; binary data stays as it came."""

from __future__ import annotations

import json

import pytest

from penname.dialects.openai_chat import CHAT as DIALECT
from penname.exchange.slots import MAX_LAYERS, Walker
from penname.text.json_text import scan
from tests.exchanges import CARD, MAIL, chat, dump, exchange, vault


async def test_deep_json_is_still_text() -> None:
    """JSON in strings below the last layer that is followed is masked as plain text."""
    value: object = MAIL
    for _ in range(MAX_LAYERS + 3):
        value = json.dumps({"a": value})
    out = (await exchange(vault()).mask_request(dump({"metadata": {"v": value}}))).body.decode()
    assert MAIL not in out


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("name", False),
        ("x_86_64", False),
        ("café", True),
        ("a b", True),
        (CARD, True),
        ("4111-1111-1111-1111", True),
        ("078-05-1120", True),
        ("10.0.0.1", True),
        ("1985-03-04", True),
        ("a" * 65, True),
    ],
)
async def test_keys_are_read_where_free(key: str, asked: bool) -> None:
    """Keys of free JSON that are more than a plain word are read like text."""
    walk = Walker(DIALECT, DIALECT.request).run(scan(json.dumps({"metadata": {key: 1}})))
    assert [slot.detect for slot in walk.slots if slot.text == key] == [asked]


def test_slots_show_no_text() -> None:
    """A slot and a walk show sizes, never text."""
    walk = Walker(DIALECT, DIALECT.request).run(scan(json.dumps(chat(MAIL))))
    assert "maria" not in repr(walk)
    assert "characters" in repr(walk.slots)


def test_slots_come_in_prefix_order() -> None:
    """Slots stand in the order in which the provider reads the members."""
    body = {"user": "u1", "messages": [{"role": "user", "content": "m1"}], "tools": [{"x": "t1"}]}
    walk = Walker(DIALECT, DIALECT.request).run(scan(json.dumps(body)))
    assert [slot.text for slot in walk.slots] == ["t1", "m1", "u1"]


@pytest.mark.parametrize("text", ['"a"', "[1234567]", '["x"]', "12345678"])
def test_bare_documents_have_slots(text: str) -> None:
    """A body that is no object is walked like any other."""
    assert len(Walker(DIALECT, DIALECT.request).run(scan(text)).slots) == 1
