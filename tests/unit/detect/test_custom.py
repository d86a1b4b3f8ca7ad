"""A policy's own recognizers in the engine: context, overlaps, failures, any text."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from penname.detect import engine as engine_module
from penname.detect.contract import DetectionError, Segment
from penname.detect.engine import Engine, EngineConfig, build_engine
from penname.policy import patterns
from penname.policy.hashed import Hasher
from penname.policy.hashed_terms import hashed_term
from penname.policy.recognizers import PatternSpec, Profile, RecognizerSpec
from penname.text.spans import Span

BADGE = RecognizerSpec(
    "BADGE", (PatternSpec(r"\bB-\d{4}\b", 0.5),), context=("badge", "access card", "工牌")
)
STAFF = RecognizerSpec("STAFF", terms=("Project Falcon", "Müller GmbH"), term_score=0.9)


@pytest.fixture(scope="module")
def plain() -> Engine:
    """An engine without a language model."""
    return build_engine(EngineConfig(()))


def profile(*specs: RecognizerSpec, wanted: list[str] | None = None) -> Profile:
    types = [spec.entity_type for spec in specs] if wanted is None else wanted
    return Profile.of(types, specs)


def test_finds_carry_their_policy_name(plain: Engine) -> None:
    """The span's type is the policy's; its recognizer says that the policy found it."""
    text = "B-1234 for PROJECT  falcon"
    assert plain.analyze(Segment(text), profile(BADGE, STAFF)) == (
        Span(0, 6, "BADGE", 0.5, "policy/BADGE"),
        Span(11, 26, "STAFF", 0.9, "policy/STAFF"),
    )


def test_denied_terms_are_found_beside(plain: Engine) -> None:
    """Entries under `deny:` are a recognizer of their own: plain and hashed terms, also in
    disguise, and beside a recognizer in shadow mode for the same type."""
    hashed = (hashed_term(Hasher.salted(bytes(8)), "Zoe Planted"),)
    denied = RecognizerSpec("STAFF", terms=("otter",), hashed=hashed, term_score=1.0, source="deny")
    found = plain.analyze(Segment("OTTER, zoe%20planted, project falcon"), profile(STAFF, denied))
    assert set(found) == {
        Span(0, 5, "STAFF", 1.0, "deny/STAFF"),
        Span(7, 20, "STAFF", 1.0, "deny/STAFF", "percent"),
        Span(22, 36, "STAFF", 0.9, "policy/STAFF"),
    }


@pytest.mark.parametrize(
    ("text", "hint", "score"),
    [
        ("B-1234", "", 0.5),
        ("badge B-1234", "", 0.85),
        ("B-1234 is her badge", "", 0.85),
        ("B-1234", "visitorBadge", 0.85),
        ("his access needs a card: B-1234", "", 0.85),
        ("access to B-1234", "", 0.5),
        ("access B-1234", "cardNumber", 0.85),
        ("她的工牌是 B-1234", "", 0.85),
        ("badger B-1234", "", 0.5),
    ],
)
def test_context_raises_scores(plain: Engine, text: str, hint: str, score: float) -> None:
    """Words nearby or in the key raise a score; all words of a phrase must be near."""
    (span,) = plain.analyze(Segment(text, hint), profile(BADGE))
    assert span.score == score


def test_low_scores_are_the_policys_matter(plain: Engine) -> None:
    """The engine's own floor drops nothing that a policy's recognizer found."""
    weak = RecognizerSpec("WEAK", (PatternSpec("w1", 0.01),))
    (span,) = plain.analyze(Segment("w1"), profile(weak))
    assert span.score == 0.01


def test_policy_finds_hide_no_others(plain: Engine) -> None:
    """A recognizer in shadow mode must not hide what an enforced one finds in the same place."""
    wide = RecognizerSpec("EMAIL_ADDRESS", (PatternSpec(r"<[^>]+>", 1.0),), mode="shadow")
    for text, mailbox in (("<ann@example.org>", (1, 16)), ("<ann%40example.org>", (1, 18))):
        spans = plain.analyze(Segment(text), profile(wide))
        found = {(span.recognizer, span.start, span.end) for span in spans}
        assert ("email", *mailbox) in found
        assert ("policy/EMAIL_ADDRESS", 0, len(text)) in found


def test_same_place_in_a_view_counts_per_recognizer(plain: Engine) -> None:
    """A policy's find in the raw text does not hide another recognizer's find in a view."""
    raw = RecognizerSpec("EMAIL_ADDRESS", (PatternSpec(r"[a-z]+%40[a-z.]+", 1.0),))
    spans = plain.analyze(Segment("ann%40example.org"), profile(raw))
    assert {span.recognizer for span in spans} == {"policy/EMAIL_ADDRESS", "email"}


def test_values_in_views_are_found(plain: Engine) -> None:
    """Encoded text is read like any other."""
    (span,) = plain.analyze(Segment("q=Project%20Falcon"), profile(STAFF))
    assert (span.start, span.end, span.view) == (2, 18, "percent")


def test_surrogates_of_added_types_are_ours(plain: Engine) -> None:
    """A surrogate of a policy's type is no find; without the policy it is a word like others."""
    word = RecognizerSpec("WORD", (PatternSpec(r"\w+", 0.9),))
    text = "BADGE_a1b2c3d4 WORD_a1b2c3d4 other"
    both = plain.analyze(Segment(text), profile(word, BADGE))
    assert [text[span.start : span.end] for span in both] == ["other"]
    one = plain.analyze(Segment(text), profile(word))
    assert [text[span.start : span.end] for span in one] == ["BADGE_a1b2c3d4", "other"]


def test_names_beside_added_types_are_cut(engine: Engine) -> None:
    """The language model's names end where a surrogate of a policy's type begins."""
    text = "We met Maria Schmidt BADGE_a1b2c3d4 yesterday."
    spans = engine.analyze(Segment(text), profile(BADGE, wanted=["PERSON", "BADGE"]))
    assert [text[span.start : span.end] for span in spans] == ["Maria Schmidt"]


def test_broken_recognizer_fails_detection(plain: Engine) -> None:
    """A recognizer that cannot run fails every call, and its regex is not quoted."""
    for spec in (
        RecognizerSpec("BADGE", (PatternSpec("(secret", 0.5),)),
        RecognizerSpec("BADGE", terms=("",)),
        RecognizerSpec("BADGE", validator="none"),
    ):
        for _ in range(2):
            with pytest.raises(DetectionError) as caught:
                plain.analyze(Segment("a"), profile(spec))
            assert str(caught.value) == "the recognizer policy/BADGE cannot run"


@pytest.mark.parametrize("regex", [r"(?:a|aa)+(?=z)", r"(?s)a(?:.*b)?"])
def test_time_outs_fail_detection(
    plain: Engine, regex: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pattern that takes too long is a DetectionError under either engine, never a skip."""
    monkeypatch.setattr(patterns, "BUDGET_S", 0.05)
    slow = profile(RecognizerSpec("SLOW", (PatternSpec(regex, 0.5),)))
    with pytest.raises(DetectionError, match="a pattern ran out of time"):
        plain.analyze(Segment("a" * 40_000 + "c"), slow)


@pytest.mark.parametrize(
    "text",
    [
        "\ud800",
        "B-1234\udfff",
        "\U0001f600B-1234",
        "e\u0301 B-1234",
        "\x00B-1234\x00",
        "\u2028B-1234\u2028",
        "",
        "Ａ Ｂ",
    ],
)
def test_any_text_is_read(plain: Engine, text: str) -> None:
    """Lone surrogates, emoji, marks and control characters are text like any other."""
    either = RecognizerSpec(
        "BADGE", (PatternSpec(r"B-\d{4}", 0.5), PatternSpec(r"B-\d{4}(?!\d)", 0.4)), terms=("x",)
    )
    spans = plain.analyze(Segment(text), profile(either))
    assert {text[span.start : span.end] for span in spans} == (
        {"B-1234"} if "B-" in text else set()
    )


def test_blank_finds_are_none(plain: Engine) -> None:
    """A find is cut to what is not white space; of white space alone nothing is left."""
    blank = RecognizerSpec("BLANK", (PatternSpec(r"\s+x?\s+", 0.5),))
    text = "a  b  x  c"
    (span,) = plain.analyze(Segment(text), profile(blank))
    assert (span.start, span.end) == (6, 7)


def test_version_covers_the_finders() -> None:
    """What the policy room finds with is part of the engine's version."""
    policy = Path(engine_module.__file__).parents[1] / "policy"
    assert all((policy / f"{name}.py").is_file() for name in engine_module._FINDING)
    assert "google-re2/" in engine_module._version("none")


def test_profiles_cross_processes() -> None:
    """A profile arrives in another process as it was."""
    ours, theirs = multiprocessing.Pipe()
    sent = profile(BADGE, STAFF, RecognizerSpec("ODD", terms=("\ud800",)))
    ours.send(sent)
    assert theirs.recv() == sent
    ours.close()
    theirs.close()
