"""What a policy's own recognizer finds in a text: pure, for the loader and for detection.

The examples of a recognizer run through the same code when a policy is loaded as the traffic
does later. Context words are not looked at here: `detect` raises scores by them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

from penname.policy.hashed_terms import HashedIndex
from penname.policy.patterns import Clock, PatternError, compile_user, well_formed
from penname.policy.recognizers import PatternSpec, RecognizerSpec
from penname.policy.terms import TermIndex
from penname.policy.validators import VALIDATORS


class Hit(NamedTuple):
    """One find. `rule` names what found it: `patterns.0`, `terms`, `hashed`."""

    start: int
    end: int
    score: float
    rule: str


class CompiledSpec:
    """A RecognizerSpec ready to run. Raises PatternError for one that cannot."""

    __slots__ = ("_hashed", "_patterns", "_score", "_terms", "_validate", "entity_type")

    def __init__(self, spec: RecognizerSpec) -> None:
        self.entity_type = spec.entity_type
        self._patterns = [_Rule(number, pattern) for number, pattern in enumerate(spec.patterns)]
        self._validate = _validator(spec.validator)
        self._score = spec.term_score
        try:
            self._terms = TermIndex(spec.terms)
            self._hashed = HashedIndex(spec.hashed)
        except ValueError as error:
            raise PatternError(str(error)) from None

    def __repr__(self) -> str:
        return f"CompiledSpec({self.entity_type})"

    def find(self, text: str, clock: Clock | None = None) -> list[Hit]:
        """The finds in a text, by start; one inside another that scores at least as high is
        left out. What a pattern found must pass the validator; terms are taken as they are.

        Raises PatternTimeout; for patterns of google-re2 only with a clock.
        """
        plain = well_formed(text)
        hits = [
            Hit(start, end, rule.score, rule.name)
            for rule in self._patterns
            for start, end in rule.finditer(plain, group=rule.group, clock=clock)
            if self._validate is None or self._validate(text[start:end])
        ]
        hits += [Hit(*span, self._score, "terms") for span in self._terms.finditer(text)]
        hits += [Hit(*span, self._score, "hashed") for span in self._hashed.finditer(text)]
        return outermost(hits)


class _Rule:
    """A compiled PatternSpec with its name."""

    __slots__ = ("finditer", "group", "name", "score")

    def __init__(self, number: int, spec: PatternSpec) -> None:
        pattern = compile_user(spec.regex)
        if not 0 <= spec.group <= pattern.groups:
            raise PatternError(f"there is no group {spec.group}")
        self.name = f"patterns.{number}"
        self.score, self.group = spec.score, spec.group
        self.finditer = pattern.finditer


def _validator(name: str) -> Callable[[str], bool] | None:
    if not name:
        return None
    if name not in VALIDATORS:
        raise PatternError(f"there is no validator {name!r}")
    return VALIDATORS[name]


def outermost(hits: Iterable[Hit]) -> list[Hit]:
    """The hits, by start, without those inside another one with at least their score.

    A lower score outside does not hide a higher one inside: the policy may let only the
    latter count. Linear in the hits but for sorting: scores are few.
    """
    kept: list[Hit] = []
    reach: dict[float, int] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, -hit.score)):
        if any(end >= hit.end and score >= hit.score for score, end in reach.items()):
            continue
        reach[hit.score] = hit.end
        kept.append(hit)
    return kept


@lru_cache(maxsize=4)  # a spec may hold a large file of terms
def _compiled(spec: RecognizerSpec) -> CompiledSpec:
    return CompiledSpec(spec)


def find(spec: RecognizerSpec, text: str) -> list[tuple[int, int, float]]:
    """(start, end, score) of what a recognizer finds in a text, without context.

    Raises PatternError when the recognizer cannot be compiled, PatternTimeout when one of
    its patterns takes too long.
    """
    return [(hit.start, hit.end, hit.score) for hit in _compiled(spec).find(text)]


def spec_problem(spec: RecognizerSpec) -> str:
    """Why a recognizer cannot run (a regex, a group, a term, the validator); empty when it can.

    For the loader: what does not compile in detection either refuses every request.
    """
    try:
        _compiled(spec)
    except PatternError as error:
        return str(error)
    return ""
