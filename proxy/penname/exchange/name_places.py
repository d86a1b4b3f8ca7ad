"""Whether what reads like a known name is one where it stands.

A name that is a word too needs a capital inside a sentence; inside an identifier only a whole
name counts; between the words of a name stands what people put there.
"""

from __future__ import annotations

import re

from penname.text.ambiguous_words import is_common, is_doubtful
from penname.text.machine_words import MACHINES, TECH
from penname.text.names import is_initial, is_particle, is_title
from penname.text.words import Word, is_cased

_MIN_LETTERS = 3
#: Between the words of one name; behind an initial also with a dot.
_GAP = re.compile(r"[ \u00a0]{1,2}|, ?|[-._+'\u2019\u2010\u2011]|%20")
_DOTTED_GAP = re.compile(r"\.? ?")
#: Between two words inside a sentence.
_INNER_GAP = re.compile(r"[ \u00a0,&/+-]{1,4}")
#: Behind a word like `Jan` or `Mai`, a date.
_DATE_AFTER = re.compile(r"[ .-]{0,2}[0-9]")
_TITLE_GAP = re.compile(r"\.?[ \u00a0]?")
_DIGITS = "0123456789"
#: Beside an initial in small letters: `m.schmidt`, `o'neil`.
_GLUE = frozenset("._-+'\u2019")
#: Right behind a word in small letters, these make it a name of a program's own.
_CODE_AFTER = re.compile(r"\(|[ ]{0,2}:?=[^=]|\.[a-z]")
_IN_IDENTIFIER = "_$"
_APOSTROPHES = ("'", "\u2019")
#: Digits that make an account of a name, and what makes it a part of something else.
_NUMBER = re.compile(r"[0-9]{2,4}(?![\w(=$-]|\.[a-z])")
_NOT_BEFORE = "_$/-."
_MIN_NUMBERED = 5
_ARTICLES_TEXT = """
the a an der die das den dem des ein eine einen einem einer le la les un une el los las una il lo
gli o os as um uma de het een
"""
_ARTICLES = frozenset(_ARTICLES_TEXT.split())


class NamePlaces:
    """The words of one text as places where a name can stand."""

    def __init__(self, text: str, words: list[Word]) -> None:
        self._text = text
        self._words = words

    def span(self, at: int, count: int) -> tuple[int, int]:
        """Where a name stands; the digits of `mschmidt84` belong to it."""
        start, end = self._words[at][0], self._words[at + count - 1][1]
        while end < len(self._text) and self._text[end] in _DIGITS:
            end += 1
        return start, end

    def holds_whole(self, at: int, count: int) -> bool:
        """Whether these words, which are a known name of several words, stand for it."""
        words = self._words[at : at + count]
        gaps = [self._gap(one) for one in range(at, at + count - 1)]
        for one, gap in zip(words, gaps, strict=False):
            dotted = is_initial(one[2]) and _DOTTED_GAP.fullmatch(gap) is not None
            if not dotted and _GAP.fullmatch(gap) is None:
                return False
        if not self._initials_stand(words, gaps):
            return False
        telling = [one for one in words if not is_initial(one[2]) and not is_particle(one[2])]
        if all(is_doubtful(one[2]) or is_common(one[2]) for one in telling):
            return all(self._text[one[0]].isupper() for one in telling)
        return True

    def comma(self, at: int, count: int) -> int:
        """How many of these words stand before the first comma between them; 0 without one."""
        gaps = (self._gap(one) for one in range(at, at + count - 1))
        return next((before for before, gap in enumerate(gaps, 1) if "," in gap), 0)

    def holds_single(self, at: int, *, genitive: bool) -> bool:
        """Whether one word of a known name (with an s behind it: `genitive`) stands for it."""
        start, end, word = self._words[at]
        word = word[:-1] if genitive else word
        doubtful, common = is_doubtful(word), is_common(word)
        if genitive and (len(word) <= _MIN_LETTERS or doubtful or common):
            return False
        if self._is_numbered(start, end, word) and not genitive:
            return not (doubtful or common or word in TECH or word in MACHINES)
        if self._is_inside(start, end) or self._is_code(start, end):
            return False
        if self._is_titled(at):
            return self._text[start].isupper()
        if common or (len(word) < _MIN_LETTERS and is_cased(word)):
            return False
        if (word in TECH or word in MACHINES) and not self._text[start:end].istitle():
            return False  # `kafka` where Kafka is known
        return not doubtful or self._is_capital_inside(at)

    def _gap(self, at: int) -> str:
        """What stands between a word and the next."""
        return self._text[self._words[at][1] : self._words[at + 1][0]]

    def _initials_stand(self, words: list[Word], gaps: list[str]) -> bool:
        """Whether the single letters among the words of a name are initials.

        They are capitals, but for those of `m.schmidt`; a last one has a dot or a comma.
        """
        for at, (start, end, word) in enumerate(words):
            if not is_initial(word):
                continue
            beside = gaps[at] if at < len(gaps) else gaps[-1]
            if not self._text[start].isupper() and beside not in _GLUE:
                return False
            if at == len(gaps) and not self._ends_name(beside, self._text[end : end + 1]):
                return False
        return True

    def _ends_name(self, beside: str, following: str) -> bool:
        """Whether a last initial is one: `Schmidt, M`, `Maria S.`, `maria_s`; not of `Maria's.`"""
        if beside in _APOSTROPHES:
            return False
        if beside == "_":
            return not (following.isalpha() or (following and following in "_$(="))
        return following == "." or "," in beside

    def _is_inside(self, start: int, end: int) -> bool:
        """Whether a word is a part of something longer that is no sentence."""
        before, after = self._text[start - 1 : start], self._text[end : end + 1]
        return any(one.isalnum() or one in _IN_IDENTIFIER for one in (before, after) if one)

    def _is_numbered(self, start: int, end: int, word: str) -> bool:
        """Whether a word is an account by its digits: `Schmidt2024`, and no part of more."""
        before = self._text[start - 1 : start]
        if len(word) < _MIN_NUMBERED or before.isalnum() or (before and before in _NOT_BEFORE):
            return False
        return _NUMBER.match(self._text, end) is not None

    def _is_code(self, start: int, end: int) -> bool:
        """Whether a word in small letters is a variable, a member, an option or a call."""
        if not self._text[start:end].islower():
            return False
        before, further = self._text[start - 1 : start], self._text[max(0, start - 2) : start - 1]
        return (
            _CODE_AFTER.match(self._text, end) is not None
            or (before == "." and further.isalnum())
            or (before == "-" and not further.isalnum())
        )

    def _is_titled(self, at: int) -> bool:
        """Whether a title stands right before a word: `Mr. May`."""
        return (
            at > 0
            and is_title(self._words[at - 1][2])
            and _TITLE_GAP.fullmatch(self._gap(at - 1)) is not None
        )

    def _is_capital_inside(self, at: int) -> bool:
        """Whether a word has a capital though it begins no sentence and follows no article."""
        start, end, _ = self._words[at]
        raw = self._text[start:end]
        return (
            at > 0
            and raw[0].isupper()
            and not raw.isupper()
            and _INNER_GAP.fullmatch(self._gap(at - 1)) is not None
            and self._words[at - 1][2] not in _ARTICLES
            and _DATE_AFTER.match(self._text, end) is None
        )
