"""That somebody has values shown: recorded in a log before anything is shown."""

from __future__ import annotations

from collections.abc import Sequence

from penname.audit.recipients import Identity
from penname.cli.audit.finding import Found


def record_reveal(
    found: Sequence[Found], reason: str, journal: str | None, identities: Sequence[Identity]
) -> list[str]:
    raise NotImplementedError
