"""Groups of entity types: names that stand for many types in one line of a policy.

    entities:
      identity_numbers: {severity: high}     # as if each type of the group had this line
      US_SSN: {action: redact}               # and this one says more about one of them

Every type is in one group, and in `everything`. Group names are in lower case, so that no
recognizer of a policy can take one. What a version of penname can find more of a kind goes
into its group: a line for a group covers it without a change of the policy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from penname.policy.entities import ENTITY_TYPES
from penname.policy.problems import Problem


@dataclass(frozen=True, slots=True)
class Group:
    """What the types of a group have in common, in a line, and the types."""

    doc: str
    members: tuple[str, ...]


def _group(doc: str, members: str) -> Group:
    return Group(doc, tuple(members.split()))


EVERYTHING = "everything"
_GROUPS: Mapping[str, Group] = {
    "names": _group(
        "Names of people and organizations",
        "ORGANIZATION PERSON",
    ),
    "personal_details": _group(
        "What is said of a person: age, occupation, title, nationality, religion",
        "AGE JOB_TITLE NRP TITLE",
    ),
    "dates": _group(
        "Dates of any kind, and dates of birth",
        "DATE_OF_BIRTH DATE_TIME",
    ),
    "places": _group(
        "Addresses, towns, postal codes and coordinates",
        "COORDINATES LOCATION POSTCODE STREET_ADDRESS ZIP_CODE",
    ),
    "contact": _group(
        "E-mail addresses and telephone numbers",
        "EMAIL_ADDRESS PHONE_NUMBER",
    ),
    "network": _group(
        "Addresses of machines, links and user names",
        "IP_ADDRESS MAC_ADDRESS URL USERNAME",
    ),
    "vehicles_and_devices": _group(
        "Numbers of vehicles and devices, and plates",
        "DEVICE_ID LICENSE_PLATE VEHICLE_ID",
    ),
    "bank_and_cards": _group(
        "Accounts, payment cards with their codes and dates, wallets",
        """
        ABA_ROUTING_NUMBER ACCOUNT_NUMBER BIC_CODE CARD_EXPIRY CARD_SECURITY_CODE CREDIT_CARD
        CRYPTO IBAN_CODE
        """,
    ),
    "papers": _group(
        "Passports, driving licences and identity cards",
        "DRIVER_LICENSE ID_CARD PASSPORT US_DRIVER_LICENSE US_PASSPORT",
    ),
    "identity_numbers": _group(
        "National, social security, pension and voter numbers, those of employees and members",
        """
        AE_EMIRATES_ID AM_PUBLIC_SERVICE_NUMBER AR_DNI AT_SOCIAL_SECURITY BALTIC_PERSONAL_CODE
        BD_NID BE_NATIONAL_NUMBER BG_EGN BG_LNCH BR_PIS BR_RG BR_VOTER BY_PERSONAL_NUMBER
        CA_SIN CH_AHV CL_RUT CN_RESIDENT_ID CO_CEDULA CR_CEDULA CU_IDENTITY_NUMBER
        CZ_BIRTH_NUMBER DE_SOCIAL_SECURITY DK_CPR DO_CEDULA EC_CEDULA EG_NATIONAL_ID ES_NIE
        ES_NIF ES_SOCIAL_SECURITY FI_PERSONAL_IDENTITY_CODE FR_SOCIAL_SECURITY
        GE_PERSONAL_NUMBER GH_CARD GR_AMKA GT_DPI HK_HKID HN_IDENTITY_NUMBER HR_OIB
        HU_PERSONAL_ID HU_TAJ ID_NIK IE_PPS IL_ID IN_AADHAAR IN_VOTER IR_NATIONAL_CODE
        IS_KENNITALA JP_MY_NUMBER KE_NATIONAL_ID KG_PIN KR_FRN KR_RRN KW_CIVIL_ID KZ_IIN
        LK_NIC LU_NATIONAL_ID MD_IDNP MT_ID_CARD MU_NID MX_CURP MX_NSS MY_NRIC NG_NIN NL_BSN
        NO_BIRTH_NUMBER PERSON_ID PE_DNI PH_PHILSYS PH_SSS PH_UMID PK_CNIC PL_PESEL PT_CITIZEN_CARD
        PT_NISS QA_QID RO_CNP RS_JMBG RU_SNILS SA_NATIONAL_ID SE_PERSONNUMMER SG_NRIC_FIN
        SI_EMSO SV_DUI TH_TNIN TR_NATIONAL_ID TW_NATIONAL_ID TZ_NIDA UK_NINO UK_UPN US_SSN
        UY_CEDULA UZ_PINFL VE_CEDULA VN_CCCD ZA_ID_NUMBER ZW_NATIONAL_ID
        """,
    ),
    "tax_numbers": _group(
        "Tax numbers of persons, and those that persons and companies share",
        """
        AD_NRT AL_NIPT AR_CUIT AT_TAX_NUMBER AU_TFN AZ_VOEN BR_CPF BY_UNP CO_NIT CY_TIN
        DE_TAX_ID DE_TAX_NUMBER EC_RUC FR_TAX_NUMBER GH_TIN GR_AFM GT_NIT HU_TAX_ID ID_NPWP
        IN_PAN IT_FISCAL_CODE KE_PIN MK_EDB MX_RFC MZ_NUIT NZ_IRD PE_RUC PH_TIN PL_NIP PT_NIF
        PY_RUC RU_INN SI_TAX_NUMBER SK_TAX_NUMBER SV_NIT TR_TAX_NUMBER UA_RNTRC UK_UTR US_ITIN
        VE_RIF VN_MST ZA_INCOME_TAX_NUMBER
        """,
    ),
    "health_numbers": _group(
        "Numbers of patients and insured persons",
        """
        AU_MEDICARE BR_CNS CA_HEALTH_CARD DE_HEALTH_INSURANCE HEALTH_PLAN_ID
        MEDICAL_RECORD_NUMBER NZ_NHI UK_NHS US_MBI
        """,
    ),
    "professional_numbers": _group(
        "Numbers of physicians, practices and tax preparers",
        "DE_BSNR DE_LANR MEDICAL_LICENSE US_NPI US_PTIN",
    ),
    "company_numbers": _group(
        "Register, VAT and tax numbers of companies",
        """
        AU_ABN AU_ACN BE_ENTERPRISE_NUMBER BG_EIK BR_CNPJ CA_BUSINESS_NUMBER CH_UID CN_USCC
        CZ_ICO DK_CVR DO_RNC EE_REGISTRIKOOD ES_CIF EU_VAT_ID FI_BUSINESS_ID FR_SIREN FR_SIRET
        HU_TAX_NUMBER IN_GSTIN IT_VAT_CODE JP_CORPORATE_NUMBER KR_BRN KZ_BIN LT_COMPANY_CODE
        MA_ICE ME_PIB NL_RSIN NO_ORG_NUMBER PL_REGON RO_CUI RS_PIB RU_OGRN
        SE_ORGANISATIONSNUMMER SG_UEN SN_NINEA TN_TAX_NUMBER TW_UBN UA_EDRPOU UK_VAT_NUMBER
        US_EIN UY_RUT
        """,
    ),
    "secrets": _group(
        "Keys, tokens, passwords and private keys",
        "API_KEY CONNECTION_STRING JWT PASSWORD PRIVATE_KEY",
    ),
}

GROUPS: Mapping[str, Group] = {
    **_GROUPS,
    EVERYTHING: Group("All that penname finds by itself", tuple(ENTITY_TYPES)),
}

#: Entity type → the name of its group.
GROUP_OF: Mapping[str, str] = {
    member: name for name, group in _GROUPS.items() for member in group.members
}


def members_of(name: str) -> tuple[str, ...]:
    """The types that a line speaks of: those of a group, or the one type that it names."""
    group = GROUPS.get(name)
    return (name,) if group is None else group.members


def folded(types: Iterable[str]) -> list[str]:
    """Types for people: a group's name in place of its types where all of them are there."""
    left = dict.fromkeys(types)
    if left.keys() >= ENTITY_TYPES.keys():
        return [EVERYTHING, *(name for name in left if name not in ENTITY_TYPES)]
    shown: dict[str, None] = {}
    for name in left:
        group = GROUP_OF.get(name)
        whole = group is not None and left.keys() >= set(GROUPS[group].members)
        shown[group if whole and group is not None else name] = None
    return list(shown)


_TYPE = re.compile(r"[A-Z][A-Z0-9_]*")
#: Where the name of a type stood; no message has it.
_NAME = "\0"
_MOST_NAMES = 3


def together(problems: Iterable[Problem]) -> list[Problem]:
    """Problems of one place that say the same of several types as one: a line for a group can
    be wrong for each of them."""
    alike: dict[Problem, list[str]] = {}
    for problem in problems:
        words = _TYPE.findall(problem.message)
        name = next((word for word in words if word in ENTITY_TYPES), "")
        template = problem.message.replace(name, _NAME) if name else problem.message
        alike.setdefault(replace(problem, message=template), []).append(name)
    return [
        replace(one, message=one.message.replace(_NAME, names[0]) + _also(names[1:]))
        for one, names in alike.items()
    ]


def _also(names: Sequence[str]) -> str:
    """More types that something is said of, the first few by their names."""
    named = [name for name in dict.fromkeys(names) if name]
    more = f" and {len(named) - _MOST_NAMES} more" if len(named) > _MOST_NAMES else ""
    return f" (also {', '.join(named[:_MOST_NAMES])}{more})" if named else ""
