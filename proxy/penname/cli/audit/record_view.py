"""One record as a page: what it says, by subject, and the texts as far as they may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from penname.audit.flat import clean
from penname.audit.reader import ReadRecord
from penname.audit.record import AuditRecord, Content, FindingRow
from penname.cli.audit.times import shown
from penname.cli.audit.words import (
    NOTHING,
    ended,
    milliseconds,
    number,
    said_in_clear,
    size,
    who,
)
from penname.cli.output import colour, print_rows, safe
from penname.cli.policy.files import near

_Row = tuple[str | Text, str | Text]
#: Texts of more lines are cut on a terminal; --json has them whole.
_MOST_LINES = 60
#: So long may one fact be.
_MOST_LETTERS = 2000
_BAR_WIDTH = 4


def show_record(console: Console, read: ReadRecord, origin: str, *, reveal: bool = False) -> None:
    """The whole record. Originals only where `reveal` says so."""
    console.print(
        Text.assemble(
            (f"{read.event} {number(read.index)}", "bold"),
            ("  " + shown(read.time), ""),
            (f"  {clean(origin)}, segment {read.segment}, line {read.line_no}", "dim"),
        ),
        soft_wrap=True,
    )
    rows = [*_clear(read), *([] if read.record is None else _facts(read.event, read.record))]
    if rows:
        print_rows(console, rows)
    if read.record is not None:
        _findings(console, "findings", read.record.findings)
        _findings(console, "only counted (shadow)", read.record.shadow)
        _content(console, read.record.content, reveal=reveal)


def _clear(read: ReadRecord) -> Iterator[_Row]:
    if words := said_in_clear(read.event, read.detail or {}):
        yield "says", clean(words)
    if read.erased:
        yield "content", Text("erased: its keys were destroyed, nobody can read it", "bold")
    elif read.problem:
        yield "content", Text(f"cannot be opened: {clean(read.problem)}", "bold red")
    elif read.record is None:
        yield "content", Text("sealed; an identity opens it (--identity FILE)", "dim")


def _facts(event: str, one: AuditRecord) -> Iterator[_Row]:
    """Label and words; what the record does not say has no row."""
    call = "  ".join(word for word in (one.provider, one.route, one.model) if word)
    policy = f"{one.policy}@{one.revision}" if one.revision else one.policy
    parts: list[tuple[str, str]] = [
        ("ended" if event == "response" else "decision", ended(event, one)),
        ("by", one.actor),
        ("reason", one.reason),
        ("about", ", ".join(f"{name} {value}" for name, value in one.about.items())),
        ("request id", one.request_id),
        ("call", call),
        ("upstream", _upstream(one)),
        ("tenant", who(one)),
        ("client key", one.client),
        ("policy", "  ".join(word for word in (policy, one.digest[:12], one.mode) if word)),
        ("view", one.view),
        ("failed in", " ".join(word for word in (one.stage, one.error) if word)),
        ("detection", one.detector),
        ("sizes", _sizes(one)),
        ("times", _times(one)),
        ("body hash", one.body_sha256),
        ("masked hash", one.masked_sha256),
    ]
    for label, words in parts:
        if words:
            style = "bold red" if label == "decision" and one.decision != "forwarded" else ""
            yield label, Text(clean(words, _MOST_LETTERS), style)


def _sizes(one: AuditRecord) -> str:
    named = ((one.bytes_in, "in"), (one.bytes_out, "out"))
    streamed = ["streamed"] if one.streamed else []
    return ", ".join([*(f"{size(count)} {way}" for count, way in named if count), *streamed])


def _times(one: AuditRecord) -> str:
    named = ((one.mask_ms, "masking"), (one.upstream_ms, "upstream"), (one.duration_ms, "in all"))
    return ", ".join(f"{milliseconds(value)} {what}" for value, what in named if value)


def _upstream(one: AuditRecord) -> str:
    answered = f"answered {one.upstream_status}" if one.upstream_status else ""
    return "  ".join(part for part in (one.upstream, answered) if part)


def _findings(console: Console, title: str, rows: tuple[FindingRow, ...]) -> None:
    """A line for each kind: how often, what was done, how sure, who found it, who decided."""
    if not rows:
        return
    console.print(Text(f"\n  {title}", "bold"))
    wide = max(len(row.entity_type) for row in rows)
    actions = max(len(row.action) for row in rows)
    scores = max(len(_scores(row)) for row in rows)
    for row in sorted(rows, key=lambda one: (one.direction != "request", one.entity_type)):
        text = Text.assemble(
            "    ",
            (f"{clean(row.entity_type):<{wide}}", colour(row.entity_type)),
            f"  {row.count:>3,}  ",
            (f"{clean(row.action):<{actions}}", _action_style(row.action)),
            f"  {_scores(row):<{scores}}  {clean(row.recognizer)}",
        )
        where = "/".join(part for part in (row.role, row.part) if part)
        reading = "" if row.view == "raw" else f"read as {row.view}"
        for words in (where, reading, "in the answer" if row.direction != "request" else ""):
            text.append(f"  {clean(words)}" if words else "")
        rule = clean(near(row.rule))
        fits = not console.is_terminal or text.cell_len + 2 + len(rule) <= console.width
        text.append(("  " if fits else "\n      ") + rule if rule else "", style="dim")
        text.rstrip()
        console.print(text, soft_wrap=True)


def _action_style(action: str) -> str:
    return "bold red" if action == "block" else "dim" if action in NOTHING else ""


def _scores(row: FindingRow) -> str:
    if not row.scores:
        return ""
    least, most = min(row.scores) / 100, max(row.scores) / 100
    return f"{least:.2f}" if least == most else f"{least:.2f}-{most:.2f}"


def _content(console: Console, content: Content | None, *, reveal: bool) -> None:
    if content is None:
        return
    if content.masked:
        _text(console, "text as it went through", content.masked, "")
    if content.original and reveal:
        _text(console, "text before masking, REVEALED", content.original, "yellow")
    elif content.original:
        hint = "\n  The text before masking is kept; --reveal --reason TEXT shows it."
        console.print(Text(hint, "dim"))
    elif reveal:
        console.print(Text("\n  The text before masking was not kept in this record.", "dim"))
    if content.truncated:
        console.print(Text("  Only the beginning of the text was kept.", "dim"))


def _text(console: Console, title: str, text: str, style: str) -> None:
    console.print(Text(f"\n  {title}", "bold"))
    lines = safe(text).splitlines()
    most = _MOST_LINES if console.is_terminal else len(lines)
    for one in lines[:most]:
        for part in _wrapped(console, one):
            bar = ("  \N{BOX DRAWINGS LIGHT VERTICAL} ", "dim")
            console.print(Text.assemble(bar, (part, style)), soft_wrap=True)
    if len(lines) > most:
        rest = f"  … {number(len(lines) - most)} more lines; --json has them all"
        console.print(Text(rest, "dim"))


def _wrapped(console: Console, line: str) -> list[str]:
    """The line as a terminal shows it behind a bar; as it is anywhere else."""
    if not console.is_terminal:
        return [line]
    wrapped = Text(line).wrap(console, max(console.width - _BAR_WIDTH, 20), tab_size=4)
    return [part.plain.rstrip() for part in wrapped] or [""]
