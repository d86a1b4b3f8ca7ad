"""Street addresses: the usual US, UK, Australian, German and French forms here, those of other
languages in `streets`, and what the words or the field before them tells in `cued_addresses`
and `address_fields`.

A form is a street with its house number; the flat, the town, the state and the
postcode belong to it when they follow directly. Every form is anchored on a number
or a street word, all repeats are bounded, and the names in them never give back
what they took: the time is linear.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.address_fields import column_addresses, field_addresses
from penname.detect.address_parts import (
    CITY,
    COUNTRIES,
    SEP,
    STATES,
    TAIL,
    TOWN,
    UNIT,
    WIDE_SEP,
    ZIP,
)
from penname.detect.corners import corners
from penname.detect.cued_addresses import cued_addresses
from penname.detect.scan import Hit, around, finditer, islands
from penname.detect.secret_names import fold
from penname.detect.street_words import COUNTED
from penname.detect.streets import streets

_SUFFIX = (
    "Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Terrace|Ter|Place|Pl"
    "|Square|Sq|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Way|Close|Crescent|Cres|Gardens|Grove|Mews|Row"
    "|Walk|Trail|Alley|Plaza|Hill|Broadway|Esplanade|Quay|Wharf|Parade|Pde"
)
#: Not inside a number, a version, a time or a path; a comma or a colon may stand right before.
_START = r"(?<![\w./-]|\d[,:])"
_WORD = r"(?:(?:\p{Lu}\p{L}{0,2}\.){1,3}|\p{Lu}[\p{L}'’-]{0,30}|\d{1,3}(?:st|nd|rd|th))"
_DIRECTION = r"(?:[NSEW]|NE|NW|SE|SW)"
#: "Flat 2, 10 …", "Level 3, 120 …", "5/74 …"
_INSIDE = r"(?:(?:Unit|Flat|Apt\.?|Apartment|Suite|Level|Shop|Lot)\s\w{1,5},?\s|\d{1,4}/)?"
#: "3 Hard Drive failures", "12 Supreme Court cases".
_NO_STREET = (
    r"(?:\b(?:Hard|USB|Flash|Disk|Tape|Thumb|Pen|Test|Support|Google|State|Blood|Food|Fund|Shared|Warp)\sDrive"
    r"|\b(?:Supreme|High|District|Circuit|County|Federal|Appeals|Tennis|Food|Basketball)\sCourt"
    r"|\b(?:Table|Data|Header|First|Last)\sRow|\b(?:First|Second|Third|Market|Work)\sPlace"
    r"|\b(?:One|Two|Three|Four|Five|Half|Milky|Right|Wrong|Best|Only|Safe)\sWay|\bRoot\sSquare)"
)
#: "Windows 11 Start Place", "Exit 14 Mill Road", "4 Wheel Drive", "24 Hour Road Assistance".
_NUMBERED = (
    r"(?<!\b(?:Windows|Chapter|Figure|Fig\.|Table|Section|Version|Step|Page|Line|Exit|Python|Java"
    r"|Android|iOS|Highway|Route|Day|Week|Season|Episode|Grade|Phase|Stage|Top|Top-|Volume|Act)\s)"
)
_COUNTED = (
    "Bit|Byte|Hour|Minute|Second|Day|Week|Month|Year|Bedroom|Bed|Bath|Star|Wheel|Way|Step|Point"
    "|Factor|Player|Person|People|Man|Piece|Pack|Habit|Best|Worst|Thing|Tip|Reason|Free|Speed|Door|Seater"
    "|Level|Layer|Core|Pin|Channel|Inch|Mile|Percent|Million|Billion|Dollar|Euro"
)
_ENGLISH = regex.compile(
    rf"{_START}{_NUMBERED}{_INSIDE}\d{{1,6}}[A-Za-z]?(?:-\d{{1,5}})?,?\s(?:{_DIRECTION}\.?\s)?"
    rf"(?!(?:The|A|An|In|On|Of|And|Or|This|That|To|By|For|(?:{_COUNTED})s?)\s)"
    rf"(?:{_WORD}\s){{1,4}}?(?:{_SUFFIX})\b(?<!{_NO_STREET})\.?"
    rf"(?:\s(?:{_DIRECTION}|North|South|East|West|Upper|Lower)\b)?{UNIT}{TAIL}"
)
#: Streets without a street word, by the flat behind them; what is listed has suites of its own.
_FLAT = regex.compile(
    rf"{_START}\d{{1,6}}[A-Za-z]?,?\s(?:\d{{1,5}}\s)?(?=\p{{Lu}})(?!(?:The|A|An|In|On|And|Or|To|By|For)\s)"
    r"(?:(?!(?:Apt|Suite|Ste)\b)(?:[\p{Lu}\d][\p{L}\d'’.-]{0,30}|de|del|la|du|des|do|da|von|van)\s){1,6}+"
    r"(?<!\b(?:Test|Testing|Regression|Office|Software|Creative|Tool|Tools|Product|Benchmark)\s)"
    rf"\s?(?:Apt|Apartment|Suite|Ste)\b\.?\s\#?\d{{2,5}}[A-Z]?\b{UNIT}"
    rf"(?:{SEP}{CITY}(?:{SEP}[A-Z]{{2,3}})?(?:{SEP}{CITY})?[ \n]{{1,2}}\d{{4,6}}(?!\w)"
    rf"|{TAIL})"
)
#: APO, FPO and DPO, behind a box or a ship: USPS Publication 28, section 238.
_MILITARY = regex.compile(
    rf"(?:\b(?:(?:PSC|CMR|Unit)\s\d{{1,5}},?\sBox\s\d{{1,5}}"
    rf"|US(?:S|NS|NV|CGC)\s\p{{Lu}}[\p{{L}}'’.-]{{1,30}}(?:\s\p{{Lu}}[\p{{L}}'’.-]{{0,30}}){{0,3}}){SEP})?"
    rf"\b(?:APO|FPO|DPO),?\sA[AEP]\s{ZIP}\b",
    regex.I,
)
#: Lower-case writing: one name word only, or "3 cars on the road" would be an address.
_LOWER = regex.compile(
    rf"{_START}\d{{2,6}}\s\p{{Ll}}{{3,20}}\s(?:street|avenue|boulevard|terrace|lane|drive|road)\b"
)
#: More of it with the whole address: "flat 3, 17 queens rd, bristol bs8 1qe".
_LOWER_UNIT = r"(?:flat|apt|apartment|unit|suite|ste|room)\.?\s\#?\w{1,5}"
_LOWER_WHOLE = regex.compile(
    rf"(?<![\w./-])(?:{_LOWER_UNIT},?\s)?\d{{1,6}}[a-z]?\s(?:\p{{Ll}}{{2,20}}\s){{1,3}}?"
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|terrace|place|close|way)"
    rf"\b\.?(?:,?\s{_LOWER_UNIT})?,?\s(?:\p{{Ll}}{{3,20}},?\s){{1,3}}"
    rf"(?:[a-z]{{1,2}}\d[a-z\d]?\s\d[a-z]{{2}}|(?:{STATES.lower()})\s\d{{5}})(?!\w)"
)
_GERMAN_TOWN = (
    rf"{WIDE_SEP}(?:(?:D|A|CH)-)?\d{{4,5}}\s\p{{Lu}}[\p{{L}}-]{{1,30}}"
    rf"(?:[ ](?:am|an|der|\p{{Lu}}[\p{{L}}-]{{1,20}})){{0,3}}(?:{SEP}(?:{COUNTRIES})\b)?"
)
#: No amount: "Parkstraße 350 Euro".
_GERMAN_NUMBER = (
    r"\d{1,4}(?:\s?[a-z]\b)?(?:\s?[-/]\s?\d{1,4}(?:[a-z]\b)?)?"
    rf"(?![\d.,]\d|\d|\s?[€%]|\s(?:{COUNTED})\b)"
)
#: Behind a German number: the building, the floor, the flat.
_GERMAN_PART = (
    r"(?:,?\s(?:(?:Geb\.|Gebäude|Haus|Whg\.|Wohnung|Top|Tür|Stiege)\s\w{1,4}\b|Hinterhaus|Vorderhaus"
    r"|Seitenflügel|HH\b|VH\b|\d{1,2}\.\s?(?:OG|Stock|Etage)\b|EG\b|DG\b)){0,3}"
)
#: "Der Weg 3 Tage später": no name of a street.
_NO_NAME = (
    r"(?!(?:D(?:er|ie|as|en|em|es)|Ein(?:e[nmrs]?)?|Kein\p{Ll}*|Diese\p{Ll}?|Jede\p{Ll}?|Unser\p{Ll}*"
    r"|Mein|Dein|Sein|Ihr|Freier?|Bester?|Dritter|Zweiter|Vierter|Guter|Ganzer|Halber|Richtiger|Sitz"
    r"|Beim?|Vom|Ab|Nach|Pro|Kurs|Gesamter?|Letzte\p{Ll}?|Erste\p{Ll}?|Ganze\p{Ll}?)\s)"
)
#: Places that are numbered, and ways that are none: "Parkplatz 12", "Lösungsweg 2".
_NO_STREETS = (
    r"(?!(?:Park|Sitz|Steh|Stell|Arbeits|Listen|Start|Tabellen|Stamm|Studien|Ausbildungs|Praktikums"
    r"|Zelt|Fenster|Gang|Speicher|Lager|Liege|Pflege|Lösungs|Rechts|Dienst|Instanzen|Hin|Rück|Aus|Um"
    r"|Verbindungs|Übertragungs)(?:platz|weg)\b)"
)
_GERMAN = regex.compile(
    rf"(?<![\p{{L}}-]){_NO_NAME}{_NO_STREETS}(?:\p{{Lu}}[\p{{L}}-]{{1,40}}?(?:straße|strasse|str\.|platz|allee|gasse|weg)"
    rf"|\p{{Lu}}[\p{{L}}-]{{1,30}}\s(?:Straße|Strasse|Str\.|Platz|Allee|Weg|Gasse))"
    rf"\s{_GERMAN_NUMBER}{_GERMAN_PART}(?:{_GERMAN_TOWN})?"
)
#: "Am Markt 5" is a street only before its town.
_GERMAN_LANE = regex.compile(
    r"(?<![\p{L}-])(?:Am|An\sde[rnm]|Auf\sde[rm]|Bei\sde[rm]|Im|In\sde[rn]|Zum|Zur|Unter\sden|Hinter\sder)"
    rf"\s(?:\p{{Lu}}[\p{{L}}-]{{1,30}}\s){{1,2}}(?<!Jahre?\s)\d{{1,3}}(?:\s?[a-z]\b)?(?!\d){_GERMAN_PART}{_GERMAN_TOWN}"
)
_FRENCH = regex.compile(
    rf"{_START}\d{{1,4}}(?:\s?(?:bis|ter))?,?\s"
    r"(?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai"
    r"|[Rr]oute|[Cc]ours|[Ss]quare|[Ff]aubourg)\s"
    r"(?:(?:de\sla\s|de\sl['’]|des\s|du\s|de\s|d['’]|la\s|le\s|les\s|l['’]))?"
    r"\p{Lu}[\p{L}'’-]{0,30}"
    r"(?:[\s-](?:de\s|du\s|des\s|et\s)?(?!(?:Apt|Suite|Ste)\b)\p{Lu}[\p{L}'’-]{0,30}){0,3}"
    rf"(?:,?\s(?:[Aa]pp?t|[Bb]ât|[Bb]âtiment)\b\.?\s\w{{1,4}})?{UNIT}"
    rf"(?:{SEP}(?:F-)?\d{{5}}\s{CITY}(?:(?<=[Cc][Ee][Dd][Ee][Xx])\s\d{{1,2}})?"
    rf"(?:{SEP}(?:{COUNTRIES})\b)?|{TAIL})"
)
_POST_BOX = regex.compile(
    rf"\b(?i:P\.?\s?O\.?\s?Box|Post Office Box|Postfach|Postbus|Postboks|Apartado(?: de correos)?"
    rf"|Casella postale|Caixa postal|Boîte postale)\s\d{{1,6}}"
    rf"(?:-\d{{5}}|(?:\s\d\d){{1,2}})?\b(?:{TOWN}|{TAIL})"
    rf"|\bB\.?P\.?\s\d{{1,5}}\b{TOWN}"
)

_FORMS = (
    *(
        (_ENGLISH, 0.7),
        (_FLAT, 0.7),
        (_LOWER, 0.5),
        (_LOWER_WHOLE, 0.7),
        (_GERMAN, 0.7),
        (_GERMAN_LANE, 0.7),
    ),
    (_FRENCH, 0.7),
)
#: What is rarely there, by a part of it in small letters.
_RARE = (
    (("apo", "fpo", "dpo"), _MILITARY, 0.85),
    (("box", "postf", "postb", "apartado", "postal", "bp "), _POST_BOX, 0.6),
)
#: Characters around a number that its address may take up.
_NEAR_BEFORE, _NEAR_BEHIND = 128, 256


def _forms(text: str) -> Iterator[Hit]:
    for begin, end in islands(text, _NEAR_BEFORE, _NEAR_BEHIND):
        for pattern, score in _FORMS:
            for match in finditer(pattern, text, begin, end):
                yield match.start(), match.end(), score
    folded = fold(text)
    for parts, pattern, score in _RARE:
        for begin, end in around(folded, parts, _NEAR_BEFORE, _NEAR_BEHIND):
            for match in finditer(pattern, text, begin, end):
                yield match.start(), match.end(), score


_FINDERS = (_forms, streets, corners, cued_addresses, field_addresses, column_addresses)


def street_addresses(text: str) -> Iterator[Hit]:
    """Streets with house numbers, with the flat, the town and its code when they follow.

    What two forms see of one address is one hit. In the order of the text.
    """
    hits = sorted(hit for find in _FINDERS for hit in find(text))
    held: Hit | None = None
    for start, end, score in hits:
        if held is not None and start < held[1]:
            held = held[0], max(end, held[1]), max(score, held[2])
        else:
            if held is not None:
                yield held
            held = start, end, score
    if held is not None:
        yield held
