"""Text in languages that nobody has set up: what is masked there is masked wrongly.

Example sentences of spaCy's language folders (installed with spaCy; they name some places and
companies, so nothing there is perfect) and running text of Faker in its locales. The measure is
the share of characters that is masked.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any

import spacy.lang

from benchmarks.detect.cases import Case
from benchmarks.detect.sections import Section

#: penname has English set up, and its own model knows these six more.
CONFIGURED = frozenset({"en", "de", "fr", "es", "it", "nl", "pt"})
#: Locales in which Faker writes its text in the language, not in Latin filler.
FAKER = (
    *("ar_AA", "bn_BD", "cs_CZ", "da_DK", "el_GR", "fa_IR", "fi_FI", "he_IL", "hu_HU", "hy_AM"),
    *("ja_JP", "ka_GE", "ko_KR", "lv_LV", "pl_PL", "ru_RU", "sk_SK", "sv_SE", "th_TH", "tr_TR"),
    *("uk_UA", "vi_VN", "zh_CN"),
)


def language_sections(seed: int, count: int) -> Iterator[Section]:
    """spaCy's sentences, one case a sentence; Faker's text, `count` paragraphs a locale."""
    yield Section("languages", "spaCy examples", list(examples()))
    made = list(running_text(seed, count))
    if made:
        yield Section("languages", "Faker text", made)


def examples() -> Iterator[Case]:
    """The sentences of all languages that are not set up."""
    for module in pkgutil.iter_modules(spacy.lang.__path__):
        name = f"spacy.lang.{module.name}.examples"
        if module.name in CONFIGURED or not module.ispkg or find_spec(name) is None:
            continue
        for sentence in importlib.import_module(name).sentences:
            yield Case(sentence, group=module.name)


def running_text(seed: int, count: int) -> Iterator[Case]:
    """Paragraphs of Faker, if it is installed."""
    if find_spec("faker") is None:
        return
    made: Any = importlib.import_module("faker").Faker
    for locale in FAKER:
        source = made(locale)
        source.seed_instance(seed)
        for _ in range(count):
            yield Case(source.paragraph(nb_sentences=4), group=locale[:2])
