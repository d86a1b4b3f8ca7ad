"""Names of people as words: which of them say who it is, and in which order.

`Schmidt, Maria`, `Ms. MARIA SCHMIDT` and `maria_schmidt` are the same two words.
"""

from __future__ import annotations

from penname.text.words import Word, fold, is_cased, words_in

#: Between the words of a name; in small letters also before them.
PARTICLES = """
van von vom zu zum zur der den dem des de del della degli di da do dos das du la le les
las los ter ten te bin ibn al el und and et of the für for in on am an
"""
#: As they are written before a name. What is also a first name (`Don`) is not here.
TITLES = """
Dr Mr Mrs Ms Mx Miss Prof Professor Sir Madam Herr Herrn Frau Fräulein Mme Mlle Monsieur Madame
Mademoiselle Señor Señora Señorita Sra Srta Senhor Senhora Signor Signora Signorina Dott Dottore
Dottoressa Meneer Mevrouw Dhr Mevr
"""
#: As they are written behind one.
SUFFIXES = "Jr Sr II III IV PhD MD MBA Esq DDS CPA"

_PARTICLES = frozenset(map(fold, PARTICLES.split()))
_TITLES = frozenset(map(fold, TITLES.split()))
_SUFFIXES = frozenset(map(fold, SUFFIXES.split()))
_SILENT = _TITLES | _SUFFIXES
_APOSTROPHES = frozenset("'\u2019`\u00b4")


def is_title(folded: str) -> bool:
    return folded in _TITLES


def is_particle(folded: str) -> bool:
    return folded in _PARTICLES


def is_initial(folded: str) -> bool:
    """Whether a word is one letter of an alphabet that has initials."""
    return len(folded) == 1 and is_cased(folded)


def is_possessive(text: str, word: Word) -> bool:
    """Whether a word is the `s` of `Maria's`."""
    start, _, folded = word
    return folded == "s" and start > 0 and text[start - 1] in _APOSTROPHES


def spoken(name: str) -> list[Word]:
    """The words of a name as they stand there, without titles and a final `'s`.

    All of them where nothing else would be left.
    """
    words = [word for word in words_in(name) if not is_possessive(name, word)]
    return [word for word in words if word[2] not in _SILENT] or words


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name that say who it is, folded, given names first; () where it has none.

    Particles count where nothing else is left, and at an end with a capital (`De Boer`).
    """
    words = _turned(name, spoken(name))
    telling = tuple(
        word[2]
        for at, word in enumerate(words)
        if not (is_particle(word[2]) and (0 < at < len(words) - 1 or name[word[0]].islower()))
    )
    return telling or tuple(word[2] for word in words)


def _turned(name: str, words: list[Word]) -> list[Word]:
    """`Schmidt, Maria` in the order of `Maria Schmidt`."""
    comma = name.find(",")
    if comma < 0 or name.find(",", comma + 1) >= 0:
        return words
    before = [word for word in words if word[0] < comma]
    return words[len(before) :] + before
