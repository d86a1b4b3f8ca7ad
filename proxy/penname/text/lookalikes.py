"""Look-alikes: letters of other scripts that read as Latin ones in most fonts.

A choice from what Unicode Technical Standard 39 calls confusable: only letters that pass for a
Latin letter in running text. One row for each script and case: its letters, and what they pass
for, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable

_ROWS = (
    # Cyrillic
    ("АВЕЅІЈКМНОРСТУХԌԚԜҮҺӀԁԍ", "ABESIJKMHOPCTYXGQWYhIdG"),
    ("аеѕіјорсухһԛԝѵӏү", "aesijopcyxhqwvly"),
    # Greek
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺͿ", "ABEZHIKMNOPTYXCMJ"),
    ("αικνορυγχϲϳωτ", "aikvopuyxcjwt"),
    # Armenian
    ("ՍՏՕԼ", "USOL"),
    ("ոսօհզցյ", "nuohqgj"),
    # Cherokee
    ("ᎠᎡᎢᎪᎫᎬᎳᎷᎻᏀᏃᏒᏔᏙᏚᏟᏢᏞᏦᏴ", "DRTAJEWMHGZRWVSCPLKB"),
    # Coptic
    ("ⲀⲂⲈⲎⲒⲔⲘⲚⲞⲢⲤⲦⲨⲬ", "ABEHIKMNOPCTYX"),
    ("ⲟⲣⲥ", "opc"),
    # Lisu
    ("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴ", "BPDTGKJCZFMNLSRVHWXYAEIOU"),
    # Latin letters that only phonetic alphabets use, and their small capitals
    ("ɑɡɩʋʏɢɪɴʀʙʜʟ", "agivYGINRBHL"),
    ("ᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꜰꜱ", "ACDEJKMOPTUVWZFS"),
)

#: Less like, but used all the same: between Latin letters they can stand for nothing else.
_NEARLY = ("квмнтпг", "kbmhtnr")


def _pairs(rows: Iterable[tuple[str, str]]) -> dict[int, str]:
    return {
        ord(letter): latin
        for letters, latins in rows
        for letter, latin in zip(letters, latins, strict=True)
    }


#: Code point -> the ASCII letter that it passes for; in a word of nothing but these.
LOOKALIKES = _pairs(_ROWS)
#: The same, in a word that has Latin letters too.
LOOKALIKES_AMONG_LATIN = _pairs((*_ROWS, _NEARLY))
