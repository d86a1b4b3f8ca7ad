"""How a policy diff looks: one line for each change, equal changes of several entities as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from penname.cli.output import safe
from penname.cli.policy.report_view import plural
from penname.policy.changes import Change, Effect

#: Effect → its mark, its style. What loosens comes first: it is what a reviewer looks for.
_LOOKS: Mapping[Effect, tuple[str, str]] = {
    Effect.LOOSENS: ("-", "bold red"),
    Effect.TIGHTENS: ("+", "bold green"),
    Effect.NEUTRAL: ("~", "dim"),
}
_NONE = "\N{EM DASH}"
#: Longer words are cut; json has them whole.
_LONGEST = 120
_ARROW = "\N{RIGHTWARDS ARROW}"


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a change, and all the entities that it was made for."""

    change: Change
    key: str
    entities: tuple[str, ...]


def rows(changes: Iterable[Change]) -> list[Row]:
    """Changes in order of effect; what changed alike for several entities is one row."""
    groups: dict[tuple[str, ...], list[tuple[str, Change]]] = {}
    for change in changes:
        entity, key = _split(change.key)
        # an entity that came or went is a line of its own
        group = (change.effect, key or change.key, change.before, change.after)
        groups.setdefault(group, []).append((entity, change))
    found = [
        Row(group[0][1], _split(group[0][1].key)[1], tuple(name for name, _ in group if name))
        for group in groups.values()
    ]
    order = list(_LOOKS)
    return sorted(found, key=lambda row: order.index(row.change.effect))


def _split(key: str) -> tuple[str, str]:
    """Entity and rule key of `entities.PERSON.action`; no entity for any other key."""
    parts = key.split(".")
    if parts[0] == "entities" and len(parts) == 3:
        return parts[1], parts[2]
    return "", key


def show_changes(console: Console, title: str, changes: Sequence[Change], path: str) -> None:
    """The title, and the changes as a table; as plain lines where it is no terminal.

    In the table, `path` is left out of the places: it stands in the title.
    """
    console.print(Text(safe(title), style="bold"), soft_wrap=True)
    if not changes:
        console.print("  no difference")
    elif console.is_terminal:
        console.print(Padding(_table(rows(changes), path), (0, 0, 0, 2)))
    else:
        for change in sorted(changes, key=lambda one: list(_LOOKS).index(one.effect)):
            console.print(_line(change), soft_wrap=True)


def _line(change: Change) -> str:
    words = f"{_short(change.before) or '(none)'} -> {_short(change.after) or '(none)'}"
    return f"  {change.effect:<8}  {safe(change.key) or 'policy'}: {words}  ({safe(change.where)})"


def _short(words: str) -> str:
    """In one line, and cut when it is long: a description, a list of patterns."""
    line = " ".join(safe(words).split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "\N{HORIZONTAL ELLIPSIS}"


def _table(found: Iterable[Row], path: str) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", ratio=2)
    table.add_column(overflow="fold", max_width=30, style="dim")
    for row in found:
        mark, style = _LOOKS[row.change.effect]
        table.add_row(
            Text(f"{mark} {row.change.effect}", style=style),
            _what(row),
            _how(row),
            _where(row, path),
        )
    return table


def _what(row: Row) -> Text:
    if not row.entities:
        return Text(safe(row.key) or "the whole policy")
    return Text.assemble((row.key, "bold"), " of ", safe(", ".join(row.entities)))


def _how(row: Row) -> Text:
    before, after = _short(row.change.before) or _NONE, _short(row.change.after) or _NONE
    return Text.assemble((before, "dim"), f" {_ARROW} ", after)


def _where(row: Row, path: str) -> str:
    others = len(row.entities) - 1
    where = safe(row.change.where).removeprefix(f"{path}:")
    line = f"line {where}" if where.isdecimal() else where
    return line + (f" and {others} more" if others > 0 else "")


def summary(effects: Mapping[Effect, int]) -> Text:
    """`2 changes loosen, 1 tightens, 3 are neutral`."""
    total = sum(effects.values())
    if not total:
        return Text("no difference", style="bold green")
    said = [
        (f"{count} {effect}", _LOOKS[effect][1]) for effect in _LOOKS if (count := effects[effect])
    ]
    parts: list[str | tuple[str, str]] = [plural(total, "change"), ": "]
    for index, one in enumerate(said):
        parts += [", ", one] if index else [one]
    return Text.assemble(*parts)
