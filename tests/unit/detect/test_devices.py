"""Vehicles and devices: checked numbers."""

from __future__ import annotations

import pytest

from penname.detect.devices import RECIPES
from tests.unit.detect.recipes import found


def test_vehicle_numbers() -> None:
    """With a valid check digit a VIN stands by itself; without it needs words nearby."""
    valid = [mark for mark in "0123456789X" if found(RECIPES, "vin", f"1M8GDM9A{mark}KP042788")]
    assert valid == ["X"]
    assert found(RECIPES, "vin", "1M8GDM9A0KP042788", 0.2) == ["1M8GDM9A0KP042788"]


@pytest.mark.parametrize(
    "text", ["1M8GDM9AXKP04278", "1M8GDM9AXKP0427881", "1M8GDO9AXKP042788", "11111111111111111"]
)
def test_texts_that_are_no_vin(text: str) -> None:
    """Sixteen or eighteen places, a letter O, or digits alone are none."""
    assert found(RECIPES, "vin", text, 0.0) == []


def test_device_numbers() -> None:
    """UDIs by their shape; an IMEI by its groups; its digits alone are weak."""
    udi = "(01)00844588003288(17)141120(10)7654321D(21)10987654d321"
    assert found(RECIPES, "device-id", f"implant {udi}.") == [udi]
    assert found(RECIPES, "device-id", "49-015420-323751-8") == ["49-015420-323751-8"]
    right = [
        digit
        for digit in "0123456789"
        if found(RECIPES, "device-id", f"49015420323751{digit}", 0.3)
    ]
    assert right == ["8"]
    assert found(RECIPES, "device-id", "490154203237518") == []
