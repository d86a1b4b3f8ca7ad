"""Corpora in other cases: offsets stay what they were."""

import random

from hypothesis import given
from hypothesis import strategies as st

from penname.train.cased import cased
from penname.train.example import Example, Mark


@given(st.text(min_size=1), st.integers(0, 99))
def test_case_changes_no_offset(text: str, seed: int) -> None:
    """A text is as long as before, in one of three cases."""
    example = Example(text, (Mark(0, len(text), "NAME"),))
    changed = cased(example, random.Random(seed))
    assert len(changed.text) == len(text)
    assert changed.text in (text, text.lower(), text.upper())
    assert changed.marks == example.marks


def test_all_cases_occur() -> None:
    """Some stay, some are lower, some are shouted."""
    rng = random.Random(1)
    seen = {cased(Example("Anna"), rng).text for _ in range(200)}
    assert seen == {"Anna", "anna", "ANNA"}
