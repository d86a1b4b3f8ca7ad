"""The tags of the network: their order is part of every trained model."""

from penname.detect.ner.labels import LABELS
from penname.detect.ner.tags import NUMBERS, TAGS


def test_tags_are_numbered_by_label() -> None:
    """Outside first, then two of each label, where NUMBERS says."""
    assert TAGS[0] == "O"
    assert len(TAGS) == 1 + 2 * len(LABELS)
    for label, (first, further) in NUMBERS.items():
        assert (TAGS[first], TAGS[further]) == (f"B-{label}", f"I-{label}")
