"""The spoken reading: e-mail addresses and hosts as they are said, and digits in words.

    maria (at) example (dot) org      maria at example dot org      four one one one …

In brackets a word stands for its sign wherever it is; bare words only where they make an
address: "look at the dot" is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from penname.text.digit_words import DIGIT_WORDS, digit_words
from penname.text.units import Unit, disjoint

_AT_WORDS = "at|arroba|arobase|chiocciola|apenstaartje|klammeraffe|aet|ät"
_DOT_WORDS = "dot|point|punkt|punto|punt|ponto"
_DASH_WORDS = "dash|hyphen|minus|bindestrich|tiret|guion|guión|trattino|streepje"
_UNDERSCORE_WORDS = "underscore|unterstrich|tiret bas|guion bajo|guión bajo|sublinhado"

# Words are looked for in one pass, with `?` for what is not ASCII.
_APART = bytes.maketrans(b"\t\r\n,.;:/-_()[]{}<>\"'*|", b" " * 22)
_DIGIT_WORDS = frozenset(word.encode("ascii", "replace") for word in DIGIT_WORDS)
#: As many of them one behind the other are a number; fewer are not read.
_IN_A_ROW = b"\1" * 4
_RARE = frozenset(
    word.encode("ascii", "replace")
    for word in f"{_AT_WORDS}|{_DOT_WORDS}".split("|")
    if word != "at"
)
_KNOWN = _DIGIT_WORDS | _RARE | {b"at"}


def spoken(text: str) -> Iterator[Unit]:
    """Signs that are said as words, and digits in words."""
    lower = text.lower()
    words = lower.encode("ascii", "replace").translate(_APART).split()
    said = _KNOWN.intersection(words)
    found: list[Unit] = []
    if len(said) > 1 and _IN_A_ROW in bytes(map(_DIGIT_WORDS.__contains__, words)):
        found += digit_words(text)
    dots = any(one in lower for one in _DOTS)
    if dots or not said.isdisjoint(_RARE):
        found += [(*dot.span(), ".") for dot in _DOT_IN_BRACKETS.finditer(text)]
        found += _addresses(text, (_AT_BARE, _AT_SIGN, _AT_IN_BRACKETS))
    elif any(one in lower for one in _ATS):
        found += _addresses(text, (_AT_IN_PROSE, _AT_SIGN, _AT_IN_BRACKETS))
    elif " @" in text or "@ " in text:
        found += _addresses(text, (_AT_IN_PROSE, _AT_SIGN))
    elif b"at" in said:
        found += _addresses(text, (_AT_IN_PROSE,))
    return disjoint(found)


# ---- addresses -------------------------------------------------------------------------------

_DOTS = ("[.]", "(.)", "{.}")
_ATS = ("(at)", "[at]", "{at}", "<at>", "( at )", "[ at ]", "(@)", "[@]", "(a)", "[a]")
_SEP = r"[ \t_*|-]{1,3}"
_OPEN, _CLOSE = r"[ \t_]?[(\[{<][ \t]?", r"[ \t]?[)\]}>][ \t_]?"
_DOT_IN_BRACKETS = re.compile(rf"(?<=\w){_OPEN}(?:{_DOT_WORDS}|\.){_CLOSE}(?=\w)", re.I)
_AT_IN_BRACKETS = re.compile(rf"{_OPEN}(?:{_AT_WORDS}|@|a){_CLOSE}", re.I)
_AT_BARE = re.compile(rf"{_SEP}(?:{_AT_WORDS}){_SEP}", re.I)
_AT_IN_PROSE = re.compile(" at ")
_AT_SIGN = re.compile("@[ \t]?")
_DOT = rf"(?:{_SEP}(?:{_DOT_WORDS}){_SEP}|{_OPEN}(?:{_DOT_WORDS}|\.){_CLOSE})"
_LABEL = rf"[^\W_]{{1,40}}(?:-(?!(?:{_DOT_WORDS})-)[^\W_]{{1,40}}){{0,4}}"
_DOMAIN = re.compile(
    rf"(?P<first>{_LABEL})(?:(?:{_DOT}|[ \t]\.[ \t]?|\.)(?P<last>{_LABEL})){{1,5}}(?!\w)", re.I
)
_SIGN = rf"{_DOT}|{_SEP}(?:{_UNDERSCORE_WORDS}|{_DASH_WORDS}){_SEP}"  # maria dot schmidt
_LOCAL = re.compile(rf"(?<!\w)(?:[^\W_]{{1,30}}(?:{_SIGN})){{0,3}}[^\W_][\w.+-]{{0,40}}\Z", re.I)
_LOCAL_REACH = 110
_SIGNS = re.compile(
    rf"(?P<dot>(?P<word>{_DOT})|[ \t]\.[ \t]?)"
    rf"|{_SEP}(?:(?P<under>{_UNDERSCORE_WORDS})|{_DASH_WORDS}){_SEP}",
    re.I,
)


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Before a bare "at" these are no mailbox, and behind it no host.
_NO_NAME = _words(
    "a all an another any are as be both each every he her here him his home is it its last least "
    "look looking me my no of one or our some that the their them there this those us was we were "
    "you your"
)
#: Domains in which people have addresses. Not those that are words of code (`.to`, `.is`, `.py`).
_TLDS = _words(
    "com org net edu gov mil int info biz name pro io ai app dev co me eu us uk ca au nz ie za in "
    "de at ch li lu be nl fr es pt it gr pl cz sk hu ro bg hr si ee lv lt fi se no dk ru ua tr il "
    "br mx ar cl pe uy jp cn kr tw hk sg my id th vn ph ae sa eg ng ke online site tech cloud "
    "email shop store xyz example test local cat swiss berlin london"
)
#: Endings of file names: `config.py at github.com` is nobody.
_FILE = re.compile(
    r"\.(?:py|js|ts|md|txt|html?|json|ya?ml|toml|css|java|go|rs|c|h|cpp|sh|pdf|csv|xml)\Z"
)
_PLAIN_NAME = re.compile(r"[^\W\d_]{2,}[._-][^\W\d_]+\d*|[^\W\d_]{3,}\d+", re.I)
_MAIL_WORD = re.compile(
    r"(?:mail|address|adresse|correo|courriel|indirizzo|contact|reach|write to)\W{1,8}"
    r"(?:\w+\W{1,3})?\Z",
    re.I,
)


def _addresses(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[Unit]:
    for at in (found for pattern in patterns for found in pattern.finditer(text)):
        domain = _DOMAIN.match(text, at.end())
        start = at.start()
        start -= at.re is _AT_SIGN and text[start - 1 : start] in (" ", "\t")
        if domain is None or (at.end() - start == 1 and not _SIGNS.search(domain[0])):
            continue
        local = _LOCAL.search(text, max(0, start - _LOCAL_REACH), start)
        if local is not None and _is_address(text, local, at, domain):
            yield from _signs(text, *local.span())
            if at.end() - start > 1:
                yield start, at.end(), "@"
            yield from _signs(text, *domain.span())


def _is_address(text: str, local: re.Match[str], at: re.Match[str], domain: re.Match[str]) -> bool:
    """Whether words around an "at" make an address: the less is said, the more is asked."""
    if at.re is _AT_IN_BRACKETS:
        return True
    said = next((sign["word"] for sign in _SIGNS.finditer(domain[0]) if sign["word"]), "")
    if at.re is _AT_SIGN:
        return bool(said) or domain["last"] in _TLDS
    if domain["last"].lower() not in _TLDS or domain["first"].lower() in _NO_NAME:
        return False
    if local[0].lower() in _NO_NAME or (
        said.strip().lower() == "point" and "at" in at[0].lower().split()
    ):
        return False  # "at one point in": English has dots
    if said:
        return True
    named = _PLAIN_NAME.fullmatch(local[0]) and not _FILE.search(local[0])
    before = text[max(0, local.start() - 30) : local.start()]
    return bool(named or _MAIL_WORD.search(before)) and domain["last"] in _TLDS


def _signs(text: str, start: int, end: int) -> Iterator[Unit]:
    for found in _SIGNS.finditer(text, start, end):
        sign = "." if found["dot"] else "_" if found["under"] else "-"
        yield *found.span(), sign
