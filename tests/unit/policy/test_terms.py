"""Terms in running text: borders, scripts, forms of one letter, size."""

from __future__ import annotations

import pytest

from penname.policy.terms import TERM_MAX, TermIndex, atoms, term_problem
from tests.work import calls, growth


def found(terms: list[str], text: str) -> list[str]:
    return [text[start:end] for start, end in TermIndex(terms).finditer(text)]


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("falcon", "Falcon, FALCON; falcons", ["Falcon", "FALCON"]),
        ("falcon", "project_falcon falcon-2 (falcon) falcon", ["falcon"] * 4),
        ("falcon", "falcon2 2falcon xfalcon éfalcon falconé", []),
        ("Project Falcon", "project\n  FALCON project-falcon projectfalcon", ["project\n  FALCON"]),
        ("C++", "c++ and C", ["c++"]),
        ("ACME Corp.", "at acme corp. today, acme corp", ["acme corp."]),
        ("@home", "me@home @home", ["@home", "@home"]),
        ("AB-12", "ab-12 ab\u201112 AB 12 AB-123", ["ab-12", "ab\u201112"]),
        ("O'Neil", "O\u2019Neil o'neil", ["O\u2019Neil", "o'neil"]),
        ("  trimmed ", "is trimmed here", ["trimmed"]),
        ("42", "42 421 4.2 x42", ["42"]),
    ],
)
def test_terms_stand_between_borders(term: str, text: str, hits: list[str]) -> None:
    """A term is found as whole words in any case, and nowhere inside a word."""
    assert found([term], text) == hits


@pytest.mark.parametrize(
    ("term", "text", "hits"),
    [
        ("Müller", "MÜLLER Mu\u0308ller Mullers", ["MÜLLER", "Mu\u0308ller"]),
        ("Mu\u0308ller", "Müller", ["Müller"]),
        ("Straße", "STRASSE straße", ["STRASSE", "straße"]),
        ("Ärzte", "(ärzte)", ["ärzte"]),
        ("İzmir", "i\u0307zmir İZMİR izmir", ["i\u0307zmir", "İZMİR", "izmir"]),
        ("DIYAR", "dıyar", ["dıyar"]),
        ("acme", "\uff21\uff23\uff2d\uff25", ["\uff21\uff23\uff2d\uff25"]),
        ("falcon", "fal\u00adcon fal\u200bcon\u200b", ["fal\u00adcon", "fal\u200bcon"]),
        ("Иванов", "иванов Ивановы", ["иванов"]),
        ("نور", "مع نور هنا", ["نور"]),
        ("田中", "田中さんは", ["田中"]),
        ("さくら", "これはさくらです", ["さくら"]),
        ("\u304c", "\u304b\u3099", ["\u304b\u3099"]),
        ("김철수", "김철수는 갔다", ["김철수"]),
        ("김", "\u1100\u1175\u11b7", ["\u1100\u1175\u11b7"]),
        ("สมชาย", "คุณสมชายมา", ["สมชาย"]),
        ("\U0001f985", "x\U0001f985y", ["\U0001f985"]),
        ("\u2764\ufe0f", "I \u2764 it \u2764\ufe0f", ["\u2764", "\u2764"]),
        ("a\ud800b", "A\ud800B", ["A\ud800B"]),
    ],
)
def test_terms_in_any_script(term: str, text: str, hits: list[str]) -> None:
    """Composed or not, full width or not, with spaces between words or not."""
    assert found([term], text) == hits


def test_longest_term_wins() -> None:
    """At one place the longest term counts; terms that cross are both reported."""
    assert found(["acme", "acme corp", "acme corp east"], "acme corp west") == ["acme corp"]
    assert found(["a b", "b c", "b"], "a b c") == ["a b", "b c"]
    assert found(["a b c d"], "a b c") == []
    assert found(["a b", "a b c d"], "a b c") == ["a b"]


def test_no_terms_find_nothing() -> None:
    """An empty list is no list of everything."""
    assert found([], "anything") == []


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        ("", "can be seen"),
        (" \n", "can be seen"),
        ("\u200b", "can be seen"),
        ("x" * (TERM_MAX + 1), "at most 200"),
        ("x" * TERM_MAX, ""),
        ("-", ""),
        ("a " * 32 + "a", "at most 64"),
    ],
)
def test_terms_that_cannot_be(term: str, problem: str) -> None:
    """What would never be found, and what would fill memory, is refused."""
    assert problem in term_problem(term)
    assert bool(problem) is bool(term_problem(term))
    if problem:
        with pytest.raises(ValueError, match=problem):
            TermIndex([term])


def test_index_shows_no_terms() -> None:
    """A term may be secret: the repr counts them only."""
    assert repr(TermIndex(["a", "b c"])) == "TermIndex(<2 terms>)"


def test_atoms_cover_the_text() -> None:
    """Every visible character is in exactly one atom, in order."""
    text = "Añ o' 田中\u200b\ud800 \U0001f469\u200d\U0001f4bb e\u0301_9"
    seen = [text[start:end] for _, start, end in atoms(text)]
    assert "".join(seen) == text.replace("\u200b", "").replace("\u200d", "")


def test_many_terms_stay_cheap() -> None:
    """Twice the terms load with twice the calls, and finding takes no more than with ten."""
    names = [f"Name{n % 300} Family{n}" for n in range(50_000)]
    loading = calls(lambda: TermIndex(names[:1_000]))
    assert calls(lambda: TermIndex(names[:2_000])) < 2.1 * loading
    few, many = TermIndex(names[:10]), TermIndex(names)
    text = "Dear Name7 Family49807, we write about Name8 Family12. " * 100
    assert len(list(many.finditer(text))) == 100
    assert calls(lambda: list(many.finditer(text))) < 1.1 * calls(lambda: list(few.finditer(text)))


@pytest.mark.parametrize("unit", ["a ", "\u200b", "e\u0301", "a\u00ad", "田", "-", " \n", "é"])
def test_cost_is_linear_in_the_text(unit: str) -> None:
    """Twice the text takes twice the calls, also where terms nearly match."""
    index = TermIndex([unit * 10 + "b", (unit * 90)[:61] + "b", "x"])

    def read(size: int) -> None:
        list(index.finditer((unit * size)[:size]))

    assert growth(read, 2_000) < 2.2
    read(30_000)
