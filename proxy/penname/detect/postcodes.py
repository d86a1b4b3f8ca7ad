"""Postal codes: US ZIP codes, and those of the UK, Canada and the larger EU states.

Five digits are a price or a port more often than a town, so bare digits count only
behind a state or a country's letter, or beside words that say so.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.labelled import any_of, labelled
from penname.detect.scan import Hit, Recipe, finditer, matches

_STATES = (
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY]|PR|GU|VI"
)
_STATE_NAMES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia"
    "|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts"
    "|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey"
    "|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania"
    "|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington"
    "|West Virginia|Wisconsin|Wyoming"
)
_ZIP = r"\d{5}(?:-\d{4})?"
_ZIP_FORMS = (
    # A town before the state: "Springfield, IL 62704"; "IN 12345" alone may be SQL.
    (
        regex.compile(
            rf"\p{{L}}[\p{{L}}.'-]{{1,30}},[ ](?:{_STATES}|{_STATE_NAMES})\.?,?\s{{1,2}}"
            rf"(?P<zip>{_ZIP})(?![\w.,-]?\w)"
        ),
        0.7,
    ),
    (regex.compile(rf"\b(?:{_STATE_NAMES}),?[ ](?P<zip>{_ZIP})(?![\w.-]?\w)"), 0.6),
    (regex.compile(r"(?<![\w.,/-])(?P<zip>\d{5}-\d{4})(?![\w-]|[.,]\d)"), 0.3),
    (regex.compile(rf"(?<![\w.,:$€£/-])(?P<zip>{_ZIP})(?![\w%/-]|[.,:]\d)"), 0.05),
)
_ZIP_LABEL = (
    r"(?:zip(?:[ _-]?(?:code|\+?4))?|postal[ _-]?code|(?:living|lives|resident|residing)\sin)"
)


def zip_codes(text: str) -> Iterator[Hit]:
    """US ZIP codes: 0.7 behind town and state, 0.6 behind a state's name, else weak."""
    seen: set[tuple[int, int]] = set()
    for pattern, score in _ZIP_FORMS:
        for match in finditer(pattern, text):
            span = match.span("zip")
            if span not in seen:
                seen.add(span)
                yield *span, score


#: The 124 postcode areas of the United Kingdom and the Crown dependencies (Royal Mail PAF).
_UK_AREAS = (
    "AB|AL|B[ABDHLNRST]?|C[ABFHMORTVW]|D[ADEGHLNTY]|E[CHNX]?|F[KY]|G[LUY]?|H[ADGPRSUX]|I[GMPV]"
    "|JE|K[ATWY]|L[ADELNSU]?|M[EKL]?|N[EGNPRW]?|O[LX]|P[AEHLOR]|R[GHM]|S[AEGKLMNOPRSTWY]?"
    "|T[ADFNQRSW]|UB|W[ACDFNRSV]?|YO|ZE"
)
_UK = rf"(?:(?:{_UK_AREAS})\d[A-Z\d]?[ ]\d[ABD-HJLNP-UW-Z]{{2}}|GIR[ ]0AA)"
_CA = r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]{gap}\d[ABCEGHJ-NPRSTV-Z]\d"
_NL = r"[1-9]\d{3}[ ]?(?!SA|SD|SS)[A-Z]{2}"
_PREFIXED = r"(?:D|DE|F|FR|A|AT|CH|B|BE|L|LU|NL|I|IT|E|ES|DK|SE|FI)-\d{4,5}"
_LABEL = (
    r"(?:post[ _-]?code|postal[ _-]?code|plz|postleitzahl|code[ _]postal|(?-i:CAP|C\.?P\.?)"
    r"|c[óo]digo[ _]postal|postnummer|postnr|postinumero|kod[ _]pocztowy|eircode)"
)
_EIRCODE = r"(?:[AC-FHKNPRTV-Y]\d\d|D6W)[ ]?[0-9AC-FHKNPRTV-Y]{4}"
_VALUE = (
    rf"(?:{_UK}|{_UK.replace('[ ]', '')}|{_CA.format(gap='[ -]?')}|{_NL}|{_EIRCODE}|\d{{4}}-\d{{3}}"
    r"|\d{2}-\d{3}|\d{3}[ ]\d{2}|(?:[A-Z]{1,2}-)?\d{4,5})"
)

RECIPES = (
    Recipe(
        "zip-code",
        "ZIP_CODE",
        any_of(zip_codes, labelled(_ZIP_LABEL, _ZIP, 0.7)),
        ("zip", "zipcode", "zips", "zipcodes", "postal"),
    ),
    Recipe(
        "postcode",
        "POSTCODE",
        any_of(
            matches(rf"(?<![\w-]){_UK}(?!\w)", 0.6),
            matches(rf"(?<![\w-]){_CA.format(gap='[ ]')}(?!\w)", 0.55),
            # A town behind it: "1015 AB Amsterdam".
            matches(
                r"(?<![\w.,-])(?P<code>[1-9]\d{3} [A-Z]{2})[ ]\p{Lu}\p{Ll}{2}",
                0.3,
                group=1,
            ),
            # "D-10115 Berlin", "F-75002 Paris".
            matches(rf"(?<![\w-])(?P<code>{_PREFIXED})(?=[ ]\p{{Lu}}\p{{Ll}})", 0.6, group=1),
            # "10115 Berlin", "75002 Paris": only beside words of the recipe.
            matches(r"(?<![\w.,:$€£/-])(?P<code>\d{4,5})[ ]\p{Lu}\p{Ll}{2}", 0.25, group=1),
            labelled(_LABEL, _VALUE, 0.7),
        ),
        (
            *("postcode", "postcodes", "postal", "plz", "postleitzahl", "postnummer", "adresse"),
            *("adres", "address", "anschrift", "wohnhaft", "wohnt", "habite", "dirección"),
        ),
    ),
    Recipe(
        "postcode-joined",
        "POSTCODE",
        matches(rf"(?<![\w-]){_UK.replace('[ ]', '')}(?![\w-])", 0.19),
        ("postcode", "postcodes", "postal", "address"),
        bare=0.19,
        hinted=True,
    ),
)
