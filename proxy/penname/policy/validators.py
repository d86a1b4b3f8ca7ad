"""What a recognizer's `validator:` may name: check digits and other tests of a found value.

The first line of each function's docstring is its text in the reference.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from penname.policy import check_digits as general
from penname.policy import national_ids as national
from penname.policy.check_digits import Validator

_ALL: tuple[Validator, ...] = (
    general.luhn,
    general.mod97,
    general.iban,
    general.verhoeff,
    general.damm,
    general.mod11_2,
    general.mod11_10,
    general.imei,
    general.npi,
    general.vin,
    general.us_routing,
    general.dea,
    general.nhs,
    national.at_svnr,
    national.be_rrn,
    national.bg_egn,
    national.ch_ahv,
    national.cz_rc,
    national.de_svnr,
    national.de_tax_id,
    national.dk_cpr,
    national.ee_isikukood,
    national.es_dni,
    national.fi_hetu,
    national.fr_nir,
    national.gr_amka,
    national.hr_oib,
    national.hu_taj,
    national.ie_pps,
    national.is_kt,
    national.it_codice_fiscale,
    national.lu_matricule,
    national.nl_bsn,
    national.no_fnr,
    national.pl_pesel,
    national.pt_nif,
    national.ro_cnp,
    national.se_personnummer,
    national.si_emso,
)

#: Name → function from a found value (as it stands in the text) to whether it can be one.
VALIDATORS: Mapping[str, Validator] = MappingProxyType({check.__name__: check for check in _ALL})


def describe(name: str) -> str:
    """What a validator tests, in one line. Raises KeyError for a name that is none."""
    paragraph = (VALIDATORS[name].__doc__ or "").partition("\n\n")[0]
    return " ".join(paragraph.split())
