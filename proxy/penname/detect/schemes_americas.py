"""Numbers of persons, taxes and companies in the Americas (`Scheme`)."""

from __future__ import annotations

from penname.detect.schemes import CERTAIN, LIKELY, SURE, WEAK, Scheme, not_uniform
from penname.policy import ids_north_america as north
from penname.policy import ids_south_america as south
from penname.policy.check_digits import plain


def _main_branch(value: str) -> bool:
    """The first establishment of a company, which nearly all CNPJ are of."""
    return plain(value)[8:12] == "0001" and south.br_cnpj(value)


def _ptin(value: str) -> bool:
    return value.upper().startswith("P")


def _with_letter(value: str) -> bool:
    return not value[0].isdigit() and value[0].upper() in "VEJPG"


SCHEMES: tuple[Scheme, ...] = (
    Scheme(
        *("AR_CUIT", south.ar_cuit, "99-99999999-9", SURE, "ar tax person company"),
        "cuit; cuil; clave única; identificación tributaria; afip; arca; identificación laboral",
    ),
    Scheme(
        *("AR_DNI", not_uniform, "99.999.999 | 9.999.999", WEAK, "ar person"),
        "dni; documento nacional de identidad; documento; libreta cívica; libreta de enrolamiento",
        checked=False,
    ),
    Scheme(
        "BR_CNPJ",
        south.br_cnpj,
        "99.999.999/9999-99 | **.***.***/****-99",
        CERTAIN,
        "br company tax",
        "cnpj; cadastro nacional da pessoa jurídica; empresa; "
        "cadastro nacional de pessoas jurídicas",
    ),
    Scheme(
        *("BR_CNPJ", _main_branch, "99999999999999 | ************99", SURE, "br company tax"),
        "cnpj; cadastro nacional da pessoa jurídica; empresa",
    ),
    Scheme(
        *("BR_CNPJ", south.br_cnpj, "************99", WEAK, "br company tax"),
        "cnpj; cadastro nacional da pessoa jurídica",
    ),
    Scheme(
        *("BR_CNS", south.br_cns, "999 9999 9999 9999", WEAK, "br health"),
        "cns; cartão nacional de saúde; cartão sus; sus; cartão do sus",
    ),
    Scheme(
        *("BR_CPF", south.br_cpf, "999.999.999-99", CERTAIN, "br person tax"),
        "cpf; cadastro de pessoas físicas; cadastro de pessoa física; cpf mf; cic",
    ),
    Scheme(
        *("BR_CPF", south.br_cpf, "999999999-99 | 999 999 999-99", SURE, "br person tax"),
        "cpf; cadastro de pessoas físicas",
    ),
    Scheme(
        *("BR_PIS", south.br_pis, "999.99999.99-9", SURE, "br social"),
        "pis; pasep; nis; nit; pis pasep; número de identificação social",
    ),
    Scheme(
        *("BR_RG", not_uniform, "99.999.999-9 | 99.999.999-A", WEAK, "br person"),
        "rg; registro geral; carteira de identidade; identidade; cédula de identidade",
        checked=False,
    ),
    Scheme(
        *("BR_VOTER", south.br_voter, "9999 9999 9999", WEAK, "br"),
        "título de eleitor; título eleitoral; eleitor; inscrição eleitoral; voter; voter id",
    ),
    Scheme(
        *("CA_BUSINESS_NUMBER", north.ca_business_number, "999999999 AA 9999", SURE),
        "ca company tax",
        "bn; business number; numéro d'entreprise; gst; hst; cra; gst number",
        bare_score=SURE,
    ),
    Scheme(
        *("CA_BUSINESS_NUMBER", north.ca_business_number, "999999999AA9999", SURE),
        *("ca company tax", "bn; business number; numéro d'entreprise; gst; hst; cra"),
        bare_score=SURE,
    ),
    Scheme(
        *("CA_BUSINESS_NUMBER", north.ca_business_number, "999999999 | 99999 9999", WEAK),
        *("ca company tax", "bn; business number; numéro d'entreprise; gst; hst; cra"),
    ),
    Scheme(
        *("CA_HEALTH_CARD", north.ca_ohip, "9999-999-999-AA | 9999 999 999 AA", SURE),
        *("ca health", "ohip; health card; ontario health; health number; hcn"),
        bare_score=SURE,
    ),
    Scheme(
        *("CA_HEALTH_CARD", north.ca_ohip, "9999 999 999 | 9999-999-999", WEAK, "ca"),
        "ohip; health card; ontario health; health number; hcn; carte santé",
    ),
    Scheme(
        *("CA_HEALTH_CARD", north.ca_bc_phn, "9999 999 999", WEAK, "ca"),
        "phn; personal health number; bc services card; msp; british columbia; care card",
    ),
    Scheme(
        *("CA_HEALTH_CARD", north.ca_ramq, "AAAA 9999 9999", WEAK, "ca health"),
        "ramq; nam; carte soleil; assurance maladie; health card; medicare card",
    ),
    Scheme(
        *("CA_SIN", north.ca_sin, "999 999 999 | 999-999-999", WEAK, "ca social person tax"),
        "sin; social insurance; nas; numéro d'assurance sociale; assurance sociale",
    ),
    Scheme(
        "CL_RUT",
        south.cl_rut,
        "99.999.999-* | 9.999.999-*",
        SURE,
        "cl person tax company",
        "rut; run; rol único; rol único tributario; rol único nacional; cédula de identidad",
    ),
    Scheme(
        *("CL_RUT", south.cl_rut, "99999999-* | 9999999-*", LIKELY, "cl person tax company"),
        "rut; run; rol único; rol único tributario; rol único nacional; cédula de identidad",
    ),
    Scheme(
        *("CO_CEDULA", not_uniform, "9.999.999.999 | 99.999.999 | 999999999", WEAK, "co person"),
        "cédula; cédula de ciudadanía; c c; nuip; cédula de extranjería",
        checked=False,
    ),
    Scheme(
        *("CO_NIT", south.co_nit, "999.999.999-9 | 9.999.999.999-9", SURE, "co tax company"),
        "nit; número de identificación tributaria; dian; rut",
    ),
    Scheme(
        *("CO_NIT", south.co_nit, "999999999-9", LIKELY, "co tax company"),
        "nit; número de identificación tributaria; dian; rut",
    ),
    Scheme(
        *("CR_CEDULA", north.cr_cedula, "9-9999-9999 | 99-9999-9999", WEAK, "cr person"),
        "cédula; cpf; cédula de identidad; cédula física; dimex; cédula jurídica",
        checked=False,
    ),
    Scheme(
        *("CU_IDENTITY_NUMBER", north.cu_identity, "99999999999", WEAK, "cu person"),
        "carné de identidad; ni; número de identidad; carnet de identidad; identidad permanente",
        checked=False,
    ),
    Scheme(
        *("DO_CEDULA", north.do_cedula, "999-9999999-9", SURE, "do person"),
        "cédula; cédula de identidad; cie; cédula de identidad y electoral",
    ),
    Scheme(
        *("DO_RNC", north.do_rnc, "9-99-99999-9", SURE, "do tax company"),
        "rnc; registro nacional del contribuyente; registro nacional de contribuyentes; dgii",
    ),
    Scheme(
        *("EC_CEDULA", south.ec_cedula, "999999999-9", LIKELY, "ec person"),
        "cédula; cédula de identidad; cédula de ciudadanía; ci; c i",
    ),
    Scheme(
        *("EC_RUC", south.ec_ruc, "9999999999999 | 9999999999-999", WEAK, "ec tax company"),
        "ruc; registro único de contribuyentes; contribuyente; sri",
    ),
    Scheme(
        *("GT_DPI", north.gt_dpi, "9999 99999 9999 | 9999-99999-9999", SURE, "gt person"),
        "dpi; cui; código único de identificación; documento personal de identificación",
    ),
    Scheme(
        "GT_NIT",
        north.gt_nit,
        "9999999-* | 99999999-* | 999999-*",
        WEAK,
        "gt tax company",
        "nit; número de identificación tributaria; sat",
    ),
    Scheme(
        *("HN_IDENTITY_NUMBER", north.hn_identity, "9999-9999-99999", LIKELY, "hn person"),
        "dni; identidad; tarjeta de identidad; número de identidad; rnp",
        checked=False,
    ),
    Scheme(
        *("MX_CURP", north.mx_curp, "AAAA999999AAAAAA*9", CERTAIN, "mx person"),
        "curp; clave única de registro de población; registro de población",
        bare_score=CERTAIN,
    ),
    Scheme(
        "MX_NSS",
        north.mx_nss,
        "99 99 99 9999 9 | 99-99-99-9999-9",
        WEAK,
        "mx social",
        "nss; imss; número de seguridad social; seguro social; número de seguro social",
    ),
    Scheme(
        "MX_RFC",
        north.mx_rfc,
        "AAAA999999*** | AAA999999*** | AAAA-999999-*** | AAA-999999-***",
        SURE,
        "mx tax company",
        "rfc; registro federal de contribuyentes; registro federal; contribuyente",
        bare_score=SURE,
    ),
    Scheme(
        *("PE_DNI", south.pe_dni, "99999999-9 | 99999999-A", WEAK, "pe person"),
        "dni; cui; documento nacional de identidad; documento de identidad; reniec; "
        "cédula única de identidad",
    ),
    Scheme(
        *("PE_DNI", not_uniform, "99999999", WEAK, "pe person"),
        "dni; documento nacional de identidad; documento de identidad; reniec",
        checked=False,
    ),
    Scheme(
        *("PE_RUC", south.pe_ruc, "99999999999", WEAK, "pe tax company"),
        "ruc; registro único de contribuyentes; sunat; contribuyente",
    ),
    Scheme(
        *("PY_RUC", south.py_ruc, "99999999-9 | 9999999-9 | 999999-9", WEAK, "py tax company"),
        "ruc; registro único de contribuyentes; contribuyente; dnit",
    ),
    Scheme(
        *("SV_DUI", north.sv_dui, "99999999-9", LIKELY, "sv person"),
        "dui; documento único de identidad; documento único",
    ),
    Scheme(
        *("SV_NIT", north.sv_nit, "9999-999999-999-9", SURE, "sv tax"),
        "nit; número de identificación tributaria; hacienda",
    ),
    Scheme(
        *("US_EIN", north.us_ein, "99-9999999", WEAK, "us tax company"),
        "ein; fein; employer identification; employer id; federal tax id; federal tax; irs",
        checked=False,
    ),
    Scheme(
        *("US_ITIN", north.us_itin, "999-99-9999", SURE, "us tax"),
        "itin; individual taxpayer; taxpayer identification; tax id; itins",
    ),
    Scheme(
        *("US_ITIN", north.us_itin, "999-999999 | 99999-9999", WEAK, "us tax"),
        "itin; individual taxpayer; taxpayer identification; itins",
    ),
    Scheme(
        *("US_PTIN", _ptin, "A99999999 | A-99999999", WEAK, "us"),
        "ptin; preparer tax identification; tax preparer; preparer",
        checked=False,
    ),
    Scheme(
        *("UY_CEDULA", south.uy_cedula, "9.999.999-9 | 9999999-9", SURE, "uy person"),
        "cédula; cédula de identidad; c i; ci",
    ),
    Scheme(
        *("UY_RUT", south.uy_rut, "999999999999 | 99-999999-999-9", SURE, "uy tax company"),
        "rut; registro único tributario; dgi",
    ),
    Scheme(
        *("VE_CEDULA", _with_letter, "A-99.999.999 | A-99999999 | A-9.999.999", WEAK, "ve person"),
        "cédula; cédula de identidad; c i",
        checked=False,
    ),
    Scheme(
        *("VE_RIF", south.ve_rif, "A-99999999-9 | A-999999999", SURE, "ve tax company"),
        "rif; registro de información fiscal; seniat",
    ),
)
