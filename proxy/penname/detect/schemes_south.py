"""Numbers of persons, taxes and companies in West Asia, Africa and Oceania (`Scheme`)."""

from __future__ import annotations

from penname.detect.schemes import CERTAIN, LIKELY, SURE, WEAK, Scheme, not_uniform
from penname.policy import ids_africa as africa
from penname.policy import ids_oceania as oceania
from penname.policy import ids_west_asia as west

SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        *("AE_EMIRATES_ID", west.ae_emirates_id, "999-9999-9999999-9", CERTAIN, "ae person"),
        "emirates id; eid; رقم الهوية; الهوية الإماراتية; بطاقة الهوية",
        bare_score=SURE,
    ),
    Scheme(
        *("AM_PUBLIC_SERVICE_NUMBER", west.am_public_service_number, "9999999999", WEAK),
        "am person social",
        "հծհ; հծհհ; սոց քարտ; սոցիալական քարտ; psn; public services number; public service number",
        checked=False,
    ),
    Scheme(
        *("AU_ABN", oceania.au_abn, "99 999 999 999", SURE, "au company tax"),
        "abn; australian business number; a b n",
    ),
    Scheme(
        *("AU_ACN", oceania.au_acn, "999 999 999", WEAK, "au company"),
        "acn; australian company number; a c n; asic; arbn",
    ),
    Scheme(
        *("AU_MEDICARE", oceania.au_medicare, "9999 99999 9 | 9999-99999-9", SURE, "au health"),
        "medicare; medicare card; medicare number; irn",
    ),
    Scheme(
        *("AU_MEDICARE", oceania.au_medicare, "9999 99999 9 9 | 9999 99999 9/9", SURE),
        *("au health", "medicare; medicare card; medicare number; irn"),
    ),
    Scheme(
        *("AU_TFN", oceania.au_tfn, "999 999 999", WEAK, "au tax"),
        "tfn; tax file number; tax file; ato",
    ),
    Scheme(
        *("AZ_VOEN", west.az_voen, "9999999999", WEAK, "az tax company"),
        "vöen; voen; vergi ödəyicisinin; eyniləşdirmə nömrəsi",
    ),
    Scheme(
        *("EG_NATIONAL_ID", africa.eg_national_id, "99999999999999", WEAK, "eg person"),
        "الرقم القومي; الرقم القومى; رقم قومي; بطاقة الرقم القومي",
        checked=False,
    ),
    Scheme(
        *("GE_PERSONAL_NUMBER", not_uniform, "99999999999", WEAK, "ge person"),
        "პირადი ნომერი; პირადი; პ ნ; პირადობის",
        checked=False,
    ),
    Scheme(
        *("GH_CARD", africa.gh_card, "AAA-999999999-9", CERTAIN, "gh person"),
        "ghana card; ghanacard; nia",
        bare_score=SURE,
    ),
    Scheme(
        *("GH_TIN", africa.gh_tin, "A9999999999 | A999999999A", SURE, "gh tax company"),
        "tin; gra; taxpayer identification",
        bare_score=SURE,
    ),
    Scheme(
        *("IL_ID", west.il_id, "999999999 | 99999999-9 | 9-9999999-9", WEAK, "il person company"),
        "תעודת זהות; ת ז; מספר זהות; תז; זהות; ח פ; חברה; עוסק; teudat zehut; mispar zehut; "
        "tz; id number",
    ),
    Scheme(
        *("IL_ID", west.il_id, "99999999", WEAK, "il person"),
        "תעודת זהות; ת ז; מספר זהות; תז; teudat zehut",
    ),
    Scheme(
        *("IR_NATIONAL_CODE", west.ir_national_code, "999-999999-9", SURE, "ir person"),
        "کد ملی; کدملی; شماره ملی; كد ملي; national code; code melli; kode melli; melli code",
    ),
    Scheme(
        *("KE_NATIONAL_ID", not_uniform, "99999999 | 9999999", WEAK, "ke person"),
        "kenyan id; kitambulisho; huduma",
        checked=False,
    ),
    Scheme(
        *("KE_PIN", africa.ke_pin, "A999999999A", LIKELY, "ke tax"),
        "kra; pin; itax; tax pin; personal identification number",
        bare_score=LIKELY,
        checked=False,
    ),
    Scheme(
        *("KG_PIN", west.kg_pin, "99999999999999", WEAK, "kg person tax"),
        "пин; инн; персональный идентификационный номер; pin; inn; жеке номер",
        checked=False,
    ),
    Scheme(
        *("KW_CIVIL_ID", west.kw_civil_id, "999999999999", WEAK, "kw person"),
        "civil id; civil number; الرقم المدني; البطاقة المدنية; paci; civil card",
    ),
    Scheme(
        *("KZ_BIN", west.kz_bin, "999999999999", WEAK, "kz company tax"),
        "бин; bin; бсн; бизнес идентификационный номер; бизнес сәйкестендіру нөмірі",
    ),
    Scheme(
        *("KZ_IIN", west.kz_iin, "999999999999", WEAK, "kz person tax"),
        "иин; жсн; iin; индивидуальный идентификационный номер; жеке сәйкестендіру нөмірі",
    ),
    Scheme(
        *("MA_ICE", africa.ma_ice, "999999999999999 | 999 999 999 999 999", WEAK),
        *("ma company tax", "ice; identifiant commun de l'entreprise; identifiant commun"),
    ),
    Scheme(
        *("MU_NID", africa.mu_nid, "A9999999999999 | A999999999999A", SURE, "mu person"),
        "nic; nid; national identity card",
        bare_score=SURE,
    ),
    Scheme(
        *("MZ_NUIT", africa.mz_nuit, "999999999 | 999 999 999", WEAK, "mz tax company"),
        "nuit; número único de identificação tributária; identificação tributária",
    ),
    Scheme(
        *("NG_NIN", africa.ng_nin, "99999999999 | 9999 999 9999", WEAK, "ng person"),
        "nin; nimc; national identification number; nin slip",
    ),
    Scheme(
        *("NZ_IRD", oceania.nz_ird, "99-999-999 | 999-999-999 | 999999999", WEAK, "nz tax"),
        "ird; ird number; inland revenue; ird no; gst number; gst",
    ),
    Scheme(
        *("NZ_NHI", oceania.nz_nhi, "AAA9999 | AAA99AA", WEAK, "nz health"),
        "nhi; nhi number; national health index; nhi no",
    ),
    Scheme(
        *("QA_QID", west.qa_qid, "99999999999", WEAK, "qa person"),
        "qid; qatar id; رقم البطاقة الشخصية; البطاقة الشخصية; الرقم الشخصي",
        checked=False,
    ),
    Scheme(
        *("SA_NATIONAL_ID", west.sa_national_id, "9999999999", WEAK, "sa person"),
        "iqama; هوية; الهوية; رقم الهوية; الهوية الوطنية; رقم الإقامة; إقامة; الإقامة; absher; "
        "resident identity",
    ),
    Scheme(
        "SN_NINEA",
        africa.sn_ninea,
        "9999999 9A9 | 99999999 9A9 | 999 9999 | 999999999 9A9 | 999999999",
        WEAK,
        "tax company",
        "ninea; cofi; entreprises et associations; senegal; sénégal; sénégalais; senegalese",
    ),
    Scheme(
        *("TN_TAX_NUMBER", africa.tn_mf, "9999999A/A/A/999 | 9999999/A/A/A/999", SURE, "tax"),
        "matricule fiscal; matricule; mf; identifiant fiscal; tunisie; tunisian; tunisia",
        bare_score=SURE,
        checked=False,
    ),
    Scheme(
        *("TN_TAX_NUMBER", africa.tn_mf, "9999999/A | 9999999A", WEAK, "tax"),
        "matricule fiscal; matricule; mf; identifiant fiscal; tunisie; tunisian",
        checked=False,
    ),
    Scheme(
        *("TR_NATIONAL_ID", west.tr_national_id, "99999999999", WEAK, "tr person"),
        "tc kimlik; kimlik no; kimlik numarası; tckn; t c; tc no; tc; kimlik; nüfus cüzdanı; "
        "türk kimlik; birinci kişi; vatandaşlık",
    ),
    Scheme(
        *("TR_TAX_NUMBER", west.tr_tax_number, "9999999999", WEAK, "tr tax company"),
        "vkn; vergi kimlik; vergi no; vergi numarası; vergi",
    ),
    Scheme(
        *("TZ_NIDA", africa.tz_nida, "99999999-99999-99999-99", CERTAIN, "tz person"),
        "nida; nin; nambari ya kitambulisho; kitambulisho cha taifa",
        bare_score=SURE,
    ),
    Scheme(
        *("UZ_PINFL", west.uz_pinfl, "99999999999999", WEAK, "uz person tax"),
        "jshshir; жшшир; pinfl; пинфл; shaxsiy identifikatsiya",
    ),
    Scheme(
        "ZA_ID_NUMBER",
        africa.za_id,
        "9999999999999 | 999999 9999 999 | 999999 9999 99 9",
        SURE,
        "za person",
        "id number; identity number; smart id; sa id; rsa id; south african id; "
        "identiteitsnommer; refugee id",
        bare_score=SURE,
    ),
    Scheme(
        *("ZA_INCOME_TAX_NUMBER", africa.za_tax_number, "9999999999 | 9999/999/99/9", WEAK),
        *("za tax", "sars; income tax; tax reference; itr; taxpayer; tax number"),
    ),
    Scheme(
        "ZW_NATIONAL_ID",
        africa.zw_national_id,
        "99-999999A99 | 99-9999999A99 | 99-999999 A 99 | 99-9999999 A 99 | 99-999999-A-99 | "
        "99-9999999-A-99",
        SURE,
        "zw person",
        "national registration; id number; zimbabwe",
        bare_score=SURE,
    ),
)
