"""Personal numbers of European states: a shape, a check, and words that say what it is.

SCHEMES is a table: adding a scheme is one row here and a check in `policy.checksums`. The
score says how rarely the shape is an accident: bare digits with one check digit stay
under every threshold until a word of the scheme stands nearby.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from penname.detect.labelled import any_of, labelled
from penname.detect.scan import Finder, Hit, Recipe, finditer
from penname.policy import checksums as check

_SEPARATORS = str.maketrans("", "", " .-/\u00a0")


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of number. `shape` is a pattern without borders; `check` gets the number
    without blanks, dots, dashes and slashes, or with them when `raw`."""

    entity_type: str
    shape: str
    check: Callable[[str], bool]
    score: float
    context: tuple[str, ...]
    raw: bool = False

    def finder(self) -> Finder:
        """The finder of this scheme's numbers, between borders, with a valid check."""
        pattern = regex.compile(rf"(?<![\w.,-])(?:{self.shape})(?!\w|[.,-]\d)")
        valid, raw = self.check, self.raw

        def find(text: str) -> Iterator[Hit]:
            for match in finditer(pattern, text):
                word = match[0] if raw else match[0].translate(_SEPARATORS)
                if word.isascii() and valid(word):
                    yield match.start(), match.end(), self.score

        return find


def _nl(number: str) -> bool:
    return check.nl_bsn(number.zfill(9))


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        "AT_SOCIAL_SECURITY",
        r"[1-9]\d{3}[ -]?[0-3]\d[01]\d{3}",
        check.at_social_security,
        0.25,
        ("svnr", "sozialversicherungsnummer", "sozialversicherung", "versicherungsnummer"),
    ),
    Scheme(
        "BALTIC_PERSONAL_CODE",
        r"[1-8]\d{2}[01]\d[0-3]\d{5}",
        check.baltic_code,
        0.35,
        ("isikukood", "asmens", "kodas", "personal", "ik"),
    ),
    Scheme(
        "BALTIC_PERSONAL_CODE",
        r"[0-3]\d[01]\d{3}-[0-29]\d{4}|32\d{4}-\d{5}",
        check.lv_personal_code,
        0.45,
        ("personas", "kods", "pk", "personal"),
    ),
    Scheme(
        "BE_NATIONAL_NUMBER",
        r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}|\d{6}-\d{3}[.-]\d{2}",
        check.be_national_number,
        0.75,
        (),
    ),
    Scheme(
        "BE_NATIONAL_NUMBER",
        r"\d{6} ?\d{3} ?\d{2}",
        check.be_national_number,
        0.3,
        ("rijksregisternummer", "rijksregister", "insz", "niss", "registre", "national", "rrn"),
    ),
    Scheme(
        "BG_EGN",
        r"\d{2}[0-5]\d[0-3]\d{5}",
        check.bg_egn,
        0.25,
        ("egn", "егн", "личен"),
    ),
    Scheme("CH_AHV", r"756\.\d{4}\.\d{4}\.\d{2}", check.ch_ahv, 0.8, ()),
    Scheme(
        "CH_AHV",
        r"756\d{10}",
        check.ch_ahv,
        0.4,
        ("ahv", "avs", "ahvn", "navs", "sozialversicherungsnummer"),
    ),
    Scheme(
        "CZ_BIRTH_NUMBER",
        r"\d{2}[0-8]\d[0-3]\d/\d{3,4}",
        check.cz_birth_number,
        0.45,
        ("rodné", "rodne", "číslo", "cislo", "rč"),
    ),
    Scheme(
        "DE_SOCIAL_SECURITY",
        r"\d{2} ?[0-3]\d[01]\d{3} ?[A-Z] ?\d{3}",
        check.de_social_security,
        0.6,
        ("rentenversicherungsnummer", "sozialversicherungsnummer", "rvnr", "svnr"),
    ),
    Scheme(
        "DE_TAX_ID",
        r"[1-9]\d ?\d{3} ?\d{3} ?\d{3}",
        check.de_tax_id,
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
        check.dk_cpr,
        0.35,
        ("cpr", "personnummer", "cprnr"),
    ),
    Scheme("ES_NIE", r"[XYZ]-?\d{7}-?[A-Z]", check.es_nie, 0.65, ("nie", "extranjero")),
    Scheme("ES_NIF", r"\d{8}-?[A-Z]", check.es_nif, 0.5, ("dni", "nif", "documento")),
    Scheme(
        "FI_PERSONAL_IDENTITY_CODE",
        r"[0-3]\d[01]\d{3}[-+A-FU-Y]\d{3}[0-9A-FHJ-NPR-Y]",
        check.fi_hetu,
        0.7,
        ("hetu", "henkilötunnus", "personbeteckning"),
        raw=True,
    ),
    Scheme(
        "FR_SOCIAL_SECURITY",
        r"[1-478] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}",
        check.fr_nir,
        0.6,
        ("nir", "sécu", "sécurité", "sociale", "insee"),
    ),
    Scheme("GR_AMKA", r"[0-3]\d[01]\d{8}", check.gr_amka, 0.3, ("amka", "αμκα")),
    Scheme("HR_OIB", r"\d{11}", check.mod_11_10, 0.15, ("oib",)),
    Scheme("HU_TAJ", r"\d{3}[ -]?\d{3}[ -]?\d{3}", check.hu_taj, 0.15, ("taj",)),
    Scheme("IE_PPS", r"\d{7}[A-W][A-IW]?", check.ie_pps, 0.4, ("pps", "ppsn", "revenue")),
    Scheme(
        "IT_FISCAL_CODE",
        r"[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]",
        check.it_fiscal_code,
        0.85,
        ("codice", "fiscale", "cf"),
    ),
    Scheme(
        "LU_NATIONAL_ID",
        r"(?:18|19|20)\d{2}[01]\d[0-3]\d{6}",
        check.lu_national_id,
        0.5,
        ("matricule", "sozialversicherungsnummer"),
    ),
    Scheme(
        "NL_BSN",
        r"\d{9}|\d{4}\.\d{2}\.\d{3}",
        _nl,
        0.25,
        ("bsn", "burgerservicenummer", "sofinummer", "sofi"),
    ),
    Scheme(
        "NO_BIRTH_NUMBER",
        r"[0-7]\d[01]\d{3} ?\d{5}",
        check.no_birth_number,
        0.45,
        ("fødselsnummer", "personnummer", "fnr"),
    ),
    Scheme("PL_PESEL", r"\d{2}[0-389]\d[0-3]\d{6}", check.pl_pesel, 0.35, ("pesel",)),
    Scheme(
        "PT_NIF",
        r"[1-35689]\d{2} ?\d{3} ?\d{3}",
        check.pt_nif,
        0.15,
        ("nif", "contribuinte", "fiscal"),
    ),
    Scheme("RO_CNP", r"[1-9]\d{2}[01]\d[0-3]\d{7}", check.ro_cnp, 0.4, ("cnp", "numeric")),
    Scheme(
        "SE_PERSONNUMMER",
        r"(?:19|20)?\d{2}[01]\d[0-9]\d[-+]\d{4}",
        check.se_personnummer,
        0.5,
        ("personnummer", "personnr", "samordningsnummer", "pnr"),
    ),
    Scheme(
        "SE_PERSONNUMMER",
        r"(?:19|20)?\d{2}[01]\d[0-9]\d{5}",
        check.se_personnummer,
        0.2,
        ("personnummer", "personnr", "samordningsnummer", "pnr"),
    ),
    Scheme("SI_EMSO", r"[0-3]\d[01]\d[09]\d{8}", check.si_emso, 0.35, ("emšo", "emso", "jmbg")),
    Scheme(
        "UK_NHS",
        r"\d{3}[ -]\d{3}[ -]\d{4}|\d{10}",
        check.uk_nhs,
        0.25,
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

#: Papers whose numbers have no check that holds everywhere: only directly behind their name.
_PASSPORT = (
    r"(?:passport|reisepass(?:nummer)?|passnummer|passeport|pasaporte|passaporto|paspoort|passaporte)"
    r"(?:\s?(?:number|no\.?|nr\.?|num[ée]ro|n[°º]|id))?"
)
_ID_CARD = (
    r"(?:(?:national[ _-]?)?(?:id|identity)[ _-]?card|personalausweis(?:nummer)?|ausweisnummer"
    r"|carte\s(?:nationale\s)?d['’]identité|carta\sd['’]identità|identiteitskaart|documento\sde\sidentidad"
    r"|dowód\sosobisty|cartão\sde\scidadão)(?:\s?(?:number|no\.?|nr\.?|num[ée]ro|n[°º]))?"
)
_PAPER = r"(?=[A-Z0-9]{0,5}\d{2})[A-Z0-9]{7,12}"
_DRIVING = (
    r"(?:driv(?:er'?s?|ing)[ _-]?licen[cs]e|führerschein(?:nummer)?|permis\sde\sconduire"
    r"|permiso\sde\sconducir|patente(?:\sdi\sguida)?|rijbewijs(?:nummer)?)"
    r"(?:\s?(?:number|no\.?|nr\.?|num[ée]ro|n[°º]))?"
)


def _recipes() -> Iterator[Recipe]:
    for number, scheme in enumerate(SCHEMES):
        name = scheme.entity_type.lower().replace("_", "-")
        again = any(other.entity_type == scheme.entity_type for other in SCHEMES[:number])
        yield Recipe(
            f"{name}-2" if again else name, scheme.entity_type, scheme.finder(), scheme.context
        )


RECIPES = (
    *_recipes(),
    Recipe("passport", "PASSPORT", labelled(_PASSPORT, _PAPER, 0.6)),
    Recipe("id-card", "ID_CARD", labelled(_ID_CARD, _PAPER, 0.6)),
    Recipe(
        "driver-license",
        "DRIVER_LICENSE",
        any_of(labelled(_DRIVING, rf"(?:{_PAPER}|[A-Z0-9]{{5}}\d{{6}}[A-Z0-9]{{5}})", 0.6)),
    ),
)
