"""IBANs (ISO 13616): a registered country, the structure of its accounts, MOD 97-10.

With one wrong character a number is none, three in a hundred thousand of what has the form by
chance would pass. Behind the word "IBAN" it is doubted, and left to policies that want such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby

import regex

from penname.detect.labelled import labelled
from penname.detect.scan import Hit, Recipe, finditer
from penname.detect.schemes import DOUBTED
from penname.policy.check_digits import iban

#: Country → the account number behind the check digits, as in the registry of SWIFT (release
#: 98): how many of n digits, a capital letters, c of either.
STRUCTURES: Mapping[str, str] = dict(
    regex.findall(
        r"([A-Z]{2}) (\S+)",
        """
        AD 8n12c AE 19n AL 8n16c AT 16n AZ 4a20c BA 16n BE 12n BG 4a6n8c BH 4a14c BI 23n
        BR 23n1a1c BY 4c4n16c CH 5n12c CR 18n CY 8n16c CZ 20n DE 18n DJ 23n DK 14n DO 4c20n
        EE 16n EG 25n ES 20n FI 14n FK 2a12n FO 14n FR 10n11c2n GB 4a14n GE 2a16n GI 4a15c
        GL 14n GR 7n16c GT 4c20c HN 4a20n HR 17n HU 24n IE 4a14n IL 19n IQ 4a15n IS 22n
        IT 1a10n12c JO 4a4n18c KW 4a22c KZ 3n13c LB 4n20c LC 4a24c LI 5n12c LT 16n LU 3n13c
        LV 4a13c LY 21n MC 10n11c2n MD 20c ME 18n MK 3n10c2n MN 16n MR 23n MT 4a5n18c
        MU 4a19n3a NI 4a20n NL 4a10n NO 11n OM 3n16c PK 4a16c PL 24n PS 4a21c PT 21n QA 4a21c
        RO 4a16c RS 18n RU 14n15c SA 2n18c SC 4a20n3a SD 14n SE 20n SI 15n SK 20n SM 1a10n12c
        SO 19n ST 21n SV 4a20n TL 19n TN 20n TR 6n16c UA 6n19c VA 18n VG 4a16n XK 16n YE 4a4n18c
        """,
    )
)
_PLACES = {"n": "[0-9]", "a": "[A-Z]", "c": "[A-Z0-9]"}


def places(structure: str) -> str:
    """A structure place by place: `2n1a` is `nna`."""
    return "".join(kind * int(size) for size, kind in re.findall(r"(\d+)(\w)", structure))


def _pattern(structure: str) -> re.Pattern[str]:
    runs = [(kind, sum(1 for _ in run)) for kind, run in groupby(places(structure))]
    return re.compile("[A-Z]{2}[0-9]{2}" + "".join(f"{_PLACES[k]}{{{n}}}" for k, n in runs))


_FORMS = {country: _pattern(structure) for country, structure in STRUCTURES.items()}
_LENGTHS = {country: 4 + len(places(structure)) for country, structure in STRUCTURES.items()}
#: Printed in groups of four, people group as they like; with blanks, dashes or dots.
_GAP = " .\u00a0\u202f\u2009-"
_CANDIDATE = regex.compile(
    rf"(?<![^\W_])[A-Z]{{2}}[{_GAP}]?\d{{2}}(?:[{_GAP}]?[A-Z0-9]){{11,30}}+", regex.I | regex.ASCII
)


def ibans(text: str) -> Iterator[Hit]:
    """IBANs, grouped or not, in capitals or small letters."""
    reached = 0
    # What begins like one may hold one: "ref AB12 DE89 3704 …".
    for match in finditer(_CANDIDATE, text, overlapped=True):
        if match.start() >= reached:
            end = _end(text, match)
            if end:
                yield match.start(), end, 1.0
                reached = end


def _end(text: str, match: regex.Match[str]) -> int:
    """Where the IBAN ends that begins with a match; 0 where none does."""
    country = match[0][:2].upper()
    wanted = _LENGTHS.get(country, 0)
    end, taken = match.start(), ""
    while end < match.end() and len(taken) < wanted:
        if text[end] not in _GAP:
            taken += text[end].upper()
        end += 1
    if not wanted or len(taken) < wanted or text[end : end + 1].isalnum():
        return 0
    return end if _FORMS[country].fullmatch(taken) and iban(taken) else 0


#: What is called one: a country, two digits, groups of four; all but the first have a digit.
_DIGITAL = r"(?=[A-Z]{0,3}\d)[A-Z\d]"
_CALLED = (
    r"(?![A-Z]{2}[0 ]++(?![A-Z\d]))[A-Z]{2}\d{2}(?:[A-Z\d]{11,30}"
    rf"|[ ][A-Z\d]{{4}}(?:[ ]{_DIGITAL}{{4}}){{1,6}}(?:[ ]{_DIGITAL}{{1,4}})?)"
)

RECIPES = (
    Recipe("iban", "IBAN_CODE", ibans),
    Recipe("iban-field", "IBAN_CODE", labelled("iban", _CALLED, DOUBTED)),
)
