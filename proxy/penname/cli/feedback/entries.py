"""An accepted report as it stands in a policy and in its tests. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from penname.policy.feedback import HOLE, MISSED, WRONG, Report
from penname.policy.hashed import Hashed
from penname.policy.marks import Mark, write_marks
from penname.policy.scalars import flow_list, scalar

#: Kind of report → the list of a policy that its entry goes into.
LISTS = {WRONG: "allow", MISSED: "deny"}


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What an entry says. Either `hashed` or `value` is given."""

    report: Report
    hashed: Hashed | None = field(repr=False)
    value: str | None = field(repr=False)
    owner: str
    by: str
    reason: str
    ticket: str
    created: dt.date
    expires: dt.date

    @property
    def key(self) -> str:
        return LISTS[self.report.report]

    def lines(self) -> list[str]:
        """Its lines in the policy, for `policy.amend`."""
        report = self.report
        is_term = report.report == MISSED
        said = [
            f"id: {report.id}",
            f"entity: {report.entity}" if is_term else f"entities: {flow_list([report.entity])}",
        ]
        if self.value is not None:
            said.append(f"{'terms' if is_term else 'values'}: {flow_list([self.value])}")
        elif self.hashed is not None:
            said += ["hashed:", f"  - {scalar(self.hashed.written)}"]
        said += [f"reason: {scalar(self.reason)}", f"owner: {scalar(self.owner)}"]
        said += [f"created: {self.created}", f"approved_by: {scalar(self.by)}"]
        said += [f"ticket: {scalar(self.ticket)}"] if self.ticket else []
        return [*said, f"expires: {self.expires}"]

    def cases(self, text: str, stand_in: str) -> list[list[str]]:
        """The lines of its test cases. `text` has HOLE where `stand_in`, or the value, goes."""
        shown = stand_in if self.value is None else self.value
        kind = self.report.entity
        if self.report.report == MISSED:
            name = f"{self.report.id} finds its term"
            return [list(self._case(name, _marked(text, shown, kind), shown))]
        name = f"{self.report.id} lets its value through"
        expect = f"{{findings: 0, allowed_by: {self.report.id}}}"
        through = [*self._case(name, _plain(text, shown), shown), f"expect: {expect}"]
        if self.value is not None:
            return [through]
        other = f"{self.report.id} lets no other {kind} through"
        return [through, list(self._case(other, _marked(text, shown, kind), ""))]

    def _case(self, name: str, text: str, stand_in: str) -> Iterator[str]:
        yield f"name: {scalar(name)}"
        yield f"text: {scalar(text)}"
        yield f"now: {self.created}"
        if stand_in and self.value is None:
            yield f"stands_in: {{{self.report.id}: {scalar(stand_in)}}}"


def _plain(text: str, value: str) -> str:
    return write_marks(text.replace(HOLE, value), ())


def _marked(text: str, value: str, kind: str) -> str:
    """The text with the value in all its places, marked there."""
    plain, marks = "", []
    for number, part in enumerate(text.split(HOLE)):
        if number:
            marks.append(Mark(len(plain), len(plain) + len(value), kind))
            plain += value
        plain += part
    return write_marks(plain, marks)
