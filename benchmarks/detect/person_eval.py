"""How well something finds people: a function for notebooks, and fixed sets to call it with.

    from benchmarks.detect.person_eval import chat_dev, evaluate    # the repository on the path
    print(evaluate(lambda text: [(0, 5)], chat_dev(1)))

The sets are made of hand-written templates and the lists in `names/`. The same seed gives the
same cases. Names for which `held_out` is true may not be trained on: see `Score.parts`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.detect import chats
from benchmarks.detect.cases import Case
from benchmarks.detect.metrics import Counts, Place, count, ratio

FindPeople = Callable[[str], Sequence[Place]]


@dataclass(slots=True)
class Score:
    """Counts over all cases, and by each part of their groups (kind, letters, origin, ...)."""

    counts: Counts = field(default_factory=Counts)
    words: int = 0
    stray: int = 0
    parts: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))

    @property
    def stray_per_1000_words(self) -> float:
        """Spans that touch no person, per 1,000 words of all texts."""
        return 1000 * ratio(self.stray, self.words)

    def __str__(self) -> str:
        told = self.counts
        return (
            f"exact F1 {told.exact_f1:.3f} · overlap recall {told.recall:.3f} · "
            f"fully covered {told.covered_share:.3f} · precision {told.precision:.3f} "
            f"(exact {told.exact_precision:.3f}) · {self.stray_per_1000_words:.2f} stray a 1,000 "
            f"words · {told.gold} people, {told.found} spans"
        )

    def table(self, *, least: int = 20) -> str:
        """A line for each part with at least so many people, worst covered first."""
        rows = [(name, one) for name, one in self.parts.items() if one.gold >= least]
        rows.sort(key=lambda row: row[1].covered_share)
        return "\n".join(
            f"{name:26} covered {one.covered_share:.3f}  exact F1 {one.exact_f1:.3f}  "
            f"precision {one.precision:.3f}  n {one.gold}"
            for name, one in rows
        )


def evaluate(
    find: FindPeople, cases: Iterable[Case], labels: frozenset[str] = frozenset({"PERSON"})
) -> Score:
    """Spans against the people of each case; values with other labels are no people."""
    score = Score()
    for case in cases:
        people = [(value.start, value.end) for value in case.gold if value.label in labels]
        told = count(case.text, people, find(case.text))
        score.counts.add(told)
        score.words += len(case.text.split())
        score.stray += told.found - told.right
        for part in filter(None, case.group.split("|")):
            score.parts[part].add(told)
    return score


def chat_dev(seed: int = 1, count: int = 2000) -> list[Case]:
    """English chats, mails, tickets, forms, logs, tables: normal letters."""
    return list(chats.in_letters(seed, count, "normal"))


def chat_dev_lower(seed: int = 1, count: int = 2000) -> list[Case]:
    """The same cases in small letters."""
    return list(chats.in_letters(seed, count, "lower"))


def chat_dev_upper(seed: int = 1, count: int = 2000) -> list[Case]:
    """The same cases SHOUTED."""
    return list(chats.in_letters(seed, count, "upper"))


def multilingual_dev(seed: int = 1, count: int = 2000) -> list[Case]:
    """German, French, Spanish, Italian, Dutch and Portuguese in turn."""
    return list(chats.multilingual(seed, count))


def code_dev(seed: int = 1, count: int = 2000) -> list[Case]:
    """Code, configuration and logs; half of the cases name nobody."""
    return list(chats.code(seed, count))
