"""Names of people behind words that say so: "Mr. …", "my name is …", "Kind regards,\\n…".

Titles, introductions, greetings and closings of seven languages, and the name before a mail
address in angle brackets. A text is read word by word; at each telling word of `title_words`
its patterns are tried. What of the words behind it is the name, `name_shape` says: only the
name is found, the title stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import regex

from penname.detect import title_words as words
from penname.detect.labelled import any_of
from penname.detect.name_shape import is_whole_name, name_end
from penname.detect.scan import Hit, Recipe, finditer
from penname.detect.secret_names import fold

_BLANK = "(?:[ \u00a0]{1,2})"
_LINE_END = r"(?:\r?\n|\\r\\n|\\n)"
_MARGIN = r"[ \t>|*]{0,8}+"
#: A blank, or behind a point the end of a line that was wrapped.
_WRAP = rf"(?:{_BLANK}|(?<=\.)(?:\r?\n(?:>[ ]?)?|(?=\p{{Lu}})))"


class Rule(NamedTuple):
    """A pattern that begins at a telling word and ends where a name does begin; what counts."""

    pattern: regex.Pattern[str]
    score: float
    small: bool = False
    behind: regex.Pattern[str] | None = None


def _spaced(pattern: str) -> str:
    return pattern.replace(" ", _BLANK)


def _introduction(cue: words.Cue) -> Rule:
    before = rf"(?<=(?<![\p{{L}}\d_])(?i:{_spaced(cue.before)}))" if cue.before else ""
    behind = rf"(?i:{_spaced(cue.behind)})(?:{_WRAP}|(?<=[:/])[ ]?)[\"'“„«*_]{{0,2}}+"
    return Rule(regex.compile(rf"{before}\p{{L}}++{behind}"), 0.8, cue.small)


#: Behind the name of a greeting; behind that of a closing, which has its line for itself.
_GREETED = regex.compile(rf"[ ]?(?:[,!:;–-]|\.(?!\w)|{_LINE_END}|\Z)")
_CLOSED = regex.compile(
    rf"[ ]{{0,3}}(?:[,.|(*_–-]{{0,3}}[ ]{{0,3}}{_LINE_END}|[,|(][ ]|[.*_]{{0,2}}[ ]?[\"']?\Z)"
)


def _greeting(cue: words.Cue) -> Rule:
    before = rf"(?<=(?i:{_spaced(cue.before)}))" if cue.before else r"(?<!['’])"
    pattern = rf"{before}\p{{L}}++,?{_BLANK}(?=\p{{Lu}}|\p{{Lo}})"
    return Rule(regex.compile(pattern), 0.65, behind=_GREETED)


def _closing(sign: str) -> Rule:
    """The closing's own line is short, and has no words but its own before the next one."""
    line = rf"(?<=(?:\A|\n|\\n|[.!?][ ]){_MARGIN}(?:[\p{{L}}'’]{{1,12}}[ ]){{0,4}})"
    below = rf"(?:[ ][\p{{L}}'’]{{1,12}}){{0,5}}[ ]?{sign}[ ]{{0,3}}(?:{_LINE_END}{_MARGIN}){{1,3}}"
    pattern = rf"{line}\p{{L}}++(?:{below}|,[ ](?=\p{{Lu}}))(?:[-–—~*_]{{1,2}}[ ]?)?"
    return Rule(regex.compile(pattern), 0.75, small=True, behind=_CLOSED)


_DEGREES = rf"(?i:{_spaced(words.DEGREES)}){{0,5}}+{_WRAP}"
_START = r"(?<![\d_.@/$-])"
_SURE = Rule(regex.compile(rf"{_START}\p{{L}}++\.?{_DEGREES}"), 0.85, small=True)
_CAPITAL = Rule(
    regex.compile(rf"{_START}(?:\p{{Lu}}\p{{Ll}}++|\p{{Lu}}++(?=\.)|HERR|FRAU|MISS)\.?{_DEGREES}"),
    0.8,
)
#: The French "M.": in "John M. Smith" it is one more of his names.
_MONSIEUR = Rule(regex.compile(rf"{_START}MM?\.{_WRAP}(?=\p{{Lu}}\p{{Ll}})"), 0.65)


def _table() -> dict[str, tuple[Rule, ...]]:
    """The rules by their telling words."""
    rows: list[tuple[str, Rule]] = [
        (words.SURE_BEFORE_CAPITAL, _SURE._replace(small=False)),
        *((words.SURE, _SURE), (words.CAPITAL, _CAPITAL), ("m mm", _MONSIEUR)),
        *((cue.telling, _introduction(cue)) for cue in words.INTRODUCTIONS),
        *((cue.telling, _greeting(cue)) for cue in words.GREETINGS),
        (words.CLOSINGS, _closing("[,.!]{0,2}")),
        (words.COMMA_CLOSINGS, _closing("[,!]")),
    ]
    table: dict[str, tuple[Rule, ...]] = {}
    for telling, rule in rows:
        for word in telling.split():
            table[word] = (*table.get(word, ()), rule)
    return table


_RULES = _table()
_WORD = re.compile(r"[^\W\d_]+")
#: "12 Oak Dr. Springfield": a drive, no doctor.
_DRIVE = regex.compile(r"(?r)\b\d{1,6}[A-Z]?[ ](?:\p{Lu}[\p{L}.'-]{0,30}[ ]){1,3}\Z")


def cued_names(text: str) -> Iterator[Hit]:
    """Names behind titles, introductions, greetings and closings."""
    for word in _WORD.finditer(fold(text)):
        for rule in _RULES.get(word[0], ()):
            match = rule.pattern.match(text, word.start())
            end = name_end(text, match.end(), small=rule.small) if match else None
            if match is None or end is None or (rule.behind and not rule.behind.match(text, end)):
                continue
            if not _DRIVE.search(text, max(0, match.start() - 60), match.start()):
                small = text[match.end()].islower()
                if small and rule.behind is _CLOSED and text.count(" ", match.end(), end) > 2:
                    continue
                yield match.end(), end, rule.score - 0.15 if small else rule.score


_ADDRESS = regex.compile(r"[ ]{1,2}<(?:mailto:)?(?=[\w.+'-]{1,64}@[\w-])")
_BEFORE_ADDRESS = regex.compile(
    r"(?:\A|[\n\t:;,(\[\"'>]|(?:\b(?:by|from|to|von|an|de|da|van)|\d|©|[*•-])[ ])[ \t]{0,4}"
    r"(?P<name>\p{L}[\p{L}\p{M}'’. ,-]{1,60}?)[\"']?\Z"
)
_LONGEST = 70


def addressed_names(text: str) -> Iterator[Hit]:
    """Names before a mail address: `Ann Example <ann@…>`."""
    for match in finditer(_ADDRESS, text) if "@" in text and "<" in text else ():
        name = _BEFORE_ADDRESS.search(text, max(0, match.start() - _LONGEST), match.start())
        if name is not None and is_whole_name(name["name"]):
            yield *name.span("name"), 0.75


#: Ann "Annie" Example: three words of a name.
_NICKNAME = regex.compile(
    r"(?<![\p{L}\d_])(?P<first>\p{Lu}[\p{Ll}\p{M}'’-]{1,20}|\p{Lu}\.)[ ]"
    r"[\"“„](?P<nick>\p{Lu}[\p{L}\p{M}'’. -]{0,20})[\"”“][ ]"
    r"(?P<last>\p{Lu}[\p{Ll}\p{M}'’-]{1,30})(?![\p{L}\d_(=\"])"
)


def nicknamed(text: str) -> Iterator[Hit]:
    """Names with another name in quotes between: each part by itself."""
    for match in finditer(_NICKNAME, text) if '"' in text or "“" in text else ():
        if is_whole_name(match["last"]) and (
            match["first"].endswith(".") or is_whole_name(match["first"])
        ):
            yield from ((*match.span(name), 0.7) for name in ("first", "nick", "last"))


#: Parties of a case that have only initials: "A.B. v. Norway", "in re L.M.", "the applicant, A.B.".
_PARTY = regex.compile(
    r"(?<![\w.])(?!(?:U\.[ ]?[SKN]|E\.[ ]?U|[AP]\.M|B\.[AS])\.)"
    r"(?P<name>\p{Lu}\.(?:[ ]?\p{Lu}\.){1,2})"
    r"(?:(?=(?:,? and [Oo]thers)?[ ]v(?:s?\.|[ ])"
    r"|, (?:a|the) (?:minor|child|juvenile|victim|witness)\b)"
    r"|(?<=(?i:in re|in the matter of|ex parte|(?:applicant|complainant|victim|witness|accused"
    r"|defendant|claimant|appellant|respondent|minor),?)[ ]\p{Lu}\.(?:[ ]?\p{Lu}\.){1,2}))"
)


def initialled(text: str) -> Iterator[Hit]:
    """Initials instead of a name, of who is a party or a witness."""
    for match in finditer(_PARTY, text):
        yield *match.span("name"), 0.7


RECIPES = (
    Recipe("titled-name", "PERSON", any_of(cued_names, addressed_names, nicknamed, initialled)),
)
