"""Who has looked at an allow or deny entry: for people, it decides nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Review:
    """The day on which an entry came, who agreed, and where it was asked for; any may be unsaid."""

    created: dt.date | None = None
    approved_by: str = ""
    ticket: str = ""

    def __str__(self) -> str:
        """In a line, for a diff."""
        said = ("" if self.created is None else str(self.created), self.approved_by, self.ticket)
        return ", ".join(one for one in said if one)


NOBODY = Review()
