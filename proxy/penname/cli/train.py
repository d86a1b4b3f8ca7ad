"""`penname train`: makes penname's name model, or tunes the shipped one to texts of your own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from penname.cli.exits import Exit, Failure
from penname.cli.output import err
from penname.detect.ner.decode import GROUPS
from penname.detect.ner.model import OWN
from penname.train import corpora, making, plan, rampart, shipped
from penname.train.course import Sources
from penname.train.example import Example
from penname.train.known import clean_texts, known_names
from penname.train.texts.dictionary import plain_words


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line says: labelled files or folders, where to write, how."""

    data: tuple[Path, ...]
    out: Path
    rampart: Path | None
    start: Path | None
    packages: Path | None
    plan: Path | None
    epochs: int | None


def execute(asked: Asked) -> Exit:
    """Learns, and writes a model folder. Raises Failure."""
    console = err()
    try:
        course = _plan(asked)
        sources = Sources(tuple(_examples(asked.data)), asked.packages)
        start = _start(asked, course)
    except (
        *(plan.PlanError, corpora.CorpusError, rampart.RampartError, shipped.ModelError),
        OSError,
    ) as error:
        raise Failure(str(error), Exit.USAGE) from None
    console.print(
        f"{len(sources.labelled):,} labelled texts, {course.texts.made:,} made ones in each of "
        f"{course.learning.epochs} epochs"
    )
    columns = (
        TextColumn("epoch {task.fields[epoch]}"),
        BarColumn(),
        TextColumn("loss {task.fields[loss]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console) as shown:
        row = shown.add_task("", total=None, epoch=1, loss="-")
        held = making.make(start, sources, course, _showing(shown, row, course.learning.epochs))
    if asked.packages is not None:
        clean = tuple(clean_texts(asked.packages, course.seed))
        names = tuple(known_names((*sources.labelled, *clean)))
        start = replace(start, names=names, plain=plain_words(clean) or start.plain)
    found = making.write(asked.out, start, course, held, GROUPS)
    for group, threshold in found.items():
        console.print(f"  {group:<18} from {threshold:.2f}")
    console.print(f"{asked.out}: use it with PENNAME_NAMES={asked.out}")
    return Exit.OK


def _plan(asked: Asked) -> plan.Plan:
    whole = plan.read(asked.plan or (plan.DEFAULT if asked.rampart else plan.TUNING))
    if asked.epochs is None:
        return whole
    return replace(whole, learning=replace(whole.learning, epochs=asked.epochs))


def _examples(paths: tuple[Path, ...]) -> Iterator[Example]:
    for path in paths:
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        for file in files:
            yield from corpora.read(file)


def _start(asked: Asked, course: plan.Plan) -> making.Start:
    if asked.rampart is not None:
        return making.from_rampart(asked.rampart, course)
    return making.Start(*shipped.read(asked.start or OWN, course.learning.dropout))


def _showing(shown: Progress, row: TaskID, epochs: int) -> making.Said:
    mean = 0.0

    def said(now: making.Progress) -> None:
        nonlocal mean
        mean = 0.98 * mean + 0.02 * now.loss if mean else now.loss
        total = now.of * epochs
        done = now.of * now.epoch + now.done
        words = f"{now.epoch + 1} of {epochs}"
        shown.update(row, completed=done, total=total, epoch=words, loss=f"{mean:.3f}")

    return said
