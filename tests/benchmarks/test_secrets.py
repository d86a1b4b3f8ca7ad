"""The benchmark of secrets: every group has cases, and the gold stands where it says."""

from __future__ import annotations

from itertools import islice

from benchmarks.detect.secret_look_alikes import KINDS
from benchmarks.detect.secrets import GROUPS, cases, look_alikes

LABELS = {"API_KEY", "PASSWORD", "JWT", "CONNECTION_STRING", "PRIVATE_KEY"}


def test_every_group_has_cases() -> None:
    """The groups take turns, and all types are among their labels."""
    made = list(cases(1, 2 * len(GROUPS)))
    assert [case.group for case in made] == [*GROUPS, *GROUPS]
    assert {gold.label for case in made for gold in case.gold} == LABELS


def test_gold_stands_where_it_says() -> None:
    """Each value is cut out of its text whole: no blank at its edges, no mark of a template."""
    for case in cases(2, 4 * len(GROUPS)):
        assert case.gold
        for gold in case.gold:
            value = case.text[gold.start : gold.end]
            assert value == value.strip()
            assert len(value) >= 6
        rest = "".join(
            part if not any(gold.start <= at < gold.end for gold in case.gold) else ""
            for at, part in enumerate(case.text)
        )
        assert not any(mark in rest for mark in ("{v}", "{n}", "{}", "{{", "<A", "<uuid>"))


def test_look_alikes_have_no_gold() -> None:
    """Every kind has texts, and none a value."""
    made = list(look_alikes(1, 4 * len(KINDS)))
    assert {case.group for case in made} == set(KINDS)
    assert not any(case.gold for case in made)
    assert not any("<H" in case.text or "<A1" in case.text for case in made)


def test_seed_makes_the_texts() -> None:
    """The same seed gives the same texts, another one others."""
    first = [case.text for case in islice(cases(7, 300), 300)]
    assert first == [case.text for case in cases(7, 300)]
    assert first != [case.text for case in cases(8, 300)]
