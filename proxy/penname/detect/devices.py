"""Vehicles and devices: VIN, IMEI, unique device identifiers."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.labelled import any_of
from penname.detect.scan import Hit, Recipe, finditer, matches
from penname.policy.check_digits import imei, vin

#: 49 CFR 565.15: no I, O, Q; place 9 is the check digit; the last four are digits.
_VIN = regex.compile(r"(?<![\w-])(?=[A-Z0-9]{0,16}[A-Z])[A-HJ-NPR-Z0-9]{13}\d{4}(?![\w-])")


def vins(text: str) -> Iterator[Hit]:
    """Vehicle identification numbers: 0.5 with a valid check digit, which only North
    America requires; 0.2 without."""
    for match in finditer(_VIN, text):
        yield match.start(), match.end(), 0.5 if vin(match[0]) else 0.2


_IMEI = regex.compile(r"(?<![\w.-])\d{15}(?![\w-]|\.\d)")
_IMEI_GROUPS = r"(?<![\w-])\d{2}[- ]\d{6}[- ]\d{6}[- ]\d(?![\w-])"
#: GS1 (human-readable): the device, then lot, dates, serial number.
_UDI = r"\(01\)\s?\d{14}(?:\s?\((?:1[0157]|21|240)\)\s?[\w./-]{0,19}[\w/-]){0,4}"


def imeis(text: str) -> Iterator[Hit]:
    """Fifteen digits with the check digit of 3GPP TS 23.003: one in ten numbers has it."""
    for match in finditer(_IMEI, text):
        if imei(match[0]):
            yield match.start(), match.end(), 0.3


RECIPES = (
    Recipe(
        "vin",
        "VEHICLE_ID",
        vins,
        ("vin", "vehicle", "car", "chassis", "fin", "fahrgestellnummer", "fahrzeug", "bastidor"),
    ),
    Recipe(
        "device-id",
        "DEVICE_ID",
        any_of(imeis, matches(_IMEI_GROUPS, 0.4), matches(_UDI, 0.8)),
        ("imei", "device", "udi", "handset", "serial"),
    ),
)
