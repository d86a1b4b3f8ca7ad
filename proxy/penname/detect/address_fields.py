"""Addresses in fields that say so: `"street": "…"`, `address_line_1=…`, "Anschrift: …", and in the
columns of tables.

A field of a street holds one when it has a number or a name; one that only says "address" may be
of a machine, so its value must look like one of a house.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.columns import Tables
from penname.detect.fields import Kind, Value, field_values
from penname.detect.scan import Hit, around, finditer, finditer_in
from penname.detect.secret_names import fold as same_length
from penname.detect.vocabulary import is_ordinary
from penname.text.ambiguous_words import is_common
from penname.text.words import fold

_SCORE = 0.7
#: In keys: a part of each, to be quick.
_STEMS = (
    *(
        "street",
        "addr",
        "strasse",
        "straße",
        "anschrift",
        "adres",
        "calle",
        "domicilio",
        "indirizzo",
    ),
    *("direcci", "endere", "morada", "logradouro", "ulica", "ulice", "utca", "lakc", "osoite"),
    *("gatuad", "gade", "straat", "адрес", "улица", "διεύθ", '"rue"', "rue :", "sokak", "cadde"),
)
_STREET = (
    r"street(?:[ _-]?(?:address|name|line|number|nr|no))?(?:[ _-]?(?:line[ _-]?)?\d)?"
    r"|addr(?:ess)?[ _-]?(?:line)?[ _-]?\d|address[ _-]?line|address[ _-]?street"
    r"|stra(?:ß|ss)e(?:[ ]?[/&+,]?[ ]?(?:und |u\. )?(?:haus)?(?:nr\.?|nummer))?"
    r"|calle(?:[ _-]y[ _-]n[uú]mero)?|rue|ulic[ae]|utca|straat(?:naam)?|gatuadress|gadenavn"
    r"|gateadresse|katuosoite|logradouro|sokak|cadde|улица"
)
_ADDRESS = (
    r"addr(?:ess)?|anschrift|adress[ae]?|adres[ai]?|direcci[oó]n|domicilio|indirizzo|endere[cç]o|morada"
    r"|osoite|lakc[ií]m|адрес|διεύθυνση"
)
#: Addresses of what is no house.
_OTHERS = regex.compile(
    r"(?ri)(?:mac|ip(?:v?[46])?|e-?mail|mail|web|site|memory|mem|wallet|contract|bind|listen|host|base"
    r"|start|physical|virtual|remote|local|server|client|source|src|dst|http|url|bus|device|peer|node"
    r"|by)[ _.-]?\Z"
)
_KEY = regex.compile(rf"(?<![\p{{L}}\d])(?:(?P<street>{_STREET})|{_ADDRESS})(?![\p{{L}}\d])")
_CAMEL = regex.compile(r"(?<=\p{Ll})(?:Street(?:Address|Line)?|Address(?:Line)?)\d?(?![\p{L}\d])")
_NO_HOUSE = regex.compile(r"[{}<>$=@|\\*_\[\]%]|://|\d\.\d+\.\d|0x[\da-f]|::|\w\(", regex.I)
_HOUSE = regex.compile(r"\p{L}{3}")
_WORD = regex.compile(r"\p{L}{3,}")
_ROAD = regex.compile(
    r"(?i)\b(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|blvd|boulevard|court|ct|rue|str|calle|rua)\b"
    r"|stra(?:ß|ss)e\b|straat\b|weg\b|platz\b"
)
#: A number at the beginning, or behind a word that is no small one of English ("see page 12").
_NUMBERED = regex.compile(
    r"\A\P{L}{0,4}\d|(?:\p{Lu}[\p{L}'’.-]*|str(?:\.|aße|asse)|weg|straat|katu)[ ,]{1,2}\d"
)
_KEY_BEFORE, _KEY_BEHIND = 24, 48  # characters around a part of a key
_LEAST = 4  # characters of an address
_CAPITALS = regex.compile(
    r"(?:\p{Lu}[\p{L}'’.-]+(?:[ ]|\Z)|(?:de|la|of|the|des|du|der|von)[ ]){2,}"
)


def field_addresses(text: str) -> Iterator[Hit]:
    """Streets and addresses in fields, with names of keys in any style."""
    folded = same_length(text)
    near = around(folded, _STEMS, _KEY_BEFORE, _KEY_BEHIND)
    for match in finditer_in(_KEY, folded, near):
        yield from _held(text, match.start(), match.end(), street=match["street"] is not None)
    for match in finditer(_CAMEL, text):
        yield from _held(
            text, match.start(), match.end(), street="Street" in match[0] or match[0][-1].isdigit()
        )


#: The name of a column: all of it.
_HEAD = regex.compile(
    rf"(?:(?:home|shipping|billing|postal|street|mailing|delivery)[ _-]?)?(?:{_STREET}|{_ADDRESS})"
)

#: Names of columns that stand beside one of the addresses of people.
_BESIDE = regex.compile(
    r"(?:(?:first|last|full|post|home)[ _-]?)?(?:name|surname|city|town|zip|zip[ _-]?code|postcode"
    r"|code|plz|ort|stadt|wohnort|postleitzahl|vorname|nachname|nom|prénom|ville|code postal|ciudad"
    r"|localidad|cp|cap|citt[àa]|comune|cidade|cep|plaats|woonplaats|phone|telefon|e?-?mail)"
)


def column_addresses(text: str) -> Iterator[Hit]:
    """Cells with letters and a number, in columns of streets and of addresses."""
    folded = same_length(text)
    if "\n" not in text or not any(stem in folded for stem in _STEMS):
        return
    tables = Tables(text)
    for table in tables:
        heads = [same_length(name) for name in table.names] if table.is_plain else []
        wanted = {number for number, head in enumerate(heads) if _HEAD.fullmatch(head)}
        beside = any(_BESIDE.fullmatch(head) for head in heads)
        for number, start, end in tables.cells(table) if wanted else ():
            if number in wanted and _is_cell(text[start:end], beside):
                yield start, end, _SCORE


def _is_cell(held: str, beside: bool) -> bool:
    """Whether a cell holds an address; `beside` such as a column of towns its words say nothing."""
    return (
        len(held) >= _LEAST
        and " " in held
        and any(map(str.isdigit, held))
        and _HOUSE.search(held) is not None
        and _NO_HOUSE.search(held) is None
        and (beside or _has_name(held) or _ROAD.search(held) is not None)
    )


def _held(text: str, start: int, end: int, *, street: bool) -> Iterator[Hit]:
    if _OTHERS.search(text, max(0, start - 12), start):
        return
    for value in field_values(text, start, end):
        if value.kind is not Kind.SAID and _is_address(
            text[value.start : value.end], value, street
        ):
            yield value.start, value.end, _SCORE


def _is_address(held: str, value: Value, street: bool) -> bool:
    """Whether a field's value is the address of a house."""
    if len(held) < _LEAST or _NO_HOUSE.search(held):
        return False
    if not any(map(str.isdigit, held)):
        return street and _CAPITALS.fullmatch(held) is not None and _has_name(held)
    if street and value.kind is Kind.QUOTED:
        return _HOUSE.search(held) is not None
    numbered = value.kind is Kind.QUOTED or _NUMBERED.search(held) is not None
    return numbered and " " in held and (_has_name(held) or _ROAD.search(held) is not None)


def _has_name(held: str) -> bool:
    """Whether a word with a capital is none of everyday text, of forms or of products, and no
    small word is one of English."""
    words = [(word, fold(word)) for word in _WORD.findall(held)]
    return any(word[0].isupper() and not is_ordinary(low) for word, low in words) and not any(
        word.islower() and is_common(low) for word, low in words
    )
