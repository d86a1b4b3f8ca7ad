"""From what an exchange has found to the rows of an audit record."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

from penname.audit.record import FindingRow
from penname.exchange.account import Row


def finding_rows(rows: Iterable[Row], direction: str) -> tuple[FindingRow, ...]:
    """The rows of one direction (`request`, `reply`)."""
    return tuple(
        FindingRow(**asdict(found), scores=dict(scores))
        for found, scores in rows
        if found.direction == direction
    )
