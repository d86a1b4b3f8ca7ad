"""What runs for a profile: only what it wants, and only the last few are kept."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pytest
from presidio_analyzer import EntityRecognizer, RecognizerResult

from penname.detect import profiles as profiles_module
from penname.detect.contract import DetectionError, Segment
from penname.detect.engine import Engine, EngineConfig, build_engine
from penname.detect.names import Artifacts, Names
from penname.detect.profiles import KEPT, Profiles
from penname.policy.recognizers import EVERYTHING, PatternSpec, Profile, RecognizerSpec
from tests.work import calls

PROSE = (
    "Dear team, Maria Schmidt from Berlin called about the invoice that we sent in May. Please "
    "write to maria@example.org, or ask Henry Miller who knows the customer at Acme Limited."
)
SECRETS = ("API_KEY", "CONNECTION_STRING", "JWT", "PASSWORD", "PRIVATE_KEY")


@pytest.fixture
def asked(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts each call gave to the language model."""
    counts: list[int] = []
    real = Names.read

    def counting(self: Names, texts: list[str], added: frozenset[str]) -> list[Artifacts]:
        counts.append(len(texts))
        return real(self, texts, added)

    monkeypatch.setattr(Names, "read", counting)
    return counts


@pytest.mark.parametrize(
    ("wanted", "reads"),
    [
        (["EMAIL_ADDRESS"], False),
        (SECRETS, False),
        (["PERSON"], True),
        (["NRP", "US_SSN"], True),
        (["BADGE"], False),
        (["LOCATION", "ORGANIZATION"], True),
    ],
)
def test_model_runs_for_names_only(
    engine: Engine, asked: list[int], wanted: list[str], *, reads: bool
) -> None:
    """The language model reads nothing unless a type that it knows is wanted."""
    spans = engine.analyze(Segment(PROSE), Profile.of(wanted))
    assert bool(asked) is reads
    assert {span.entity_type for span in spans} <= set(wanted)


def test_policys_names_add_to_the_models(engine: Engine) -> None:
    """A recognizer for a type of the language model runs beside it."""
    own = RecognizerSpec("PERSON", terms=("the customer",))
    spans = engine.analyze(Segment(PROSE), Profile.of(["PERSON"], [own]))
    found = {(span.recognizer, PROSE[span.start : span.end]) for span in spans}
    assert found == {
        ("penname-names", "Maria Schmidt"),
        ("penname-names", "Henry Miller"),
        ("policy/PERSON", "the customer"),
    }


def test_wanted_types_are_found_as_ever(engine: Engine) -> None:
    """What is wanted is found as without a profile, whatever else is left out."""
    everything = engine.analyze(Segment(PROSE))
    for wanted in (["PERSON"], ["EMAIL_ADDRESS", "LOCATION"], ["ORGANIZATION"]):
        some = engine.analyze(Segment(PROSE), Profile.of(wanted))
        assert some == tuple(span for span in everything if span.entity_type in wanted)


def test_nothing_wanted_is_nothing_run(engine: Engine, asked: list[int]) -> None:
    """A policy without an acting rule costs nothing."""
    nothing = Profile.of([])
    assert engine.analyze_batch([Segment(PROSE), Segment("")], nothing) == [(), ()]
    assert engine.explain(Segment(PROSE), nothing) == ()
    assert asked == []


def test_only_wanted_recognizers_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """A recognizer of a type that nobody wants is not asked, so it cannot fail either."""
    plain = build_engine(EngineConfig(()))

    def broken(text: str) -> None:
        raise ValueError

    for one in plain._profiles._recognizers:
        if "EMAIL_ADDRESS" not in one.supported_entities:
            monkeypatch.setattr(one, "analyze", broken)
    assert len(plain.analyze(Segment(PROSE), Profile.of(["EMAIL_ADDRESS"]))) == 1
    with pytest.raises(DetectionError):
        plain.analyze(Segment(PROSE), Profile.of(["EMAIL_ADDRESS", "JWT"]))


def test_secrets_alone_are_cheap(engine: Engine) -> None:
    """Without names a text costs a small fraction of what it costs with them."""

    def cost(profile: Profile) -> int:
        engine.analyze(Segment(PROSE), profile)
        return calls(lambda: engine.analyze(Segment(f"{PROSE} 1"), profile))

    assert cost(Profile.of(SECRETS)) < cost(EVERYTHING) / 5


def numbered(number: int) -> Profile:
    return Profile.of(["ID"], [RecognizerSpec("ID", (PatternSpec(f"x{number}y", 0.5),))])


def test_only_the_last_profiles_are_kept() -> None:
    """Months of reloads keep no more than the last profiles, and used ones stay."""
    plain = build_engine(EngineConfig(()))
    first = numbered(0)
    plain.learn(first)
    gone = weakref.ref(plain._profiles.prepared(numbered(1)).analyzer)
    for number in range(2, 3 * KEPT):
        plain.learn(numbered(number))
        assert plain.known(first.digest) == first
        plain.learn(first)
    gc.collect()
    assert len(plain._profiles._kept) == KEPT
    assert gone() is None
    assert plain.known(numbered(1).digest) is None
    assert len(plain.analyze(Segment("x1y"), numbered(1))) == 1


def test_broken_profiles_are_not_kept() -> None:
    """What does not compile is not known."""
    plain = build_engine(EngineConfig(()))
    broken = Profile.of(None, [RecognizerSpec("ID", (PatternSpec("(", 0.5),))])
    with pytest.raises(DetectionError):
        plain.learn(broken)
    assert plain.known(broken.digest) is None


def test_types_without_a_model_have_no_names(engine: Engine) -> None:
    """Without a model the name types are none of the engine's."""
    without = Profiles(Names([]), language="en").entity_types
    assert "TITLE" in engine.entity_types - without
    assert profiles_module.KEPT >= 16


class _Eager(EntityRecognizer):  # type: ignore[misc]  # Presidio is untyped
    """A user's recognizer that raises its own results."""

    def load(self) -> None:
        """Nothing to load."""

    def analyze(self, text: str, entities: list[str], nlp_artifacts: object = None) -> list[object]:
        return [RecognizerResult("ID", 0, 1, 0.3)]

    def enhance_using_context(self, **given: Any) -> list[RecognizerResult]:
        for result in given["raw_recognizer_results"]:
            result.score = 0.9
        return list(given["raw_recognizer_results"])


def test_recognizers_may_enhance_themselves() -> None:
    """What a recognizer of its own class does with its results is done; others skip the walk."""
    profiles = Profiles(Names([]), language="en")
    analyzer = profiles._analyzer([_Eager(supported_entities=["ID"])])
    artifacts = Names([]).nothing()
    (result,) = analyzer.analyze("x", "en", nlp_artifacts=artifacts)
    assert result.score == 0.9
