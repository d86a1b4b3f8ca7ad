"""Numbers of persons in northern and eastern Europe (`Scheme`)."""

from __future__ import annotations

from penname.detect.schemes import CERTAIN, LIKELY, SURE, WEAK, Scheme
from penname.policy import ids_europe, national_ids

SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        *("BALTIC_PERSONAL_CODE", national_ids.ee_isikukood, "99999999999", WEAK),
        "ee lt person social health",
        "isikukood; asmens kodas; personal code; ik; asmens; kodas",
    ),
    Scheme(
        *("BALTIC_PERSONAL_CODE", ids_europe.lv_personas_kods, "999999-99999", SURE),
        *("lv person social health", "personas kods; pk; personal code; kods"),
    ),
    Scheme(
        *("BG_EGN", national_ids.bg_egn, "9999999999", WEAK, "bg person social"),
        "egn; егн; единен граждански номер; граждански номер; личен",
    ),
    Scheme(
        *("BG_LNCH", ids_europe.bg_lnch, "9999999999", WEAK, "bg person"),
        "lnch; лнч; личен номер на чужденец; number of a foreigner; чужденец; pnf",
    ),
    Scheme(
        *("BY_PERSONAL_NUMBER", ids_europe.by_personal_number, "9999999A999AA9", CERTAIN),
        "by person",
        "личный номер; идентификационный номер; ідэнтыфікацыйны нумар; асабісты нумар",
    ),
    Scheme(
        *("CZ_BIRTH_NUMBER", ids_europe.cz_birth_number, "999999/9999", SURE, "cz sk person"),
        "rodné číslo; rodného čísla; rč; r č; birth number; rodne; cislo; číslo",
    ),
    Scheme(
        *("CZ_BIRTH_NUMBER", ids_europe.cz_birth_number, "999999/999", LIKELY, "cz sk person"),
        "rodné číslo; rodného čísla; rč; r č; birth number",
    ),
    Scheme(
        *("DK_CPR", national_ids.dk_cpr, "999999-9999 | 999999 9999", WEAK, "dk person social"),
        "cpr; cpr nummer; cprnr; personnummer; cpr nr; cpr number; civil registration",
    ),
    Scheme(
        "FI_PERSONAL_IDENTITY_CODE",
        national_ids.fi_hetu,
        "999999-999* | 999999+999* | 999999A999*",
        SURE,
        "fi person social",
        "hetu; henkilötunnus; sotu; personbeteckning; personal identity code; henkilötunnukseni",
    ),
    Scheme(
        *("HR_OIB", national_ids.hr_oib, "99999999999", WEAK, "hr person tax vat company"),
        "oib; osobni identifikacijski broj; identifikacijski broj",
    ),
    Scheme(
        *("HU_PERSONAL_ID", ids_europe.hu_personal_id, "9-999999-9999 | 9 999999 9999", SURE),
        *("hu person", "személyi azonosító; személyi szám; személyi; személyazonosító"),
    ),
    Scheme(
        *("HU_TAJ", national_ids.hu_taj, "999 999 999 | 999-999-999", WEAK, "hu social health"),
        "taj; taj szám; taj száma; társadalombiztosítási",
    ),
    Scheme(
        *("HU_TAX_ID", ids_europe.hu_tax_id, "9999999999", WEAK, "hu tax"),
        "adóazonosító; adóazonosító jel; adóazonosítója; adószám",
    ),
    Scheme(
        *("IS_KENNITALA", national_ids.is_kt, "999999-9999", SURE, "is person company tax"),
        "kennitala; kt; kennitölu; kennitalan",
    ),
    Scheme(
        *("MD_IDNP", ids_europe.md_idnp, "9999999999999", WEAK, "md person company tax"),
        "idnp; idno; cod personal; cod fiscal; numărul de identificare",
    ),
    Scheme(
        *("NO_BIRTH_NUMBER", national_ids.no_fnr, "999999 99999", SURE, "no person social tax"),
        "fødselsnummer; personnummer; fnr; fødselsnr; d nummer; birth number; fodselsnummer",
        bare_score=SURE,
    ),
    Scheme(
        *("PL_PESEL", national_ids.pl_pesel, "99999999999", WEAK, "pl person"),
        "pesel; numer pesel; nr pesel; peselu",
    ),
    Scheme(
        *("RO_CNP", national_ids.ro_cnp, "9999999999999", WEAK, "ro person"),
        "cnp; cod numeric personal; cod numeric; numeric; cnp ul",
    ),
    Scheme(
        *("RS_JMBG", ids_europe.jmbg, "9999999999999", WEAK, "rs ba me mk xk person"),
        "jmbg; јмбг; embg; ембг; матични број; matični broj; jedinstveni matični broj; "
        "единствен матичен број",
    ),
    Scheme(
        *("RU_INN", ids_europe.ru_inn, "999999999999 | 9999999999", WEAK, "ru tax company"),
        "инн; inn; номер налогоплательщика; налогоплательщика",
    ),
    Scheme(
        *("RU_SNILS", ids_europe.ru_snils, "999-999-999 99 | 999-999-999-99", CERTAIN, "ru social"),
        "снилс; snils; страховой номер; пенсионного страхования; лицевого счета",
    ),
    Scheme(
        *("SE_PERSONNUMMER", national_ids.se_personnummer, "999999-9999 | 99999999-9999", SURE),
        "se person social tax",
        "personnummer; personnr; samordningsnummer; pnr; personal identity; person nummer; "
        "födelsenummer",
    ),
    Scheme(
        *("SE_PERSONNUMMER", national_ids.se_personnummer, "999999+9999 | 99999999+9999", SURE),
        *("se person social tax", "personnummer; personnr; samordningsnummer; pnr"),
    ),
    Scheme(
        *("SI_EMSO", national_ids.si_emso, "9999999999999", WEAK, "si person"),
        "emšo; emso; jmbg; enotna matična številka; matična številka občana",
    ),
    Scheme(
        *("UA_RNTRC", ids_europe.ua_rntrc, "9999999999", WEAK, "ua tax person"),
        "рнокпп; іпн; ипн; rnokpp; rntrc; ідентифікаційний код; податковий номер; "
        "ідентифікаційний номер; облікової картки",
    ),
)
