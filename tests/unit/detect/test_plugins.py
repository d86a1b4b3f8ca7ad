"""Plug-ins in the engine: only what is allowed, only texts that they read, and no trust."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from penname.detect.config import EngineConfig, EngineError
from penname.detect.contract import DetectionError, Segment
from penname.detect.engine import Engine, build_engine
from penname.policy.plugins import PRESIDIO, SPACY, PlugIn
from penname.policy.recognizers import PatternSpec, Profile, RecognizerSpec
from penname.text.spans import Span
from tests.unit.detect import plug_ins

GERMAN = "Wir haben das nicht und werden es auch nicht mehr: {}."
ENGLISH = "We do not have it and we will not get it any more: {}."


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, str]]:
    """An engine without a model of its own, and the name of its spaCy plug-in."""
    folder = tmp_path_factory.mktemp("plugins")
    with pytest.MonkeyPatch.context() as patch:
        plug_ins.module(folder, patch, "plug_engine")
        words = {"SITE": "Nord", "CENTRE": "Falke", "PER": "Anna Schmidt", "LABEL": "Name"}
        path = plug_ins.pipeline(folder / "pack", "de", **words)
        names = (path, "UuidRecognizer", "plug_engine:Badges", "plug_engine:Odd")
        yield build_engine(EngineConfig((), plugins=names)), path


def found(engine: Engine, segment: Segment, *plugins: PlugIn, kind: str = "X") -> list[Span]:
    spec = RecognizerSpec(kind, plugins=plugins)
    return list(engine.analyze(segment, Profile.of([kind], [spec])))


def test_finds_are_the_policys(made: tuple[Engine, str]) -> None:
    """A find has the policy's type, recognizer and score; other labels do not count."""
    engine, path = made
    plugin = PlugIn(SPACY, path, ("SITE",), score=0.7)
    text = GERMAN.format("Falke, Nord")
    at = text.index("Nord")
    assert found(engine, Segment(text), plugin) == [Span(at, at + 4, "X", 0.7, "policy/X")]
    both = PlugIn(SPACY, path, ("SITE", "CENTRE"))
    assert [one.score for one in found(engine, Segment(text), both)] == [0.85, 0.85]


def test_recognizers_score_themselves(made: tuple[Engine, str]) -> None:
    """A Presidio recognizer's own score holds, and the words nearby raise it."""
    engine, _ = made
    plugin = PlugIn(PRESIDIO, "plug_engine:Badges")
    (bare,) = found(engine, Segment("we saw B-1234 there"), plugin)
    (near,) = found(engine, Segment("the badge B-1234 there"), plugin)
    assert (bare.score, near.score) == (0.4, 0.75)
    odd = PlugIn(PRESIDIO, "plug_engine:Odd", ("ODD",))
    assert [(one.start, one.end) for one in found(engine, Segment("an odd one"), odd)] == [(3, 6)]


def test_plugins_stand_beside_patterns(made: tuple[Engine, str]) -> None:
    """A recognizer may have both; the explanation says which of them found what."""
    engine, path = made
    spec = RecognizerSpec(
        "X", (PatternSpec(r"\bB\d\b", 0.6),), plugins=(PlugIn(SPACY, path, ("SITE",)),)
    )
    told = engine.explain(Segment(GERMAN.format("Nord, B7")), Profile.of(["X"], [spec]))
    assert [one.pattern for one in told] == [f"spacy:{path}", "patterns.0"]


def test_languages_choose_the_texts(made: tuple[Engine, str]) -> None:
    """A pipeline reads texts of its language and unknown ones; a policy may say others."""
    engine, path = made
    texts = [GERMAN.format("Nord"), ENGLISH.format("Nord"), "Nord"]

    def read(*languages: str) -> list[bool]:
        plugin = PlugIn(SPACY, path, ("SITE",), languages)
        return [bool(found(engine, Segment(text), plugin)) for text in texts]

    assert read() == [True, False, True]
    assert read("en") == [False, True, True]
    assert read("en", "de") == [True, True, True]
    uuid = "0b7c5ee4-91a9-4a52-8d5a-8a6b1f1c2d3e"
    everywhere = PlugIn(PRESIDIO, "UuidRecognizer")
    german = PlugIn(PRESIDIO, "UuidRecognizer", (), ("de",))
    segments = [Segment(GERMAN.format(uuid)), Segment(ENGLISH.format(uuid))]
    assert [len(found(engine, one, everywhere)) for one in segments] == [1, 1]
    assert [len(found(engine, one, german)) for one in segments] == [1, 0]


def test_models_do_not_read_what_models_wrote(made: tuple[Engine, str]) -> None:
    """Where no names are looked for, no pipeline reads; patterns do."""
    engine, path = made
    assert found(engine, Segment("Nord", names=False), PlugIn(SPACY, path, ("SITE",))) == []
    odd = PlugIn(PRESIDIO, "plug_engine:Odd", ("ODD",))
    assert len(found(engine, Segment("odd", names=False), odd)) == 1


def test_names_must_look_like_names(made: tuple[Engine, str]) -> None:
    """Of a pipeline's people, label words are none; types of one's own are taken as they are."""
    engine, path = made
    text = GERMAN.format("Name Anna Schmidt")
    plugin = PlugIn(SPACY, path, ("PER", "LABEL"))
    people = found(engine, Segment(text), plugin, kind="PERSON")
    assert [text[one.start : one.end] for one in people] == ["Anna Schmidt"]
    assert len(found(engine, Segment(text), plugin)) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("secret fail", r"the plug-in plug_engine:Odd failed \(ArithmeticError\)"),
        ("too far", "found something outside of the text"),
        ("too sure", "found something outside of the text"),
    ],
)
def test_failing_plugins_refuse(made: tuple[Engine, str], text: str, words: str) -> None:
    """What a plug-in raises, and a find that is none, refuse the request; no text is told."""
    engine, _ = made
    with pytest.raises(DetectionError, match=words) as caught:
        found(engine, Segment(text), PlugIn(PRESIDIO, "plug_engine:Odd"))
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_profiles_need_allowed_plugins(made: tuple[Engine, str]) -> None:
    """A profile with a plug-in that is not loaded, or never finds what is asked, is refused."""
    engine, _ = made
    with pytest.raises(DetectionError, match="the plug-in UsSsnRecognizer is not in PENNAME_PLUG"):
        found(engine, Segment("x"), PlugIn(PRESIDIO, "UsSsnRecognizer"))
    with pytest.raises(DetectionError, match="the plug-in UuidRecognizer never finds GUID"):
        found(engine, Segment("x"), PlugIn(PRESIDIO, "UuidRecognizer", ("GUID",)))


def test_versions_name_the_plugins(made: tuple[Engine, str]) -> None:
    """What was found with other plug-ins is not remembered."""
    engine, path = made
    for name in (path, "UuidRecognizer", "plug_engine:Odd"):
        assert f" plugin/{name}-" in engine.version
    assert "plugin/" not in build_engine(EngineConfig(())).version


def test_missing_plugins_stop_the_start() -> None:
    """What is allowed must be there when the engine starts."""
    with pytest.raises(EngineError, match="is not installed"):
        build_engine(EngineConfig((), plugins=("no_such_pipeline",)))
