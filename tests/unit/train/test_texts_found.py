"""Texts found in packages: pieces of clean code and prose, without anybody's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from penname.train.texts.found import LONGEST, SHORTEST, clean, found_texts

_CODE = "def load(path):\n    with open(path) as file:\n        return file.read()\n\n"


def _folder(tmp_path: Path) -> Path:
    for name in ("one", "two", "names"):
        (tmp_path / name).mkdir()
        for at in range(3):
            text = "".join(f"# part {at} {name} {line}\n{_CODE}" for line in range(40))
            (tmp_path / name / f"file{at}.py").write_text(text)
    (tmp_path / "one" / "picture.png").write_bytes(b"\x89PNG" * 100)
    (tmp_path / "two" / "notes.md").write_bytes(b"caf\xe9 open\n" * 60)
    return tmp_path


def test_pieces_are_unmarked_and_bounded(tmp_path: Path) -> None:
    """Pieces have bounded length, no marks, and speak of names only."""
    found = list(found_texts(_folder(tmp_path), 1, 12))
    assert len(found) == 12
    assert len({one.text for one in found}) == 12
    for one in found:
        assert SHORTEST - 2 <= len(one.text) <= LONGEST
        assert not one.marks
        assert one.told == {"GIVEN_NAME", "SURNAME", "NAME"}
        assert "names" not in one.text


def test_a_seed_finds_the_same(tmp_path: Path) -> None:
    """The order hangs on the seed alone; a folder that has no more gives no more."""
    folder = _folder(tmp_path)
    assert list(found_texts(folder, 1, 8)) == list(found_texts(folder, 1, 8))
    assert list(found_texts(folder, 1, 8)) != list(found_texts(folder, 2, 8))
    assert 8 < len(list(found_texts(folder, 1, 10_000))) < 200


@pytest.mark.parametrize(
    "text",
    [
        "# Copyright 2020 somebody",
        "Maintainer: see the file",
        "this was found with Ada Lovelace in mind",
        'NAME = "Ada Lovelace"',
        "as J. Doe says",
        "written to a@example.org",
        "ask alice for the key",
    ],
)
def test_whatever_may_name_somebody_goes(text: str) -> None:
    """Credits, addresses, pairs of capitalised words and common first names are left out."""
    assert not clean(text)


@pytest.mark.parametrize("text", [_CODE, "Raises ValueError if the mark is May.", "Quick start"])
def test_clean_text_stays(text: str) -> None:
    """Code, class names and words that are names too stay."""
    assert clean(text)
