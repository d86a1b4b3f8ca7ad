"""Where the value of a name begins and ends: in quotes, alone on its line, or amid other text."""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from penname.detect.joins import Join
from penname.detect.line_marks import BEGIN
from penname.detect.secret_names import promise_of, words_of_name
from penname.detect.secret_words import SENTENCE_WORDS

#: How far a value in quotes may reach, and one that stands bare. (What a bare one goes on with is
#: found in the second look, when it is known to be one.)
_LONGEST_QUOTED, _LONGEST = 4096, 512


@dataclass(frozen=True, slots=True, repr=False)
class Value:
    """Where a value stands, and how.

    `firm`: nothing but a value can stand there; else it may be a variable or a type. `plain`:
    even a plain word can only be a value there.
    """

    start: int
    end: int
    text: str
    quoted: bool
    firm: bool
    plain: bool


#: What only turns the text of a value into another type.
_WRAPPER = (
    r"(?:(?:new[ ])?(?:\[\]byte|bytes|bytearray|String|str|SecretStr|SecretBytes|Buffer\.from"
    r"|String::from|Some|(?:base64\.)?b64decode|atob|decodeURIComponent)\([ ]?)?"
)
_OPENING = regex.compile(
    rf"{_WRAPPER}(?P<prefix>[rRbBuUfFLN@$]{{0,2}})"
    r"(?P<quote>\\{0,3}(?:\"{3}|'{3}|[\"'`])|[“„«])"
)
_CLOSING = {"“": "”", "„": "“", "«": "»"}


#: Functions that are asked for a value, or do something with one that they have.
_ASKS = regex.compile(
    r"(?:get|read|fetch|load|find|check|has|is|prompt|ask|delete|remove)(?![a-z])"
)


def value_at(text: str, name: str, join: Join, match: regex.Match[str]) -> Value | None:
    """The value behind the join that matched, given to this name; None when there is none."""
    at = match.end()
    opening = _OPENING.match(text, at)
    if opening is None:
        return None if join.quoted else _bare(text, name, join, match)
    start, quote = opening.end(), opening["quote"]
    end = _closing(text, start, _CLOSING.get(quote, quote))
    if end <= start or ("f" in opening["prefix"].lower() and "{" in text[start:end]):
        return None
    behind = text[end + len(quote) : end + len(quote) + 3].lstrip(" \t")[:1]
    if join.name == "call" and (behind != ")" or not _sets(name.rpartition(".")[2])):
        return None
    firm = join.firm and behind not in ("+", "%", "?")
    return Value(start, end, text[start:end], quoted=True, firm=firm, plain=firm)


#: `{"value": "…", "name": "X"}`, read backwards from the name.
_REVERSED = regex.compile(
    r"(?r)(?<![\w-])value[\"']?[ \t]{0,4}[:=][ \t]{0,4}[\"'](?P<value>[^\"'\n]{4,512})[\"']"
    r"[,;]?[ \t\n]{1,40}[\"']?(?:name|key)[\"']?[ \t]{0,4}[:=][ \t]{0,4}[\"']"
)


def value_before(text: str, start: int) -> Value | None:
    """The value that stands before its name, as two fields of an object may."""
    if (
        text[start - 1 : start] not in ("'", '"')
        or "value" not in text[max(0, start - 560) : start]
    ):
        return None
    match = _REVERSED.match(text, max(0, start - 600), start)
    if match is None:
        return None
    return Value(*match.span("value"), match["value"], quoted=True, firm=True, plain=True)


def _sets(name: str) -> bool:
    """Whether a function of this name is given a secret, not asked for one."""
    return promise_of(words_of_name(name)) is not None and not _ASKS.match(name.lower())


def _closing(text: str, start: int, quote: str) -> int:
    """Where a quoted value ends: at the same quote, unescaped, on the same line; else 0."""
    limit = start + _LONGEST_QUOTED
    end = text.find(quote, start, limit)
    while end > start and len(quote) == 1 and text[end - 1] == "\\" and text[end - 2] != "\\":
        end = text.find(quote, end + 1, limit)
    return end if end > start and "\n" not in text[start:end] else 0


_LINE_BEGIN = regex.compile(
    rf"(?:{BEGIN}|\\n)[ \t]*"
    r"(?:[-+>*#][ \t]+|//[ \t]*)?(?:export[ \t]+|set[ \t]+|\$env:|-e[ \t]+)?\Z"
)
#: "Mot de passe : …", "wifi wachtwoord: …": the label of a line.
_LABEL_BEGIN = regex.compile(
    rf"{BEGIN}[ \t]{{0,8}}"
    r"(?:[-+>*•#][ \t]{1,4})?"
    r"(?:(?!const|let|var|val|public|private)[\p{L}'’-]{1,14}[ ]){1,4}\Z"
)
#: One word, then at most a comment, up to the end of the line (which may be an escaped one).
_ONLY_WORD = regex.compile(
    r"(?P<value>[^\s\"'`\\](?:[^\s\\]|\\(?![nrt\"']))*+)"
    r"[ \t]*+(?:(?<=[ \t])(?:#|//|;)[^\n]*+)?(?:\\r)?(?:\\n|\r?\n|\Z)"
)
_RUN = regex.compile(r"[^\s\"'`<>|\\]{3,256}")
#: Where a bare value ends although no blank follows: at the next pair, at a mark before a blank.
_NEXT_PAIR = regex.compile(
    r"[;&,]\s?[A-Za-z_][\w.-]{0,40}(?: [A-Za-z]{1,20}){0,2}[=:]|[;,](?=[\s)\]}]|$)"
)
_CLOSERS = {")": "(", "]": "[", "}": "{", ">": "<"}
_ARGUMENT_ENDS = (",", ")")
_AS_IN_CODE = (",", ")", "{", "(", "[")


def _bare(text: str, name: str, join: Join, joined: regex.Match[str]) -> Value | None:
    begin, at = joined.span()
    start = begin - len(name)
    match = _RUN.match(text, at)
    if match is None or _is_result(text, start, name, match):
        return None
    if join.name == "sign" and _begins_line(text, start, joined[0]):
        alone = _ONLY_WORD.match(text, at, at + _LONGEST)
        section = _SECTION.search(text, max(0, start - 1000), start) is not None
        if alone and _is_setting(name, joined[0], alone["value"], section):
            return _settled(
                text, *alone.span("value"), trim=False, firm=True, plain=_is_constant(name)
            )
    if join.name in ("element", "attribute", "plist"):
        closed = text[match.end() : match.end() + 40].lstrip()[:1] == "<"
        found = Value(*match.span(), match[0], quoted=False, firm=True, plain=True)
        return found if closed else None
    if join.name == "flag" and _goes_on(text, match):
        return None
    firm = join.firm and join.name != "sign"
    value = _settled(text, *match.span(), trim=True, firm=firm or joined[0] == "=", plain=firm)
    if value and not firm and text[value.end : value.end + 1] in _ARGUMENT_ENDS:
        return replace(value, firm=False)
    return value


def _is_result(text: str, start: int, name: str, match: regex.Match[str]) -> bool:
    """Whether this is the outcome of a test, `PASS: tests/keys`, or a part of `arn:…:secret:…`."""
    goes_on = text[match.end() : match.end() + 1] == " " and name == "PASS"
    if name.lower() == "pass" and ("/" in match[0] or goes_on):
        return True
    return text[start - 1 : start] == ":" and text[start + len(name) : match.start()] == ":"


_NEXT_WORD = regex.compile(r"[ \t]([a-z]+)(?=[ ,.;]|\n)")


def _goes_on(text: str, value: regex.Match[str]) -> bool:
    """Whether a flag's value is the next word of a sentence: "--password needs to be set"."""
    following = _NEXT_WORD.match(text, value.end()) if value[0].isalpha() else None
    return following is not None and following[1] in SENTENCE_WORDS


def _begins_line(text: str, start: int, sign: str) -> bool:
    """Whether the name at `start` begins a line, as those of settings and labels do."""
    if _LINE_BEGIN.search(text, max(0, start - 80), start):
        return True
    labelled = sign.strip() == ":" and _LABEL_BEGIN.search(text, max(0, start - 80), start)
    return bool(labelled)


#: The head of a part of an INI or TOML file.
_SECTION = regex.compile(rf"{BEGIN}\[[\w .:/@\"-]{{1,60}}\][ \t]*\r?\n")
#: `quarkus.datasource.password`, but not `self.password`.
_PROPERTY = regex.compile(r"(?!self|this|cls)[a-z][\w-]*(?:\.[a-z][\w-]*){2,}")


def _is_setting(name: str, sign: str, value: str, section: bool) -> bool:
    """Whether a line with nothing but a name and a bare value is one of settings, not of code."""
    if name.isupper():
        return sign.strip() in ("=", ":", ":=", "?=", "=>")
    code = value.endswith((*_AS_IN_CODE, ";")) and not _is_constant(name)
    if section or _PROPERTY.fullmatch(name):
        return not code
    return not code and (sign == "=" or sign.strip(" \t\\\"'`*").startswith(":"))


def _is_constant(name: str) -> bool:
    """`DB_PASSWORD`, `spring.datasource.password`: names that only settings have."""
    return name.isupper() or "." in name or "-" in name


def _settled(
    text: str, start: int, end: int, *, trim: bool, firm: bool, plain: bool
) -> Value | None:
    """The value without the next pair and the marks of the sentence or code around it."""
    cut = _NEXT_PAIR.search(text, start, min(len(text), end + 44))
    end = min(end, cut.start()) if cut else end
    marks = ".,;:*" if firm else ".,;:*?"
    while trim and end > start:
        last = text[end - 1]
        opener = _CLOSERS.get(last)
        if last not in marks and (opener is None or opener in text[start : end - 1]):
            break
        end -= 1
    if end <= start:
        return None
    return Value(start, end, text[start:end], quoted=False, firm=firm, plain=plain)
