"""`penname audit keys check`: who can open a log, and whether these identities can."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from rich.console import Console
from rich.text import Text

from penname.audit.lines import FormatError
from penname.audit.reader import LogReader
from penname.audit.recipients import Identity
from penname.audit.seal import SealError
from penname.audit.stored import header_of, segments
from penname.cli.audit.opening import needed
from penname.cli.audit.places import logs_in
from penname.cli.audit.reading import readers
from penname.cli.audit.words import counted
from penname.cli.exits import Exit
from penname.cli.output import out, print_rows, write


@dataclass(frozen=True, slots=True)
class Checked:
    """A log. `latest`: (id, KEM, name where an identity has it) of each recipient of the latest
    segment; `first_closed`: the first segment that does not open, and why."""

    log: str
    folder: str
    latest: tuple[tuple[str, str, str], ...]
    segments: int
    opened: int
    first_closed: int | None = None
    why: str = ""


def execute(
    folder: str, identity_files: tuple[str, ...], passphrase_file: str | None, *, as_json: bool
) -> Exit:
    """FINDINGS where a segment does not open. Raises Failure."""
    identities = needed(identity_files, passphrase_file)
    with readers(logs_in(folder), identities) as found:
        checked = [_checked(reader, identities) for reader in found]
    if as_json:
        write(json.dumps({"logs": [asdict(one) for one in checked]}, indent=2) + "\n")
    else:
        for one in checked:
            _show(out(), one)
    return Exit.OK if all(one.opened == one.segments for one in checked) else Exit.FINDINGS


def _checked(reader: LogReader, identities: Sequence[Identity]) -> Checked:
    present = segments(reader.folder)
    opened, first, why = 0, None, ""
    for seg in present:
        try:
            reader.opener(seg)
            opened += 1
        except SealError as error:
            if first is None:
                first, why = seg, str(error)
    names = {one.id: one.name for one in identities}
    latest = tuple((id_, kem, names.get(id_, "")) for id_, kem in _recipients(reader, present[-1]))
    return Checked(reader.origin, str(reader.folder), latest, len(present), opened, first, why)


def _recipients(reader: LogReader, seg: int) -> list[tuple[str, str]]:
    try:
        line = reader.keyring.line(seg, header_of(reader.folder, seg).keyline)
    except FormatError:
        return []
    return [] if line is None else [(box.id, box.kem) for box in line.to]


def _show(console: Console, one: Checked) -> None:
    console.print(Text.assemble((one.log, "bold"), "  ", (one.folder, "dim")), soft_wrap=True)
    all_open = one.opened == one.segments
    opens = f"{one.opened:,} of {counted(one.segments, 'segment')}"
    rows: list[tuple[str | Text, str | Text]] = [
        ("opens", Text(opens, "bold green" if all_open else "bold red"))
    ]
    if one.first_closed is not None:
        rows.append(("first closed", f"segment {one.first_closed}: {one.why}"))
    for number, (id_, kem, name) in enumerate(one.latest):
        label = "latest is for" if number == 0 else ""
        words = Text.assemble(
            f"{id_}  {kem:<6}", (f"  {name}, given here" if name else "", "green")
        )
        words.rstrip()
        rows.append((label, words))
    print_rows(console, rows)
