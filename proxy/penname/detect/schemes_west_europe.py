"""Numbers of persons in western and southern Europe (`Scheme`)."""

from __future__ import annotations

from penname.detect.schemes import CERTAIN, LIKELY, SURE, WEAK, Scheme
from penname.policy import check_digits, ids_business, ids_europe, national_ids
from penname.policy import ids_business_east as ids_east


def _born_in_a_month(value: str) -> bool:
    """Nearly all French numbers: of a man or a woman whose month of birth is known."""
    return value[0] in "12" and value[3:5] <= "12" and national_ids.fr_nir(value)


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        *("AD_NRT", ids_east.ad_nrt, "A-999999-A", WEAK, "ad tax"),
        "nrt; número de registre tributari; registre tributari",
        checked=False,
    ),
    Scheme(
        *("AT_SOCIAL_SECURITY", national_ids.at_svnr, "9999 999999", WEAK, "at social health"),
        "svnr; vnr; sv nummer; sozialversicherungsnummer; sozialversicherung; versicherungsnummer; "
        "versicherungsnr; vsnr; ecard",
    ),
    Scheme(
        *("AT_TAX_NUMBER", ids_europe.at_tax_number, "99-999/9999", SURE, "at tax"),
        "steuernummer; abgabenkontonummer; steuer; finanzamt",
    ),
    Scheme(
        "BE_NATIONAL_NUMBER",
        national_ids.be_rrn,
        "99.99.99-999.99 | 999999-999-99 | 999999-999.99",
        CERTAIN,
        "be person social",
        "rijksregisternummer; rijksregister; insz; niss; registre national; numéro national; rrn; "
        "nrn; nn; nationaal nummer; national register; national registry; bis",
    ),
    Scheme(
        *("CH_AHV", national_ids.ch_ahv, "999.9999.9999.99", CERTAIN, "ch social person"),
        "ahv; avs; ahvn; navs; avsn; ahv nummer; sozialversicherungsnummer; assurance sociale; "
        "old age insurance; oasi",
        bare_score=SURE,
    ),
    Scheme(
        *("CY_TIN", ids_europe.cy_tin, "99999999A", WEAK, "cy tax vat"),
        "αριθμός φορολογικού μητρώου; φπα; φ π α; αφτ; tic",
    ),
    Scheme(
        *("DE_BSNR", ids_europe.de_bsnr, "999999999", WEAK, "de"),
        "bsnr; betriebsstättennummer; betriebsstätte; betriebsstätten; nbsnr; praxisnummer",
        checked=False,
    ),
    Scheme(
        *("DE_HEALTH_INSURANCE", ids_europe.de_kvnr, "A999999999", WEAK, "de health"),
        "kvnr; krankenversichertennummer; krankenversicherungsnummer; krankenkasse; "
        "krankenversicherung; versichertennummer; versicherten nr; gesundheitskarte; egk; "
        "versichertenkarte; versicherungsnummer; krankenversichertennr; gkv",
    ),
    Scheme(
        *("DE_LANR", ids_europe.de_lanr, "999999999 | 999999-9-99", WEAK, "de"),
        "lanr; arztnummer; arzt nr; arzt nummer; vertragsarzt; kassenarzt; lebenslange arztnummer; "
        "physician number; doctor number; rezept",
    ),
    Scheme(
        "DE_SOCIAL_SECURITY",
        national_ids.de_svnr,
        "99 999999 A 999 | 99 999999 A999",
        SURE,
        "de social",
        "rentenversicherungsnummer; sozialversicherungsnummer; rvnr; svnr; rv nummer; vsnr; "
        "rentenversicherung; sozialversicherung; versicherungsnummer",
        bare_score=SURE,
    ),
    Scheme(
        *("DE_TAX_ID", national_ids.de_tax_id, "99 999 999 999", WEAK, "de tax"),
        "steuer; steuerid; steuer id; steueridentifikationsnummer; identifikationsnummer; idnr; "
        "steuerliche identifikationsnummer; steueridentnummer; steuer idnr; tin",
    ),
    # Which digits come twice is a rule that made-up numbers break: next to its own name only.
    Scheme(
        *("DE_TAX_ID", check_digits.mod11_10, "99 999 999 999", WEAK, ""),
        "steuerid; steuer id; steueridentifikationsnummer; idnr; steueridentnummer; steuer idnr",
        checked=False,
    ),
    Scheme(
        "DE_TAX_NUMBER",
        ids_europe.de_tax_number,
        "999/999/99999 | 99/999/99999 | 999/9999/9999 | 999 999 99999 | 999 9999 9999",
        LIKELY,
        "de tax",
        "steuernummer; steuer nr; st nr; stnr; finanzamt; steuerbescheid; umsatzsteuer",
        checked=False,
    ),
    Scheme(
        *("DE_TAX_NUMBER", ids_europe.de_tax_number, "9999999999999", WEAK, "de tax"),
        "steuernummer; steuer nr; st nr; stnr; finanzamt; elster",
        checked=False,
    ),
    Scheme(
        "ES_NIE",
        national_ids.es_dni,
        "A9999999A | A-9999999-A | A-9999999A | A9999999-A",
        SURE,
        "es person",
        "nie; extranjero; número de identidad de extranjero; identificación de extranjero",
        bare_score=SURE,
    ),
    Scheme(
        "ES_NIF",
        national_ids.es_dni,
        "99999999A | 99999999-A | 99.999.999-A",
        SURE,
        "es person tax",
        "dni; nif; documento nacional; documento de identidad; identificación fiscal; documento",
        bare_score=SURE,
    ),
    Scheme(
        *("ES_NIF", national_ids.es_dni, "9999999A | 9999999-A | 9.999.999-A", WEAK, "es person"),
        "dni; nif; documento nacional; documento de identidad; identificación fiscal",
    ),
    Scheme(
        "ES_SOCIAL_SECURITY",
        ids_europe.es_nss,
        "99/99999999/99 | 99 99999999 99 | 99/9999999999",
        SURE,
        "es social",
        "seguridad social; nss; número de afiliación; naf; nuss; afiliación",
    ),
    Scheme(
        "FR_SOCIAL_SECURITY",
        national_ids.fr_nir,
        "9 99 99 9* 999 999 99 | 9 99 99 9* 999 999 | 99999 9* 99999999",
        SURE,
        "fr social person health",
        "nir; sécu; sécurité sociale; numéro de sécurité sociale; insee; carte vitale; vitale; "
        "assuré social; nss",
    ),
    Scheme(
        *("FR_SOCIAL_SECURITY", _born_in_a_month, "999999*99999999", SURE, "fr social"),
        "nir; sécu; sécurité sociale",
        bare_score=SURE,
    ),
    Scheme(
        *("FR_TAX_NUMBER", ids_europe.fr_tax_number, "99 99 999 999 999", SURE, "fr tax"),
        "numéro fiscal; spi; référence fiscale; impôts; impôt; numéro fiscal de référence; nif; "
        "avis d'imposition",
    ),
    Scheme(
        *("GR_AMKA", national_ids.gr_amka, "99999999999 | 999999 99999", WEAK, "gr social person"),
        "amka; αμκα; κοινωνικής ασφάλισης",
    ),
    Scheme(
        *("IE_PPS", national_ids.ie_pps, "9999999A | 9999999AA", WEAK, "ie social tax vat person"),
        "pps; ppsn; pps number; personal public service; revenue; rsi; uimhir phearsanta",
    ),
    Scheme(
        *("IT_FISCAL_CODE", national_ids.it_codice_fiscale, "AAAAAA**A**A***A", CERTAIN),
        *("it tax person", "codice fiscale; cf; cod fiscale; c f"),
        bare_score=CERTAIN,
    ),
    Scheme(
        *("IT_FISCAL_CODE", national_ids.it_codice_fiscale, "AAA AAA 99A99 A999A", CERTAIN),
        *("it tax person", "codice fiscale; cf; cod fiscale"),
        bare_score=CERTAIN,
    ),
    Scheme(
        *("LU_NATIONAL_ID", national_ids.lu_matricule, "9999999999999 | 9999 99 99 99999", SURE),
        "lu person social",
        "matricule; numéro d'identification; sozialversicherungsnummer; identifikationsnummer; "
        "matricule nationale; cns",
        bare_score=SURE,
    ),
    Scheme(
        *("MT_ID_CARD", ids_europe.mt_id_card, "9999999A | 999999A | 999999(A)", WEAK, "mt person"),
        "karta tal identità; numru tal identità; id card number; identity card number",
        checked=False,
    ),
    Scheme(
        *("NL_BSN", national_ids.nl_bsn),
        *("999999999 | 9999.99.999 | 9999 99 999 | 999.999.999", WEAK),
        "nl person social tax",
        "bsn; burgerservicenummer; burger service nummer; sofinummer; sofi; citizen service; "
        "onderwijsnummer; service number",
    ),
    Scheme(
        *("PT_CITIZEN_CARD", ids_europe.pt_citizen_card, "99999999 9 **9", CERTAIN, "pt person"),
        "cartão de cidadão; cartão do cidadão; cc; citizen card; número de documento",
        bare_score=SURE,
    ),
    Scheme(
        *("PT_NIF", national_ids.pt_nif, "999999999 | 999 999 999", WEAK, "pt tax vat"),
        "nif; contribuinte; nipc; número fiscal; identificação fiscal; número de contribuinte",
    ),
    Scheme(
        *("PT_NISS", ids_europe.pt_niss, "99999999999", WEAK, "pt social"),
        "niss; segurança social; identificação da segurança social",
    ),
    Scheme(
        *("UK_NHS", check_digits.nhs, "999 999 9999 | 999-999-9999", WEAK, "uk health"),
        "nhs; patient; chi; chi number; health and care number; hospital number; health service",
    ),
    Scheme(
        "UK_NINO",
        national_ids.uk_nino,
        "AA 99 99 99 A | AA999999A | AA 999999 A | AA99 99 99A | AA-99-99-99-A | AA 999999A",
        SURE,
        "uk social",
        "nino; national insurance; ni number; ni no; ni; ni num; nin",
        bare_score=SURE,
    ),
    Scheme(
        *("UK_UPN", ids_europe.uk_upn, "A999999999999", SURE, "uk"),
        "upn; unique pupil number; pupil number; pupil",
    ),
    Scheme(
        *("UK_UTR", ids_europe.uk_utr, "9999999999 | 99999 99999", WEAK, "uk tax"),
        "utr; unique taxpayer reference; self assessment; hmrc; taxpayer reference",
    ),
    Scheme(
        *("UK_VAT_NUMBER", ids_business.uk_vat, "999 9999 99 | 999 9999 99 999", WEAK, "uk vat"),
        "vat reg; vat registration; vat no",
    ),
    Scheme(
        *("UK_VAT_NUMBER", ids_business.uk_vat, "AA 999 9999 99 | AA 999 9999 99 999", SURE),
        *("uk vat", "vat reg; vat registration; vat no"),
        bare_score=SURE,
    ),
)
