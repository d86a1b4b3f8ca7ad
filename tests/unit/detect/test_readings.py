"""Detection in every reading: what a find in a view is worth, and where it stands."""

from __future__ import annotations

import base64
import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

import pytest

from penname.detect.contract import DetectionError, Segment
from penname.detect.readings import BY_SENTENCE, in_all_readings
from penname.detect.spacy_names import SpacyNames
from penname.text.spans import Span

VALUE = "maria@example.org"
ADDRESS = re.compile(r"[a-z.]+@example\.org")


class Finder:
    """Finds addresses, and remembers what it was asked, call by call."""

    def __init__(self, pattern: re.Pattern[str] = ADDRESS, entity_type: str = "EMAIL") -> None:
        self.pattern, self.entity_type = pattern, entity_type
        self.calls: list[list[Segment]] = []

    def __call__(self, segments: Sequence[Segment]) -> list[tuple[Span, ...]]:
        self.calls.append(list(segments))
        return [
            tuple(
                Span(*match.span(), self.entity_type, 0.7, "finder")
                for match in self.pattern.finditer(segment.text)
            )
            for segment in segments
        ]


def b64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def found(text: str, finder: Finder | None = None) -> list[tuple[str, str]]:
    """(raw text, view) of each span."""
    (spans,) = in_all_readings([Segment(text)], finder or Finder())
    return [(text[span.start : span.end], span.view) for span in spans]


def test_analyze_is_called_once() -> None:
    """All segments and then all their views are one call, each view with its text's hint."""
    finder = Finder()
    texts = [Segment("a%40b", "from"), Segment("plain", "body"), Segment("&lt;c", "to")]
    in_all_readings(texts, finder)
    assert finder.calls == [[*texts, Segment("a@b", "from"), Segment("<c", "to")]]


def test_views_of_texts_without_names() -> None:
    """What is not to be searched for names is not in its views either."""
    finder = Finder()
    in_all_readings([Segment("a%40b", "from", names=False)], finder)
    assert [segment.names for segment in finder.calls[0]] == [False, False]


def test_nothing_asks_for_nothing() -> None:
    """Without segments there are no answers; the call is made all the same."""
    finder = Finder()
    assert in_all_readings([], finder) == []
    assert finder.calls == [[]]


def test_raw_finds_are_kept() -> None:
    """What is found in the text as it came is given on as it is, segment for segment."""
    finder = Finder()
    texts = [Segment(f"to {VALUE}"), Segment(""), Segment(VALUE)]
    assert in_all_readings(texts, finder) == [
        (Span(3, 20, "EMAIL", 0.7, "finder"),),
        (),
        (Span(0, 17, "EMAIL", 0.7, "finder"),),
    ]


@pytest.mark.parametrize(
    ("encoded", "view"),
    [
        (quote(VALUE), "percent"),
        ("maria&commat;example.org", "html"),
        (b64(f"write to {VALUE} now"), "base64"),
        (b64(quote(f"write to {VALUE} now")), "base64+percent"),
        (quote(quote(VALUE)), "percent+percent"),
    ],
)
def test_encoded_finds_cover_raw_units(encoded: str, view: str) -> None:
    """A find in a view covers the encoded value in the raw text, and names the view."""
    assert found(f"see {encoded} there") == [(encoded, view)]


def test_finds_end_at_whole_units() -> None:
    """A find that starts or ends within a decoded unit takes the whole unit, never a part."""
    inside = Finder(re.compile("@example"))
    assert found("see maria%40example.org there", inside) == [("%40example", "percent")]
    run = b64("write to maria@example.org now")
    assert found(f"see {run} there", Finder(re.compile("maria"))) == [(run, "base64")]


def test_spans_keep_score_and_recognizer() -> None:
    """Only offsets and the view's name change on the way to the raw text."""
    assert in_all_readings([Segment("%6daria@example.org")], Finder()) == [
        (
            Span(2, 19, "EMAIL", 0.7, "finder"),  # in the raw text: "daria@…"
            Span(0, 19, "EMAIL", 0.7, "finder", "percent"),
        )
    ]


def test_same_words_count_once() -> None:
    """What reads the same in view and text is judged in the raw text only."""
    assert found(f"100%25 of {VALUE} &amp; co") == [(VALUE, "raw")]


def test_views_add_no_second_opinion() -> None:
    """A find that only a view's surroundings allow, in words that read the same, is none."""
    picky = Finder(re.compile(r"(?<=@ )ada"))
    assert found("%40 ada", picky) == []
    assert found("%40 ad%61", picky) == [("ad%61", "percent")]


def test_borders_count_for_patterns() -> None:
    """A number that only the view has a border for is found; a name that reads the same is not."""
    number = Finder(re.compile(r"(?<!\w)\d{16}(?!\w)"), "CREDIT_CARD")
    assert found("user_4111111111111111_x", number) == [("4111111111111111", "split")]
    assert found("user_4111111111111111_x", Finder(number.pattern, "PERSON")) == []


def test_finds_do_not_cross_gaps() -> None:
    """What a pattern takes from two places of a text is masked in both, and not in between."""
    greedy = Finder(re.compile(r"a@b[\s\S]*c@d"))
    text = f"a%40b {'lorem ipsum ' * 60}c%40d"
    (first, *_, last) = found(text, greedy)
    assert first[0].startswith("a%40b lorem")
    assert last[0].endswith("ipsum c%40d")
    assert len(first[0]) + len(last[0]) < len(text) - 100


def test_surer_finds_replace_others() -> None:
    """Of two views that say the same of one place, the surer one is believed."""

    def score(segments: Sequence[Segment]) -> list[tuple[Span, ...]]:
        surer = Finder(re.compile("(?<=<)[a-z]+@[a-z.]+"))(segments)
        return [
            (*one, *(replace(span, score=0.9) for span in two))
            for one, two in zip(Finder()(segments), surer, strict=True)
        ]

    (spans,) = in_all_readings([Segment("&lt;maria%40example.org")], score)
    assert [(span.score, span.view) for span in spans] == [(0.9, "percent+html")]


def test_language_models_read_sentences_only() -> None:
    """A view that is no sentence is read for patterns alone."""
    finder = Finder()
    in_all_readings([Segment("m a r i a @ x . o r g"), Segment("Mа%72iа")], finder)
    asked = {segment.text: segment.names for segment in finder.calls[0]}
    assert asked["maria@x.org"] is False
    assert asked["Maria"] is True


def test_sentence_types_are_those_of_the_model() -> None:
    """The types that are judged without borders are the language model's."""
    assert SpacyNames.entity_types | {"TITLE", "JOB_TITLE"} == BY_SENTENCE


def test_two_views_give_one_find() -> None:
    """A place that two views read as the same type is one span, of the first view."""
    assert found(f"{quote(VALUE)} &amp; co") == [(quote(VALUE), "percent")]


def test_two_types_in_one_place_stay() -> None:
    """Another type in the same place of a view is another span."""

    def both(segments: Sequence[Segment]) -> list[tuple[Span, ...]]:
        pairs = zip(Finder()(segments), Finder(entity_type="USER")(segments), strict=True)
        return [one + two for one, two in pairs]

    (spans,) = in_all_readings([Segment(quote(VALUE))], both)
    assert [(span.entity_type, span.view) for span in spans] == [
        ("EMAIL", "percent"),
        ("USER", "percent"),
    ]


def test_each_view_goes_to_its_text() -> None:
    """Finds of views end up at the segment whose text was decoded."""
    texts = [Segment("none%20here"), Segment(f"x {quote(VALUE)}"), Segment(VALUE)]
    counts = [[span.view for span in spans] for spans in in_all_readings(texts, Finder())]
    assert counts == [[], ["percent"], ["raw"]]


def test_failures_are_not_swallowed() -> None:
    """A detection that fails, or answers too little, is an error and not "nothing found"."""

    def fail(_segments: Sequence[Segment]) -> list[tuple[Span, ...]]:
        raise DetectionError("a pattern ran out of time")

    with pytest.raises(DetectionError):
        in_all_readings([Segment("a")], fail)
    with pytest.raises(ValueError, match="shorter"):
        in_all_readings([Segment("a%40b")], lambda segments: Finder()(segments)[:1])


def test_titles_tell_no_names_where_none_are_wanted() -> None:
    """In the model's own words a name behind a title is as little new as one by the model."""

    def named(segments: Sequence[Segment]) -> list[tuple[Span, ...]]:
        one = Span(4, 9, "PERSON", 0.85, "titled-name")
        return [(one, replace(one, recognizer="finder")) for _ in segments]

    asked = Segment("Mr. Abara called")
    wanted, unwanted = in_all_readings([asked, replace(asked, names=False)], named)
    assert [span.recognizer for span in wanted] == ["titled-name", "finder"]
    assert [span.recognizer for span in unwanted] == ["finder"]
