r"""Regular expressions that users write: linear time where possible, a time budget where not.

google-re2 never backtracks, so one search costs linear time whatever the text. What it cannot
compile (look-around, back-references) runs under the `regex` engine with a budget; running out
of it raises PatternTimeout, it never means "nothing found".

What to know about google-re2 (https://github.com/google/re2/wiki/Syntax):

* `\b`, `\w`, `\d`, `\s` know ASCII only, letters of other scripts are `\pL`. `\bÄrzte\b` would
  never match, so a pattern that has both one of these and a letter outside ASCII runs under
  `regex`, where they know Unicode.
* It reads UTF-8, which has no lone surrogate code points: they are read as U+FFFD. Offsets are
  code points all the same.
* `\C` (one byte of a character) gives offsets that are none, so it is refused.
* All matches of one text together can still take quadratic time (`(?s)a(?:.*b)?`: every search
  looks at the rest of the text). So the budget is kept between matches too, by a clock that
  the caller passes: this room has none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import re2
import regex

#: Seconds that one pattern may take on one text.
BUDGET_S = 2.0
#: The longest regex that is accepted: what is longer is a list of terms.
REGEX_MAX = 4_000

Clock = Callable[[], float]

_ASCII_ONLY = re.compile(r"(?:[^\\]|\\.)*?\\[bBwW]", re.DOTALL)
_BYTE = re.compile(r"(?:[^\\]|\\[^C])*?\\C", re.DOTALL)
_LONE = re.compile("[\ud800-\udfff]")


class PatternError(Exception):
    """A regex that cannot be used; the message says why and quotes only the pattern."""


class PatternTimeout(Exception):  # noqa: N818  # it says what happened, as TimeoutError does
    """A pattern ran out of its time budget: what it would have found is not known."""


def well_formed(text: str) -> str:
    """The text with U+FFFD for each lone surrogate code point; as long as before."""
    return text if text.isascii() else _LONE.sub("\ufffd", text)


@lru_cache(maxsize=256)
def linear(pattern: str) -> Any:
    """The compiled pattern of google-re2. Raises PatternError."""
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        said = error.args[0] if error.args else ""
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        raise PatternError(words) from None
    except UnicodeEncodeError:
        raise PatternError("a lone surrogate code point is no text") from None


def fully_matches(pattern: str, text: str) -> bool:
    """Whether a pattern that google-re2 can run matches a whole text. Raises PatternError."""
    return linear(pattern).fullmatch(well_formed(text)) is not None


def unicode_words(pattern: str) -> regex.Pattern[str]:
    """A pattern of our own under the engine that knows scripts and set operations."""
    return regex.compile(pattern, regex.VERSION1)


class UserPattern:
    """A user's regex, compiled. `is_linear` says which engine runs it."""

    __slots__ = ("_compiled", "groups", "is_linear", "source")

    def __init__(self, source: str, compiled: Any, *, is_linear: bool) -> None:
        self.source = source
        self.groups: int = compiled.groups
        self.is_linear = is_linear
        self._compiled = compiled

    def __repr__(self) -> str:
        return f"UserPattern({self.source!r})"

    def finditer(
        self,
        text: str,
        *,
        group: int = 0,
        clock: Clock | None = None,
        budget_s: float | None = None,
    ) -> Iterator[tuple[int, int]]:
        """(start, end) of a group in each match, in code points; empty ones and groups that
        took no part are left out.

        Raises PatternTimeout after `budget_s` (BUDGET_S) seconds; for a pattern of google-re2
        only when there is a clock.
        """
        for start, end in self.spans(text, group=group, clock=clock, budget_s=budget_s):
            if start < end:
                yield start, end

    def spans(
        self,
        text: str,
        *,
        group: int = 0,
        clock: Clock | None = None,
        budget_s: float | None = None,
    ) -> Iterator[tuple[int, int]]:
        """Like `finditer`, with the empty ones and (-1, -1) for a group that took no part."""
        budget = BUDGET_S if budget_s is None else budget_s
        if not self.is_linear:
            yield from self._budgeted(text, group, budget)
            return
        end = clock() + budget if clock is not None else 0.0
        for match in self._compiled.finditer(well_formed(text)):
            if clock is not None and clock() > end:
                raise PatternTimeout("a pattern ran out of time")
            yield match.span(group)

    def _budgeted(self, text: str, group: int, budget: float) -> Iterator[tuple[int, int]]:
        try:
            for match in self._compiled.finditer(text, timeout=budget):
                yield match.span(group)
        except TimeoutError:
            raise PatternTimeout("a pattern ran out of time") from None


def compile_user(source: str) -> UserPattern:
    """The pattern under google-re2, else under `regex`. Raises PatternError, with a position
    where there is one."""
    if len(source) > REGEX_MAX:
        raise PatternError(f"is longer than {REGEX_MAX} characters (use terms)")
    if _BYTE.match(source) is not None:
        raise PatternError(r"\C matches parts of a character")
    try:
        compiled = linear(source)
    except PatternError:
        return UserPattern(source, _backtracking(source), is_linear=False)
    if not source.isascii() and _ASCII_ONLY.match(source) is not None:
        try:
            return UserPattern(source, _backtracking(source), is_linear=False)
        except PatternError:
            pass  # syntax that only google-re2 knows: then its ASCII words it is
    return UserPattern(source, compiled, is_linear=True)


def _backtracking(source: str) -> regex.Pattern[str]:
    try:
        return regex.compile(source)
    except regex.error as error:
        raise PatternError(str(error)) from None
    except (OverflowError, RecursionError, ValueError, IndexError, KeyError) as error:
        # The engine's own limits, which it does not wrap.
        raise PatternError(f"cannot be compiled ({type(error).__name__})") from None


#: How long a hostile string is, and how long a pattern of the backtracking engine may take on
#: it. A linear pattern takes 1 to 10 ms; a quadratic one hundreds.
_PUMP_LENGTH = 20_000
_PUMP_BUDGET_S = 0.05
_PUMPS = 120
#: A busy machine may hold up any one run.
_TRIES = 3


def check_regex(source: str, group: int = 0, examples: Iterable[str] = ()) -> list[str]:
    """What is wrong with a user's regex, for its author; nothing when it can be used.

    `examples` are texts that it should match: the best seeds of strings that make it slow.
    """
    return list(_checked(source, group, tuple(examples)))


@lru_cache(maxsize=1024)  # a reload checks the same patterns again
def _checked(source: str, group: int, examples: tuple[str, ...]) -> tuple[str, ...]:
    try:
        pattern = compile_user(source)
    except PatternError as error:
        return (f"bad regex: {error}",)
    problems = []
    if not 0 <= group <= pattern.groups:
        problems.append(f"there is no group {group} (the regex has {pattern.groups})")
    if _may_be_empty(pattern):
        problems.append("matches the empty string")
    if not pattern.is_linear and _is_slow(pattern, examples):
        problems.append(
            f"takes too long on hostile text: over {_PUMP_BUDGET_S * 1000:.0f} ms for "
            f"{_PUMP_LENGTH // 1000} kB (avoid look-around and back-references, then it "
            "runs in linear time)"
        )
    return tuple(problems)


def _may_be_empty(pattern: UserPattern) -> bool:
    try:
        return any(
            start == end
            for text in ("", "a", "A 1", "\n-")
            for start, end in pattern.spans(text, budget_s=_PUMP_BUDGET_S)
        )
    except PatternTimeout:  # pragma: no cover - a busy machine; the next check tells
        return False


def _is_slow(pattern: UserPattern, examples: tuple[str, ...]) -> bool:
    return any(_runs_out(pattern, pump) for pump in pump_strings(pattern.source, examples))


def _runs_out(pattern: UserPattern, text: str) -> bool:
    for _ in range(_TRIES):
        try:
            for _ in pattern.spans(text, budget_s=_PUMP_BUDGET_S):
                pass
        except PatternTimeout:
            continue
        return False
    return True


#: What stands for a class of characters in a hostile string.
_STAND_INS = {
    **{"d": "1", "w": "a1_", "s": " ", "p": "aB", "b": "", "B": "", "A": "", "Z": "", "z": ""},
    **{"D": "x", "W": "-", "S": "x1", "P": "1", "n": "\n", "t": "\t", "r": "\r", "Q": "", "E": ""},
}
_SYNTAX = frozenset("()[]{}|^$*+?")
_PIECE = re.compile(r"\\(?P<escaped>.)|(?P<word>[^\W_]+)|(?P<mark>[^\\])", re.DOTALL)


def pump_strings(source: str, examples: tuple[str, ...] = ()) -> list[str]:
    """Texts of 20 kB made of pieces of a regex and of its examples, each repeated, with an end
    that fits nowhere: what makes a backtracking engine try again and again."""
    words, chars, likeness = _pieces(source)
    seeds = [("", char) for char in chars]
    for example in (*examples[:4], likeness):
        step = max(1, len(example) // 8)
        seeds.append(("", example))
        seeds += [(example[:at], example[at]) for at in range(0, len(example), step)]
    seeds += [("", word) for word in words]
    seeds += [(word, char) for word in words[:4] for char in chars[:8]]
    pairs = [(one, two) for one in chars[:6] for two in chars[:6] if one != two]
    seeds += [("", one + two) for one, two in pairs] + pairs
    # The engine looks first whether a text has what the regex must have: it does.
    end = "\x00" + "".join((*words, *chars))
    unique = [seed for seed in dict.fromkeys(seeds) if seed[1]]
    return [
        (front + piece * (_PUMP_LENGTH // len(piece) + 1))[:_PUMP_LENGTH] + end
        for front, piece in unique[:_PUMPS]
    ]


def _pieces(source: str) -> tuple[list[str], list[str], str]:
    """The literal words of a regex, characters for each thing that it speaks of, and a rough
    likeness of what it matches."""
    words: list[str] = []
    chars: list[str] = []
    likeness = ""
    for match in _PIECE.finditer(source):
        escaped, word, mark = match["escaped"], match["word"], match["mark"]
        if escaped is not None:
            found = _STAND_INS.get(escaped, escaped)
        elif word is not None:
            words.append(word)
            found = word[0] + word[-1]
        else:
            found = "x" if mark == "." else mark
        chars.extend(found)
        likeness += word or ("" if mark is not None and mark in _SYNTAX else found[:1])
    return list(dict.fromkeys(words)), list(dict.fromkeys(chars)), likeness
