"""Identity cards: behind their name, or in a state's form next to words that say so.

Cards whose number is the person's own are in `national`.
"""

from __future__ import annotations

from collections.abc import Mapping

from penname.detect.forms import any_form, formed, forms_of
from penname.detect.labelled import any_of, labelled
from penname.detect.scan import Recipe

#: Country → what is printed on its cards.
FORMS: Mapping[str, str] = {
    "at": "99999999 | A9999999",
    "be": "999-9999999-99",
    "cz": "999999999",
    "ee": "AA9999999",
    "es": "AAA999999",
    "fr": "999999999999",
    "gr": "AA999999 | AA-999999",
    "hr": "999999999",
    "hu": "999999AA",
    "it": "AA99999AA | AA9999999 | AA 9999999 | 9999999AA",
    "lt": "99999999",
    "lv": "AA9999999",
    "nl": "AA9999999",
    "pl": "AAA999999 | AAA 999999",
    "ro": "AA999999 | AA 999999",
    "sk": "AA999999",
}
_LETTERED = [form for form in forms_of(FORMS) if "A" in form]
_GROUPED = [form for form in forms_of(FORMS) if "A" not in form and not form.isdigit()]
#: Germany, since 2010: letters other than vowels.
_GERMAN = r"(?=(?:[A-Z]{0,3}\d){4})[LMNPRTVWXY][\dCFGHJKLMNPRTVWXYZ]{7}\d(?:\d|<<?)?"

_NUMBER = r"(?:[ _]?(?:number|no|nr|num[ée]ro|n[úu]mero|nummer)\b\.?|[ ]?n[°º])?"
_LABEL = (
    r"(?:(?:national[ _-]?)?(?:id|identity|identification)[ _-]?card|personalausweis(?:nummer|nr)?"
    r"|ausweis(?:nummer|-?nr)|carte[ ](?:nationale[ ])?d['’]identité|cni\b|carta[ ]d['’]identità"
    r"|identiteitskaart|(?:documento|tarjeta|carné|carnet)[ ]de[ ]identidad"
    r"|dow(?:ód|odu)[ ]osobist(?:y|ego)|cartão[ ]de[ ]cidadão|bilhete[ ]de[ ]identidade"
    r"|občanský[ ]průkaz|carte[ ]de[ ]identitate|buletin|osobna[ ]iskaznica|henkilökortti"
    r"|residence[ ]permit|aufenthaltstitel"
    r"|nüfus[ ]cüzdanı|kimlik[ ]kartı|osobní[ ]průkaz|lična[ ]karta)"
    rf"{_NUMBER}(?:[ ](?:is|ist|est|es|è|é))?"
)
_VALUE = (
    r"(?:(?=[A-Z\d]{0,5}\d\d)[A-Z\d]{7,12}|(?i:(?=(?:[a-z]{0,3}\d){5})[a-z\d]{7,12})"
    rf"|{any_form([form for form in (*_LETTERED, *_GROUPED) if not form.isalnum()])})"
)
#: Where digits alone are a card's number and not the person's own, which has a check.
_CARDS = (
    *("identity card", "id card", "identification card", "identity cards", "id cards", "ausweis"),
    *("personalausweis", "personalausweisnummer", "ausweisnummer", "carte identité", "cni"),
    *("občanský průkaz", "osobna iskaznica"),
)
WORDS = (
    *_CARDS,
    *("carta identità", "identiteitskaart", "documento identidad", "tarjeta identidad"),
    *("carné identidad", "dowód osobisty", "dowodu osobistego", "cartão cidadão"),
    *("bilhete identidade", "carte identitate", "buletin", "ταυτότητας", "ταυτότητα"),
)

#: Foreigners in the USA: an alien registration number, that of a green card or a case.
_ALIEN_LABEL = (
    rf"(?:alien(?:[ ]registration)?{_NUMBER}|a-number|a\#|uscis{_NUMBER}"
    rf"|(?:green|permanent[ ]resident)[ ]card{_NUMBER})"
)
_ALIEN = r"(?:A[ -]?)?\d{3}[ -]?\d{3}[ -]?\d{2,3}|[A-Z]{3}-?\d{10}"

RECIPES = (
    Recipe(
        "id-card",
        "ID_CARD",
        any_of(labelled(_LABEL, _VALUE, 0.6), labelled(_ALIEN_LABEL, f"(?:{_ALIEN})", 0.6)),
    ),
    Recipe(
        "id-card-form",
        "ID_CARD",
        any_of(
            formed(rf"(?=[A-Za-z]{{0,3}}[ -]?\d)(?i:{any_form(_LETTERED)})", 0.19),
            formed(_GERMAN, 0.19),
        ),
        WORDS,
        bare=0.19,
        hinted=True,
    ),
    Recipe(
        "id-card-digits",
        "ID_CARD",
        formed(rf"(?:{any_form(_GROUPED)}|\d{{8,12}})", 0.15),
        _CARDS,
        hinted=True,
    ),
)
