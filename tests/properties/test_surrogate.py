"""Surrogate shapes: digests always fit, letters alone never do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from penname.text.surrogate import Candidate, Shapes, core_from_digest, number_from_digest

SHAPES = Shapes({"PERSON", "US_SSN", "LOCATION", "DATE"})


@given(digest=st.binary(min_size=6, max_size=16), name=st.sampled_from(["PERSON", "US_SSN"]))
def test_every_digest_has_a_shape(digest: bytes, name: str) -> None:
    """Whatever the digest, the surrogates made of it are found exactly."""
    texts = [f"{name}_{core_from_digest(digest)}"]
    texts += [number_from_digest(digest, integer=flag) for flag in (True, False)]
    for text in texts:
        assert SHAPES.find(f"({text})") == Candidate(1, 1 + len(text), text)


@given(
    words=st.lists(
        st.one_of(
            st.sampled_from(
                ["person", "PERSON", "US", "SSN", "Location", "date", "data", "-", "_"]
            ),
            st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzABCKé"), min_size=1, max_size=10),
            st.integers(0, 9999).map(str),
        )
    )
)
def test_prose_is_never_a_candidate(words: list[str]) -> None:
    """Words and numbers that stand apart never look like a surrogate."""
    assert SHAPES.find_all(" ".join(words)) == []


_WORDS = "PERSON|person|US|SSN|_|\\_|-|&#95;|**|`|k7qf2m9x|K7QF2M9X|k7|790123456789012|79112345|.5"
_PIECES = st.lists(st.sampled_from([*_WORDS.split("|"), "x", "é", ".", "1", "\n", " "])).map(
    "".join
)


@given(text=_PIECES)
def test_candidate_was_unfinished_before(text: str) -> None:
    """Whatever becomes a candidate was reported at every earlier end of the text."""
    for candidate in SHAPES.find_all(text):
        for end in range(candidate.start + 1, candidate.end):
            found = dict(SHAPES.unfinished(text[:end], 0))
            if SHAPES.find(text[:end], candidate.start) is None:
                assert candidate.canonical.lower().startswith(found[candidate.start])


@given(text=_PIECES)
def test_cheap_look_misses_nothing(text: str) -> None:
    """The first look never hides a candidate that stands at a later offset."""
    for candidate in SHAPES.find_all(text):
        assert SHAPES.find(text, candidate.start) == candidate
