"""Values behind the name of a field, in the ways in which fields are written."""

from __future__ import annotations

import pytest

from penname.detect.fields import Kind, field_values


def values(text: str, name: str) -> list[tuple[str, Kind]]:
    start = text.index(name)
    found = field_values(text, start, start + len(name))
    return [(text[one.start : one.end], one.kind) for one in found]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"key": "Ann Lee"}', Kind.QUOTED),
        ("{'key':'Ann Lee'}", Kind.QUOTED),
        ('{\\"key\\": \\"Ann Lee\\"}', Kind.QUOTED),
        ('f(key="Ann Lee")', Kind.QUOTED),
        ('key: str = "Ann Lee"', Kind.QUOTED),
        ("'key' => 'Ann Lee'", Kind.QUOTED),
        ("<key>Ann Lee</key>", Kind.QUOTED),
        ('<x:key lang="en">Ann Lee</x:key>', Kind.QUOTED),
        ("<td>key</td>\n<td>Ann Lee</td>", Kind.QUOTED),
        ('<input name="key" value="Ann Lee">', Kind.QUOTED),
        ("| key | Ann Lee |", Kind.QUOTED),
        ("key: Ann Lee", Kind.FORM),
        ("key:\n  Ann Lee\n", Kind.FORM),
        ("**key:** Ann Lee  next", Kind.FORM),
        ("key: Ann Lee, Bob", Kind.FORM),
        ("key=Ann Lee&x=1", Kind.SETTING),
        ("the key is Ann Lee", Kind.SAID),
    ],
)
def test_fields_give_their_value(text: str, kind: Kind) -> None:
    """Each way of writing a field gives the value without the signs around it."""
    assert values(text, "key") == [("Ann Lee", kind)]


def test_lists_give_each_value() -> None:
    """A list of strings is as many values."""
    assert [one for one, _ in values('"key": ["Ann", "Bob"]', "key")] == ["Ann", "Bob"]


@pytest.mark.parametrize(
    "text",
    ["the key", "key", "key::method", "if key == 1", "<a>key", "key://x", "keyboard", "key\n"],
)
def test_other_words_are_no_fields(text: str) -> None:
    """A word without a sign or a value behind it is no field."""
    assert values(text, "key") == []
