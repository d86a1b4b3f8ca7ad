"""From what an exchange has found to the rows of an audit record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict

from penname.audit.record import FindingRow
from penname.exchange.account import Row

_PLACE = re.compile(r"/[^/]+:[0-9]+\Z")


def finding_rows(rows: Iterable[Row], direction: str) -> tuple[FindingRow, ...]:
    """The rows of one direction (`request`, `reply`)."""
    return tuple(
        FindingRow(**asdict(found) | {"rule": _rule(found.rule)}, scores=dict(scores))
        for found, scores in rows
        if found.direction == direction
    )


def _rule(where: str) -> str:
    """`file:line` without the folders, which are this machine's own; other words as they are."""
    return where if _PLACE.search(where) is None else where.rpartition("/")[2]
