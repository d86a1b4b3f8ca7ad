"""What to do next."""

from __future__ import annotations

import re
from pathlib import Path

from penname.cli.audit.advice import ADVICE

FORMAT = Path(__file__).parents[4] / "docs" / "audit-format.md"


def test_every_problem_has_advice() -> None:
    """The specification's problems have advice, all of them and no others."""
    section = FORMAT.read_text("utf-8").partition("## 8. Verifying")[2].partition("\n## ")[0]
    codes = set(re.findall(r"^\| `([a-z-]+)` \|", section, re.M))
    assert len(codes) > 10
    assert set(ADVICE) == codes
    assert all(sentence.endswith(".") for one in ADVICE.values() for sentence in one)
