"""Lines in which a password stands at a known place: the rows themselves."""

from __future__ import annotations

import regex

from penname.detect.login_lines import LINES, VALUE


def test_rows_have_a_mark_and_a_value() -> None:
    """Each pattern compiles and has the group that is the password."""
    for mark, pattern in LINES:
        assert mark
        assert "value" in regex.compile(pattern).groupindex


def test_values_end_at_blanks_or_quotes() -> None:
    """A bare value ends at a blank, a quoted one at its quote."""
    value = regex.compile(VALUE)
    for text, word in (("a9b c", "a9b"), ("'a 9' c", "a 9"), ('"a;9"', "a;9")):
        match = value.match(text)
        assert match
        assert match["value"] == word
