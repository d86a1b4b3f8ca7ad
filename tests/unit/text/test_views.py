"""Views: decoded readings and their way back to the raw text."""

from __future__ import annotations

import base64
from urllib.parse import quote

import pytest

from penname.text.views import GAP, View, views

VALUE = "maria@example.org"


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def find(text: str, value: str) -> tuple[str, str]:
    """The name of the first view that holds `value`, and the raw text it maps back to."""
    for view in views(text):
        if (at := view.text.find(value)) >= 0:
            start, end = view.to_raw(at, at + len(value))
            return view.name, text[start:end]
    raise AssertionError("not found")


def test_plain_text_has_no_views() -> None:
    """A text without encoded parts has no other reading, and neither has no text."""
    assert views("Maria Schmidt & Co: 100 % of C:\\data \ud800") == []
    assert views("") == []


@pytest.mark.parametrize(
    ("encoded", "name"),
    [
        ("maria%40example.org", "percent"),
        ("maria&commat;example.org", "html"),
        (r"maria\\u0040example.org", "json"),
        ("%6daria%40exampl%65.or%67", "percent"),
        (b64(VALUE), "base64"),
        (b64(f"mail: {VALUE};"), "base64"),
        (VALUE.encode().hex(), "hex"),
        (quote(quote(VALUE)), "percent+percent"),
        (b64(quote(VALUE)), "base64+percent"),
        (b64(b64(VALUE)), "base64+base64"),
        (b64(VALUE).encode().hex("%").join(["%", ""]), "percent+base64"),
        ("maria&#37;40example.org", "html+percent"),
    ],
)
def test_find_maps_to_encoded(encoded: str, name: str) -> None:
    """A find in a view maps back to exactly the encoded value, whatever stands around it."""
    assert find(f"é \U0001f600 <{encoded}> 5%", VALUE) == (name, encoded)


def test_plain_part_maps_exactly() -> None:
    """Plain text beside a unit maps one to one; a unit is covered whole or not at all."""
    (view,) = views("ab%C3%A9cd")
    assert view.text == "abécd"
    assert [view.to_raw(i, i + 1) for i in range(5)] == [(0, 1), (1, 2), (2, 8), (8, 9), (9, 10)]
    assert view.to_raw(1, 4) == (1, 9)


def test_run_maps_whole() -> None:
    """Any part of a base64 run maps to the whole run, padding included."""
    run = b64(VALUE)
    (view,) = views(f"a {run} b")
    assert view.to_raw(3, 4) == (2, 2 + len(run))
    assert run.endswith("=")


def test_base64url_run_maps_whole() -> None:
    """A base64url run is one run, whatever part of it the other alphabet reads too."""
    run = base64.urlsafe_b64encode(f"{VALUE}??>~".encode()).decode().rstrip("=")
    assert "_" in run
    spans = {view.name: view.to_raw(0, 1) for view in views(f"a/{run}/b")}
    assert spans["base64url"] == (2, 2 + len(run))


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (0, 0), (2, 1), (0, 4)])
def test_bad_spans_are_refused(start: int, end: int) -> None:
    """Empty, reversed and outside spans raise."""
    (view,) = views("a%40b")
    with pytest.raises(ValueError, match="bad view offsets"):
        view.to_raw(start, end)


def test_same_run_twice_is_two_views() -> None:
    """One value encoded twice gives a view for each place; the alphabets do not double it."""
    run = b64(VALUE)
    assert [view.to_raw(0, 1)[0] for view in views(f"{run} {run}")] == [0, len(run) + 1]


def test_many_runs_share_a_view() -> None:
    """No encoded value is lost behind many others, and each maps to its own run."""
    values = [f"person{i:03}@example.org" for i in range(200)]
    text = " ".join(map(b64, values))
    found = views(text)
    assert len(found) == 9
    for value in values:
        assert find(text, value) == ("base64", b64(value))


def test_equal_readings_are_one() -> None:
    """Percent then HTML reads the same as HTML then percent: one view."""
    names = [view.name for view in views("%40&#64;")]
    assert names == ["percent", "html", "percent+html"]


@pytest.mark.parametrize(
    ("depth", "names"),
    [
        (0, []),
        (1, ["percent"]),
        (2, ["percent", "percent+percent"]),
        (3, ["percent", "percent+percent", "percent+percent+percent"]),
    ],
)
def test_depth_bounds_nesting(depth: int, names: list[str]) -> None:
    """`depth` decodings at most are put on one another."""
    assert [view.name for view in views(quote(quote(quote("@"))), depth=depth)] == names


def test_limit_bounds_count() -> None:
    """At most `limit` views come back, the least nested first."""
    text = "%2540 &amp;amp; \\\\n"
    assert [view.name for view in views(text, limit=3)] == ["percent", "html", "json"]


def test_size_is_bounded() -> None:
    """All nested views together hold at most 8 times the text."""
    text = "x" * 500 + ". %2525 &amp;amp; \\\\\\\\ "
    found = views(text, depth=5)
    nested = [view for view in found if view.base is not None]
    assert len(found) > len(nested) > 3
    assert sum(len(view.text) for view in nested) <= 8 * len(text)


FAR = "lorem ipsum dolor sit amet " * 30


def test_far_text_is_left_out() -> None:
    """A view has what stands around its units, cut at white space, with gaps between."""
    text = f"{FAR}one%40x {FAR}{FAR}two%40x {FAR}"
    (view,) = views(text)
    first, second = view.text.split(GAP)
    assert "one@x" in first
    assert "two@x" in second
    assert len(view.text) < len(text) / 2
    assert set(view.text.split()) <= {*FAR.split(), "one@x", "two@x"}
    for value in ("one%40x", "two%40x"):
        start = view.text.index(value.replace("%40", "@"))
        assert view.to_raw(start, start + 5) == (text.index(value), text.index(value) + 7)


def test_finds_are_cut_at_gaps() -> None:
    """What a pattern takes on both sides of a gap is two values, in nested views too."""
    text = f"one%2540x {FAR}{FAR}two%2540x"
    for view in views(text):
        gap = view.text.index(GAP)
        assert list(view.raw_parts(gap, gap + len(GAP))) == []
        assert list(view.raw_parts(0, 5)) == [view.to_raw(0, 5)]
        parts = [text[slice(*part)] for part in view.raw_parts(0, len(view.text))]
        assert len(parts) == 2
        assert parts[0].startswith("one%2540x lorem")
        assert parts[1].endswith("amet two%2540x")
        last = list(view.raw_parts(gap - 1, gap + 1))
        assert last == [view.to_raw(gap - 1, gap)]


def test_near_units_share_their_surroundings() -> None:
    """Text between two units that are not far from each other is read whole, once."""
    text = f"a%40b {FAR[:300]}c%40d"
    assert [view.text for view in views(text)] == [text.replace("%40", "@")]


def test_long_words_are_never_cut() -> None:
    """What has no white space is read to its end, however long."""
    text = f"{FAR}k={'x' * 900}%3D{'y' * 900} {FAR}"
    (view,) = views(text)
    assert f"k={'x' * 900}={'y' * 900}" in view.text


def test_insertions_map_to_what_follows() -> None:
    """A border that is in the view only stands for the character behind it."""
    text = "card4111111111111111"
    (view,) = views(text)
    assert view.text == "card 4111111111111111"
    assert view.to_raw(4, 5) == (4, 5)
    assert view.to_raw(5, 21) == (4, 20)


def test_reads_otherwise_with_borders() -> None:
    """Where only the border of a find differs, it counts for those who read borders."""
    text = "x_4111111111111111 %41"
    split, other = (next(v for v in views(text) if v.name == name) for name in ("split", "percent"))
    assert not split.reads_otherwise(text, 2, 18)
    assert split.reads_otherwise(text, 2, 18, border=1)
    assert not other.reads_otherwise(text, 2, 18, border=1)
    assert other.reads_otherwise(text, 19, 20)


def test_repr_holds_no_text() -> None:
    """The repr of a view and of its map say sizes only."""
    (view,) = views("hidden%40")
    assert repr(view) == "View(percent, <7 characters>)"
    assert repr(view.offsets) == "OffsetMap(<2 pieces>)"
    assert isinstance(view, View)


HOSTILE = [
    *("%", "A", "&", "\\", "%41", "%2541", "&amp;", "&#0", "\\u0041", '\\"', "\\ud83d\\", "41"),
    *("a ", "4-", "1\n", "a-\n", "@\n", "A\n> ", "<b>", "<!--", "=40", "=\n", "xn--a-ecp "),
    *(" at a.b.c ", " at a dot b ", "(at)", "[.]", "one ", "double ", "_1", "123_", "@a._", " @ "),
    *(
        "abc123456789",
        "\u200ba",
        "\u0430a ",
        "\u0430",
        "\uff14",
        "=\u201c",
        "1\u2011",
        "6d ",
        "109 ",
    ),
    *("A" * 40 + "\n", "\U000e0041", "\xb2", "MFRGGZDF"),
]


@pytest.mark.parametrize("piece", [*HOSTILE, "\\\\u", "a" * 16 + " ", "%25\\\\&amp;", "QUFB", "/-"])
def test_hostile_text_is_linear(piece: str) -> None:
    """200 kB of one marker are read to their end, which quadratic work would never reach."""
    text = piece * (200_000 // len(piece))
    found = views(text)
    assert sum(len(view.text) for view in found) <= 16 * len(text)
