"""Users' regexes: which engine, offsets in any text, budgets, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from penname.policy import patterns
from penname.policy.patterns import (
    PatternError,
    PatternTimeout,
    check_regex,
    compile_user,
    fully_matches,
    linear,
    unicode_words,
    well_formed,
)
from penname.policy.regex_text import pump_strings

#: Look-ahead, so the backtracking engine; exponential.
SLOW = r"(?:a|aa)+(?=z)"


def found(regex: str, text: str, group: int = 0) -> list[str]:
    pattern = compile_user(regex)
    return [text[start:end] for start, end in pattern.finditer(text, group=group)]


@pytest.mark.parametrize(
    ("regex", "is_linear"),
    [
        (r"\bEMP-\d{6}\b", True),
        (r"(?i)mrn[:#]?\s*(\d+)", True),
        (r"[\pL]+", True),
        ("é+", True),
        (r"\\b é", True),
        (r"\bÄrzte\b", False),
        (r"(?<!\d)\d{3}(?!\d)", False),
        (r"(.)\1", False),
        (r"a{2000}", False),
        (r"\Aa\Z", False),
        (r"(?U)\bÄ", True),
    ],
)
def test_linear_engine_where_possible(regex: str, is_linear: bool) -> None:
    """google-re2 runs what it can compile, but ASCII word borders beside other letters."""
    pattern = compile_user(regex)
    assert pattern.is_linear is is_linear
    assert repr(pattern) == f"UserPattern({regex!r})"
    assert pattern.source == regex


@pytest.mark.parametrize(
    "text",
    [
        "x EMP-1 y",
        "é EMP-1 ü",
        "\U0001f600\U0001f600 EMP-1",
        "e\u0301 EMP-1",
        "\ud83d EMP-1 \udc00",
    ],
)
@pytest.mark.parametrize("regex", [r"EMP-\d", r"EMP-\d(?!\d)"])
def test_offsets_are_code_points(regex: str, text: str) -> None:
    """Offsets point at the find whatever stands before it, lone surrogates too."""
    assert found(regex, text) == ["EMP-1"]


def test_lone_surrogates_keep_lengths() -> None:
    """A text is as long as before, and one without them is given on as it is."""
    assert well_formed("a\ud800b\udfff") == "a\ufffdb\ufffd"
    assert well_formed("abc") == "abc"
    assert well_formed("äbc") == "äbc"


@pytest.mark.parametrize("regex", [r"ID(\d*)(?:x)?", r"ID(\d*)(?:x)?(?!y)"])
def test_empty_finds_are_left_out(regex: str) -> None:
    """An empty group is no find; nor is one that took no part."""
    assert found(regex, "ID ID7 ID", group=1) == ["7"]
    optional = regex.replace(r"(\d*)", r"(\d+)?")
    assert found(optional, "ID ID7 ID", group=1) == ["7"]
    assert (-1, -1) in list(compile_user(optional).spans("ID", group=1))


@pytest.mark.parametrize(
    ("regex", "message"),
    [
        ("a(b", "missing ) at position 3"),
        ("[z-a]", "bad character range at position 4"),
        ("a**", "multiple repeat at position 2"),
        (r"\C", "matches parts of a character"),
        (r"a\\\Cb", "matches parts of a character"),
        ("x" * 4001, "longer than 4000"),
    ],
)
def test_bad_regexes_say_where(regex: str, message: str) -> None:
    """A regex that no engine takes is an error with its place."""
    with pytest.raises(PatternError, match=message.replace(")", r"\)")):
        compile_user(regex)
    (problem,) = check_regex(regex)
    assert problem.startswith("bad regex: ")
    assert message in problem


def test_engine_limits_are_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the engine raises beside its own error is a PatternError too."""

    def overflow(pattern: str) -> None:
        raise OverflowError

    monkeypatch.setattr("penname.policy.patterns.regex.compile", overflow)
    with pytest.raises(PatternError, match="OverflowError"):
        compile_user("a(?=b)")


def test_backslash_c_needs_a_real_escape() -> None:
    """An escaped backslash before a C is no byte class."""
    assert found(r"\\C", r"a\Cb") == [r"\C"]


@pytest.mark.parametrize("regex", ["(?=x)", r"\Z", "(", "\ud800"])
def test_allow_patterns_must_be_linear(regex: str) -> None:
    """Where only google-re2 will do, its complaint is readable."""
    with pytest.raises(PatternError) as caught:
        linear(regex)
    assert "b'" not in str(caught.value)


def test_full_matches_take_any_text() -> None:
    """A whole-text match is one; a lone surrogate is a text like any other."""
    assert fully_matches(r"[a-z]+@example\.org", "ann@example.org")
    assert not fully_matches(r"[a-z]+@example\.org", "ann@example.org\n")
    assert not fully_matches("a", "a\ud800")
    assert fully_matches("a.", "a\ud800")


def test_budget_is_an_error() -> None:
    """Running out of time is PatternTimeout, never a pattern that found nothing."""
    pattern = compile_user(SLOW)
    with pytest.raises(PatternTimeout):
        list(pattern.finditer("a" * 60 + "b", budget_s=0.02))


def test_default_budget_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a budget of its own a call has that of the module."""
    monkeypatch.setattr(patterns, "BUDGET_S", 0.02)
    with pytest.raises(PatternTimeout):
        list(compile_user(SLOW).finditer("a" * 60 + "b"))


def test_linear_engine_has_a_budget_too() -> None:
    """All matches together may take quadratic time: with a clock that ends as well."""

    def ticks() -> Iterator[float]:
        yield from map(float, range(1000))

    times = ticks()
    pattern = compile_user("a")
    assert len(list(pattern.finditer("aaa", clock=lambda: next(times), budget_s=50))) == 3
    with pytest.raises(PatternTimeout):
        list(pattern.finditer("a" * 100, clock=lambda: next(times), budget_s=50))


@pytest.mark.parametrize(
    "regex",
    [
        r"\bEMP-\d{6}\b",
        r"(?i)\bMRN[:#]?\s*(\d{6,10})\b",
        r"(?<![\w-])[A-Z]{2}\d{6}(?![\w-])",
        r"(?<!\d)(?:\d[ -]?){13,16}(?!\d)",
        r"(?<![\w.])[\w.]{1,64}@[\w.]+\.\w+",
        r"(?<!\w)(?:[A-Z]\w+ ){2,5}(?!\w)",
    ],
)
def test_usual_patterns_pass(regex: str) -> None:
    """What security teams write passes all checks."""
    assert check_regex(regex) == []


@pytest.mark.parametrize(
    "regex",
    [
        SLOW,
        r"(?<!\w)(a+)+$",
        r"(\w+)\s+\1",
        r"^(?=.*secret)(\w+\s?)*$",
        r"(?!x)(.*?,){11}P",
        r"(?<!a)[\w.]+@[\w.]+\.\w+",
        r"(?<=\W)(([a-z])+.)+[A-Z]([a-z])+$",
        r"(?<!x)<(\w+)[^>]*>.*?</\1>",
    ],
)
def test_catastrophic_patterns_are_refused(regex: str) -> None:
    """A pattern of the backtracking engine that some text makes slow does not load."""
    (problem,) = check_regex(regex)
    assert "hostile text" in problem


def test_examples_seed_hostile_texts() -> None:
    """What a pattern should match shows how to make it slow."""
    example = "q:" + "z" * 10
    pumps = pump_strings("x", (example,))
    assert any(pump.startswith("q:zzzzz") for pump in pumps)
    assert all(20_000 < len(pump) < 21_000 for pump in pumps)
    assert check_regex("EMP-[0-9]{6}(?!x)", 0, ["EMP-123456"]) == []


@pytest.mark.parametrize(
    ("regex", "group", "words"),
    [
        ("a", 1, "there is no group 1"),
        ("a", -1, "there is no group -1"),
        ("(a)", 2, "there is no group 2"),
        ("", 0, "empty string"),
        (r"\d*", 0, "empty string"),
        (r"\b", 0, "empty string"),
        ("(?=a)", 0, "empty string"),
    ],
)
def test_useless_patterns_are_refused(regex: str, group: int, words: str) -> None:
    """A group that is not there and a pattern of nothing are problems."""
    (problem,) = check_regex(regex, group)
    assert words in problem


@pytest.mark.parametrize(
    ("regex", "text", "hits"),
    [
        (r"Frau (\w+)", "Frau Müller kam", ["Müller"]),
        (r"Frau ([\w-]+)", "Frau Mu\u0308ller-Lüdenscheidt", ["Mu\u0308ller-Lüdenscheidt"]),
        (r"([\w-.]+)", "zoë-x.y_1", ["zoë-x.y_1"]),
        (r"x(\W)y", "xéy x y", [" "]),
        (r"x([^\w])y", "xéy x y", [" "]),
        (r"\b(\w+)\b", "José Émile (Ñandú) O", ["José", "Émile", "Ñandú", "O"]),
        (r"\b([a-z]+)\b", "josé", ["josé"]),
        (r"\b(\d{5})\b", "IDは12345です", ["12345"]),
        (r"\b(\d{5})\b", "é12345é 67890", ["é12345é", "67890"]),
        (r"\b(\d{5})\b", "12345", ["12345"]),
        (r"(\d{5})", "é12345é", ["12345"]),
        (r"\b(a)\b", "é" * 80 + "a" + "é" * 80, ["é" * 64 + "a" + "é" * 64]),
        (r"\b(b)", "ab éb", ["éb"]),
    ],
)
def test_words_know_all_scripts(regex: str, text: str, hits: list[str]) -> None:
    """No letter outside ASCII ends a word, so none is left behind beside a find."""
    assert compile_user(regex).is_linear
    assert found(regex, text, group=1) == hits


def test_own_words_know_scripts() -> None:
    """Patterns of our own may subtract sets."""
    assert unicode_words(r"[\p{L}--\p{Han}]+").findall("aé田b") == ["aé", "b"]
