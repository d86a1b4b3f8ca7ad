"""What the demo asks its audit log: does it verify, and can a planted value be read in it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from penname.audit.verify import verify
from penname.cli import demo_check as check
from penname.cli.demo_mail import Value


@dataclass(frozen=True, slots=True)
class Logged:
    """How many records there are, whether all verify, and how many values stand there in clear."""

    records: int
    verifies: bool
    readable: int

    @property
    def is_good(self) -> bool:
        return self.verifies and self.records > 0 and not self.readable


def logged(folder: Path, values: Sequence[Value]) -> Logged:
    """Looks at the files of a log, with no key. Raises AuditError."""
    report = verify(folder)
    files = [path.read_bytes() for path in sorted(folder.glob("seg-*"))]
    return Logged(
        sum(report.events.values()), report.verdict == "ok", len(check.leaked(values, files))
    )
