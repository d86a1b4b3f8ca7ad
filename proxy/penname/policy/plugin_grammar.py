"""The keys of a plug-in in a policy file."""

from __future__ import annotations

from collections.abc import Mapping

from penname.policy.plugins import (
    PIPELINE_NAME,
    PRESIDIO,
    RECOGNIZER_NAME,
    SPACY,
    kind_of,
)
from penname.policy.problems import Context
from penname.policy.readers import (
    Field,
    Reader,
    listing,
    name_of,
    number,
    placed,
    quoted,
    text,
)
from penname.policy.tree import Node
from penname.text.languages import KNOWN


def _named(kind: str, shape: str, words: str) -> Reader:
    """The name of a plug-in of a kind; `words` say what it must be."""

    def read(node: Node, context: Context) -> str | None:
        name: str | None = text(node, context)
        if name is None or kind_of(name) == kind:
            return name
        context.error(node.place, f"{quoted(name)} is not {words}")
        return None

    return Reader(read, {"type": "string", "pattern": f"^{shape}$"})


_PIPELINE = _named(SPACY, PIPELINE_NAME, "an installed package, or a folder by its absolute path")
_RECOGNIZER = _named(
    PRESIDIO, RECOGNIZER_NAME, "a recognizer of Presidio, or a class as my_package.module:Class"
)
_LANGUAGES = Field(
    listing(name_of(sorted(KNOWN), "{} is no language that penname can tell"), least=1),
    doc="Only for texts that may be in one of these.",
)

SPACY_PLUGIN: Mapping[str, Field] = {
    "pipeline": Field(placed(_PIPELINE), required=True, doc="An installed package, or a folder."),
    "labels": Field(listing(text, least=1), required=True, doc="Which of its labels."),
    "score": Field(number(0.0, 1.0), doc="How sure a find is, 0 to 1. Default: 0.85."),
    "languages": _LANGUAGES,
}
PRESIDIO_PLUGIN: Mapping[str, Field] = {
    "recognizer": Field(
        placed(_RECOGNIZER), required=True, doc="One of Presidio's own, or MODULE:CLASS."
    ),
    "entities": Field(listing(text, least=1), doc="Which of its entity types. Default: all."),
    "languages": _LANGUAGES,
}
