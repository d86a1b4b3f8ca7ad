"""Tax and company numbers of Europe (`Scheme`); VAT ids with their country are in `vat`."""

from __future__ import annotations

from penname.detect.schemes import CERTAIN, LIKELY, SURE, WEAK, Scheme
from penname.policy import ids_business as ids
from penname.policy import ids_business_east as ids_east
from penname.policy import ids_europe, national_ids

SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        *("AL_NIPT", ids_east.al_nipt, "A99999999A", WEAK, "al tax vat company"),
        "nipt; nuis; numri i identifikimit",
        checked=False,
    ),
    Scheme(
        *("BE_ENTERPRISE_NUMBER", ids.be_enterprise, "9999.999.999", SURE, "be company vat tax"),
        "ondernemingsnummer; kbo; bce; numéro d'entreprise; btw; tva; enterprise number; "
        "unternehmensnummer; ondernemingsnr",
    ),
    Scheme(
        *("BG_EIK", ids.bg_eik, "999999999 | 9999999999999", WEAK, "bg company tax vat"),
        "еик; eik; булстат; bulstat; uic; ддс",
    ),
    Scheme(
        *("BY_UNP", ids_east.by_unp, "999999999 | AA9999999", WEAK, "by tax company"),
        "унп; unp; учетный номер плательщика; номер плательщика; уліковы нумар",
    ),
    Scheme(
        *("CH_UID", ids.ch_uid, "AAA-999.999.999", CERTAIN, "ch company vat"),
        "uid; unternehmens identifikationsnummer; ide; mwst; ide nummer; tva; iva",
        bare_score=SURE,
    ),
    Scheme(
        *("CZ_ICO", ids.cz_ico, "99999999 | 999 99 999", WEAK, "cz sk company"),
        "ičo; ico; ič; identifikační číslo; identifikačné číslo; ičo firmy",
    ),
    Scheme(
        *("DK_CVR", ids.dk_cvr, "99999999 | 99 99 99 99", WEAK, "dk company vat tax"),
        "cvr; cvr nummer; cvrnr; se nummer; moms; cvr nr; virksomhed; momsregistreringsnummer",
    ),
    Scheme(
        *("EE_REGISTRIKOOD", ids.ee_registrikood, "99999999", WEAK, "ee company"),
        "registrikood; äriregister; registry code; register code; rg kood",
    ),
    Scheme(
        *("ES_CIF", ids.es_cif, "A99999999 | A9999999A | A-99999999 | A-9999999-A", WEAK),
        "es company tax vat",
        "cif; nif; código de identificación fiscal; identificación fiscal; empresa; sociedad",
    ),
    Scheme(
        *("FI_BUSINESS_ID", ids.fi_business_id, "9999999-9", LIKELY, "fi company vat tax"),
        "tunnus; ytunnus; fo nummer; business id; yritystunnus; liike ja yhteisötunnus; alv",
    ),
    Scheme(
        *("FR_SIREN", ids.fr_siren, "999 999 999", WEAK, "fr company"),
        "siren; n siren; numéro siren; rcs; entreprise; société",
    ),
    Scheme(
        *("FR_SIRET", ids.fr_siret, "999 999 999 99999", SURE, "fr company"),
        "siret; n siret; numéro siret; établissement; entreprise; société",
    ),
    Scheme(
        *("GR_AFM", ids.gr_afm, "999999999", WEAK, "gr tax vat"),
        "afm; αφμ; αριθμός φορολογικού μητρώου; φορολογικού μητρώου; α φ μ; fpa; φπα",
    ),
    Scheme(
        *("HU_TAX_NUMBER", ids.hu_tax_number, "99999999-9-99", SURE, "hu tax vat company"),
        "adószám; adószáma; áfa; közösségi adószám; cégjegyzék",
    ),
    Scheme(
        *("HU_TAX_NUMBER", ids.hu_tax_number, "99999999", WEAK, "hu tax vat company"),
        "adószám; adószáma; áfa; közösségi adószám; anum",
    ),
    Scheme(
        *("IT_VAT_CODE", ids.it_partita_iva, "99999999999", WEAK, "it vat tax company"),
        "partita iva; p iva; piva; iva; p i; partita; cf; codice fiscale",
    ),
    Scheme(
        *("LT_COMPANY_CODE", ids.lt_company, "999999999", WEAK, "lt company vat"),
        "įmonės kodas; juridinio asmens kodas; pvm; kodas",
    ),
    Scheme(
        *("ME_PIB", ids_east.me_pib, "99999999", WEAK, "me tax company vat"),
        "pib; пиб; poreski identifikacioni broj; pdv",
    ),
    Scheme(
        *("MK_EDB", ids_east.mk_edb, "9999999999999", WEAK, "mk tax company vat"),
        "едб; edb; единствен даночен број; даночен број; embs",
    ),
    Scheme(
        *("NL_RSIN", national_ids.nl_bsn, "999999999 | 9999.99.999", WEAK, "nl company"),
        "rsin; fiscaal nummer; kvk; rechtspersonen; samenwerkingsverbanden",
    ),
    Scheme(
        *("NO_ORG_NUMBER", ids.no_org_number, "999 999 999", WEAK, "no company vat tax"),
        "orgnr; org nr; organisasjonsnummer; organisasjonsnr; org nummer; foretaksregisteret; mva; "
        "orgnummer; enhetsregisteret",
    ),
    Scheme(
        *("NO_ORG_NUMBER", ids.no_org_number, "999 999 999 AAA | AA 999 999 999 AAA", SURE),
        *("no company vat tax", "orgnr; organisasjonsnummer; mva"),
        bare_score=SURE,
    ),
    Scheme(
        *("PL_NIP", ids.pl_nip, "999-999-99-99 | 999-99-99-999", SURE, "pl tax vat company"),
        "nip; numer nip; nr nip; numer identyfikacji podatkowej; identyfikacji podatkowej",
    ),
    Scheme(
        *("PL_REGON", ids.pl_regon, "999999999 | 99999999999999 | 999-999-999", WEAK),
        *("pl company", "regon; rejestr gospodarki narodowej"),
    ),
    Scheme(
        "RO_CUI",
        ids.ro_cui,
        "9999999999 | 999999999 | 99999999 | 9999999 | 999999",
        WEAK,
        "ro company tax vat",
        "cui; cif; cod fiscal; cod unic de înregistrare; cod de identificare fiscală; tva; "
        "cod unic; codul unic; cf",
    ),
    Scheme(
        *("RS_PIB", ids_east.rs_pib, "999999999", WEAK),
        *("rs tax company vat", "pib; пиб; poreski identifikacioni broj; пдв; pdv"),
    ),
    Scheme(
        *("RU_OGRN", ids_east.ru_ogrn, "9999999999999 | 999999999999999", WEAK, "ru company"),
        "огрн; ogrn; огрнип; ogrnip; основной государственный регистрационный номер",
    ),
    Scheme(
        *("SE_ORGANISATIONSNUMMER", ids_europe.se_organisationsnummer, "999999-9999", WEAK),
        "se company vat tax",
        "organisationsnummer; orgnr; org nr; orgnummer; org nummer; företagsnummer; företag; "
        "företagets; bolag; bolagets; company identity; firma",
    ),
    Scheme(
        *("SI_TAX_NUMBER", ids.si_tax_number, "99999999", WEAK, "si tax vat company"),
        "davčna številka; davčna; ddv; id za ddv; davcna stevilka",
    ),
    Scheme(
        *("SK_TAX_NUMBER", ids.sk_vat, "9999999999", WEAK, "sk tax vat"),
        "ič dph; dph; dič; daňové identifikačné číslo; ic dph",
    ),
    Scheme(
        *("UA_EDRPOU", ids_east.ua_edrpou, "99999999", WEAK, "ua company"),
        "єдрпоу; едрпоу; edrpou; код єдрпоу; код підприємства",
    ),
)
