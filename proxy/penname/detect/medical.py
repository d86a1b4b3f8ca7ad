"""Numbers of health care: patients' records, plans, Medicare beneficiaries, providers, licences.

Numbers of records and plans have no common form: only what their names stand before, or what
is in a field or column of their name.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.forms import formed
from penname.detect.labelled import alone, any_of, labelled
from penname.detect.scan import Hit, Recipe, finditer, matches
from penname.policy.check_digits import dea, npi

#: Medicare Beneficiary Identifier (CMS, 2018): 11 places, none of S L O I B Z.
_L = "[AC-HJKMNP-RT-Y]"
_LD = "[0-9AC-HJKMNP-RT-Y]"
_MBI = rf"[1-9]{_L}{_LD}\d(?P<d>-?){_L}{_LD}\d(?P=d){_L}{{2}}\d{{2}}"

_NPI = regex.compile(r"(?<![\w.-])[12]\d{9}(?![\w-]|\.\d)")
_DEA = regex.compile(r"(?<![\w-])[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}(?![\w-])")


def npis(text: str) -> Iterator[Hit]:
    """National provider identifiers: ten digits, checked as a card number behind 80840."""
    for match in finditer(_NPI, text):
        if npi(match[0]):
            yield match.start(), match.end(), 0.3


def dea_numbers(text: str) -> Iterator[Hit]:
    """DEA registration numbers: two letters, six digits and a check digit (21 CFR 1301.13)."""
    for match in finditer(_DEA, text):
        if dea(match[0]):
            yield match.start(), match.end(), 0.35


#: The number of a record or patient: a few letters, then digits, perhaps in groups.
_RECORD = r"(?:(?:[A-Z]{1,4}[ -]?)?\d{4,12}(?:-\d{1,4}){0,2}[A-Z]?|\d{2,4}(?:-\d{2,4}){1,3})"
_NUMBER = r"(?:[ _-]?(?:number|no|num|nr|id|identifier|\#)(?![\p{L}\d])\.?)"
_RECORD_LABEL = (
    rf"(?:mrns?\b(?:{_NUMBER})?|m\.r\.n\.?"
    rf"|(?:medical|health|hospital|clinical)[ _-]?records?{_NUMBER}?"
    rf"|(?:chart|patient|hospital|encounter|admission){_NUMBER}|unit[ ]record{_NUMBER}"
    r"|patientennummer|patienten-?(?:id|nr\.?)|fallnummer|aktenzeichen[ ]des[ ]patienten"
    r"|num[ée]ro[ ](?:de[ ])?(?:dossier(?:[ ]m[ée]dical)?|patient)|dossier[ ]m[ée]dical|\bipp\b"
    r"|(?:n[úu]mero[ ]de[ ])?historia[ ]cl[íi]nica|nhc\b|cartella[ ]clinica|numero[ ]paziente"
    r"|pati[ëe]ntn(?:ummer|r)|(?:n[úu]mero[ ]do[ ])?prontu[áa]rio|processo[ ]cl[íi]nico)"
    r"(?:[ ]?n[°º.]?)?"
)
_PLAN = r"(?:[A-Z]{1,4}[ -]?)?\d{4,20}[A-Z\d]{0,3}(?:-[A-Z\d]{1,4}){0,3}"
_PLAN_LABEL = (
    r"(?:(?:member(?:ship)?|subscriber|beneficiary|health[ _-]?plan|insurance|insured"
    rf"|policy(?:[ ]?holder)?|group|medicaid|payer){_NUMBER}|medicaid\b"
    r"|versicher(?:ten|ungs)(?:nummer|-?nr\.?)"
    r"|num[ée]ro[ ]d['’](?:adh[ée]rent|assur[ée])|n[úu]mero[ ]de[ ](?:p[óo]liza|afiliado|asegurado)"
    r"|numero[ ](?:di[ ])?polizza|tessera[ ]sanitaria|polisnummer|verzekerdennummer"
    r"|n[úu]mero[ ](?:da[ ]ap[óo]lice|de[ ]utente)|numer[ ]polisy)(?:[ ]?n[°º.]?)?"
)
#: Without a word for "number" it has to look like one.
_PLAN_WORDS = (
    r"(?:health[ ]plan|health[ ]insurance|insurance[ ]card|medicare[ ]advantage|member[ ]card"
    r"|versichertenkarte|krankenkassenkarte|carte[ ]vitale|mutuelle)"
)
_PLAN_FORM = r"(?:[A-Z]{2,4}[ -]?\d{6,12}|[A-Z]\d{8,12}|\d{9,12})"
#: Registers of physicians and nurses: state licences, GMC and NMC (UK), RPPS (France), AHPRA.
_LICENCE = r"(?:[A-Z]{1,4}[ .-]?)?\d{4,11}[A-Z]?|\d{2}[A-Z]\d{4}[A-Z]"
_LICENCE_LABEL = (
    r"(?:(?:medical|physician|doctor|nursing|nurse|rn|pharmac(?:y|ist)|dental|state[ ]medical)"
    rf"[ '’s_-]{{1,3}}(?:licen[cs]e|registration){_NUMBER}?|gmc(?:{_NUMBER})?|nmc[ ]pin|rpps|ahpra"
    r"|approbationsnummer|efn\b|n[úu]mero[ ]de[ ]colegiado|c[ée]dula[ ]profesional"
    r"|crm(?:[ /-][A-Z]{2})?|big-nummer)"
)

RECIPES = (
    Recipe("medical-record", "MEDICAL_RECORD_NUMBER", labelled(_RECORD_LABEL, _RECORD, 0.7)),
    Recipe(
        "medical-record-form",
        "MEDICAL_RECORD_NUMBER",
        any_of(formed(r"(?:[A-Z]{1,3}-?)?\d{5,12}", 0.15), alone(_RECORD, 0.15)),
        (
            *("mrn", "mrns", "medical record", "record number", "chart number", "patient number"),
            *("patient id", "hospital number", "patientennummer", "historia clínica", "fallnummer"),
            *(
                "dossier patient",
                "numéro dossier",
                "cartella clinica",
                "patiëntnummer",
                "prontuário",
            ),
        ),
        hinted=True,
    ),
    Recipe(
        "health-plan",
        "HEALTH_PLAN_ID",
        any_of(labelled(_PLAN_LABEL, _PLAN, 0.7), labelled(_PLAN_WORDS, _PLAN_FORM, 0.6)),
    ),
    Recipe(
        "health-plan-form",
        "HEALTH_PLAN_ID",
        any_of(formed(r"[A-Z]{0,4}\d{6,14}", 0.15), alone(_PLAN, 0.15)),
        (
            *("member id", "member number", "subscriber id", "subscriber number", "medicaid"),
            *("beneficiary id", "health plan", "insurance id", "versichertennummer"),
            *("insurance number", "policy number", "numéro adhérent", "número póliza"),
        ),
        hinted=True,
    ),
    Recipe("medical-license", "MEDICAL_LICENSE", labelled(_LICENCE_LABEL, _LICENCE, 0.6)),
    Recipe(
        "us-mbi",
        "US_MBI",
        any_of(
            matches(rf"(?<![\w-]){_MBI}(?![\w-])", 0.5),
            matches(rf"(?<![\w-])(?=\w{{4}}-\w{{3}}-)(?i:{_MBI})(?![\w-])", 0.45),
        ),
        ("medicare", "mbi"),
        bare=0.45,
    ),
    Recipe("us-npi", "US_NPI", npis, ("npi", "provider", "prescriber", "physician"), 0.3),
    Recipe(
        "us-dea",
        "MEDICAL_LICENSE",
        dea_numbers,
        ("dea", "medical", "license", "prescriber", "certificate"),
        bare=0.3,
    ),
)
