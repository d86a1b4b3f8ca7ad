"""The pages about the audit log are true: their commands run, and are commands of penname."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import commands, parse

DOCS = Path(__file__).parents[2] / "docs"
TUTORIAL = DOCS / "tutorial" / "audit-log.md"
PAGES = [TUTORIAL, *sorted((DOCS / "how-to").glob("audit-*.md")), DOCS / "reference" / "cli.md"]
_CONSOLE = re.compile(r"^ *```console\n(.*?)^ *```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_parse(page: Path) -> None:
    """Every penname command of the pages is one that penname takes."""
    for console in _CONSOLE.findall(page.read_text("utf-8")):
        for step in commands(re.sub(r"^ +", "", console, flags=re.MULTILINE)):
            command = re.split(r" [|>] ", step.command)[0]
            if "penname " in command:
                parse(command)
