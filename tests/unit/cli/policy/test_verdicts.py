"""Requests judged by their texts: one detection for two policies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from penname.cli.policy.verdicts import Once, hands, union_of
from penname.detect.contract import Segment
from penname.policy.denied import DenyEntry
from penname.policy.match import Match
from penname.policy.model import Policy, Rule, Scope
from penname.policy.recognizers import EVERYTHING, PatternSpec, Profile, RecognizerSpec
from penname.text.spans import Span
from tests.detectors import PatternDetector


def with_recognizer(regex: str) -> Policy:
    spec = RecognizerSpec("CODE", (PatternSpec(regex, 0.9),))
    return Policy("p", "1", regex, {"CODE": Rule("CODE")}, recognizers=(spec,))


def test_union_has_what_both_want() -> None:
    """The shared profile has all types and recognizers; none where recognizers differ."""
    plain = Policy("p", "1", "d", {"PERSON": Rule("PERSON")})
    union = union_of([plain, with_recognizer("a")])
    assert union is not None
    assert union.wanted == frozenset({"PERSON", "CODE"})
    assert [spec.entity_type for spec in union.recognizers] == ["CODE"]
    assert union_of([with_recognizer("a"), with_recognizer("b")]) is None
    ends = dt.date(2027, 1, 31)
    denying = replace(plain, deny=(DenyEntry("d", "PERSON", frozenset("a"), ends, "r", "o"),))
    assert union_of([plain, denying]) is None


def test_union_has_what_scopes_add() -> None:
    """Types that only a scope speaks of are looked for too."""
    scope = Scope("s", Match(tenants=("x",)), {"IBAN_CODE": Rule("IBAN_CODE")})
    union = union_of([Policy("p", "1", "d", {"PERSON": Rule("PERSON")}, scopes=(scope,))])
    assert union is not None
    assert union.wanted == frozenset({"PERSON", "IBAN_CODE"})


class Named:
    """Finds everything that it is asked for, and notes the profiles."""

    version = "named/1"

    def __init__(self) -> None:
        self.asked: list[Profile] = []

    async def detect(
        self, segments: Sequence[Segment], profile: Profile = EVERYTHING
    ) -> list[tuple[Span, ...]]:
        self.asked.append(profile)
        found = (Span(0, 1, "PERSON", 0.9, "ner"), Span(0, 1, "CODE", 0.9, "policy/CODE"))
        return [found for _ in segments]


async def test_each_policy_gets_its_own_finds() -> None:
    """What a policy does not want, or has no recognizer for, is not in its answer."""
    plain = Policy("p", "1", "d", {"PERSON": Rule("PERSON"), "CODE": Rule("CODE")})
    coded = with_recognizer("a")
    inner = Named()
    once = Once(inner, union_of([plain, coded]))
    text = [Segment("a")]
    assert [one.recognizer for one in (await once.detect(text, plain.profile))[0]] == ["ner"]
    assert [one.recognizer for one in (await once.detect(text, coded.profile))[0]] == [
        "policy/CODE"
    ]
    assert len(inner.asked) == 1
    assert once.version == "named/1"


async def test_recognizers_that_differ_run_apart() -> None:
    """Without a shared profile each policy's own is asked."""
    inner = Named()
    once = Once(inner, None)
    profile = with_recognizer("a").profile
    await once.detect([Segment("a")], profile)
    assert inner.asked == [profile]


def test_few_requests_need_no_workers() -> None:
    """A detector of its own, or few requests, are judged one after the other."""
    assert hands(10_000, PatternDetector) == hands(10, None) == 1
    assert hands(10_000, None) > 1
