"""The shape of a name: where one ends that begins at a known place.

What stands behind "Mr." or "my name is" is a name until a word says otherwise. In capitals a
word of everyday text ends it, in small letters any word that is in doubt; code is none.
"""

from __future__ import annotations

import regex

from penname.detect.vocabulary import (
    INITIALISMS,
    LABELS,
    NAME_PARTICLES,
    NO_NAMES,
    PLACEHOLDERS,
)
from penname.text.ambiguous_words import AMBIGUOUS, is_common, is_doubtful
from penname.text.machine_words import TECH
from penname.text.names import SUFFIXES, is_title
from penname.text.words import fold, is_cased

_MOST = 4  # words of a name, particles not counted
_MOST_SMALL = 3  # where small letters leave every word in doubt
_MOST_PARTICLES = 3  # in a row: "van der", "de la"
_LONGEST_UNSPACED = 5  # characters of a name in a script without blanks

#: One word: letters with their marks, hyphens and apostrophes between them; or initials.
_WORD = regex.compile(
    r"(?:\p{Lu}\.(?:[ ]?-?\p{Lu}\.(?!\p{L}{2})){0,3}"
    r"|\p{L}[\p{L}\p{M}]{0,39}+(?:['’ʼ‐‑-]\p{L}[\p{L}\p{M}]{0,39}+){0,3}+)"
)
_GAP = regex.compile(r"[ \u00a0]{1,2}+|(?<=\.)(?=\p{Lu})")
#: Behind a name: none of this, or it was a part of a program or an address.
_CODE = regex.compile(r"[\d_@\\/=(\[{$#]|\.\p{L}|:[^\s]|['’]\p{L}{2}")
_POSSESSIVE = regex.compile(r"['’ʼ]s?\Z")
_SUFFIX = regex.compile(rf",?[ ](?:{'|'.join(SUFFIXES.split())})\b\.?")
_HUMPED = regex.compile(r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|Al|El|O)\p{Lu}")
_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]")


def name_end(text: str, at: int, *, small: bool = True, most: int = _MOST) -> int | None:
    """Where the name that begins at an offset ends; None when none does.

    `small` also takes names in small letters. Names in scripts without capitals are taken as
    they are; no word of another script follows them.
    """
    first = _first(text, at, small)
    if first is None:
        return None
    style = _style(first[0])
    end, words = first.end(), 1
    if style == "small":
        most = min(most, _MOST_SMALL)
    while words < most:
        further = _next(text, end, style)
        if further is None:
            break
        end, words = further, words + 1
    return _ended(text, at, end)


def is_whole_name(value: str, *, small: bool = True) -> bool:
    """Whether a value is nothing but a name, given or family name first."""
    end = name_end(value, 0, small=small)
    if end is not None and value[end : end + 2] == ", ":
        end = name_end(value, end + 2, small=small)
    return end is not None and end == len(value)


def is_taken(folded: str) -> bool:
    """Whether a word cannot begin a name: everyday words, labels, products, values."""
    return (
        is_common(folded)
        or folded in LABELS
        or folded in TECH
        or folded in NO_NAMES
        or folded in PLACEHOLDERS
    )


def _first(text: str, at: int, small: bool) -> regex.Match[str] | None:
    """The first word of a name that says something: "van" and "de la" may stand before it."""
    start = at
    for _ in range(_MOST_PARTICLES):
        word = _WORD.match(text, at)
        gap = _GAP.match(text, word.end()) if word else None
        if word is None or gap is None or not _leads(word[0]):
            break
        at = gap.end()
    word = _WORD.match(text, at)
    if word is not None and _may_begin(word[0], small):
        return word
    only = _WORD.match(text, start)  # "Mr. Le said": a name that looks like a particle
    return only if only is not None and only.start() != at and _may_begin(only[0], False) else None


def _leads(word: str) -> bool:
    return len(word) > 1 and fold(word) in NAME_PARTICLES


def _may_begin(word: str, small: bool) -> bool:
    folded = fold(word)
    if not is_cased(word):
        return len(word) > 1 and (len(word) <= _LONGEST_UNSPACED or not _HAN.search(word))
    if word == "I" or (
        word[0].islower() and (not small or folded in NAME_PARTICLES or len(word) < 2)
    ):
        return False
    return not (is_taken(folded) or _in_doubt(folded) or is_title(folded) or _is_camel(word))


def _in_doubt(folded: str) -> bool:
    """`handling`, `closed`: not a name by its form."""
    return folded not in AMBIGUOUS and is_doubtful(folded)


def _is_camel(word: str) -> bool:
    """`userName`, `OSError`; not `McDonald`, `O'Neill`."""
    humps = regex.findall(r"(?<=\p{Ll})\p{Lu}", word)
    if len(humps) > 1 or regex.search(r"\p{Lu}{2}\p{Ll}", word):
        return True
    return bool(humps) and not regex.match(
        r"(?:Mc|Mac|De|Di|Du|La|Le|Van|Von|Fitz|Al|El|O)\p{Lu}", word
    )


def _style(word: str) -> str:
    if not is_cased(word):
        return "plain"
    if word[0].islower():
        return "small"
    return "loud" if word.isupper() and len(word) > 1 and "." not in word else "proper"


def _next(text: str, end: int, style: str) -> int | None:
    """The end of the word of a name behind one that ends at `end`, particles between included."""
    joined = False
    for _ in range(_MOST_PARTICLES + 1):
        gap = _GAP.match(text, end)
        word = _WORD.match(text, gap.end()) if gap else None
        if word is None:
            return None
        if fold(word[0]) not in NAME_PARTICLES or style == "plain":
            return word.end() if _may_follow(word[0], style, joined) else None
        end, joined = word.end(), True
    return None


def _may_follow(word: str, style: str, joined: bool) -> bool:
    """Whether a word goes on with a name. In capitals or small letters throughout, nothing but a
    particle before it tells "Silva" from "will".
    """
    folded = fold(word)
    if style == "plain":
        return not is_cased(word) and (len(word) <= _LONGEST_UNSPACED or not _HAN.search(word))
    if word == "I" or not is_cased(word) or is_taken(folded) or folded in INITIALISMS:
        return False
    if style == "small":
        return word[0].islower() and len(word) > 1 and (joined or not is_doubtful(folded))
    if word[0].islower() or _is_camel(word):
        return False
    return style == "proper" or (word.isupper() and (joined or not is_doubtful(folded)))


def _ended(text: str, start: int, end: int) -> int | None:
    if _CODE.match(text, end):
        return None
    suffix = _SUFFIX.match(text, end)
    if suffix is not None:
        return suffix.end()
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive is not None:
        end = possessive.start()
    letters = sum(char.isalpha() for char in text[start:end])
    return end if letters > 1 else None
