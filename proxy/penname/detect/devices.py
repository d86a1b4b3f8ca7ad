"""Vehicles and devices: VIN, licence plates, IMEI, unique device identifiers."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.cards import luhn
from penname.detect.labelled import alone, any_of, labelled
from penname.detect.scan import Hit, Recipe, finditer, matches

#: 49 CFR 565.15: no I, O, Q; place 9 is the check digit; the last four are digits.
_VIN = regex.compile(r"(?<![\w-])(?=[A-Z0-9]{0,16}[A-Z])[A-HJ-NPR-Z0-9]{13}\d{4}(?![\w-])")
_VALUES = {
    **{str(digit): digit for digit in range(10)},
    **dict(
        zip(
            "ABCDEFGHJKLMNPRSTUVWXYZ",
            [*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)],
            strict=True,
        )
    ),
}
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)


def vins(text: str) -> Iterator[Hit]:
    """Vehicle identification numbers: 0.5 with a valid check digit, which only North
    America requires; 0.2 without."""
    for match in finditer(_VIN, text):
        total = sum(_VALUES[char] * weight for char, weight in zip(match[0], _WEIGHTS, strict=True))
        yield match.start(), match.end(), 0.5 if "0123456789X"[total % 11] == match[0][8] else 0.2


_PLATE = (
    r"(?=[\w \u00b7-]{0,12}\d)[\p{Lu}\d]{1,4}(?:[ \u00b7-]{1,2}[\p{Lu}\d]{1,5}){1,3}"
    r"|(?=[A-Z]{0,7}\d)[A-Z\d]{4,8}"
)
_PLATE_LABEL = (
    r"(?:licen[cs]e[ _-]?plates?|number[ _-]?plates?|registration[ _-]?plates?"
    r"|(?:vehicle|car)[ _-]?registration|(?:kfz-|auto)?kennzeichen|immatriculation|immatriculée?"
    r"|matr[íi]cula|targa|kenteken|registreringsnummer"
    r"|plates?\s(?=(?:no|number|is|was)\b))"
)
_IMEI = regex.compile(r"(?<![\w.-])\d{15}(?![\w-]|\.\d)")
_IMEI_GROUPS = r"(?<![\w-])\d{2}[- ]\d{6}[- ]\d{6}[- ]\d(?![\w-])"
#: GS1 (human-readable): the device, then lot, dates, serial number.
_UDI = r"\(01\)\s?\d{14}(?:\s?\((?:1[0157]|21|240)\)\s?[\w./-]{0,19}[\w/-]){0,4}"


def imeis(text: str) -> Iterator[Hit]:
    """Fifteen digits with the check digit of 3GPP TS 23.003: one in ten numbers has it."""
    for match in finditer(_IMEI, text):
        if luhn(match[0]):
            yield match.start(), match.end(), 0.3


RECIPES = (
    Recipe(
        "vin",
        "VEHICLE_ID",
        vins,
        ("vin", "vehicle", "car", "chassis", "fin", "fahrgestellnummer", "fahrzeug", "bastidor"),
    ),
    Recipe(
        "license-plate",
        "LICENSE_PLATE",
        any_of(labelled(_PLATE_LABEL, _PLATE, 0.7), alone(_PLATE, 0.2)),
        ("plate", "plates", "kennzeichen", "immatriculation", "matrícula", "kenteken"),
    ),
    Recipe(
        "device-id",
        "DEVICE_ID",
        any_of(imeis, matches(_IMEI_GROUPS, 0.4), matches(_UDI, 0.8)),
        ("imei", "device", "udi", "handset", "serial"),
    ),
)
