"""Why a span has its score: base score, what context added, and the rule; never the value."""

from __future__ import annotations

import pytest

from penname.detect.contract import Segment
from penname.detect.engine import Engine
from penname.detect.explained import Explained
from penname.policy.recognizers import EVERYTHING, PatternSpec, Profile, RecognizerSpec
from penname.text.spans import Span

BADGE = RecognizerSpec(
    "BADGE",
    (PatternSpec(r"A-\d{4}", 0.6), PatternSpec(r"B-\d{4}", 0.5)),
    terms=("golden key",),
    context=("badge",),
)
PROFILE = Profile.of(["BADGE", "EMAIL_ADDRESS", "PERSON", "MAC_ADDRESS"], [BADGE])


def test_score_is_base_and_boost(engine: Engine) -> None:
    """Context shows as the boost; the rule is the pattern's place in the policy."""
    assert engine.explain(Segment("badge B-1234"), PROFILE) == (
        Explained(Span(6, 12, "BADGE", 0.85, "policy/BADGE"), 0.5, 0.35, "patterns.1"),
    )
    (term,) = engine.explain(Segment("a golden key"), PROFILE)
    assert (term.base_score, term.boost, term.pattern) == (0.85, 0.0, "terms")


def test_own_recognizers_are_named(engine: Engine) -> None:
    """Recognizers with one way to find say their name, stock ones that of their pattern."""
    text = "Maria Schmidt, maria@example.org, 00:1B:44:11:3A:B7"
    found = {one.span.entity_type: one.pattern for one in engine.explain(Segment(text), PROFILE)}
    assert found["PERSON"] == "penname-names"
    assert found["EMAIL_ADDRESS"] == "email"
    assert "MAC" in found["MAC_ADDRESS"]


@pytest.mark.parametrize("profile", [EVERYTHING, PROFILE])
@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee, badge A-1234, ann@example.org; ann%40example.org",
        "PERSON_a1b2c3d4 A-1234 BADGE_a1b2c3d4B-1234 &#65;-1234 visits Maria Schmidt",
        "my social security number is " + "-".join(("536", "90", "4399")),
    ],
)
def test_explains_what_is_found(engine: Engine, text: str, profile: Profile) -> None:
    """The spans are exactly those that detection yields, views and own surrogates included."""
    explained = engine.explain(Segment(text), profile)
    assert tuple(one.span for one in explained) == engine.analyze(Segment(text), profile)
    assert all(type(one.span) is Span for one in explained)
    for one in explained:
        assert one.span.score == pytest.approx(one.base_score + one.boost)


def test_explanations_hold_no_value(engine: Engine) -> None:
    """What explains a find can be logged."""
    assert "1234" not in repr(engine.explain(Segment("badge B-1234"), PROFILE))
