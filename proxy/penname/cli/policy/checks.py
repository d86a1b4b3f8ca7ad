"""What a case expects beside its texts: spans, decision, counts, who let a value through. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from penname.cli.policy.judge import Judged
from penname.exchange.refusal import Refusal
from penname.policy.cases import Case, Expect
from penname.policy.marks import Mark, write_marks
from penname.policy.model import Action

_NOTHING = "(nothing)"
_OK = 200


@dataclass(frozen=True, slots=True)
class Failed:
    """One thing that is not as expected; the texts are those of the test file.

    `notes` say why, where that is known.
    """

    what: str
    expected: str = field(repr=False)
    got: str = field(repr=False)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Got:
    """What came of a case's request."""

    judged: Judged
    allowed: tuple[str, ...]
    refusal: Refusal | None
    tags: frozenset[str]

    @property
    def decision(self) -> tuple[str, str]:
        """The strictest action, and who decided: an entity type, or a limit by its code."""
        one = self.judged.strictest
        if self.refusal is not None and (one is None or one.action != Action.BLOCK):
            return str(Action.BLOCK), self.refusal.code
        return (str(Action.ALLOW), "") if one is None else (one.action, one.entity_type)

    @property
    def status(self) -> int:
        return _OK if self.refusal is None else self.refusal.status


def spans_failed(case: Case, judged: Judged, why_not: Callable[[Mark], str]) -> Iterator[Failed]:
    """The spans that are acted on must be exactly the marked ones. `why_not`: of a missing one."""
    if not case.asserts_spans:
        return
    got = tuple(sorted(Mark(one.start, one.end, one.entity_type) for one in judged.findings))
    if got != tuple(sorted(case.marks)):
        text = case.text.plain
        missing = [mark for mark in case.marks if mark not in got]
        notes = tuple(f"{mark.entity_type}: {why_not(mark)}" for mark in missing)
        yield Failed("spans", write_marks(text, case.marks), write_marks(text, got), notes)


def expect_failed(expect: Expect, got: Got) -> Iterator[Failed]:
    """What `expect` says beside the texts, against what came."""
    action, by = got.decision
    pairs: tuple[tuple[str, object, object], ...] = (
        ("decision", expect.decision, action),
        ("by", expect.by, by),
        ("status", expect.status, got.status),
        ("findings", expect.findings, len(got.judged.findings)),
        ("shadow", _sorted(expect.shadow), list(got.judged.shadow)),
        ("route_tags", _sorted(expect.route_tags), sorted(got.tags)),
    )
    for what, expected, came in pairs:
        if expected is not None and expected != came:
            yield Failed(what, _shown(expected), _shown(came))
    if expect.allowed_by is not None and expect.allowed_by not in got.allowed:
        yield Failed("allowed_by", expect.allowed_by, ", ".join(got.allowed) or _NOTHING)


def _sorted(words: Sequence[str] | None) -> list[str] | None:
    return None if words is None else sorted(set(words))


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(value) or _NOTHING
    return str(value) if value != "" else _NOTHING
