"""The recognizers as Presidio sees them."""

from __future__ import annotations

from typing import Any

import pytest

from penname.detect import scan
from penname.detect.contract import DetectionError
from penname.detect.recognizers import STOCK, pattern_recognizers


def test_stock_patterns_are_copies() -> None:
    """Presidio's class-level patterns stay as they are for the rest of the process."""
    for recognizer in pattern_recognizers():
        for pattern in getattr(recognizer, "patterns", []):
            assert pattern not in type(recognizer).PATTERNS
            assert isinstance(pattern.compiled_regex, scan.Guarded)


@pytest.mark.parametrize("stock", STOCK)
def test_stock_time_outs_are_not_swallowed(
    stock: type[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Presidio logs a time-out and skips the pattern; ours raises through it."""
    recognizer = next(r for r in pattern_recognizers() if isinstance(r, stock))
    monkeypatch.setattr(scan, "BUDGET_S", 1e-9)
    with pytest.raises(DetectionError):
        recognizer.analyze("00:1A " * 200_000, recognizer.supported_entities)
