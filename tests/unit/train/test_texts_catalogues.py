"""Messages of catalogues: translations without heads and holes, the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.train.texts import catalogue_texts

_GERMAN = """
# Anna Schmidt <anna@example.org>
msgid ""
msgstr ""
"Last-Translator: Anna Schmidt <anna@example.org>\\n"
"Language: de\\n"

msgid "The file %(name)s was not found."
msgstr "Die Datei %(name)s wurde nicht gefunden."

msgid "one day"
msgid_plural "%d days"
msgstr[0] "ein ganzer Tag"
msgstr[1] ""
"viele ganze "
"Tage"

msgid "Written"
msgstr "Written by Anna Schmidt"

msgid "ok"
msgstr "ok"
"""


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Two catalogues of a package, one in a language that is not read."""
    for language, text in (("de", _GERMAN), ("tlh", 'msgstr "nuqneH nuqneH"\n')):
        folder = tmp_path / "django" / "locale" / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text(text, encoding="utf-8")
    return tmp_path


def _told(packages: Path, seed: int, count: int = 99) -> str:
    return "\n".join(one.text for one in catalogue_texts(packages, seed, count))


def test_translations_are_read(packages: Path) -> None:
    """Whole ones, without what a program fills in; nothing of the head, and nobody's name."""
    told = _told(packages, 1).lower()
    for message in ("die datei  wurde nicht gefunden.", "ein ganzer tag", "viele ganze tage"):
        assert told.count(message) == 1
    for other in ("schmidt", "translator", "nuqneh", "ok"):
        assert other not in told


def test_texts_repeat_and_end(packages: Path) -> None:
    """The same seed gives the same texts; not more than asked for, and not for ever."""
    assert _told(packages, 3) == _told(packages, 3)
    assert {_told(packages, seed) for seed in range(20)} != {_told(packages, 3)}
    assert _told(packages, 3, 0) == ""


def test_nobody_is_marked(packages: Path) -> None:
    """Such texts are told of names only, and have none."""
    for one in catalogue_texts(packages, 1, 9):
        assert one.marks == ()
        assert one.kind == "catalogue.de"
        assert "CITY" not in one.told
