"""What a recognizer's `validator:` may name: check digits and other tests of a found value.

The first line of each function's docstring is its text in the reference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType, ModuleType

from penname.policy import check_digits as general
from penname.policy import (
    ids_africa,
    ids_business,
    ids_business_east,
    ids_east_asia,
    ids_europe,
    ids_north_america,
    ids_oceania,
    ids_south_america,
    ids_south_asia,
    ids_southeast_asia,
    ids_west_asia,
    national_ids,
)
from penname.policy.check_digits import Validator

_GENERAL: tuple[Validator, ...] = (
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
)
#: Every public function that these define is a validator.
_OF_STATES = (
    *(national_ids, ids_europe, ids_business, ids_business_east, ids_north_america),
    *(ids_south_america, ids_south_asia, ids_east_asia, ids_southeast_asia, ids_west_asia),
    *(ids_africa, ids_oceania),
)


def _checks_of(module: ModuleType) -> Iterator[Validator]:
    for name, value in vars(module).items():
        if getattr(value, "__module__", "") == module.__name__ and not name.startswith("_"):
            yield value


_ALL = (
    *_GENERAL,
    *sorted(
        (check for module in _OF_STATES for check in _checks_of(module)),
        key=lambda check: check.__name__,
    ),
)

#: Name → function from a found value (as it stands in the text) to whether it can be one.
VALIDATORS: Mapping[str, Validator] = MappingProxyType({check.__name__: check for check in _ALL})


def describe(name: str) -> str:
    """What a validator tests, in one line. Raises KeyError for a name that is none."""
    paragraph = (VALIDATORS[name].__doc__ or "").partition("\n\n")[0]
    return " ".join(paragraph.split())
