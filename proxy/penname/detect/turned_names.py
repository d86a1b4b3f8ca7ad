"""Family names before a comma and a given name: "Two Strike, Jeannie", "Goose, Harrison".

A field that holds nothing else is how lists, records and signatures turn a name. Which words a
family name is made of does not matter there; that a given name follows is the name model's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from penname.detect.name_shape import is_taken
from penname.text.words import fold

#: Where a field begins: a line with its marks, a quote, a label's colon, a column's border.
_WORD = r"[\p{L}][\p{L}\p{M}'’-]{1,24}"
_LINE = r"(?:\A|\n|\\n)[ \t]{0,8}(?:[-*>#]{1,3}[ ]|//[ ]|/\*[ ])?"
_BEFORE = regex.compile(
    rf"(?r)(?:{_LINE}|\p{{L}}[\"']?:[ ]|[|\t][ ]?|(?P<quote>[\"'“„«]))"
    rf"(?P<family>{_WORD}(?:[ ]{_WORD}){{0,2}}),[ ]?\Z"
)
_BEHIND = regex.compile(r"[ ]{0,2}(?:\Z|\r?\n|\\n|[\"'”“»|)/;\t]|\*/)")
#: Characters before a given name that are looked at.
_LOOKED_AT = 110
#: Words of greetings, closings and answers that a comma and a name follow.
_SAID = frozenset(
    (
        *("hi", "hello", "hey", "dear", "thanks", "thank", "thx", "cheers", "regards", "wishes"),
        *("greetings", "sincerely", "love", "yours", "best", "kind", "morning", "afternoon"),
        *("evening", "night", "welcome", "sorry", "please", "yes", "no", "ok", "okay", "well"),
        *("soon", "later", "you", "hallo", "liebe", "lieber", "grüße", "gruß", "danke", "bonjour"),
        *("salut", "merci", "cordialement", "hola", "gracias", "saludos", "ciao", "grazie"),
        *("saluti", "olá", "obrigado", "obrigada", "abraços", "groeten", "dank", "hoi"),
    )
)


def families_before(text: str, people: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where family names stand before some people's given names."""
    for start, end in people:
        behind_comma = text[max(0, start - 2) : start].rstrip(" ").endswith(",")
        if not behind_comma or not _BEHIND.match(text, end):
            continue
        match = _BEFORE.search(text, max(0, start - _LOOKED_AT), start)
        if match is not None and _is_family(match, text[start:end]):
            yield match.span("family")


def _is_family(match: regex.Match[str], given: str) -> bool:
    """Whether words have the case of the given name and are no greeting; a lone one is uncommon."""
    words = match["family"].split()
    folded = [fold(word) for word in words]
    if not _SAID.isdisjoint(folded) or (len(words) == 1 and is_taken(folded[0])):
        return False
    if given[0].islower():
        return match["quote"] is not None and all(map(str.islower, words))
    return all(word[0].isupper() for word in words)
