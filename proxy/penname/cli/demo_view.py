"""How the demo looks: panels beside or above each other, a summary; plain text when piped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from penname.cli import demo_check as check
from penname.cli.demo_check import Act
from penname.cli.demo_log import Logged
from penname.cli.output import chip, print_rows
from penname.policy.model import Policy

#: Below this width three panels side by side would cut every second surrogate.
_WIDE = 110
_WIDEST = 200

Places = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was counted over the whole show. Times in seconds."""

    planted: int
    leaked: int
    due: int
    returned: int
    searched_bytes: int
    requests: int
    added_s: float
    samples: int
    log: Logged

    @property
    def is_clean(self) -> bool:
        return not self.leaked and self.returned == self.due and self.log.is_good


def show_act(console: Console, number: int, act: Act) -> None:
    """The three panels of one act."""
    console.print()
    title = f"{number}  {act.title}, streamed"
    if console.is_terminal:
        width = min(console.width, _WIDEST)
        console.print(Rule(Text(title, style="bold"), align="left", style="dim"), width=width)
    else:
        console.print(f"== {title} ==")
    texts = _texts(act)
    if not console.is_terminal:
        for name, text, places in texts:
            console.print(f"\n-- {name} --")
            console.print(_in_brackets(text, places), soft_wrap=True)
    elif console.width < _WIDE:
        for name, text, places in texts:
            console.print(_panel(name, _coloured(text, places)))
    else:
        console.print(_side_by_side(console, texts), width=min(console.width, _WIDEST))


def _texts(act: Act) -> list[tuple[str, str, Places]]:
    values = act.mail.values
    saw = act.saw or "(nothing: the request was refused)"
    got = act.got
    return [
        (f"client sent  {act.sent_bytes} B", act.mail.text, check.places(act.mail.text, values)),
        (f"upstream saw  {act.seen_bytes} B", saw, check.surrogates(saw)),
        (f"client got back  {act.answered_bytes} B", got, check.places(got, values)),
    ]


def _coloured(text: str, places: Places) -> Text:
    # fold: a long key goes on in the next line, instead of being cut
    styled = Text(text, overflow="fold")
    for start, end, kind in places:
        styled.stylize(chip(kind), start, end)
    return styled


def _in_brackets(text: str, places: Places) -> str:
    for start, end, _ in reversed(places):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


def _panel(title: str, content: RenderableType, height: int | None = None) -> Panel:
    name, _, size = title.partition("  ")
    head = Text.assemble(" ", (name, "bold"), "  ", (size, "dim"), " ")
    return Panel(content, title=head, title_align="left", border_style="dim", height=height)


def _side_by_side(console: Console, texts: Sequence[tuple[str, str, Places]]) -> Table:
    width = (min(console.width, _WIDEST) - 2) // 3
    styled = [(name, _coloured(text, places)) for name, text, places in texts]
    options = console.options.update(width=width - 4)
    height = max(len(console.render_lines(text, options)) for _, text in styled) + 2
    grid = Table.grid(padding=(0, 1, 0, 0))
    for _ in styled:
        grid.add_column(width=width, overflow="fold")
    grid.add_row(*(_panel(name, text, height) for name, text in styled))
    return grid


def show_summary(console: Console, acts: Sequence[Act], policy: Policy, verdict: Verdict) -> None:
    """Findings per type, and what was checked."""
    if check.counts(acts):
        _findings(console, acts, policy)
    rows: list[tuple[str | Text, str | Text]] = [
        (
            _mark(console, not verdict.leaked).append("leaked to upstream:"),
            f"{verdict.leaked} of {verdict.planted} planted values (searched: all "
            f"{verdict.searched_bytes:,} bytes of the {verdict.requests} requests that it got)",
        ),
        (
            _mark(console, verdict.returned == verdict.due).append("came back:"),
            f"{verdict.returned} of {verdict.due} values, each exactly as it was sent",
        ),
    ]
    log = verdict.log
    rows.append(
        (
            _mark(console, log.is_good).append("audit log:"),
            f"{log.records} records, {'verified' if log.verifies else 'NOT verified'} without a "
            f"key; {log.readable} of {verdict.planted} planted values stand in it in clear",
        )
    )
    for number, act in enumerate(acts, start=1):
        label = Text("  on the wire:" if number == 1 else "")
        sizes = f"{act.sent_bytes:,} B sent, {act.seen_bytes:,} B upstream"
        back = f"{act.answered_bytes:,} B back in {act.pieces} pieces"
        rows.append((label, f"{sizes}, {back} ({act.title})"))
    if verdict.samples:
        rows.append(
            (
                "  time added:",
                f"{verdict.added_s * 1000:.0f} ms for a request with its streamed answer (median "
                f"of {verdict.samples} new texts, against the same calls without penname)",
            )
        )
    print_rows(console, rows)


def _findings(console: Console, acts: Sequence[Act], policy: Policy) -> None:
    examples = check.examples(acts)
    rows = [
        (kind, str(count), str(policy.rules[kind].action) if kind in policy.rules else "")
        for kind, count in check.counts(acts).most_common()
    ]
    if not console.is_terminal:
        console.print()
        for kind, count, action in [("entity type", "found", "action"), *rows]:
            example = examples.get(kind, "the upstream saw, for example")
            console.print(f"  {kind:<18} {count:>5}  {action:<9}  {example}", soft_wrap=True)
        console.print()
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("entity type")
    table.add_column("found", justify="right")
    table.add_column("action")
    table.add_column("the upstream saw, for example", no_wrap=True)
    for kind, count, action in rows:
        table.add_row(Text(kind, style=chip(kind)), count, action, examples[kind])
    console.print(Padding(table, (0, 0, 0, 2)))


def _mark(console: Console, is_good: bool) -> Text:
    if not console.is_terminal:
        return Text("ok  " if is_good else "NO  ")
    return Text("\N{CHECK MARK} ", "bold green") if is_good else Text("\N{BALLOT X} ", "bold red")
