"""The table of disguises."""

from __future__ import annotations

from penname.text.disguises import IN_TEXT, RUNS


def test_names_are_unique() -> None:
    """A finding's view says which decoding it was; `+` stands between nested ones."""
    names = [kind.name for kind in (*IN_TEXT, *RUNS)]
    assert len(names) == len(set(names))
    assert not any("+" in name for name in names)


def test_no_names_in_what_is_no_sentence() -> None:
    """A language model reads decoded text, not what was put together from pieces."""
    assert [kind.name for kind in (*IN_TEXT, *RUNS) if not kind.names] == [
        "joined",
        "spoken",
        "split",
    ]
