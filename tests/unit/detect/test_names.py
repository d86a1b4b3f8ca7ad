"""Models that read for names behind Presidio's interfaces: each says what it found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from penname.detect.config import EngineConfig, EngineError
from penname.detect.contract import Segment
from penname.detect.engine import Engine, build_engine
from penname.detect.named import Named
from penname.detect.names import NameRecognizer, Names, names_of


class Words:
    """A source that takes given words for names."""

    def __init__(self, name: str, **words: str) -> None:
        self.name = name
        self.version = f"{name}-1"
        self.entity_types = frozenset(words)
        self.languages: frozenset[str] = frozenset()
        self._words = words
        self.added: list[frozenset[str]] = []

    def names(self, texts: Sequence[str], added: frozenset[str]) -> list[list[Named]]:
        self.added.append(added)
        return [
            [
                Named(text.find(word), text.find(word) + len(word), kind, 0.9, self.name)
                for kind, word in self._words.items()
                if word in text
            ]
            for text in texts
        ]


A = Words("a", PERSON="Anna", LOCATION="Bonn")
B = Words("b", PERSON="Tom")


def test_models_read_beside_each_other() -> None:
    """Each text has what any of the models found in it; the version names them all."""
    both = Names([A, B])
    texts = ["Anna", "Tom and Anna", ""]
    found = [[one.source for one in artifacts.names] for artifacts in both.read(texts)]
    assert found == [["a"], ["a", "b"], []]
    assert both.model_version == "a-1+b-1"
    assert both.entity_types == {"PERSON", "LOCATION"}
    assert both.get_supported_entities() == ["LOCATION", "PERSON"]


def test_folders_of_trained_models_are_read(tmp_path: Path) -> None:
    """A folder with our files is a model of ours; where they are broken, nothing starts."""
    (tmp_path / "model.onnx").write_bytes(b"")
    with pytest.raises(EngineError, match="name model is not whole"):
        names_of(EngineConfig((str(tmp_path),)))


def test_presidio_may_ask_by_itself() -> None:
    """The methods that Presidio calls give the same."""
    both = Names([A, B], "en")
    assert [one.source for one in both.process_text("Anna", "en").names] == ["a"]
    batch = dict(both.process_batch(iter(["Tom", "x"]), "en", batch_size=3))
    assert [len(artifacts.names) for artifacts in batch.values()] == [1, 0]
    assert both.is_loaded()
    assert both.get_supported_languages() == ["en"]


def test_added_types_reach_the_models() -> None:
    """The entity types of a policy are told to every model."""
    source = Words("c", PERSON="Anna")
    Names([source]).read(["x"], frozenset({"BADGE"}))
    assert source.added == [frozenset({"BADGE"})]


def test_models_read_their_languages() -> None:
    """A model of one language reads texts in it, and those of which no language is known."""
    english = Words("e", PERSON="Anna")
    english.languages = frozenset({"en"})
    texts = ["We have seen that Anna is here", "Wir haben gesehen, dass Anna da ist", "Anna"]
    found = Names([english, A]).read(texts)
    assert [[one.source for one in each.names] for each in found] == [["e", "a"], ["a"], ["e", "a"]]


def test_recognizers_report_their_models_wanted_types() -> None:
    """A recognizer gives what its own model found, of the types that are wanted."""
    both = Names([A, B])
    (artifacts,) = both.read(["Anna met Tom in Bonn"])

    def kinds(recognizer: NameRecognizer, *entities: str) -> list[tuple[str, int]]:
        results = recognizer.analyze("", entities, artifacts)
        return [(result.entity_type, result.start) for result in results]

    every = NameRecognizer(A, A.entity_types, "en")
    assert kinds(every, "PERSON", "LOCATION") == [("PERSON", 0), ("LOCATION", 16)]
    assert kinds(every, "LOCATION") == [("LOCATION", 16)]
    assert kinds(NameRecognizer(A, ["PERSON"], "en"), "PERSON", "LOCATION") == [("PERSON", 0)]
    assert kinds(NameRecognizer(B, ["PERSON"], "en"), "PERSON") == [("PERSON", 9)]


def test_no_models_find_no_names() -> None:
    """Without a model there is nothing, and no error."""
    none = names_of(EngineConfig(()))
    assert none.model_version == "none"
    assert none.entity_types == frozenset()
    assert [artifacts.names for artifacts in none.read(["Anna"])] == [[]]


def test_unknown_models_are_errors() -> None:
    """Any name but ours must be a pipeline that is installed."""
    with pytest.raises(EngineError, match="not installed"):
        names_of(EngineConfig(("no_such_model",)))


def test_engines_say_who_found_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spans of two models lie beside each other, each with its recognizer."""
    monkeypatch.setattr("penname.detect.engine.names_of", lambda _config: Names([A, B]))
    engine: Engine = build_engine(EngineConfig(()))
    found = {(span.recognizer, span.entity_type) for span in engine.analyze(Segment("Tom, Anna!"))}
    assert found == {("a", "PERSON"), ("b", "PERSON")}
    assert "model/a-1+b-1" in engine.version
    assert engine.analyze(Segment("Tom, Anna!", names=False)) == ()
