"""What is known of names in one script that has blanks between words: tables and shapes.

Words are compared folded (`key`): without case, accents, vowel points and the like, so that
composed and decomposed texts, `Ё` and `Е`, `أحمد` and `احمد` are one.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field

import regex

#: Accents, points of Hebrew and Arabic, tatweel, joiners, nuktas.
_MARKS = regex.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u200c-\u200f\u093c\u09bc\u0a3c\u0abc\u0b3c]+"
)
_ALIKE = str.maketrans(
    {"ی": "ي", "ک": "ك", "ة": "ه", "ۃ": "ه", "ہ": "ه", "ھ": "ه", "ے": "ي", "ٱ": "ا", "ئ": "ي"}
    | {"’": "'", "ʼ": "'", "`": "'", "ʹ": "'", "׳": "'", "״": '"'}
    | {"ँ": "ं", "ঁ": "", "ׯ": "י", "ӏ": "і"}
    | {"ൺ": "ണ്", "ൻ": "ന്", "ർ": "ര്", "ൽ": "ല്", "ൾ": "ള്"}
)


def key(word: str) -> str:
    """A word as it is compared."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", word)).casefold()
    return plain.translate(_ALIKE)


def words(*tables: str) -> frozenset[str]:
    """The words of tables, as they are."""
    return frozenset(word for table in tables for word in table.split())


def keys(*tables: str) -> frozenset[str]:
    """The words of tables, folded."""
    return frozenset(map(key, words(*tables)))


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """One script. Tables are folded.

    `sure` names are nothing else; `weak` ones are words too. `shape` tells family names by
    their ends, `firm` those that are enough by themselves. `stops` are never part of a name.
    Behind `titles` a name stands, behind `labels` and a colon as well, and where one of the
    `cues` ends. `small` words join the parts of a name. `before` are letters that may be
    written together with the name behind them, `behind` endings that may follow one.
    """

    letters: str  #: the name of the script in Unicode
    cased: bool
    sure: frozenset[str]
    weak: frozenset[str] = frozenset()
    stops: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()
    shape: str = r"(?!)"
    firm: str = r"(?!)"
    #: Ends of family names that no place has.
    family: str = r"(?!)"
    #: Ends of family names that other words with a capital have as well.
    half: str = r"(?!)"
    #: Ends of names after a father: with them what stands before is a given name.
    patronym: str = r"(?!)"
    cues: tuple[str, ...] = ()
    #: Cues that greet: what stands behind one must be known.
    greetings: frozenset[str] = frozenset()
    before: str = ""
    #: Names that these letters may stand before; all sure ones if none are given.
    joined: frozenset[str] = frozenset()
    behind: tuple[str, ...] = ()
    #: What takes the vowel from the last letter of a word: an ending stands in its place.
    virama: str = ""
    #: First letters of words that no unknown name begins with, such as articles.
    article: tuple[str, ...] = ()
    #: Words that stand behind a whole name only, such as those of who does something.
    marks: frozenset[str] = frozenset()
    #: Words that make a name with the one behind them where that has an article.
    heads: frozenset[str] = frozenset()
    #: Words that make one with the name before them.
    tails: frozenset[str] = frozenset()
    word: regex.Pattern[str] = field(init=False)
    any_letter: regex.Pattern[str] = field(init=False)
    shaped: regex.Pattern[str] = field(init=False)
    firmly: regex.Pattern[str] = field(init=False)
    familiar: regex.Pattern[str] = field(init=False)
    halfway: regex.Pattern[str] = field(init=False)
    fathers: regex.Pattern[str] = field(init=False)
    cue: regex.Pattern[str] = field(init=False)
    label: regex.Pattern[str] = field(init=False)
    abbreviation: regex.Pattern[str] = field(init=False)

    @property
    def letter(self) -> str:
        """A class of its letters, for patterns of the newer kind (V1)."""
        return rf"[\p{{{self.letters}}}&&\p{{L}}]"

    def __post_init__(self) -> None:
        letter = self.letter
        inner = rf"(?:{letter}|[\p{{M}}\u0640\u200c\u200d])"
        made = {
            "word": rf"{letter}{inner}{{0,39}}+(?:[-‐‑'’ʼ־\"״׳]{letter}{inner}{{0,39}}+){{0,3}}+",
            "any_letter": letter,
            "label": rf"(?r)(?:\A|(?!{inner})[^ ])[ ]{{0,4}}"
            rf"((?:{letter}(?:{inner}|[.'ʼ’])*[ /]?){{1,3}})\Z",
            "abbreviation": rf"(?r){letter}+(?=[./][ \u00a0]?\Z)",
            "shaped": key(self.shape),
            "firmly": key(self.firm),
            "familiar": key(self.family),
            "halfway": key(self.half),
            "fathers": key(self.patronym),
            "cue": "|".join(
                rf"(?<!{inner})(?:{cue})(?!{inner})" for cue in (*self.cues, "(?!)")
            ).replace(" ", "[ \u00a0]{1,2}"),
        }
        object.__setattr__(self, "behind", tuple(map(key, self.behind)))
        for name, pattern in made.items():
            flags = regex.V1 | (regex.I if name == "cue" else 0)
            object.__setattr__(self, name, regex.compile(pattern, flags))
