"""How long reading takes: by size, by word, on hostile text; and how much memory.

Sides take turns, so that a busy machine slows all alike: read the ratios. Times are medians.
"""

from __future__ import annotations

import random
import re
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.progress import Progress

from benchmarks.detect import chats
from benchmarks.detect.machine_text import json_texts
from benchmarks.detect.sides import SIDES, Side

SIZES = (50, 500, 5_000, 50_000)
#: How often each size is measured.
_ROUNDS: Mapping[int, int] = {50: 60, 500: 40, 5_000: 9, 50_000: 3}
#: Hostile texts have these sizes: four times the text should take four times as long.
SMALL, LARGE = 5_000, 20_000
#: Sizes that are tried first, as a text that is four times as long may take for ever.
_STEPS = (80, 312, 1_250, SMALL, LARGE)
#: A side that would need longer than this (seconds), as its last steps say, is not asked.
_PATIENCE = 20.0
_MEMORY_TEXT = 200_000


def _repeated(piece: str) -> Callable[[random.Random, int], str]:
    return lambda rng, size: (piece * (size // len(piece) + 1))[:size]


def _drawn(letters: str) -> Callable[[random.Random, int], str]:
    return lambda rng, size: "".join(rng.choice(letters) for _ in range(size))


def english(rng: random.Random, size: int) -> str:
    """Chats, mails and tickets, one after the other, cut to a size."""
    text = ""
    while len(text) < size:
        (case,) = chats.in_letters(rng.randrange(2**32), 1, "normal")
        text += case.text + "\n\n"
    return text[:size]


def _csv(rng: random.Random, size: int) -> str:
    rows = (f"{n},{rng.randrange(10**6)},{rng.random():.4f},ok" for n in range(size // 16 + 1))
    return "\n".join(rows)[:size]


def _json(rng: random.Random, size: int) -> str:
    cases = json_texts(rng.randrange(2**32), size // 400 + 4)
    return "".join(case.text for case in cases)[:size]


BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
HOSTILE: Mapping[str, Callable[[random.Random, int], str]] = {
    "English": english,
    "dots": _repeated("."),
    "a.a.a.": _repeated("a."),
    "((((": _repeated("("),
    "::::": _repeated(":"),
    "'s's's": _repeated("'s"),
    "a@a@a@": _repeated("a@"),
    "- - - ": _repeated("- "),
    "spaces": _repeated(" "),
    "line ends": _repeated("\n"),
    "%41%41": _repeated("%41"),
    "&#65;": _repeated("&#65;"),
    "zero-width": _repeated("a\u200b"),
    "combining": _repeated("e\u0301\u0323"),
    "emoji": _repeated("👩🏽‍💻🔥"),
    "digits": _drawn("0123456789"),
    "digits in groups": _drawn("0123456789 -"),
    "hex": _drawn("0123456789abcdef"),
    "base64": _drawn(BASE64),
    "one word": _drawn("abcdefghijklmnopqrstuvwxyz"),
    "CAPITALS": _drawn("ABCDEFGHIJKLMNOPQRSTUVWXYZ "),
    "CSV": _csv,
    "JSON": _json,
}


@dataclass(slots=True)
class Speed:
    """Milliseconds by side. `hostile` has (SMALL, LARGE), which are missing for the slowest."""

    sizes: dict[str, dict[int, float]] = field(default_factory=dict)
    words: dict[str, float] = field(default_factory=dict)
    hostile: dict[str, dict[str, tuple[float | None, float | None]]] = field(default_factory=dict)
    memory_mb: dict[str, tuple[float, float]] = field(default_factory=dict)


def measure_speed(sides: Mapping[str, Side], bar: Progress, seed: int = 1) -> Speed:
    """All times, and the memory of each side in a process of its own."""
    speed = Speed()
    _by_size(sides, speed, bar, random.Random(seed))
    _hostile(sides, speed, bar, random.Random(seed))
    task = bar.add_task("memory", total=len(sides))
    for name in sides:
        speed.memory_mb[name] = _memory(name)
        bar.advance(task)
    return speed


def _by_size(sides: Mapping[str, Side], speed: Speed, bar: Progress, rng: random.Random) -> None:
    task = bar.add_task("speed by size", total=sum(_ROUNDS.values()))
    for side in sides.values():
        side.quick(english(rng, 2_000))
    for size, rounds in _ROUNDS.items():
        times: dict[str, list[float]] = {name: [] for name in sides}
        words = []
        for _ in range(rounds):
            text = english(rng, size)
            words.append(len(text.split()))
            for name in rng.sample(list(sides), len(sides)):
                times[name].append(_timed(sides[name], text))
            bar.advance(task)
        for name, taken in times.items():
            speed.sizes.setdefault(name, {})[size] = statistics.median(taken)
            if size == SMALL:
                speed.words[name] = 100 * sum(taken) / sum(words)


def _hostile(sides: Mapping[str, Side], speed: Speed, bar: Progress, rng: random.Random) -> None:
    task = bar.add_task("hostile texts", total=len(HOSTILE) * len(sides))
    for title, make in HOSTILE.items():
        text = make(rng, LARGE)
        for name in rng.sample(list(sides), len(sides)):
            times = _times_by_step(sides[name], text)
            speed.hostile.setdefault(name, {})[title] = (times.get(SMALL), times.get(LARGE))
            bar.advance(task)


def _times_by_step(side: Side, text: str) -> dict[int, float]:
    """Milliseconds for each size, up to the one that would take too long."""
    times: dict[int, float] = {}
    for step in _STEPS:
        before = [*times.values()][-2:]
        if before and before[-1] * max(4.0, before[-1] / before[0]) > 1000 * _PATIENCE:
            break
        times[step] = min(_timed(side, text[:step]) for _ in range(2))
    return times


def _timed(side: Side, text: str) -> float:
    began = time.perf_counter()
    side.quick(text)
    return 1000 * (time.perf_counter() - began)


def _memory(name: str) -> tuple[float, float]:
    """(MB when loaded, MB at most while reading a long text), in a process of its own."""
    command = [sys.executable, "-m", __name__, name]
    said = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603
    loaded, peak = said.stdout.split()
    return float(loaded), float(peak)


def _peak_mb() -> float:
    """The most memory this process had; in `ru_maxrss` Linux counts what its parent had, too."""
    status = Path("/proc/self/status")
    told = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    used = int(told[1]) if told else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / 1024


def main(arguments: Sequence[str]) -> None:
    """The child process of `_memory`."""
    side = SIDES[arguments[0]]()
    side.quick("Warm up with a sentence.")
    loaded = _peak_mb()
    side.quick(english(random.Random(1), _MEMORY_TEXT))
    print(round(loaded), round(_peak_mb()))


if __name__ == "__main__":
    main(sys.argv[1:])
