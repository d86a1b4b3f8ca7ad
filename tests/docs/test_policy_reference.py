"""The reference of policies is made from the tables that the loader reads, and is fresh."""

from __future__ import annotations

import re

from tests.docs.policy_reference import PAGE, filled, generated


def test_page_is_fresh() -> None:
    """`python -m tests.docs.policy_reference` would change nothing."""
    page = PAGE.read_text("utf-8")
    assert filled(page) == page


def test_every_table_is_shown() -> None:
    """Each table of the grammar has its place on the page, once."""
    named = re.findall(r"<!-- ([a-z-]+) -->", PAGE.read_text("utf-8"))
    assert sorted(name for name in named if name != "end") == sorted(generated())


def test_every_key_has_words() -> None:
    """No key of any table is without its meaning."""
    rows = [
        row for part in generated().values() for row in part.splitlines() if row.startswith("| `")
    ]
    assert len(rows) > 150
    assert [row for row in rows if re.search(r"\|\s*\.?\s*\|$", row)] == []
