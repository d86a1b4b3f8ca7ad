"""Street addresses in the usual US, UK, Australian, German and French forms.

A form is a street with its house number; the flat, the town, the state and the
postcode belong to it when they follow directly. Every form is anchored on a number
or a street word, all repeats are bounded, and the names in them never give back
what they took: the time is linear.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.scan import Hit, finditer

_SUFFIX = (
    "Street|St|Avenue|Ave|Av|Road|Rd|Boulevard|Blvd|Lane|Ln|Drive|Dr|Court|Ct|Terrace|Ter|Place|Pl"
    "|Square|Sq|Circle|Cir|Highway|Hwy|Parkway|Pkwy|Way|Close|Crescent|Cres|Gardens|Grove|Mews|Row"
    "|Walk|Trail|Alley|Plaza|Hill|Broadway|Esplanade|Quay|Wharf|Parade|Pde"
)
_STATES = (  # US, Canada, Australia: enough by themselves, without a postcode
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY]|AB|BC|MB|N[BLSTU]|ON|PE|QC|SK|NSW|VIC|QLD|SA|TAS|ACT"
)
_AUSTRALIA = "(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT)"
_COUNTRIES = (
    "U\\.?S\\.?A\\b\\.?|USA|United States(?: of America)?|U\\.K\\.|UK|United Kingdom|Great Britain"
    "|England|Scotland|Wales|Northern Ireland|Ireland|Canada|Australia|New Zealand|South Africa"
    "|Germany|Deutschland|France|Austria|Österreich|Switzerland|Schweiz|Suisse|Belgium|Belgique"
    "|België|Netherlands|Nederland|Luxembourg|Italy|Italia|Spain|España|Portugal|Denmark|Danmark"
    "|Sweden|Sverige|Norway|Norge|Finland|Suomi|Iceland|Poland|Polska|Hungary|Estonia|Greece"
    "|Cyprus|Slovenia|Croatia|Romania|Czech Republic|Czechia|Brazil|Brasil|Mexico|Uruguay|Tunisia"
    "|India|Japan|Singapore"
)
#: Between the parts: blanks, a comma, the end of a line; never an empty line.
_SEP = r"(?=[ ,\r\n])(?!\r?\n\r?\n)[ ]?,?\r?\n?[ ]{0,8},?[ ]{0,2}(?=[\p{L}\d#])"
_NAME = r"\p{Lu}[\p{L}'’.]{0,30}+"
_PARTICLE = r"(?:(?:de|la|le|les|du|des|do|da|am|an|der|upon|on|sur|of|the)[ -]){0,2}+"
_CITY = rf"{_NAME}(?:[ -]{_PARTICLE}{_NAME}){{0,3}}"
_UNIT = (
    rf"(?:{_SEP}(?:(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl)\b\.?\s?\#?\s?|\#\s?)"
    r"(?=[\w-]{0,5}\d|[A-Z]\b)[\w-]{1,6}){0,2}"
)
_ZIP = r"(?<!\d)\d{5}(?:-\d{4})?"
_UK_POSTCODE = r"[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}"
_POSTCODE = rf"(?:{_ZIP}|{_UK_POSTCODE}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{{4}})(?!\w)"
#: The town counts only with something firm behind it, or "12 Main Street, Please" would be one.
_TAIL = (
    rf"(?:{_SEP}(?:{_CITY}{_SEP}){{0,2}}{_UK_POSTCODE}(?!\w)(?:{_SEP}(?:{_COUNTRIES})\b)?"
    rf"|{_SEP}{_CITY}{_SEP}(?:(?!(?:USD|EUR|GBP|CHF|AUD|CAD)\b)[A-Z]{{2,3}}(?:{_SEP}(?:{_COUNTRIES}))?"
    rf"{_SEP}(?:{_ZIP}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)|{_AUSTRALIA}{_SEP}\d{{4}})(?!\w)"
    rf"(?:{_SEP}(?:{_COUNTRIES})\b)?"
    rf"|{_SEP}{_CITY}{_SEP}(?:{_STATES})\b(?:{_SEP}(?:{_COUNTRIES})\b)?"
    rf"|{_SEP}{_CITY}{_SEP}(?:{_COUNTRIES})\b(?:[ ]{_POSTCODE})?)?"
)

#: Not inside a number, a version, a time or a path; a comma or a colon may stand right before.
_START = r"(?<![\w./-]|\d[,:])"
_WORD = r"(?:\p{Lu}[\p{L}'’.-]{0,30}|\d{1,3}(?:st|nd|rd|th))"
_DIRECTION = r"(?:[NSEW]|NE|NW|SE|SW)"
#: "Flat 2, 10 …", "Level 3, 120 …", "5/74 …"
_INSIDE = r"(?:(?:Unit|Flat|Apt\.?|Apartment|Suite|Level|Shop|Lot)\s\w{1,5},?\s|\d{1,4}/)?"
_ENGLISH = regex.compile(
    rf"{_START}{_INSIDE}\d{{1,6}}[A-Za-z]?(?:-\d{{1,5}})?,?\s(?:{_DIRECTION}\.?\s)?"
    r"(?!(?:The|A|An|In|On|Of|And|Or|This|That|To|By|For)\s)"
    rf"(?:{_WORD}\s){{1,4}}?(?:{_SUFFIX})\b\.?"
    rf"(?:\s(?:{_DIRECTION}|North|South|East|West)\b)?{_UNIT}{_TAIL}"
)
#: Streets without a street word, by the flat behind them; what is listed has suites of its own.
_FLAT = regex.compile(
    rf"{_START}\d{{1,6}}[A-Za-z]?,?\s(?:\d{{1,5}}\s)?(?=\p{{Lu}})(?!(?:The|A|An|In|On|And|Or|To|By|For)\s)"
    r"(?:(?!(?:Apt|Suite|Ste)\b)(?:[\p{Lu}\d][\p{L}\d'’.-]{0,30}|de|del|la|du|des|do|da|von|van)\s){1,6}+"
    r"(?<!\b(?:Test|Testing|Regression|Office|Software|Creative|Tool|Tools|Product|Benchmark)\s)"
    rf"\s?(?:Apt|Apartment|Suite|Ste)\b\.?\s\#?\d{{2,5}}[A-Z]?\b{_UNIT}"
    rf"(?:{_SEP}{_CITY}(?:{_SEP}[A-Z]{{2,3}})?(?:{_SEP}{_CITY})?[ \n]{{1,2}}\d{{4,6}}(?!\w)"
    rf"|{_TAIL})"
)
_MILITARY = regex.compile(  # APO, FPO and DPO: USPS Publication 28, section 238
    rf"\b(?:PSC|CMR|Unit)\s\d{{1,5}},?\sBox\s\d{{1,5}}{_SEP}(?:APO|FPO|DPO),?\sA[AEP]\s{_ZIP}\b",
    regex.I,
)
#: Lower-case writing: one name word only, or "3 cars on the road" would be an address.
_LOWER = regex.compile(
    rf"{_START}\d{{2,6}}\s\p{{Ll}}{{3,20}}\s(?:street|avenue|boulevard|terrace|lane|drive|road)\b"
)
_GERMAN_TOWN = (
    rf"{_SEP}(?:(?:D|A|CH)-)?\d{{4,5}}\s\p{{Lu}}[\p{{L}}-]{{1,30}}"
    rf"(?:\s(?:am|an|der|\p{{Lu}}[\p{{L}}-]{{1,20}})){{0,3}}(?:{_SEP}(?:{_COUNTRIES})\b)?"
)
_GERMAN_NUMBER = r"\d{1,4}(?:\s?[a-z]\b)?(?:\s?[-/]\s?\d{1,4}(?:[a-z]\b)?)?(?![\d.,]\d|\d)"
_GERMAN = regex.compile(
    rf"(?<![\p{{L}}-])(?:\p{{Lu}}[\p{{L}}-]{{1,40}}?(?:straße|strasse|str\.|platz|allee|gasse|weg)"
    rf"|\p{{Lu}}[\p{{L}}-]{{1,30}}\s(?:Straße|Strasse|Str\.|Platz|Allee|Weg|Gasse))"
    rf"\s{_GERMAN_NUMBER}(?:{_GERMAN_TOWN})?"
)
#: "Am Markt 5" is a street only before its town.
_GERMAN_LANE = regex.compile(
    r"(?<![\p{L}-])(?:Am|An\sde[rnm]|Auf\sde[rm]|Bei\sde[rm]|Im|In\sde[rn]|Zum|Zur|Unter\sden|Hinter\sder)"
    rf"\s(?:\p{{Lu}}[\p{{L}}-]{{1,30}}\s){{1,2}}(?<!Jahre?\s)\d{{1,3}}(?:\s?[a-z]\b)?(?!\d){_GERMAN_TOWN}"
)
_FRENCH = regex.compile(
    rf"{_START}\d{{1,4}}(?:\s?(?:bis|ter))?,?\s"
    r"(?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d|[Pp]lace|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai"
    r"|[Rr]oute|[Cc]ours|[Ss]quare|[Ff]aubourg)\s"
    r"(?:(?:de\sla\s|de\sl['’]|des\s|du\s|de\s|d['’]|la\s|le\s|les\s|l['’]))?"
    r"\p{Lu}[\p{L}'’-]{0,30}"
    r"(?:[\s-](?:de\s|du\s|des\s|et\s)?(?!(?:Apt|Suite|Ste)\b)\p{Lu}[\p{L}'’-]{0,30}){0,3}"
    rf"(?:,?\s(?:[Aa]pp?t|[Bb]ât|[Bb]âtiment)\b\.?\s\w{{1,4}})?{_UNIT}"
    rf"(?:{_SEP}(?:F-)?\d{{5}}\s{_CITY}(?:(?<=[Cc][Ee][Dd][Ee][Xx])\s\d{{1,2}})?"
    rf"(?:{_SEP}(?:{_COUNTRIES})\b)?|{_TAIL})"
)
#: Dutch and Nordic street words grown together, Romance ones in front, with the number behind.
_EUROPEAN = regex.compile(
    r"(?<![\p{L}-])(?!(?:Brigade|Renegade|Decade)\b)(?:\p{Lu}[\p{L}-]{2,30}?"
    r"(?:straat|laan|plein|gracht|singel|gade|vej|vænget|gata|gatan|vägen|veien|vegen|katu|kuja)"
    r"|(?:Rua|Calle|Avenida|Avda\.|Paseo|Viale|Piazza|Corso)\s"
    rf"{_PARTICLE}{_NAME}(?:\s{_PARTICLE}{_NAME}){{0,3}}),?\s{_GERMAN_NUMBER}"
    rf"(?:{_UNIT}{_SEP}(?:[A-Z]{{1,3}}-)?(?:\d{{4,5}}|\d{{4}}\s[A-Z]{{2}}|\d{{3}}\s\d{{2}})\s{_CITY}"
    rf"(?:{_SEP}(?:{_COUNTRIES})\b)?|{_UNIT}{_TAIL})"
)
_POST_BOX = regex.compile(rf"\b(?i:P\.?\s?O\.?\s?Box)\s\d{{1,6}}\b{_TAIL}")

_FORMS = (
    *((_ENGLISH, 0.7), (_FLAT, 0.7), (_MILITARY, 0.85), (_LOWER, 0.5), (_GERMAN, 0.7)),
    *((_GERMAN_LANE, 0.7), (_FRENCH, 0.7), (_EUROPEAN, 0.6), (_POST_BOX, 0.6)),
)


def street_addresses(text: str) -> Iterator[Hit]:
    """Streets with house numbers, with the flat, the town and its code when they follow.

    What two forms see of one address is one hit. In the order of the text.
    """
    hits = sorted(
        (match.start(), match.end(), score)
        for pattern, score in _FORMS
        for match in finditer(pattern, text)
    )
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
