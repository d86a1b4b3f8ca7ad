r"""Regular expressions that users write: linear time where possible, a time budget where not.

google-re2 never backtracks, so one search costs linear time whatever the text. What it cannot
compile (look-around, back-references) runs under the `regex` engine with a budget; running out
of it raises PatternTimeout, it never means "nothing found".

What to know about google-re2 (https://github.com/google/re2/wiki/Syntax):

* Its `\b`, `\w`, `\d`, `\s` know ASCII only: of `Müller`, `\w+` would find the `M`. So `\w` is
  rewritten to letters, marks and digits of all scripts. `\b` cannot be: a find of a pattern
  with `\b` that ends inside a word for the sake of a letter outside ASCII is widened to that
  word (`José`, not `Jos`). `\bÄrzte\b` would never match, so a pattern with both `\b` and a
  letter outside ASCII runs under `regex`, where it knows Unicode. `\d` stays 0 to 9.
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

from penname.policy.regex_text import PUMP_LENGTH, all_scripts, pump_strings

#: Seconds that one pattern may take on one text.
BUDGET_S = 2.0
#: The longest regex that is accepted: what is longer is a list of terms.
REGEX_MAX = 4_000

Clock = Callable[[], float]

_BORDER = re.compile(r"(?:[^\\]|\\.)*?\\[bB]", re.DOTALL)
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


#: Scripts that write no spaces between words, or hang particles on them (Hangul).
UNSPACED = (
    r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
    r"\p{Tibetan}"
)
_IN_WORD = unicode_words(rf"[[\p{{L}}\p{{N}}\p{{M}}_]--[{UNSPACED}]]")
#: How far a find is widened; longer runs are no words.
_WIDEST = 64


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without a cut inside a word where an ASCII word border took a letter for none."""
    if _cuts(text, start):
        for _ in range(_WIDEST):
            if start == 0 or not _IN_WORD.match(text[start - 1]):
                break
            start -= 1
    if _cuts(text, end):
        for _ in range(_WIDEST):
            if end == len(text) or not _IN_WORD.match(text[end]):
                break
            end += 1
    return start, end


def _cuts(text: str, at: int) -> bool:
    beside = text[max(0, at - 1) : at + 1] if at else ""
    return (
        len(beside) == 2
        and not beside.isascii()
        and all(_IN_WORD.match(char) is not None for char in beside)
    )


class UserPattern:
    """A user's regex, compiled. `is_linear` says which engine runs it."""

    __slots__ = ("_compiled", "_has_borders", "groups", "is_linear", "source")

    def __init__(self, source: str, compiled: Any, *, is_linear: bool) -> None:
        self.source = source
        self.groups: int = compiled.groups
        self.is_linear = is_linear
        self._compiled = compiled
        self._has_borders = is_linear and _BORDER.match(source) is not None

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
        widens = self._has_borders and not text.isascii()
        for start, end in self.spans(text, group=group, clock=clock, budget_s=budget_s):
            if start < end:
                yield _widened(text, start, end) if widens else (start, end)

    def spans(
        self,
        text: str,
        *,
        group: int = 0,
        clock: Clock | None = None,
        budget_s: float | None = None,
    ) -> Iterator[tuple[int, int]]:
        """Like `finditer`, as the engine says them: with the empty ones, (-1, -1) for a group
        that took no part, and not widened."""
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
    compiled = _linear_unicode(source)
    if compiled is None:
        return UserPattern(source, _backtracking(source), is_linear=False)
    if not source.isascii() and _BORDER.match(source) is not None:
        try:
            return UserPattern(source, _backtracking(source), is_linear=False)
        except PatternError:
            pass  # syntax that only google-re2 knows: then its ASCII borders it is
    return UserPattern(source, compiled, is_linear=True)


def _linear_unicode(source: str) -> Any:
    """The pattern of google-re2 with `\\w` for all scripts; None when it cannot run it."""
    for form in (all_scripts(source), source):
        try:
            return linear(form)
        except PatternError:
            continue
    return None


def _backtracking(source: str) -> regex.Pattern[str]:
    try:
        return regex.compile(source)
    except regex.error as error:
        raise PatternError(str(error)) from None
    except (OverflowError, RecursionError, ValueError, IndexError, KeyError) as error:
        # The engine's own limits, which it does not wrap.
        raise PatternError(f"cannot be compiled ({type(error).__name__})") from None


#: How long a pattern of the backtracking engine may take on a hostile string of 20 kB. A linear
#: one takes up to 25 ms, a quadratic one 600 ms and more.
_PUMP_BUDGET_S = 0.05
#: A busy or slow machine must not refuse a good pattern: it has more tries, the last one longer.
_TRIES_S = (_PUMP_BUDGET_S, _PUMP_BUDGET_S, 4 * _PUMP_BUDGET_S)


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
            f"{PUMP_LENGTH // 1000} kB (avoid look-around and back-references, then it "
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
    for budget_s in _TRIES_S:
        try:
            for _ in pattern.spans(text, budget_s=budget_s):
                pass
        except PatternTimeout:
            continue
        return False
    return True
