"""Towns and countries where somebody says to live or to come from, in any script.

"I live in", "geboren in", "живу в": what follows with a capital is a place, unless it is a word
of everyday text, a month, a product, a street, or what anybody may live in ("in Fear").
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.hometown_words import NO_PLACE_ENDS, NO_PLACES
from penname.detect.scan import Hit, Recipe, around, finditer_in
from penname.detect.secret_names import fold as same_length
from penname.detect.vocabulary import is_ordinary
from penname.text.words import fold

_CUES = (
    r"(?:(?:i|we|he|she|they|who|parents|family|wife|husband|son|daughter|brother|sister|mother"
    r"|father)"
    r"(?: (?:now|still|currently|also|both|all|once|used to|have|has|had|was|were|am|is|are)){0,2}"
    r" (?:live[sd]?|living|resid(?:e[sd]?|ing)|settled|grew up|born|raised|(?:born and )?raised)"
    r"|(?:grew up|growing up|born and raised|born and bred|was born|were born)) in"
    r"|(?:(?:i|we|he|she|they|who) comes?|originally|hail(?:s|ing)?) from"
    r"|home ?town(?: is|:)"
    r"|(?:wohn(?:e|t|en|haft)|leb(?:e|t|en)|geboren|aufgewachsen)(?: ich| er| sie| wir)? in"
    r"|(?:j['’]habite|il habite|elle habite|née?|vit|grandi) à"
    r"|(?:viv[oe]|nac[íi]|nació|crec[íi]) en"
    r"|(?:abit[oa]|nat[oa]|cresciut[oa]) a|(?:mor[oa]|nasci|nasceu|cresci) em"
    r"|(?:woon|woont|geboren|opgegroeid) (?:in|te)"
    r"|(?:жив[уё]т?|живет|родил(?:ся|ась)|вырос(?:ла)?) в"
    r"|(?:μένω|ζω|γεννήθηκα|μεγάλωσα) στ(?:ην?|ο|ον|α)"
)
_LITTLE = r"(?:(?:de|la|le|les|du|des|do|da|di|del|upon|on|am|an|der|sur|of|the|al|el)[ -]){0,2}+"
_NAME = r"(?:St\.[ ])?\p{Lu}[\p{L}\p{M}'’-]{1,30}+"
_PLACE = regex.compile(
    rf"(?i:(?<![\p{{L}}\d_])(?:{_CUES}))[ ](?P<place>(?:{_LITTLE}{_NAME}[ ]?){{1,4}})(?<![ ])"
    r"(?![\p{L}\d_@/\\=(]|\.\p{L}|[ ]?[({=])"
)
#: The end of each cue, in small letters: most texts have none.
_PARTS = (
    *("live in", "lives in", "lived in", "living in", "reside in", "resides in", "resided in"),
    *("residing in", "settled in", "grew up in", "growing up in", "born in", "raised in"),
    *("bred in", "hometown", "home town", "originally from", "come from", "comes from"),
    *("hail from", "hails from", "hailing from", "wohn", "lebe ", "lebt ", "leben ", "geboren "),
    *("aufgewachsen", "habite à", "né à", "née à", "vit à", "grandi à", "vivo en", "vive en"),
    *("nací en", "naci en", "nació en", "crecí en", "creci en", "abito a", "abita a", "nato a"),
    *("nata a", "cresciuto a", "cresciuta a", "moro em", "mora em", "nasci em", "nasceu em"),
    *("cresci em", "woon ", "woont ", "opgegroeid ", "жив", "родил", "вырос", "μένω ", "ζω "),
    *("γεννήθηκα ", "μεγάλωσα "),
)
_NEAR_BEFORE, _NEAR_BEHIND = 48, 140  # characters around such a part
_OF = regex.compile(r"\p{L}[ ](?:des|der|of|del|dello|della)[ ]")
_SCORE = 0.6


def hometowns(text: str) -> Iterator[Hit]:
    """Places behind words of somebody who lives there or comes from there."""
    near = around(same_length(text), _PARTS, _NEAR_BEFORE, _NEAR_BEHIND)
    for match in finditer_in(_PLACE, text, near):
        if not _is_everyday(match["place"]):
            yield *match.span("place"), _SCORE


def _is_everyday(place: str) -> bool:
    """Whether all words of a place are of everyday text, of forms or of products, or it is none."""
    words = [fold(word) for word in regex.findall(r"\p{Lu}[\p{L}\p{M}]+", place)]
    if words[-1].endswith(NO_PLACE_ENDS):
        return True
    # "in Zeiten des Wandels", but "in New Hope".
    if words[0] in NO_PLACES and (len(words) == 1 or _OF.search(place)):
        return True
    return all(map(is_ordinary, words))


RECIPES = (Recipe("hometown", "LOCATION", hometowns),)
