"""Personal numbers of European states: a shape, a check, and words that say what it is.

SCHEMES is a table: adding a scheme is one row here and a check in `policy.national_ids`. The
score says how rarely the shape is an accident: bare digits with one check digit stay
under every threshold until a word of the scheme stands nearby.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from penname.detect.scan import Finder, Hit, Recipe, finditer
from penname.policy import check_digits
from penname.policy import national_ids as ids


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of number. `shape` is a pattern without borders, `check` says whether a
    match can be one."""

    entity_type: str
    shape: str
    check: Callable[[str], bool]
    score: float
    context: tuple[str, ...]

    def finder(self) -> Finder:
        """The finder of this scheme's numbers, between borders, with a valid check."""
        pattern = regex.compile(rf"(?<![\w.,-])(?:{self.shape})(?!\w|[.,-]\d)")
        valid, score = self.check, self.score

        def find(text: str) -> Iterator[Hit]:
            for match in finditer(pattern, text):
                if valid(match[0]):
                    yield match.start(), match.end(), score

        return find


def _lv_personal_code(number: str) -> bool:
    """Latvia: DDMMYY, five digits with a check; since 2017 also 32 and nine digits without."""
    digits = check_digits.digits_of(number, 11)
    if digits[:2] == [3, 2]:
        return True
    if not 1 <= 10 * digits[2] + digits[3] <= 12:
        return False
    check = 1 + check_digits.weighted(digits[:10], (10, 5, 8, 4, 2, 1, 6, 3, 7, 9))
    return check % 11 % 10 == digits[10]


def _cz_birth_number(number: str) -> bool:
    """Ten digits with their check; the nine of before 1954 had none, only a day."""
    digits = check_digits.digits_of(number)
    if len(digits) == 10:
        return ids.cz_rc(number)
    return 1 <= (10 * digits[2] + digits[3]) % 50 <= 12 and 1 <= 10 * digits[4] + digits[5] <= 31


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "AT_SOCIAL_SECURITY",
        r"[1-9]\d{3}[ -]?[0-3]\d[01]\d{3}",
        ids.at_svnr,
        0.25,
        ("svnr", "sozialversicherungsnummer", "sozialversicherung", "versicherungsnummer"),
    ),
    Scheme(
        "BALTIC_PERSONAL_CODE",
        r"[1-8]\d{2}[01]\d[0-3]\d{5}",
        ids.ee_isikukood,
        0.35,
        ("isikukood", "asmens", "kodas", "personal", "ik"),
    ),
    Scheme(
        "BALTIC_PERSONAL_CODE",
        r"[0-3]\d[01]\d{3}-[0-29]\d{4}|32\d{4}-\d{5}",
        _lv_personal_code,
        0.45,
        ("personas", "kods", "pk", "personal"),
    ),
    Scheme(
        "BE_NATIONAL_NUMBER",
        r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}|\d{6}-\d{3}[.-]\d{2}",
        ids.be_rrn,
        0.75,
        (),
    ),
    Scheme(
        "BE_NATIONAL_NUMBER",
        r"\d{6} ?\d{3} ?\d{2}",
        ids.be_rrn,
        0.3,
        ("rijksregisternummer", "rijksregister", "insz", "niss", "registre", "national", "rrn"),
    ),
    Scheme(
        "BG_EGN",
        r"\d{2}[0-5]\d[0-3]\d{5}",
        ids.bg_egn,
        0.25,
        ("egn", "егн", "личен"),
    ),
    Scheme("CH_AHV", r"756\.\d{4}\.\d{4}\.\d{2}", ids.ch_ahv, 0.8, ()),
    Scheme(
        "CH_AHV",
        r"756\d{10}",
        ids.ch_ahv,
        0.4,
        ("ahv", "avs", "ahvn", "navs", "sozialversicherungsnummer"),
    ),
    Scheme(
        "CZ_BIRTH_NUMBER",
        r"\d{2}[0-8]\d[0-3]\d/\d{3,4}",
        _cz_birth_number,
        0.45,
        ("rodné", "rodne", "číslo", "cislo", "rč"),
    ),
    Scheme(
        "DE_SOCIAL_SECURITY",
        r"\d{2} ?[0-3]\d[01]\d{3} ?[A-Z] ?\d{3}",
        ids.de_svnr,
        0.6,
        ("rentenversicherungsnummer", "sozialversicherungsnummer", "rvnr", "svnr"),
    ),
    Scheme(
        "DE_TAX_ID",
        r"[1-9]\d ?\d{3} ?\d{3} ?\d{3}",
        ids.de_tax_id,
        0.3,
        (
            "steuer",
            "steuerid",
            "steueridentifikationsnummer",
            "identifikationsnummer",
            "idnr",
            "tin",
        ),
    ),
    Scheme(
        "DK_CPR",
        r"[0-3]\d[01]\d{3}-\d{4}",
        ids.dk_cpr,
        0.35,
        ("cpr", "personnummer", "cprnr"),
    ),
    Scheme("ES_NIE", r"[XYZ]-?\d{7}-?[A-Z]", ids.es_dni, 0.65, ("nie", "extranjero")),
    Scheme("ES_NIF", r"\d{8}-?[A-Z]", ids.es_dni, 0.5, ("dni", "nif", "documento")),
    Scheme(
        "FI_PERSONAL_IDENTITY_CODE",
        r"[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]",
        ids.fi_hetu,
        0.7,
        ("hetu", "henkilötunnus", "personbeteckning"),
    ),
    Scheme(
        "FR_SOCIAL_SECURITY",
        r"[1-478] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}",
        ids.fr_nir,
        0.6,
        ("nir", "sécu", "sécurité", "sociale", "insee"),
    ),
    Scheme("GR_AMKA", r"[0-3]\d[01]\d{8}", ids.gr_amka, 0.3, ("amka", "αμκα")),
    Scheme("HR_OIB", r"\d{11}", ids.hr_oib, 0.15, ("oib",)),
    Scheme("HU_TAJ", r"\d{3}[ -]?\d{3}[ -]?\d{3}", ids.hu_taj, 0.15, ("taj",)),
    Scheme("IE_PPS", r"\d{7}[A-W][A-IW]?", ids.ie_pps, 0.4, ("pps", "ppsn", "revenue")),
    Scheme(
        "IT_FISCAL_CODE",
        r"[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]",
        ids.it_codice_fiscale,
        0.85,
        ("codice", "fiscale", "cf"),
    ),
    Scheme(
        "LU_NATIONAL_ID",
        r"(?:18|19|20)\d{2}[01]\d[0-3]\d{6}",
        ids.lu_matricule,
        0.5,
        ("matricule", "sozialversicherungsnummer"),
    ),
    Scheme(
        "NL_BSN",
        r"\d{9}|\d{4}\.\d{2}\.\d{3}",
        ids.nl_bsn,
        0.25,
        ("bsn", "burgerservicenummer", "sofinummer", "sofi"),
    ),
    Scheme(
        "NO_BIRTH_NUMBER",
        r"[0-7]\d[01]\d{3} ?\d{5}",
        ids.no_fnr,
        0.45,
        ("fødselsnummer", "personnummer", "fnr"),
    ),
    Scheme("PL_PESEL", r"\d{2}[0-389]\d[0-3]\d{6}", ids.pl_pesel, 0.35, ("pesel",)),
    Scheme(
        "PT_NIF",
        r"[1-35689]\d{2} ?\d{3} ?\d{3}",
        ids.pt_nif,
        0.15,
        ("nif", "contribuinte", "fiscal"),
    ),
    Scheme("RO_CNP", r"[1-9]\d{2}[01]\d[0-3]\d{7}", ids.ro_cnp, 0.4, ("cnp", "numeric")),
    Scheme(
        "SE_PERSONNUMMER",
        r"(?:19|20)?\d{2}[01]\d[0-9]\d[-+]\d{4}",
        ids.se_personnummer,
        0.5,
        ("personnummer", "personnr", "samordningsnummer", "pnr"),
    ),
    Scheme(
        "SE_PERSONNUMMER",
        r"(?:19|20)?\d{2}[01]\d[0-9]\d{5}",
        ids.se_personnummer,
        0.2,
        ("personnummer", "personnr", "samordningsnummer", "pnr"),
    ),
    Scheme("SI_EMSO", r"[0-3]\d[01]\d[09]\d{8}", ids.si_emso, 0.35, ("emšo", "emso", "jmbg")),
    Scheme(
        "UK_NHS",
        r"\d{3}[ -]\d{3}[ -]\d{4}|\d{10}",
        check_digits.nhs,
        0.3,
        ("nhs", "patient", "health"),
    ),
    Scheme(
        "UK_NINO",
        r"(?!BG|GB|NK|KN|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]",
        bool,
        0.6,
        ("nino", "national", "insurance", "ni"),
    ),
)


def _recipes() -> Iterator[Recipe]:
    for number, scheme in enumerate(SCHEMES):
        name = scheme.entity_type.lower().replace("_", "-")
        again = any(other.entity_type == scheme.entity_type for other in SCHEMES[:number])
        yield Recipe(
            f"{name}-2" if again else name, scheme.entity_type, scheme.finder(), scheme.context
        )


RECIPES = tuple(_recipes())
