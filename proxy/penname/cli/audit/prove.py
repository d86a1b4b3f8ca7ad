"""`penname audit prove`: that one record is in a log, made and checked."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.text import Text

from penname.audit.flat import clean
from penname.audit.lines import Sealed
from penname.audit.proof import Checked, Proof, ProofError, check, parse_proof, prove
from penname.audit.reader import LogReader
from penname.cli.audit.places import one_log
from penname.cli.audit.reading import told
from penname.cli.audit.times import shown
from penname.cli.audit.verify import anchors_at
from penname.cli.audit.words import number
from penname.cli.audit.writing import lines_to
from penname.cli.exits import Exit, Failure
from penname.cli.output import busy, err, out, print_rows, write
from penname.cli.texts import read_text

_UNVOUCHED = "nobody vouches for this checkpoint: compare it with one of your own (--anchors)"


def execute(folder: str, index: str, anchor_paths: Sequence[str], out_file: str | None) -> Exit:
    """Writes the proof of a record, under the last checkpoint of the log.

    With anchors: under the first of their checkpoints that covers it, so that whoever has this
    checkpoint can check the proof. Raises Failure.
    """
    home = one_log(folder)
    digits = index.replace(",", "")
    if not digits.isascii() or not digits.isdecimal():
        raise Failure(f"{index} is not the number of a record", Exit.USAGE)
    with told(), busy(err(), "proving"):
        size = _size(home, int(digits), anchor_paths) if anchor_paths else None
        proof = prove(home, int(digits), size=size)
    with lines_to(out_file) as put:
        put(str(proof))
    words = f"record {number(proof.index)} under the checkpoint of {number(proof.size)} leaves"
    err().print(words, soft_wrap=True)
    return Exit.OK


def _size(home: Path, index: int, paths: Sequence[str]) -> int:
    """The leaves of the first checkpoint among anchors that covers a record. Raises Failure."""
    with LogReader(home) as reader:
        origin = reader.origin
    found = [
        one.size
        for path in paths
        for one in anchors_at(Path(path))
        if one.origin == origin and not one.is_receipt and one.size > index
    ]
    if not found:
        words = f"no checkpoint among the anchors covers record {number(index)} of {origin}"
        raise Failure(words, Exit.USAGE)
    return min(found)


def execute_check(file: str, anchor_paths: Sequence[str], *, as_json: bool) -> Exit:
    """OK where the proof holds and an anchor vouches for it; FINDINGS where it shows nothing.

    USAGE where it holds and nobody vouches for its checkpoint. Raises Failure.
    """
    anchors = [one for path in anchor_paths for one in anchors_at(Path(path))]
    text = read_text(file)
    try:
        checked = check(parse_proof(text), anchors)
    except ProofError as error:
        if as_json:
            write(json.dumps({"holds": False, "problem": str(error)}, indent=2) + "\n")
        else:
            words = Text.assemble(("NOT PROVEN", "bold red"), f"  {clean(str(error))}")
            out().print(words, soft_wrap=True)
        return Exit.FINDINGS
    if as_json:
        write(json.dumps(_as_object(checked), indent=2) + "\n")
    else:
        _show(checked)
    return Exit.OK if checked.is_trusted else Exit.USAGE


def _show(checked: Checked) -> None:
    proof = checked.proof
    verdict = ("PROVEN", "bold green") if checked.is_trusted else ("HOLDS", "bold yellow")
    head = Text.assemble(
        verdict, f"  record {number(proof.index)} is in ", (clean(proof.origin), "bold")
    )
    console = out()
    console.print(head, soft_wrap=True)
    rows: list[tuple[str | Text, str | Text]] = []
    if isinstance(checked.record, Sealed):
        clear = checked.record.clear
        rows.append(("record", f"{clear.e}, {shown(clear.t)}"))
    else:
        rows.append(("record", f"first line of segment {checked.record.seg}"))
    rows.append(("tree", f"{number(proof.size)} leaves"))
    if checked.by is None:
        rows.append(("trust", Text(_UNVOUCHED, "yellow")))
    else:
        what = "the receipt" if checked.by.is_receipt else "the checkpoint"
        rows.append(("trust", f"{what} that you gave says the same"))
    print_rows(console, rows)
    label = Text.assemble(("  checkpoint  ", "dim"), _checkpoint(proof))
    console.print(label, soft_wrap=True)


def _checkpoint(proof: Proof) -> str:
    return f"{proof.origin} {proof.size} {proof.root.hex()} {proof.as_json()['s']}"


def _as_object(checked: Checked) -> dict[str, Any]:
    proof = checked.proof
    said: dict[str, Any] = {
        "holds": True,
        "trusted": checked.is_trusted,
        "by": None if checked.by is None else str(checked.by),
        "log": proof.origin,
        "index": proof.index,
        "checkpoint": _checkpoint(proof),
    }
    if isinstance(checked.record, Sealed):
        said["event"], said["time"] = checked.record.clear.e, checked.record.clear.t
    return said
