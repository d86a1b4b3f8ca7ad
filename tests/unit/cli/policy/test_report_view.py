"""Findings as people see them."""

from __future__ import annotations

import io

from rich.console import Console

from penname.cli.policy.report import Finding
from penname.cli.policy.report_view import plural, show_findings, tally

BAD = Finding(
    "p.yaml",
    3,
    12,
    "error",
    "policy-error",
    "unknown key",
    "did you mean 'x'?",
    "a.b",
    "  A:\t{y: 1}",
)


def shown(*findings: Finding, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False)
    show_findings(console, findings)
    written = console.file
    assert isinstance(written, io.StringIO)
    return written.getvalue()


def test_finding_shows_its_line() -> None:
    """Place, severity, key and message; below them the line, and the hint at the caret."""
    assert shown(BAD) == (
        "p.yaml:3:12: error: a.b: unknown key\n"
        "     3 |   A: {y: 1}\n"
        "       |            ^ did you mean 'x'?\n"
    )


def test_long_lines_are_not_wrapped() -> None:
    """A line break of ours would make a place unclickable: the terminal wraps."""
    assert shown(BAD, width=20) == shown(BAD)


def test_hint_without_source_has_its_line() -> None:
    """Without the source line, the hint stands below the message."""
    finding = Finding("p.yaml", 3, 0, "warning", "policy-warning", "ends soon", "renew it")
    assert shown(finding) == "p.yaml:3: warning: ends soon\n         renew it\n"


def test_terminals_get_no_commands() -> None:
    """Control characters of a file do not reach the terminal."""
    finding = Finding("p.yaml", 1, 1, "error", "policy-error", "\x1b[2Jx", "\x07", "k", "\x1b]0;a")
    assert "\x1b" not in shown(finding)
    assert "\x07" not in shown(finding)


def test_tally_counts_in_words() -> None:
    """Errors and warnings are counted; what there is none of is not named."""
    warned = Finding("p.yaml", 1, 1, "warning", "policy-warning", "x")
    assert tally([BAD, BAD, warned]) == "2 errors, 1 warning"
    assert tally([]) == ""
    assert [plural(1, "policy"), plural(2, "policy"), plural(0, "file")] == [
        "1 policy",
        "2 policies",
        "0 files",
    ]


def test_caret_stands_below_wide_letters() -> None:
    """Letters that take two columns of a terminal move the caret by two."""
    finding = Finding("p.yaml", 1, 3, "error", "policy-error", "x", source="名前: 1")
    line, caret = shown(finding).splitlines()[1:]
    assert caret.index("^") == line.index(":") + len("名前")


def test_long_lines_are_cut_around_the_place() -> None:
    """Of a line that would fill the terminal only the part around the place is shown."""
    finding = Finding("p.yaml", 1, 501, "error", "policy-error", "x", source="a" * 500 + "B" * 500)
    line, caret = shown(finding).splitlines()[1:]
    assert len(line) < 250
    assert line[caret.index("^")] == "B"
    assert line[caret.index("^") - 1] == "a"
