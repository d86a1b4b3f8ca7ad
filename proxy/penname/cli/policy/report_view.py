"""How findings look on a terminal: the way compilers show errors, with the line and a caret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from penname.cli.output import safe
from penname.cli.policy.report import Finding, counts

_STYLES = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_GUTTER = 6
#: A longer line would fill the terminal, and nobody reads it.
_LONGEST_SOURCE = 200


def show_findings(console: Console, findings: Iterable[Finding]) -> None:
    """Each finding: `path:line:col: severity: key: message`, the source line, a caret."""
    for finding in findings:
        console.print(head(finding), soft_wrap=True)
        if finding.source and finding.column:
            for line in _quoted(finding):
                console.print(line, soft_wrap=True)
        elif finding.hint:
            console.print(Text(f"{'':>{_GUTTER}}   {safe(finding.hint)}", "cyan"), soft_wrap=True)


def head(finding: Finding) -> Text:
    """The first line; terminals and editors make `path:line:col` clickable."""
    places = [str(place) for place in (finding.line, finding.column) if place]
    return Text.assemble(
        (":".join([safe(finding.path), *places]) + ":", "bold"),
        " ",
        (f"{finding.severity}:", _STYLES[finding.severity]),
        " ",
        (f"{safe(finding.key)}: " if finding.key else "", "bold"),
        safe(finding.message),
    )


def _quoted(finding: Finding) -> Sequence[Text]:
    """The part of the line around the place, and the caret below it."""
    source = safe(finding.source.replace("\t", " "))
    left = max(0, finding.column - _LONGEST_SOURCE // 2)
    before = source[left : finding.column - 1]
    style = _STYLES[finding.severity]
    return (
        Text.assemble((f"{finding.line:>{_GUTTER}} | ", "dim"), source[left:][:_LONGEST_SOURCE]),
        Text.assemble(
            (f"{'':>{_GUTTER}} | ", "dim"),
            " " * cell_len(before),  # some letters take two columns of a terminal
            ("^", style),
            (f" {safe(finding.hint)}" if finding.hint else "", "cyan"),
        ),
    )


def tally(findings: Iterable[Finding]) -> str:
    """`2 errors, 1 warning`; empty when there is neither."""
    found = counts(findings)
    said = [(found["error"], "error"), (found["warning"], "warning")]
    return ", ".join(plural(count, word) for count, word in said if count)


def plural(count: int, word: str) -> str:
    """`1 error`, `2 errors`, `3 policies`."""
    if count == 1:
        return f"1 {word}"
    return f"{count} {word[:-1]}ies" if word.endswith("y") else f"{count} {word}s"
