"""How `scan` shows a text: each line that holds something, why, and what would be sent."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from penname.cli.findings import Finding, Report, line_starts
from penname.cli.output import chip, colour, safe
from penname.cli.policy.files import near

#: Always as many, so that they do not tell how long the value is.
_DOTS = "\N{BULLET}" * 3

#: First line, last line (both from 1), and the findings that start there.
_Block = tuple[int, int, list[Finding]]


def show(
    data: Console, talk: Console, name: str, text: str, found: Report, *, show_values: bool
) -> None:
    """Findings by line and the masked lines on `data`, the sum on `talk`."""
    starts = [*line_starts(text), len(text) + 1]
    masked = safe(found.masked).split("\n")  # masking never adds or takes a line
    for first, last, findings in _blocks(found.findings, starts):
        line = _line(text, starts[first - 1], starts[last] - 1, findings, show_values)
        data.print(Text(f"{name}:{first}", style="bold"), soft_wrap=True)
        data.print(_indented("  ", line), soft_wrap=True)
        for finding in findings:
            data.print(_why(finding), soft_wrap=True)
        data.print(_indented("  = ", Text("\n".join(masked[first - 1 : last]))), soft_wrap=True)
        data.print()
    talk.print(_sum(found), soft_wrap=True)


def _blocks(findings: Sequence[Finding], starts: Sequence[int]) -> Iterator[_Block]:
    """Findings by line; one over several lines takes the others on these lines along."""
    block: _Block | None = None
    for finding in findings:
        last = bisect_right(starts, finding.end - 1)
        if block is not None and finding.line <= block[1]:
            block = (block[0], max(block[1], last), [*block[2], finding])
            continue
        if block is not None:
            yield block
        block = (finding.line, last, [finding])
    if block is not None:
        yield block


def _line(text: str, start: int, end: int, findings: Sequence[Finding], show_values: bool) -> Text:
    """The text with its values marked, and hidden behind their first character."""
    line = Text()
    position = start
    for finding in findings:
        line.append(safe(text[position : finding.start]))
        value = safe(text[finding.start : finding.end])
        shown = value if show_values else value[0] + _DOTS
        line.append(shown, style=chip(finding.entity_type))
        position = finding.end
    line.append(safe(text[position:end]))
    return line


def _indented(head: str, text: Text) -> Text:
    lines = text.split("\n", allow_blank=True)
    return Text("\n").join(Text.assemble((head, "dim"), line) for line in lines)


def _why(finding: Finding) -> Text:
    return Text.assemble(
        f"    {finding.column:>4}  ",
        (f"{finding.entity_type:<18}", colour(finding.entity_type)),
        f" {finding.score:.2f}  {finding.recognizer:<16} ",
        (f"{finding.action:<9}", "bold red" if finding.action == "block" else ""),
        (f" {near(finding.where)}", "dim"),
    )


def _sum(found: Report) -> Text:
    counts = Counter(finding.entity_type for finding in found.findings)
    if not counts:
        return Text("nothing found")
    total = counts.total()
    words = ", ".join(f"{kind} {count}" for kind, count in counts.most_common())
    text = Text(f"{total} {'finding' if total == 1 else 'findings'}: {words}")
    if found.is_blocked:
        text.append("\na request with this text would be refused", style="bold red")
    return text
