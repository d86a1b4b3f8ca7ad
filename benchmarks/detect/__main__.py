"""Detection, measured: penname beside stock Presidio (en_core_web_sm, _md) and spaCy's names.

    python -m benchmarks.detect [--data DIR] [--parts corpora,chats] [--count 300] [--show]

`--data` is a folder of JSONL files, one object a line: {"text", "spans": [{"start", "end",
"label"}]}, offsets in code points; try it with your own texts. Nothing leaves the machine.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from benchmarks.detect import report
from benchmarks.detect.clean import clean_sections
from benchmarks.detect.languages import language_sections
from benchmarks.detect.measure import measure
from benchmarks.detect.sections import Section, chat_sections, corpora, generated, missing
from benchmarks.detect.sides import SIDES, Side
from benchmarks.detect.speed import measure_speed

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "dev"
OUT = ROOT / "benchmarks" / "results" / "bench_detect.md"
PARTS = ("corpora", "generators", "chats", "clean", "languages", "speed")


def sections(options: argparse.Namespace, parts: list[str]) -> Iterator[Section]:
    """What is to be read."""
    seed, count = options.seed, options.count
    if "corpora" in parts and options.data.is_dir():
        yield from corpora(options.data, options.first)
    if "generators" in parts:
        yield from generated(seed, count)
    if "chats" in parts:
        yield from chat_sections(seed, 2 * count)
    if "clean" in parts:
        yield from clean_sections(seed, count / 500)
    if "languages" in parts:
        yield from language_sections(seed, max(2, count // 50))


def show(found: list[Section], sides: list[Side], console: Console) -> None:
    """Every find in clean text with what stands around it, by type: judge for yourself."""
    for section in (one for one in found if one.part == "clean"):
        for side in sides:
            seen: Counter[tuple[str, str]] = Counter()
            for case in section.cases:
                for one in side.read(case.text)[0]:
                    around = case.text[max(0, one.start - 25) : one.end + 25]
                    marked = f"{one.label:18} {case.text[one.start : one.end]!r}  in  {around!r}"
                    seen[(one.label, marked)] += 1
            console.print(f"\n== {section.title} · {side.columns[0]}", markup=False)
            for (_, marked), times in sorted(seen.items()):
                console.print(f"{times:4} {marked}", markup=False, soft_wrap=True)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=DATA, help="a folder of JSONL files")
    parser.add_argument("--first", type=int, help="only so many texts of each file")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--sides", default=",".join(SIDES), help=f"some of {', '.join(SIDES)}")
    parser.add_argument("--count", type=int, default=500, help="texts of each generator")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print the finds in clean text")
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    parts = options.parts.split(",")
    console = Console(stderr=True)
    names = options.sides.split(",")
    with console.status("loading"):
        sides = {name: SIDES[name]() for name in names}
        found = list(sections(options, parts))
    if options.show:
        show(found, list(sides.values()), Console())
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console) as bar:
        results = measure(found, list(sides.values()), bar)
        speed = measure_speed(sides, bar, options.seed) if "speed" in parts else None
    image = options.out.with_suffix(".svg").name
    text = report.page(results, speed, missing(), options.seed, image)
    report.write(text, report.picture(results), options.out)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
