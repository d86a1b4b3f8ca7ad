"""Whose the names of a text are, and what of a text's own finds stands in it once more.

Both are worked out text by text, from what was known before it and from the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from penname.exchange.known import KnownValues, recurs
from penname.mask.family import PERSON
from penname.mask.masking import pieces
from penname.mask.overlap import Decided, resolve
from penname.mask.vault import Entry
from penname.policy.model import LEAVES_TEXT, Action
from penname.text.names import name_words
from penname.text.spans import RAW, SEAM
from penname.text.surrogate import LITERAL


def entries_of(text: str, acting: Iterable[Decided]) -> Iterator[Entry]:
    """The values of disjoint decisions on a text that are to be known from here on."""
    for one in acting:
        name = one.decision.rule.entity_type
        if one.span.view == SEAM:
            continue  # `example.org` is the end of an address here, and nobody's elsewhere
        if one.decision.action is not Action.BLOCK and name != LITERAL:
            for start, end in pieces(text, one.span.start, one.span.end):
                entry = Entry(name, text[start:end], one.family)
                if recurs(entry):
                    yield entry


def new_values(text: str, decided: Sequence[Decided], known: KnownValues) -> KnownValues:
    """What was found in a text and is not known yet: it may stand in the text once more."""
    found = KnownValues()
    found.add(entry for entry in entries_of(text, resolve(decided)) if not known.has(entry))
    return found


def with_families(text: str, decided: Sequence[Decided], known: KnownValues) -> list[Decided]:
    """The decisions on a text, each name with whose it is; its people are known from here on.

    Whole names first: `Maria` may stand before `Maria Schmidt` in one text.
    """
    names = [one for one in decided if _is_name(one)]
    names.sort(key=lambda one: (len(name_words(_value(text, one))) < 2, one.span.start))
    for one in names:
        known.meet(_value(text, one))
    return [
        replace(one, family=known.family_of(PERSON, _value(text, one))) if _is_name(one) else one
        for one in decided
    ]


def _is_name(one: Decided) -> bool:
    """Whether a decision acts on a name as it reads (an encoded one has no words)."""
    acts = one.decision.action not in LEAVES_TEXT
    return acts and one.decision.rule.entity_type == PERSON and one.span.view == RAW


def _value(text: str, one: Decided) -> str:
    return text[one.span.start : one.span.end]
