"""What finding known values costs: so many values, 100 kB of prose in which some of them recur.

    python -m benchmarks.bench_known [--rounds 7]

Half of the values are names of people, the rest addresses and cards. Processor time of this
process, the best of some rounds. The number of values should not show in the last columns.
"""

from __future__ import annotations

import argparse
import random
import string
import time
from collections.abc import Callable, Sequence
from functools import partial

from penname.exchange.known import KnownValues
from penname.mask.vault import Entry

SIZES = (10, 100, 1_000, 10_000)
TEXT = 100_000
#: Every fiftieth word is a known value.
SHARE = 0.02


def word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice("bcdfghjklmnprstvz") + rng.choice("aeiou") for _ in range(syllables))


def values(rng: random.Random, count: int) -> list[Entry]:
    """Values of made-up people; first names repeat more often than surnames, as they do."""
    first = [word(rng, 3).title() for _ in range(800)]
    last = [word(rng, 4).title() for _ in range(6_000)]
    found = []
    for at in range(count):
        if at % 4 < 2:
            found.append(Entry("PERSON", f"{rng.choice(first)} {rng.choice(last)}"))
        elif at % 4 == 2:
            found.append(Entry("EMAIL_ADDRESS", f"{word(rng, 3)}.{word(rng, 3)}@example.org"))
        else:
            found.append(Entry("CREDIT_CARD", "4" + "".join(rng.choices(string.digits, k=15))))
    return found


def prose(rng: random.Random, known: Sequence[Entry]) -> str:
    plain = [word(rng, rng.randint(1, 4)) for _ in range(3_000)]
    said: list[str] = []
    size = 0
    while size < TEXT:
        said.append(rng.choice(known).value if rng.random() < SHARE else rng.choice(plain))
        size += len(said[-1]) + 1
    return " ".join(said)


def seconds(task: Callable[[], object], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        task()
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=7)
    rounds = options.parse_args().rounds
    print(f"| {'values':>6} | know them, ms | find in 100 kB, ms | not ASCII, ms | found |")
    print("|---:|---:|---:|---:|---:|")
    for size in SIZES:
        rng = random.Random(size)
        entries = values(rng, size)
        known = KnownValues()
        building = seconds(partial(known.add, entries), 1)
        text = prose(rng, entries)
        accented = f"{text} é"
        plain = seconds(partial(known.find, text), rounds)
        other = seconds(partial(known.find, accented), rounds)
        row = (building * 1e3, plain * 1e3, other * 1e3)
        print(
            f"| {size:,} | {row[0]:.0f} | {row[1]:.0f} | {row[2]:.0f} | {len(known.find(text))} |"
        )


if __name__ == "__main__":
    main()
