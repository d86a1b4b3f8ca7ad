"""Names of plug-ins, and which plug-in finds all that another one does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from penname.policy.plugins import PRESIDIO, SPACY, PlugIn, keeps, kind_of

PACK = PlugIn(SPACY, "pack", ("A", "B"), ("de",), 0.5)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("de_core_news_sm", SPACY),
        ("/models/de", SPACY),
        ("/models/de core", SPACY),
        ("UsSsnRecognizer", PRESIDIO),
        ("acme:StaffId", PRESIDIO),
        ("acme.pii.ids:StaffId", PRESIDIO),
        ("", ""),
        ("models/de", ""),
        ("../de", ""),
        ("/models/../de", ""),
        ("/models//de", ""),
        ("de-core-news", ""),
        ("acme.pii", ""),
        ("acme:", ""),
        ("acme:a.b", ""),
        ("os:system()", ""),
        ("/a,b", ""),
        ("pack\n", ""),
        ("d\u0435_core", ""),
    ],
)
def test_names_tell_their_kind(name: str, kind: str) -> None:
    """A package or an absolute folder is a pipeline, a class a recognizer; nothing else is one."""
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({}, True),
        ({"labels": ("A", "B", "C")}, True),
        ({"labels": ("A",)}, False),
        ({"labels": ()}, True),
        ({"languages": ("de", "fr")}, True),
        ({"languages": ("fr",)}, False),
        ({"languages": ()}, False),
        ({"score": 0.6}, True),
        ({"score": 0.4}, False),
        ({"name": "other"}, False),
        ({"kind": PRESIDIO}, False),
    ],
)
def test_keeping_is_finding_as_much(change: dict[str, Any], kept: bool) -> None:
    """All labels, all languages and the score must be there. Languages that the plug-in has by
    itself are not known here."""
    assert keeps(PACK, replace(PACK, **change)) is kept


def test_no_labels_are_all() -> None:
    """What took all labels is not kept by what takes some."""
    everything = replace(PACK, labels=(), languages=())
    assert keeps(everything, everything)
    assert not keeps(everything, replace(everything, labels=("A",)))
    assert not keeps(everything, replace(everything, languages=("de",)))


def test_rules_name_the_plugin() -> None:
    """A find says which plug-in made it."""
    assert PACK.rule == "spacy:pack"
