"""Rows of findings as records have them."""

from __future__ import annotations

import pytest

from penname.exchange.account import Found
from penname.server.rows import finding_rows


def found(direction: str = "request", rule: str = "") -> Found:
    return Found("PERSON", "mask", rule, "spacy", direction, "raw", "user", "text")


def test_direction_is_chosen() -> None:
    """Only rows of the direction are given, with their scores."""
    rows = finding_rows([(found("request"), {85: 2}), (found("reply"), {90: 1})], "reply")
    assert [(row.direction, dict(row.scores)) for row in rows] == [("reply", {90: 1})]


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("/opt/penname/policies/default.yaml:12", "default.yaml:12"),
        ("policies/default.yaml:12", "default.yaml:12"),
        ("default.yaml:12", "default.yaml:12"),
        ("allow:support/mailbox", "allow:support/mailbox"),
        ("built in: known value", "built in: known value"),
        ("", ""),
    ],
)
def test_folders_stay_out(rule: str, kept: str) -> None:
    """A rule is named by its file and line; where the file lay is no business of the log's."""
    (row,) = finding_rows([(found(rule=rule), {1: 1})], "request")
    assert row.rule == kept
