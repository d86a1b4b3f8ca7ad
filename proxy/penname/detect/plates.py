"""Number plates of vehicles: behind their name, or in a country's form next to words that say so.

Most forms are three letters and three digits in some order, as are the codes of products and
flights: without words nearby none counts, but where nothing else stands in the text.
"""

from __future__ import annotations

from penname.detect.forms import formed
from penname.detect.labelled import any_of, labelled
from penname.detect.scan import Recipe

#: In small letters too: the UK since 2001 (the age is 02 to 29 or 51 to 79; no I, Q or Z where
#: they are not issued), Nigeria.
_CASELESS = (
    r"[A-HJ-PR-Y]{2}(?:0[2-9]|[12]\d|5[1-9]|[67]\d)[ -]?[A-HJ-PR-Z]{3}|[A-Z]{3}-\d{3}[ ]?[A-Z]{2}"
)
#: Forms by country that are hardly anything else.
_FIRM = (
    r"(?:0[1-9]|[1-7]\d|8[01])[ ]?[A-Z]{1,3}[ ]?\d{2,4}",  # Turkey: the province first
    r"[A-Z]{2}[ -]?\d{1,2}[ -]?[A-Z]{1,3}[ -]?\d{4}",  # India
    r"[A-Z]{3}[ ]?\d{3}[ ]?[A-Z]{2}",  # Nigeria
    r"[A-Z]{2}(?P<gap>[ -]?)\d{3}(?P=gap)[A-Z]{2}",  # France, Italy, Argentina
    r"[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[ -]?[1-9]\d{0,3}[EH]?",  # Germany
    r"\d-[A-Z]{3}-\d{3}",  # Belgium
    r"[A-Z]{2}-\d{2}-[A-Z]{2}|\d{2}-[A-Z]{2}-\d{2}|\d{2}-\d{2}-[A-Z]{2}",  # Portugal, Netherlands
    r"\d{2}-[A-Z]{2,3}-\d{1,2}|[A-Z]{2}-\d{2}-\d{2}|[A-Z]{1,2}-\d{3}-[A-Z]{1,2}",  # Netherlands
    r"\d{2,3}-[A-Z]{1,2}-\d{1,6}",  # Ireland
    r"[ABEKMHOPCTYX]{2}[ ]?\d{4}[ ]?[ABEKMHOPCTYX]{2}",  # Ukraine, Bulgaria
    r"[АВЕКМНОРСТУХ]\d{3}[АВЕКМНОРСТУХ]{2}[ ]?\d{2,3}",  # Russia
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][·•]?[A-Z\d]{5,6}",
    r"\d{2,3}[가-힣][ ]?\d{4}",  # Korea
    r"[A-Z]{3}\d[A-Z]\d{2}",  # Brazil (Mercosul)
)
#: Older ones of the UK, Spain, Brazil and India, and Turkey's in small letters: a car's model or
#: an amount may look like these.
_OLD = (
    r"[A-HJ-NP-TV-Y]\d{1,3}[ -]?[A-HJ-PR-Y]{3}|[A-HJ-PR-Y]{3}[ -]?\d{1,3}[A-HJ-NPR-TV-Y]"
    r"|(?!(?:19|20)\d\d)\d{4}[ -]?[BCDFGHJ-NPRSTV-Z]{3}|[A-Z]{2,3}[ -]?\d{4}"
    r"|(?i:(?:0[1-9]|[1-7]\d|8[01])[ ]?[A-Z]{1,3}[ ]?\d{4})"
)
#: Such as many countries have, and other things too.
_WEAK = (
    r"[A-Z]{1,3}[ -]?\d{1,5}(?:[ -]?[A-Z]{1,3})?"
    r"|(?!(?:19|20)\d\d)\d{1,4}[ -]?[A-Z]{1,3}(?:[ -]?\d{1,4})?|[A-Z]{1,2}[ -]\d{2}[ -]\d{2,3}"
)

#: Directly behind its name: any groups with a digit.
_PLATE = (
    r"(?:(?=[\w \u00b7-]{0,12}\d)[\p{Lu}\d]{1,4}(?:[ \u00b7-]{1,2}[\p{Lu}\d]{1,5}){1,3}"
    r"|(?=\p{Lu}{0,7}\d)[\p{Lu}\d]{4,8})"
)
#: Behind the word alone: a word of letters and at least two digits.
_PLATE_WORD = r"(?=[A-Z\d]{0,6}\d\d)(?=\d{0,6}[A-Z])[A-Z\d]{5,8}"
_NUMBER = r"(?:[ _]?(?:number|no|nr|num[ée]ro|n[úu]mero|nummer|numarası)\b\.?|[ ]?n[°º])?"
_LABEL = (
    r"(?:(?:licen[cs]e|number|registration|vehicle|car)[ _-]?plates?"
    r"|(?:vehicle|car|bike)[ _-]?(?:registration|reg)|reg(?:istration)?[ ](?:no|number|plate)"
    r"|(?:kfz-|auto)?kennzeichen|(?:plaque[ ]d['’])?immatriculation|immatriculée?"
    r"|matr[íi]cula|targa|kenteken|placa|tablica[ ]rejestracyjna|numer[ ]rejestracyjny"
    r"|registreringsnummer|rekisterinumero|rendszám|plaka(?:sı)?|госномер|номерной[ ]знак"
    rf"|plates?\s(?=(?:no|number|is|was)\b)){_NUMBER}"
)
WORDS = (
    *("plate", "plates", "numberplate", "kennzeichen", "nummernschild", "immatriculation"),
    *("immatriculé", "immatriculée", "matrícula", "matricula", "targa", "kenteken", "placa"),
    *("placas", "tablica", "rejestracyjny", "registreringsnummer", "plaka", "plakası", "plakalı"),
    *("rekisterinumero", "rendszám", "госномер", "номерной", "车牌", "車牌", "ナンバー"),
    *("차량번호", "번호판", "vehicle registration", "car registration", "car reg", "vehicle reg"),
    *("registration plate", "reg plate"),
)
_VEHICLES = (
    *("registration", "reg", "vehicle", "vehicles", "car", "cars", "van", "truck", "bike"),
    *("motorbike", "motorcycle", "scooter", "parked", "parking", "auto", "wagen", "fahrzeug"),
    *("voiture", "véhicule", "coche", "vehículo", "macchina", "veicolo", "carro", "veículo"),
    *("voertuig", "samochód", "pojazd", "bil", "araç", "машина", "автомобиль", "dvla", "towed"),
)
_FIRM_SCORE, _WEAK_SCORE = 0.19, 0.15

RECIPES = (
    Recipe(
        "license-plate",
        "LICENSE_PLATE",
        any_of(labelled(_LABEL, _PLATE, 0.7), labelled("plates?", _PLATE_WORD, 0.5)),
    ),
    Recipe(
        "license-plate-form",
        "LICENSE_PLATE",
        formed(rf"(?:(?i:{_CASELESS})|{'|'.join(_FIRM)})", _FIRM_SCORE),
        (*WORDS, *_VEHICLES),
        bare=_FIRM_SCORE,
        hinted=True,
    ),
    Recipe(
        "license-plate-old",
        "LICENSE_PLATE",
        formed(_OLD, _FIRM_SCORE),
        WORDS,
        bare=_FIRM_SCORE,
        hinted=True,
    ),
    Recipe(
        "license-plate-any",
        "LICENSE_PLATE",
        formed(rf"(?=[A-Z\d -]{{0,9}}\d\d)(?:{_WEAK})", _WEAK_SCORE),
        WORDS,
        hinted=True,
    ),
)
