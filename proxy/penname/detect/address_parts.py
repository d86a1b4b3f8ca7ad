"""What addresses are made of besides the street: flats, towns, states, postcodes, countries.

Pieces of patterns for the modules that put them together. All repeats are bounded, and the
names never give back what they took.
"""

from __future__ import annotations

STATES = (  # US, Canada, Australia: enough by themselves, without a postcode
    "A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]"
    "|T[NX]|UT|V[AT]|W[AIVY]|AB|BC|MB|N[BLSTU]|ON|PE|QC|SK|NSW|VIC|QLD|SA|TAS|ACT"
)
_AUSTRALIA = "(?:NSW|VIC|QLD|SA|WA|TAS|ACT|NT)"
COUNTRIES = (
    "U\\.?S\\.?A\\b\\.?|USA|United States(?: of America)?|U\\.K\\.|UK|United Kingdom|Great Britain"
    "|England|Scotland|Wales|Northern Ireland|Ireland|Canada|Australia|New Zealand|South Africa"
    "|Germany|Deutschland|France|Austria|Österreich|Switzerland|Schweiz|Suisse|Belgium|Belgique"
    "|België|Netherlands|Nederland|Luxembourg|Italy|Italia|Spain|España|Portugal|Denmark|Danmark"
    "|Sweden|Sverige|Norway|Norge|Finland|Suomi|Iceland|Poland|Polska|Hungary|Estonia|Greece"
    "|Cyprus|Slovenia|Croatia|Romania|Czech Republic|Czechia|Brazil|Brasil|Mexico|Uruguay|Tunisia"
    "|India|Japan|Singapore"
)
#: Between the parts: blanks, a comma, the end of a line, which may be quoted (`> `); never an
#: empty line.
SEP = (
    r"(?:(?=[ ,\r\n])(?!\r?\n\r?\n)[ ]?,?(?:\r?\n(?:[>|*#]{1,2}[ ])?)?[ ]{0,8},?[ ]{0,2}"
    r"|,?[ ]?<br[ ]?/?>\s{0,4})(?=[\p{L}\d#])"
)
#: The same, or a sign as in the lines below a letter: "Hafenstr. 12 · 20457 Hamburg".
WIDE_SEP = rf"(?:{SEP}|[ ][-–·•][ ](?=[\p{{L}}\d]))"
NAME = r"\p{Lu}(?:\p{Ll}{0,3}+\.|[\p{L}'’]{0,30}+)"
PARTICLE = r"(?:(?:de|la|le|les|du|des|do|da|am|an|der|upon|on|sur|of|the|e|y)[ -]){0,2}+"
CITY = rf"{NAME}(?:[ -]{PARTICLE}{NAME}){{0,3}}"
_FLOORS = "(?i:ground|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|top)"
UNIT = (
    rf"(?:{SEP}(?:(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Fl)\b\.?\s?\#?\s?|\#\s?)"
    r"(?=[\w-]{0,5}\d|[A-Z]\b)[\w-]{1,6}"
    rf"|{SEP}(?:\d{{1,3}}(?:st|nd|rd|th)|{_FLOORS})[ ](?i:floor|fl)\b\.?){{0,2}}"
)
ZIP = r"(?<!\d)\d{5}(?:-\d{4})?"
#: Of the UK, and the Eircode of Ireland.
_UK_POSTCODE = (
    r"(?:[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}"
    r"|[AC-FHKNPRTV-Y]\d[\dW]\s?[\dAC-FHKNPRTV-Y]{4})"
)
_POSTCODE = rf"(?:{ZIP}|{_UK_POSTCODE}|[A-Z]\d[A-Z]\s?\d[A-Z]\d|\d{{4}})(?!\w)"
_REGION = r"(?!(?:USD|EUR|GBP|CHF|AUD|CAD)\b)[A-Z]{2,3}"
#: The town counts only with something firm behind it, or "12 Main Street, Please" would be one.
TAIL = (
    rf"(?:{SEP}(?:{CITY}(?:[ ]\d{{1,2}})?{SEP}){{0,2}}{_UK_POSTCODE}(?!\w)"
    rf"(?:{SEP}(?:{COUNTRIES})\b)?"
    rf"|{SEP}{CITY}{SEP}(?:{_REGION}(?:{SEP}(?:{COUNTRIES}))?"
    rf"{SEP}(?:{ZIP}|[A-Z]\d[A-Z]\s?\d[A-Z]\d)|{_AUSTRALIA}{SEP}\d{{4}})(?!\w)"
    rf"(?:{SEP}(?:{COUNTRIES})\b)?"
    rf"|{SEP}{CITY}{SEP}(?:{STATES})\b(?:{SEP}(?:{COUNTRIES})\b)?"
    rf"|{SEP}{CITY}{SEP}(?:{COUNTRIES})\b(?:[ ]{_POSTCODE})?)?"
)
#: A postcode of the continent before its town; never a year.
_CODE = (
    r"(?:(?:[A-Z]{1,3}-)?(?!(?:19|20)\d\d(?!\d))\d{4,5}|\d{4}\s[A-Z]{2}|\d{3}\s\d{2}|\d{2}-\d{3}"
    r"|\d{4}-\d{3}|\d{6})(?![\d.,%])"
)
#: "Curitiba - PR, CEP 80010-120", "Centro, São Paulo/SP": no postcode need be there.
_BRAZIL = (
    rf"(?:{WIDE_SEP}{CITY}){{1,2}}\s?[-–/]\s?"
    r"(?:A[CLMP]|BA|CE|DF|ES|GO|M[AGST]|P[ABEIR]|R[JNORS]|S[CEP]|TO)\b"
    rf"(?:{WIDE_SEP}(?:CEP:?\s)?\d{{5}}-?\d{{3}}(?!\d))?"
)
#: Behind a town its province: "20121 Milano (MI)", "20121 Milano MI".
_PROVINCE = r"(?:\s\([A-Z]{2}\)|\s[A-Z]{2}\b)?"
TOWN = (
    rf"(?:{WIDE_SEP}{_CODE},?\s{CITY}(?:\s\d{{1,2}}(?![\w.,]))?{_PROVINCE}"
    rf"(?:{SEP}(?:{COUNTRIES})\b)?|{_BRAZIL})"
)
