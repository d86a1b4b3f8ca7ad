"""What one column of the tables did with the cases of one section. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.detect.cases import Case
from benchmarks.detect.found import Found
from benchmarks.detect.labels import group_of
from benchmarks.detect.metrics import Counts, count, over_masked, ratio


def _counts() -> dict[str, Counts]:
    return defaultdict(Counts)


@dataclass(slots=True)
class Tally:
    """Sums over cases.

    typed       by group of types: a find must be of the value's group
    covered     by label of the values, and by group of the cases: any find covers
    wrong       characters outside all values that a find covers, of `outside`
    negatives   cases with a type that must not be found; `alarms` where it was, by its name,
                and `group_alarms` where one of its group was
    clean       cases without any value; `clean_alarms` where anything was found
    """

    cases: int = 0
    typed: dict[str, Counts] = field(default_factory=_counts)
    covered: dict[str, Counts] = field(default_factory=_counts)
    by_case: dict[str, Counts] = field(default_factory=_counts)
    wrong: int = 0
    outside: int = 0
    negatives: int = 0
    alarms: int = 0
    group_alarms: int = 0
    clean: int = 0
    clean_alarms: int = 0
    crashed: int = 0

    def add(self, case: Case, found: Sequence[Found]) -> None:
        """One case and what was found in its text."""
        self.cases += 1
        places = [one.place for one in found]
        values = [(value.start, value.end) for value in case.gold]
        wrong, outside = over_masked(case.text, values, places)
        self.wrong += wrong
        self.outside += outside
        self._add_typed(case, found)
        for value in case.gold:
            told = count(case.text, [(value.start, value.end)], places)
            self.covered[value.label].add(told)
            self.by_case[case.group].add(told)
        if case.never:
            self.negatives += 1
            self.alarms += any(one.label == case.never for one in found)
            group = group_of(case.never)
            self.group_alarms += any(group_of(one.label) == group for one in found)
        elif not case.gold:
            self.clean += 1
            self.clean_alarms += bool(found)

    def _add_typed(self, case: Case, found: Sequence[Found]) -> None:
        groups = {group_of(one.label) for one in found}
        groups |= {group_of(value.label) for value in case.gold}
        for group in groups:
            gold = [(one.start, one.end) for one in case.gold if group_of(one.label) == group]
            same = [one.place for one in found if group_of(one.label) == group]
            self.typed[group].add(count(case.text, gold, same))

    def typed_sum(self) -> Counts:
        """All groups of which there are values; finds of other groups are no part of it."""
        total = Counts()
        for told in self.typed.values():
            if told.gold:
                total.add(told)
        return total

    def covered_sum(self) -> Counts:
        total = Counts()
        for told in self.covered.values():
            total.add(told)
        return total

    @property
    def over_mask(self) -> float:
        return ratio(self.wrong, self.outside)

    @property
    def alarm_share(self) -> float:
        return ratio(self.alarms, self.negatives)

    @property
    def group_alarm_share(self) -> float:
        return ratio(self.group_alarms, self.negatives)

    @property
    def clean_alarm_share(self) -> float:
        return ratio(self.clean_alarms, self.clean)
