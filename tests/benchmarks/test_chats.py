"""Texts made of templates and names."""

from __future__ import annotations

import random

import pytest

from benchmarks.detect import chats
from benchmarks.detect.name_lists import origin, person
from benchmarks.detect.person_eval import chat_dev, chat_dev_lower, code_dev, evaluate
from benchmarks.detect.templates import Template, ascii_folded, fill, read


@pytest.mark.parametrize(("name", "least"), [("chat.en", 120), ("chat.de", 25), ("chat.pt", 25)])
def test_templates_are_many(name: str, least: int) -> None:
    """Each language has its templates, all different."""
    texts = [one.text for one in read(name)]
    assert len(texts) == len(set(texts)) >= least


@pytest.mark.parametrize("language", chats.LANGUAGES)
def test_every_template_can_be_filled(language: str) -> None:
    """No slot is unknown, none stays, and the values stand where the case says."""
    rng = random.Random(1)
    for template in read(f"chat.{language}"):
        people = [person(rng, origin("german"), held=False) for _ in range(3)]
        for letters in ("normal", "lower", "upper"):
            case = fill(template, people, rng, letters)
            assert "{{" not in case.text
            assert all(case.text[v.start : v.end].strip() for v in case.gold)


def test_letters_may_change_lengths() -> None:
    """A letter that becomes two in capitals moves what comes after it."""
    people = [person(random.Random(2), origin("german"), held=False)]
    template = Template("chat", "Großer Gruß an {{given}}.")
    case = fill(template, people, random.Random(2), "upper")
    (value,) = case.gold
    assert case.text == f"GROSSER GRUSS AN {case.text[value.start : value.end]}."


def test_machine_text_keeps_its_letters() -> None:
    """JSON keys stay what they are when somebody writes in small letters."""
    people = [person(random.Random(3), origin("anglo"), held=False)]
    case = fill(Template("json", '{"Name": "{{given}}"}'), people, random.Random(3), "lower")
    assert case.text == f'{{"Name": "{people[0].given.lower()}"}}'


def test_lower_set_is_paired() -> None:
    """The same seed names the same people in both sets."""
    for normal, lower in zip(chat_dev(4, 50), chat_dev_lower(4, 50), strict=True):
        assert len(normal.gold) == len(lower.gold)
        if "|chat|" in normal.group:
            assert normal.text.lower() == lower.text


def test_half_of_code_names_nobody() -> None:
    """Half of the code is there to be left alone."""
    assert sum(not case.gold for case in code_dev(5, 100)) == 50


def test_evaluate_counts_people_only() -> None:
    """Values with other labels are no people; a perfect finder gets 1, by every part."""
    cases = chat_dev(6, 60)
    people = {c.text: [(v.start, v.end) for v in c.gold if v.label == "PERSON"] for c in cases}
    score = evaluate(lambda text: people[text], cases)
    assert score.counts.exact_f1 == score.counts.covered_share == 1
    assert score.stray == 0
    assert score.parts["seen"].gold + score.parts["held-out"].gold == score.counts.gold


def test_folding_to_ascii() -> None:
    """Letters lose their marks as people type them."""
    assert ascii_folded("Łukasz Þór Nguyễn Weiß") == "Lukasz Thor Nguyen Weiss"
