"""How a name is joined to its value, as a table: settings, code, JSON, XML, flags, tables."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from penname.detect.line_marks import BEGIN, BREAK, MARK

#: What closes a name: quotes, brackets, bold marks.
_CLOSE = r"(?:\\{0,3}[\"'`*\])}]|\[\d{0,4}\]){0,4}+"
QUOTE = r"\\{0,3}[\"'`]"
_BLANK = r"[ \t]{0,12}+"
#: A type between a name and its value: `password: str = `, `apiKey string = `.
_TYPE = r"(?:\??:[ \t]?|[ \t])[&'*\[\]A-Za-z_.<>| ]{2,32}?(?<=[\w\]>?])"
#: Name and value as two fields: `"name": "X", "value": "v"`, `name: X\n  value: v`.
_FIELD = (
    rf"[ \t,;]{{0,8}}+(?:\\n|\r?\n{MARK}?)?[ \t,]{{0,40}}+(?:\\{{0,3}}[\"'])?"
    r"(?i:value|val|default|secretstring)(?:\\{0,3}[\"'])?"
)
#: Between a name and its sign: "API token (prod):", "password temporanea:".
ASIDE = (
    r"(?:[ \t](?:\([^()\n]{1,24}\)|(?i:temporane[ao]|provvisoria|temporal|temporaire|provisoire"
    r"|provisional|provisória|anterior|nuev[ao]|nuov[ao]|nova|actual|actuel|attuale|wi-?fi)))?"
)
_SIGN = r"(?:=>|:=|\?=|\+=|={1,3}|:(?!:|//)|->|→|⇒|＝|：)"
#: Where a value stands on a line of its own, or in brackets before its quote.
_NEXT_LINE = (
    rf"(?:[|>][+-]?[ \t]{{0,4}}\n[ \t]{{1,40}}|[(\[][ \t]{{0,4}}\n?[ \t]{{0,40}}(?={QUOTE}))?"
)
_STRING = r"\\{0,3}[\"']"
_COMMANDS = (
    r"setx|setenv|set(?:[ \t]-\w{1,3})?|ENV|ARG|SetEnv|\w{2,9} configure set|\w{2,9} config set"
)
#: The value is a field of a block, or of an object: `variable "x" {`, `"x": {"value": …`.
_BLOCK = (
    rf"{_CLOSE}{_BLANK}(?:[:=]{_BLANK})?\{{[ \t]{{0,8}}+(?:{BREAK})?"
    rf"(?:[^\n{{}}]{{1,80}}{BREAK}){{0,3}}?"
    r"(?:\\{0,3}[\"'])?(?:value|default)(?:\\{0,3}[\"'])?"
)


@dataclass(frozen=True, slots=True)
class Join:
    """One way to join a name to its value.

    `pattern` begins where the name ends and ends where the value begins. One of the characters
    `after` must stand directly before the name, and `opens` match there (empty: anything may).
    `quoted`: only a value in quotes counts. `firm`: the place holds nothing but values.
    """

    name: str
    pattern: regex.Pattern[str]
    after: str
    opens: regex.Pattern[str]
    quoted: bool
    firm: bool

    def match(self, text: str, start: int, end: int) -> regex.Match[str] | None:
        """The join behind the name at `start:end`, if it stands there."""
        if self.after and text[start - 1 : start] not in self.after:
            return None
        match = self.pattern.match(text, end)
        if match and self.after and not self.opens.search(text, max(0, start - _BEFORE), start):
            return None
        return match


_BEFORE = 80  # characters before a name that a join looks at


def _join(
    name: str,
    pattern: str,
    after: str = "",
    opens: str = "",
    *,
    quoted: bool = False,
    firm: bool = True,
) -> Join:
    before = regex.compile(rf"(?:{opens})\Z")
    return Join(name, regex.compile(pattern), after, before, quoted, firm)


#: Tried in this order; the first that matches decides.
JOINS: tuple[Join, ...] = (
    _join(
        "plist",
        rf"</[Kk]ey>(?:{BREAK})?<(?:string|[Vv]alue)(?:[ \t][^<>\n]{{0,60}})?>",
        ">",
        r"<[Kk]ey>",
    ),
    _join(
        "element",
        rf"(?:[ \t][^<>\n]{{0,120}})?(?<!/)>(?:<!\[CDATA\[|(?:{BREAK})?(?:<[Vv]alue>)?)?",
        "<:",
        r"<(?:[\w-]{1,20}:)?",
    ),
    _join("attribute", rf"{QUOTE}[^<>\n]{{0,60}}(?<!/)>", "\"'", r"<[^<>\n]{0,60}name=[\"']"),
    _join("typed", rf"{_TYPE}{_BLANK}(?::=|=(?!=)){_BLANK}(?=[rbfuL@$]?{QUOTE})", quoted=True),
    _join("block", rf"{_BLOCK}{_BLANK}[:=]{_BLANK}"),
    _join(
        "part",  # of a form with several
        rf"{QUOTE}(?:;[^\n]{{0,80}})?\r?\n(?:[\w-]{{1,40}}:[^\n]{{0,80}}\n){{0,2}}\r?\n(?=\S)",
        "\"'",
        r"(?i:content-disposition)[^\n]{0,40}[ ]name=[\"']",
    ),
    _join("sign", rf"{_CLOSE}{ASIDE}{_BLANK}{_SIGN}{_BLANK}(?:\*\*|__)?+{_BLANK}{_NEXT_LINE}"),
    _join("field", rf"{_CLOSE}{_FIELD}{_BLANK}[:=]{_BLANK}"),
    _join("arguments", rf"{_STRING},{_BLANK}(?={_STRING})", "\"'", quoted=True, firm=False),
    _join("call", rf"\({_BLANK}(?={QUOTE})", quoted=True, firm=False),
    _join("flag", r"[ \t]{1,4}(?![-|&;<>])", "-", r"(?:^|[\s\"'`(])--?"),
    _join(
        "line",
        rf"[ \t]{{1,4}}(?={QUOTE}[^\n]{{3,130}}{QUOTE}[ \t;]{{0,4}}(?:\n|\Z))",
        " \t\n→+",
        rf"{BEGIN}[ \t]{{0,40}}",
        quoted=True,
        firm=False,
    ),
    _join("macro", rf"[ \t]{{1,20}}(?={QUOTE})", " \t", r"#[ \t]?define[ \t]{1,8}", quoted=True),
    _join("scoped", r"[ \t]{1,4}", ":", r"\bconfig set //[^\s:]{1,60}(?::\d{2,5})?[^\s:]{0,60}:"),
    _join(
        "command",
        r"[ \t]{1,8}",
        " \t",
        rf"(?:{BEGIN}|[;&|`\"])[ \t]{{0,8}}(?:{_COMMANDS})[ \t]{{1,8}}",
    ),
    _join(
        "cell",
        r"[*`]{0,3}(?:[ \t]{1,20}\||\t)[ \t]{0,20}[*`]{0,3}",
        "| \t\n*`",
        r"(?:^[ \t]*|[\n|\t])[ \t]{0,20}[*`]{0,3}(?:[\w-]{1,20}[ ]){0,3}",
    ),
)

#: Whether any join that needs nothing before the name may stand behind it, in one look.
_FREE = regex.compile("|".join(join.pattern.pattern for join in JOINS if not join.after))
_BOUND = {
    char: tuple(join for join in JOINS if char in join.after)
    for char in {*"".join(join.after for join in JOINS), ""}
}


def joined(text: str, start: int, end: int) -> tuple[Join, regex.Match[str]] | None:
    """The join behind the name at `start:end`, and where it stands."""
    joins = JOINS if _FREE.match(text, end) else _BOUND.get(text[start - 1 : start], ())
    for join in joins:
        match = join.match(text, start, end)
        if match:
            return join, match
    return None
