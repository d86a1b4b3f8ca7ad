"""Passports: directly behind their name, or in a country's form next to words that say so.

Their numbers have no check digit but in the machine-readable zone (`zones`). What stands
directly behind "passport number" is one in any form; elsewhere only the forms count that
countries print, and digits alone are the weakest.
"""

from __future__ import annotations

from collections.abc import Mapping

from penname.detect.forms import any_form, formed, forms_of
from penname.detect.labelled import any_of, labelled
from penname.detect.scan import Recipe

#: Country → what is printed in its passports, in the last ten years or so.
FORMS: Mapping[str, str] = {
    "ar": "AAA999999",
    "at": "A9999999 | AA9999999",
    "au": "A9999999 | AA9999999",
    "bd": "A99999999 | AA9999999",
    "be": "AA999999",
    "bg": "999999999",
    "br": "AA999999",
    "ca": "AA999999 | A999999AA",
    "ch": "A9999999",
    "cn": "A99999999 | AA9999999",
    "co": "AA999999",
    "cz": "99999999",
    "de": "A99999999",
    "dk": "999999999",
    "ee": "AA9999999",
    "eg": "A99999999",
    "es": "AAA999999 | AA999999",
    "fi": "AA9999999",
    "fr": "99AA99999",
    "gr": "AA9999999",
    "hk": "A99999999",
    "hr": "999999999",
    "hu": "AA999999 | AA9999999",
    "id": "A9999999",
    "ie": "AA9999999 | A9999999",
    "il": "99999999 | 9999999",
    "in": "A9999999",
    "it": "AA9999999",
    "jp": "AA9999999",
    "kr": "A99999999 | A999A9999",
    "lt": "99999999 | A9999999",
    "lv": "AA9999999",
    "mx": "A99999999",
    "my": "A99999999",
    "ng": "A99999999",
    "nl": "AA9999999 | AAA999999",
    "no": "99999999 | AAA99999",
    "nz": "AA999999",
    "ph": "A9999999A | AA9999999",
    "pk": "AA9999999",
    "pl": "AA9999999",
    "pt": "A999999 | AA999999",
    "ro": "99999999 | 999999999",
    "ru": "999999999",
    "se": "99999999 | AA999999",
    "sg": "A9999999A",
    "si": "AA9999999",
    "sk": "AA9999999",
    "th": "AA9999999",
    "tr": "A99999999",
    "tw": "999999999",
    "ua": "AA999999",
    "uk": "999999999 | AA9999999",
    "us": "A99999999 | 999999999",
    "vn": "A9999999 | AA9999999",
    "za": "A99999999",
}

_MOST_DIGITS = r"(?=(?:[A-Z]{0,3}\d){4})"
#: Letters and digits in any order: Germany (no vowels), the Netherlands (no O).
_MIXED = rf"{_MOST_DIGITS}(?:[CFGHJK][\dCFGHJKLMNPRTVWXYZ]{{7}}\d|[A-NP-Z]{{2}}[\dA-NP-Z]{{6}}\d)"
_FORMS = [form for form in forms_of(FORMS) if not form.isdigit()]

_NUMBER = r"(?:[ _]?(?:number|no|nr|num[ée]ro|n[úu]mero|nummer|id)\b\.?|[ ]?n[°º])?"
_LABEL = (
    r"(?:passports?|reisep(?:ass|ässe)(?:nummer|nr)?|pass-?[ ]?(?:nummer|nr\b\.?)|pasaporte"
    r"|passeport|passaporto|passaporte|paspoort(?:nummer)?|pas-?nummer|paszport(?:u)?|passnummer|pasaport"
    r"|паспорта?|travel[ _]document|document[ ]de[ ]voyage|reisedokument|documento[ ]de[ ]viaje"
    r"|documento[ ]di[ ]viaggio|reisdocument)"
    rf"{_NUMBER}(?:[ ](?:is|ist|est|es|è|é|lautet))?"
)
#: Behind the name: any word with two digits, or groups of digits and letters.
_VALUE = (
    r"(?:(?=[A-Z\d]{0,5}\d\d)[A-Z\d]{6,12}|(?i:(?=(?:[a-z]{0,3}\d){5})[a-z\d]{6,12})"
    r"|[A-Z]{1,3}[ -]\d{5,8}|\d{2}[ ]?[A-Z]{2}[ ]?\d{5}|\d{2}[ ](?:\d{2}[ ])?\d{6,7}|\d{4}[ ]\d{6}"
    r"|\d{3}[ ]\d{3}[ ]\d{3})"
)

#: Next to what a number is a passport's. Of scripts without blanks a word may stand in a run.
WORDS = (
    *("passport", "passports", "passportno", "reisepass", "reisepässe", "reisepassnummer"),
    *("passnummer", "passeport", "passeports", "pasaporte", "pasaportes", "passaporto"),
    *("passaporti", "passaporte", "passaportes", "paspoort", "paspoortnummer", "paszport"),
    *("paszportu", "pas", "pasaport", "útlevél", "passi", "pașaport", "putovnica", "διαβατήριο"),
    *("паспорт", "паспорта", "паспорту", "جواز", "דרכון", "여권", "여권번호", "护照", "護照"),
    *("パスポート", "旅券", "पासपोर्ट", "หนังสือเดินทาง", "travel document", "travel documents"),
    *("document voyage", "documento viaje", "documento viaggio", "reisedokument", "reisdocument"),
)
_LETTERED, _DIGITS, _BEHIND = 0.19, 0.15, 0.6

_US_WORDS = ("passport", "passports", "travel document")

RECIPES = (
    Recipe("passport", "PASSPORT", labelled(_LABEL, _VALUE, _BEHIND)),
    Recipe(
        "passport-form",
        "PASSPORT",
        any_of(
            formed(rf"(?=[A-Za-z\d]{{0,3}}\d)(?i:{any_form(_FORMS)})", _LETTERED),
            formed(_MIXED, _LETTERED),
            formed(r"\d{7,9}", _DIGITS),
        ),
        WORDS,
        bare=_LETTERED,
        hinted=True,
    ),
    Recipe(
        "us-passport",
        "US_PASSPORT",
        any_of(formed(r"[A-Z]\d{8}", _LETTERED), formed(r"[A-Z]?\d{8,9}", 0.16)),
        _US_WORDS,
        bare=_LETTERED,
        hinted=True,
    ),
)
