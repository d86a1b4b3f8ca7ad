"""One record as one line, as in an access log: time, number, event, who and how it ended."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from penname.audit.flat import clean
from penname.audit.reader import ReadRecord
from penname.audit.record import AuditRecord
from penname.cli.audit.words import NOTHING, ended, finding_words, said_in_clear, tally, who
from penname.cli.output import chip

_EVENT_STYLES = {
    "request": "bold",
    "response": "",
    "refused": "bold red",
    "reveal": "bold yellow",
    "erase": "bold yellow",
    "rewrap": "bold yellow",
    "retire": "bold yellow",
    "gap": "bold red",
}
_DECISION_STYLES = {"forwarded": "green", "blocked": "bold red", "refused": "bold red"}
_INDEX_WIDTH = 7
#: On a narrower terminal there is no room to indent what wraps.
_LEAST_WIDTH = 80
_YEAR_WIDTH = 100


def print_line(console: Console, read: ReadRecord, origin: str = "") -> None:
    """The record on one line, which a terminal wraps between its parts. `origin` is shown where
    records of several logs are mixed."""
    chips = console.is_terminal
    wraps = chips and console.width >= _LEAST_WIDTH
    width = console.width if wraps else None
    console.print(line(read, origin, chips=chips, width=width), soft_wrap=True)


def line(
    read: ReadRecord, origin: str = "", *, chips: bool = False, width: int | None = None
) -> Text:
    """`chips` puts findings on their type's colour; without it they are plain words. With
    `width` parts that do not fit stand on further lines, indented."""
    parts = _parts(read, chips=chips)
    if origin:
        parts.append(Text(clean(origin), "dim"))
    event = f"{read.event:<8}" if parts else read.event
    text = Text.assemble(
        (_time(read.time, is_short=width is not None and width < _YEAR_WIDTH), "dim"),
        f" {read.index:>{_INDEX_WIDTH},}  ",
        (event, _EVENT_STYLES.get(read.event, "dim")),
    )
    indent = column = text.cell_len
    for part in parts:
        column += 2 + part.cell_len
        if width is not None and column > width:
            text.append("\n" + " " * indent)
            column = indent + 2 + part.cell_len
        text.append("  ").append_text(part)
    return text


def _time(time: str, *, is_short: bool) -> str:
    """`2026-11-24 09:30:01Z`; without the year where there is little room."""
    return f"{time[5:10] if is_short else time[:10]} {time[11:19]}Z"


def _parts(read: ReadRecord, *, chips: bool) -> list[Text]:
    clear = said_in_clear(read.event, read.detail or {})
    parts = [Text(clean(clear))] if clear else []
    if read.erased:
        return [*parts, Text("erased", style="dim italic")]
    if read.problem:
        return [*parts, Text("damaged", style="bold red")]
    if read.record is None:
        return parts
    return [*parts, *_of(read.event, read.record), *_findings(read.record, chips=chips)]


def _of(event: str, record: AuditRecord) -> list[Text]:
    parts = [Text(clean(word)) for word in (record.route, record.model) if word]
    if whose := who(record):
        parts.append(Text(clean(whose), "cyan"))
    if how := ended(event, record):
        style = _DECISION_STYLES.get(record.decision, "red" if record.error else "")
        parts.append(Text(clean(how), style if event != "response" else ""))
    if record.actor:
        parts.append(Text(f"by {clean(record.actor)}"))
    if record.reason:
        parts.append(Text(clean(record.reason.replace("\n", " ")), "italic"))
    return parts


def _findings(record: AuditRecord, *, chips: bool) -> list[Text]:
    found = []
    for (entity_type, action), count in tally(record.findings).items():
        words = clean(finding_words(entity_type, action, count))
        if not chips:
            found.append(Text(words))
        elif action in NOTHING:
            found.append(Text(words, "dim"))
        else:
            found.append(Text(f" {words} ", chip(entity_type)))
    return found
