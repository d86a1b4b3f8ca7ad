"""Legal forms of companies, and words that stand beside their names."""

from __future__ import annotations

#: Legal forms that are nothing else.
FORMS = (
    r"(?:GmbH|mbH|UG|AG) ?& ?Co\.? ?(?:KGaA|KG|OHG)|& Co\.? KG|Ltd|Limited|Inc|Incorporated"
    r"|L\.?L\.?C|L\.?L\.?P|PLC|plc|Corp|Corporation|Pty(?:\.? Ltd)?|Pte(?:\.? Ltd)?|Pvt(?:\.? Ltd)?"
    r"|Bhd|GmbH|gGmbH|mbH|e\.V|e\.K|e\.G|eG|KGaA|OHG|GbR|S\.A|S\.A\.S|S\.A\.R\.L|SARL|SàRL|Sàrl|EURL|SASU|SNC|S\.L"
    r"|S\.L\.U|S\.r\.l|S\.R\.L|Srl|SRL|S\.p\.A|SpA|Ltda|Lda|EIRELI|B\.V|N\.V|BVBA|VOF|Oyj|Oy"
    r"|ApS|A/S|ASA|[Ss]p\. z ?o\. ?o|s\.r\.o|a\.s|Kft|Zrt|Nyrt|d\.o\.o|d\.d|OÜ|UAB|SIA|EOOD|OOD"
    r"|A\.Ş|Ltd\. ?Şti|K\.K|ООО|ЗАО|ОАО|ПАО"
)
#: Forms that are other words in capitals as well: behind a word that has small letters.
SHORT_FORMS = "AG|SE|KG|UG|SA|SAS|SL|BV|NV|AB|AS|HB|PLLC|Co"
#: Behind a name: what only companies are called.
KIN = (
    r"(?:and|&)[ ](?:Sons?|Daughters|Brothers|Bros|Partners?|Associates|Co|Company|Cie)"
    r"|(?:und|et|y|e|en|&)[ ](?:Söhne|Sohn|Fils|Hijos|Figli|Zonen)"
    r"|Holdings?|Group(?![ ]\p{Lu}\p{Ll})|Brothers|Associates|Enterprises|Industries"
    r"|Consulting|Technologies|Logistics|Pharmaceuticals|Ventures|Advisors"
    r"|(?P<foreign>Gruppe|Groupe|Grupo|Gruppo|Groep)"
)
#: What programs and standards have groups of.
_GROUPED = """
    autoscaling availability deployment destination diffie-hellman endpoint hypertext instance
    intercept mirroring placement replication resource
"""
GROUPED = frozenset(_GROUPED.split())
#: Behind these somebody's employer.
PLACES = (
    r"(?:i|he|she|we|they|who|i['’]ve|i['’]m|i['’]d|used to)"
    r"(?: (?:now|currently|also|once|am|is|was|have|has|had|been|still|just)){0,2}"
    r" (?:work(?:ed|s|ing)? (?:for|at)|interned at|got hired by|joined|founded)"
    r"|(?:employed|hired|fired) (?:by|at)"
    r"|(?:ceo|cto|cfo|coo|founder|co-founder|employees?|shareholders?|subsidiary) of"
    r"|job (?:at|with)|internship at|company (?:called|named)|my employer,?"
    r"|arbeite(?:t)? bei|angestellt bei|travaill(?:e|ait) (?:chez|pour)|trabaj(?:o|a) (?:en|para)"
    r"|lavor(?:o|a) (?:in|per|presso)|werkt? bij|trabalh(?:o|a) (?:na|no|para)"
)
#: One of these is in each of them, in small letters.
CUES = (
    *(
        "work",
        "intern",
        "hired",
        "joined",
        "founded",
        "employ",
        "fired",
        "ceo",
        "cto",
        "cfo",
        "coo",
    ),
    *(
        "founder",
        "subsidiary",
        "shareholder",
        "job",
        "company",
        "arbeite",
        "angestellt",
        "travaill",
    ),
    *("trabaj", "lavor", "trabalh", "werk"),
)
#: Names of fields that hold a company.
KEYS = (
    r"(?:company|employer|organi[sz]ation|firm|business|vendor|supplier)(?:[ _-]?name)?|firma"
    r"|firmenname|unternehmen|arbeitgeber|soci[ée]t[ée]|raison[ _-]sociale|employeur|empresa"
    r"|raz[óo]n[ _-]social|azienda|ragione[ _-]sociale|bedrijf(?:snaam)?|werkgever"
)
#: A part of each.
STEMS = (
    *("company", "employ", "organi", "firm", "business", "vendor", "supplier", "unternehmen"),
    *("arbeitgeber", "soci", "empresa", "social", "azienda", "bedrijf", "werkgever"),
)
