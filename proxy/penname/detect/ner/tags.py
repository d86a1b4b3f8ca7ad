"""The tags that the network gives each word: outside, or the first or a further word of a label."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from penname.detect.ner.labels import LABELS

#: `O`, then `B-` and `I-` of each label, in the order of the network's outputs.
TAGS: tuple[str, ...] = ("O", *(f"{side}-{label}" for label in LABELS for side in "BI"))
#: Label → (number of its first tag, number of its second).
NUMBERS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {label: (1 + 2 * at, 2 + 2 * at) for at, label in enumerate(LABELS)}
)
