"""Driving licences: of the states of the US, of the UK (where they hold a name and a birth), and
of other countries; behind their name, or in their form next to words that say so.
"""

from __future__ import annotations

from collections.abc import Mapping

from penname.detect.forms import any_form, formed, forms_of
from penname.detect.labelled import labelled
from penname.detect.scan import Recipe

#: US state → the forms of its licences, as printed and without separators (state manuals). Many
#: states have used more than one.
US_FORMS: Mapping[str, str] = {
    "AL": "9999999 | 99999999",
    "AK": "9999999",
    "AZ": "A99999999 | 999999999",
    "AR": "999999999 | 99999999",
    "CA": "A9999999",
    "CO": "99-999-9999 | 999999999 | AA999999",
    "CT": "999999999",
    "DE": "9999999",
    "DC": "9999999 | 999999999",
    "FL": "A999-999-99-999-9 | A9999999999999 | A999999999999",
    "GA": "999999999",
    "HI": "A99999999 | H99999999",
    "ID": "AA999999A | 999999999",
    "IL": "A999-9999-9999 | A99999999999 | A999999999999",
    "IN": "9999-99-9999 | A999999999",
    "IA": "999AA9999 | 999999999",
    "KS": "A99-99-9999 | A99999999",
    "KY": "A99-999-999 | A99999999 | A999999999",
    "LA": "999999999 | 99999999",
    "ME": "9999999 | 9999999A",
    "MD": "A-999-999-999-999 | A999999999999 | MD99999999999",
    "MA": "A99999999 | AA9999999",
    "MI": "A 999 999 999 999 | A9999999999 | A999999999999",
    "MN": "A999-999-999-999 | A999999999999",
    "MS": "999-99-9999",
    "MO": "A999999999 | A999999R | 999999999A | 99999999AA",
    "MT": "9999999999999 | A99999999 | 999999999",
    "NE": "A99999999 | A999999",
    "NV": "9999999999 | 999999999999 | X99999999",
    "NH": "99AAA99999 | AAA99999999",
    "NJ": "A9999 99999 99999 | A99999999999999",
    "NM": "999999999",
    "NY": "999 999 999 | A9999999 | A999999999999999999",
    "NC": "999999999999 | 99999999",
    "ND": "AAA-99-9999 | AAA999999 | 999999999",
    "OH": "AA999999 | A99999999",
    "OK": "A999999999 | 999999999",
    "OR": "9999999 | A999999 | 9999999A",
    "PA": "99 999 999 | 99999999",
    "RI": "9999999 | A999999 | 99999999",
    "SC": "999999999 | 99999999999",
    "SD": "99999999 | 999999999999",
    "TN": "999999999 | 99999999",
    "TX": "99999999 | 9999999",
    "UT": "999999999 | 9999999999",
    "VT": "99999999 | 9999999A",
    "VA": "A99-99-9999 | A99999999 | A9999999999",
    "WA": "WDL9A9A9A99A | AAAAAAA999AA",
    "WV": "A999999 | 9999999",
    "WI": "A999-9999-9999-99 | A9999999999999",
    "WY": "999999-999 | 9999999999",
}
#: Other countries and provinces. Those that are a national number are in `national`.
FORMS: Mapping[str, str] = {
    "au": "99999999 | 999999999",
    "be": "9999999999",
    "br": "99999999999",
    "ca-ab": "999999-999",
    "ca-mb": "AA-AA-AA-A999AA | AAAAAAA999AA",
    "ca-ns": "AAAAA999999999",
    "ca-on": "A9999-99999-99999 | A99999999999999",
    "ca-qc": "A9999-999999-99 | A999999999999",
    "cz": "AA 999999 | AA999999",
    "fr": "999999999999 | 99AA99999",
    "gr": "999999999",
    "hu": "AA999999",
    "ie": "999AA9999 | 999999999",
    "in": "AA99 99999999999 | AA9999999999999 | AA99-99999999999",
    "it": "AA9999999A",
    "jp": "999999999999",
    "kr": "99-99-999999-99",
    "nl": "9999999999",
    "nz": "AA999999",
    "ph": "A99-99-999999",
    "pl": "99999/99/9999",
    "pt": "AA-999999 9 | A-9999999 9",
    "ru": "99 99 999999 | 99AA999999",
    "za": "99999999999A",
}

_LETTERED = [form for form in forms_of(US_FORMS) if "A" in form]
_GROUPED = [form for form in forms_of(US_FORMS) if "A" not in form and not form.isdigit()]
#: Without a letter, and of fewer places than these, a number is nobody's licence.
_DIGITS = r"\d{7,13}"

#: Five letters of the surname, year, month (50 more for women), day and year of birth, two
#: initials, three that tell namesakes apart (DVLA); perhaps the number of the card behind it.
#: Nothing else is made of a name and a date in this way.
_UK = (
    r"(?i:(?:[A-Z]{5}|[A-Z]{4}9|[A-Z]{3}99|[A-Z]{2}999|[A-Z]9999)[ ]?"
    r"\d(?:0[1-9]|1[0-2]|5[1-9]|6[0-2])(?:0[1-9]|[12]\d|3[01])\d[ ]?[A-Z][A-Z9][ ]?[A-Z\d][A-Z]{2}"
    r"(?:[ ]?\d{2})?)"
)
#: Forms that are hardly anything else: Italy, Korea (by its regions), India (with the year),
#: Ontario, Quebec and Manitoba, Germany (with a check digit before the last place).
_FIRM = (
    r"(?:[A-Z]{2}\d{7}[A-Z]|U1(?=(?:[A-Z]{0,3}\d){3})[A-Z\d]{7}[A-Z]"
    r"|(?:1[1-9]|2[0-68])-\d{2}-\d{6}-\d{2}|[A-Z]{2}[ -]?\d{2}[ -]?(?:19|20)\d{2}[ -]?\d{7}"
    r"|[A-Z]\d{4}-\d{5}-\d{5}|[A-Z]\d{4}-\d{6}-\d{2}|[A-Z]{2}-[A-Z]{2}-[A-Z]{2}-[A-Z]\d{3}[A-Z]{2})"
)
_OTHERS = [form for form in forms_of(FORMS) if "A" in form or not form.isdigit()]
_GERMAN = r"[A-Z\d]\d{2}(?=(?:[A-Z]{0,3}\d){2})[A-Z\d]{6}\d[A-Z\d]"

_NUMBER = r"(?:[ _]?(?:number|no|nr|num[ée]ro|n[úu]mero|nummer|id)\b\.?|[ ]?n[°º])?"
_LABEL = (
    r"(?:driv(?:er['’]?s?|ing)[ _-]?(?:licen[cs]es?|permit)|führerschein(?:nummer|nr)?"
    r"|fahrerlaubnis|permis[ ]de[ ]conduire|permiso[ ]de[ ]conducir|(?:carn[ée]t?|licencia)[ ]de"
    r"[ ](?:conducir|manejo)|patente(?:[ ]di[ ]guida)?|rijbewijs(?:nummer)?|carta[ ]de[ ]condução"
    r"|carteira[ ]de[ ](?:motorista|habilitação)|cnh|prawo[ ]jazdy|körkort(?:snummer)?|kørekort"
    r"|førerkort|ajokortti|ehliyet|водительское[ ]удостоверение)"
    rf"{_NUMBER}(?:[ ](?:is|ist|est|es|è|é))?"
)
_VALUE = (
    r"(?:(?=[A-Z\d]{0,5}\d\d)[A-Z\d]{6,18}|(?i:(?=(?:[a-z]{0,5}\d){5})[a-z\d]{6,18})"
    rf"|{any_form([form for form in (*_LETTERED, *_OTHERS, *_GROUPED) if not form.isalnum()])})"
)
_US_LABEL = (
    r"(?:(?:state[ ])?(?:dl|dln|cdl)(?:[ ]?(?:number|no|id)\b\.?)?[ ]?\#?(?:[ ][A-Z]{2}\b)?)"
)
_US_VALUE = rf"(?:{any_form([*_LETTERED, *_GROUPED])}|{_DIGITS})"

#: Next to what a number is a licence's.
_ABROAD = (
    *("führerschein", "führerscheinnummer", "fahrerlaubnis", "permis conduire", "patente"),
    *("permiso conducir", "carnet conducir", "licencia conducir", "licencia manejo", "patente"),
    *("rijbewijs", "rijbewijsnummer", "carta condução", "carteira motorista", "cnh", "körkort"),
    *("carteira habilitação", "prawo jazdy", "kørekort", "førerkort", "ajokortti", "ehliyet"),
    *("řidičský průkaz", "jogosítvány", "permis conducere", "vozačka dozvola", "vozniško"),
    *("водительское", "права", "운전면허", "면허", "運転免許", "免許証", "驾驶证", "驾照", "駕照"),
)
_ENGLISH = (
    *("driver license", "drivers license", "driver licence", "drivers licence", "driving licence"),
    *("driving license", "driver licenses", "driver permit", "learner permit", "licence holder"),
)

RECIPES = (
    Recipe("us-driver-license", "US_DRIVER_LICENSE", labelled(_US_LABEL, _US_VALUE, 0.6)),
    Recipe(
        "us-driver-license-form",
        "US_DRIVER_LICENSE",
        formed(any_form([*_LETTERED, *_GROUPED]), 0.15),
        (*_ENGLISH, "driver", "drivers", "driving", "dl", "dln", "cdl", "dmv"),
        hinted=True,
    ),
    Recipe(
        "us-driver-license-digits",
        "US_DRIVER_LICENSE",
        formed(_DIGITS, 0.1),
        (*_ENGLISH, "dl", "dln", "cdl", "dmv"),
        hinted=True,
    ),
    Recipe("uk-driving-licence", "DRIVER_LICENSE", formed(_UK, 0.85)),
    Recipe("driver-license", "DRIVER_LICENSE", labelled(_LABEL, _VALUE, 0.6)),
    Recipe(
        "driver-license-form",
        "DRIVER_LICENSE",
        formed(_FIRM, 0.19),
        (*_ENGLISH, *_ABROAD, "license", "licence", "licenses", "licences", "permit"),
        bare=0.19,
        hinted=True,
    ),
    Recipe(
        "driver-license-any",
        "DRIVER_LICENSE",
        formed(rf"(?:{any_form(_OTHERS)}|{_GERMAN}|{_DIGITS})", 0.15),
        (*_ENGLISH, *_ABROAD),
        hinted=True,
    ),
)
