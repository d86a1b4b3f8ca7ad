"""Anchors: read from files and program logs, refused with the line where they are none."""

from __future__ import annotations

import json
from base64 import b64encode

import pytest

from penname.audit.anchors import (
    MAX_ANCHOR_LINE,
    Anchor,
    AnchorError,
    anchors_in,
    parse_anchor,
    parse_anchors,
    parse_trust_root,
)

HASH = bytes(range(32))
SIGNATURE = b64encode(bytes(range(64))).decode()
RECEIPT = f"penname/eu-1/17/{HASH.hex()}"
CHECKPOINT = f"penname/eu-1 18 {HASH.hex()} {SIGNATURE}"


def test_receipts_are_read() -> None:
    """A receipt names a leaf; a log must have one leaf more than its index."""
    anchor = parse_anchor(RECEIPT)
    assert anchor == Anchor("penname/eu-1", 18, HASH)
    assert (anchor.is_receipt, anchor.index, str(anchor)) == (True, 17, RECEIPT)


def test_checkpoints_are_read() -> None:
    """A checkpoint names a size and a root."""
    anchor = parse_anchor(CHECKPOINT)
    assert anchor == Anchor("penname/eu-1", 18, HASH, SIGNATURE)
    assert (anchor.is_receipt, anchor.size, str(anchor)) == (False, 18, CHECKPOINT)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a/1",
        RECEIPT[:-1],
        RECEIPT + "0",
        RECEIPT.upper(),
        RECEIPT.replace("/17/", "/017/"),
        RECEIPT.replace("/17/", "/-1/"),
        RECEIPT.replace("/17/", "/9007199254740992/"),
        RECEIPT.replace("penname/", "penname//"),
        "a" * 129 + "/1/" + HASH.hex(),
        RECEIPT + "\n",
        CHECKPOINT.replace(" ", "  "),
        CHECKPOINT[:-1],
        CHECKPOINT[:-3] + "B==",
        CHECKPOINT.replace(" 18 ", " x "),
    ],
)
def test_other_texts_are_no_anchors(text: str) -> None:
    """What is not exactly a receipt or a checkpoint is refused, and not quoted."""
    with pytest.raises(AnchorError) as caught:
        parse_anchor(text)
    assert HASH.hex()[:8] not in str(caught.value)


def test_trust_root_is_of_record_0() -> None:
    """A trust root is the receipt of index 0; white space around it is nothing."""
    root = f"a/0/{HASH.hex()}"
    assert parse_trust_root(f" {root}\n") == Anchor("a", 1, HASH)
    for text in (RECEIPT, f"a 1 {HASH.hex()} {SIGNATURE}", ""):
        with pytest.raises(AnchorError):
            parse_trust_root(text)


def test_files_of_anchors_are_read() -> None:
    """One anchor a line; blank lines, comments and logs that speak of none are passed over."""
    text = "\r\n".join(
        [
            "# our receipts",
            "",
            "  ",
            RECEIPT,
            json.dumps({"event": "request", "receipt": RECEIPT, "more": [1.5, None]}),
            json.dumps({"event": "audit_checkpoint", "checkpoint": CHECKPOINT}),
            json.dumps({"event": "started"}),
            json.dumps({"receipt": RECEIPT, "checkpoint": CHECKPOINT}),
        ]
    )
    receipt, checkpoint = parse_anchor(RECEIPT), parse_anchor(CHECKPOINT)
    expected = [receipt, receipt, checkpoint, receipt, checkpoint]
    assert parse_anchors(text) == list(anchors_in(text.splitlines(keepends=True))) == expected
    assert parse_anchors("") == []


@pytest.mark.parametrize(
    "line",
    [
        "what is this?",
        RECEIPT + " and more",
        "{",
        '{"receipt": 1}',
        '{"checkpoint": null}',
        '{"receipt": "Jane"}',
        '{"a":' * 100_000,
        "#" * (MAX_ANCHOR_LINE + 1),
    ],
)
def test_wrong_lines_are_named(line: str) -> None:
    """A line that is no anchor stops the reading, and the error says which one it is."""
    with pytest.raises(AnchorError, match="line 3 of the anchors") as caught:
        parse_anchors(f"{RECEIPT}\n\n{line}\n")
    assert "Jane" not in str(caught.value)
