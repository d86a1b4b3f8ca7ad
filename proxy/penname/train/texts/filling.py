"""From a template to pieces: choices drawn, slots filled, texts inside texts."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from penname.train.texts.forms import Pieces
from penname.train.texts.grammar import Choice, Sequel
from penname.train.texts.mixture import spoken
from penname.train.texts.people import HOME, Crowd
from penname.train.texts.records import GROWN
from penname.train.texts.sheets import Template, templates
from penname.train.texts.slots import Scene, fill, phrases
from penname.train.texts.titles import with_titles

#: A text inside a text inside a text is enough.
_DEEPEST = 3


def merged(pieces: Pieces) -> Pieces:
    """Pieces of plain text that follow one another as one; none of them empty."""
    made: Pieces = []
    for text, label in pieces:
        if made and not label and not made[-1][1]:
            made[-1] = (made[-1][0] + text, "")
        elif text:
            made.append((text, label))
    return made


class Library:
    """All templates by kind and language."""

    def __init__(self, all_templates: Sequence[Template]) -> None:
        by_kind: dict[tuple[str, str], list[Template]] = {}
        for template in all_templates:
            by_kind.setdefault((template.language, template.kind), []).append(template)
        self._by_kind: Mapping[tuple[str, str], tuple[Template, ...]] = {
            key: tuple(found) for key, found in by_kind.items()
        }
        self.counts = {key: len(found) for key, found in sorted(self._by_kind.items())}

    def has(self, language: str, kind: str) -> bool:
        """Whether a language has templates of a kind of its own."""
        return (language, kind) in self._by_kind

    def of(self, language: str, kind: str) -> tuple[Template, ...]:
        """The templates of a kind; English ones where the language has none."""
        return (
            self._by_kind.get((language, kind))
            or self._by_kind.get(("en", kind))
            or self._by_kind["any", kind]
        )


class Filler:
    """Fills templates from one source of chance."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._crowd = Crowd(rng)
        self.library = Library(templates())
        self._spoken = spoken(sorted(HOME))

    def filled(self, template: Template, language: str = "") -> Pieces:
        """A template with values of people that are in no other text."""
        pieces: Pieces = []
        self._fill(template.sequel, self._scene(template, language), pieces, 0)
        return with_titles(merged(pieces))

    def _scene(self, template: Template, language: str = "") -> Scene:
        language = language or template.language
        if language == "any":
            languages, weights = self._spoken
            language = self._rng.choices(languages, weights)[0]
        return Scene(language, self._rng, self._crowd)

    def _fill(self, sequel: Sequel, scene: Scene, pieces: Pieces, depth: int) -> None:
        for part in sequel:
            if isinstance(part, str):
                pieces.append((part, ""))
            elif isinstance(part, Choice):
                self._fill(self._rng.choice(part.options), scene, pieces, depth)
            elif part.name in GROWN:
                grown = GROWN[part.name](self._rng, scene.language, part.form)
                self._fill(grown, scene, pieces, depth)
            elif part.name[0] == "@":
                self._inner(part.name[1:], scene, pieces, depth)
            elif wordings := phrases(part, scene.language):
                self._fill(self._rng.choice(wordings), scene, pieces, depth)
            else:
                pieces += fill(part, scene)

    def _inner(self, kind: str, scene: Scene, pieces: Pieces, depth: int) -> None:
        """Another text, with a scene of its own."""
        if depth < _DEEPEST:
            template = self._rng.choice(self.library.of(scene.language, kind))
            self._fill(template.sequel, self._scene(template), pieces, depth + 1)
