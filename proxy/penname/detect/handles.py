"""User names: in fields that say so, behind an `@`, in links to profiles, paths and commands.

Accounts of systems (`root`, `www-data`) and stand-ins (`your_username`) are nobody's. Nor is
what only looks like a handle in programs: decorators, tags of documentation, scopes of packages.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect import handle_words as words
from penname.detect.columns import Tables
from penname.detect.fields import Kind, Value, field_values
from penname.detect.labelled import any_of
from penname.detect.name_shape import is_taken
from penname.detect.scan import Hit, Recipe, finditer
from penname.detect.secret_names import fold, places, words_of_name
from penname.policy.literals import Literals
from penname.text.words import fold as folded_word

_STEMS = Literals(words.STEMS)

_HANDLE = r"[\p{L}\d](?:[\p{L}\p{M}\d._-]{0,62}[\p{L}\p{M}\d_-])?"
_WHOLE = regex.compile(rf"@?(?:[\w.-]{{1,30}}\\{{1,2}})?(?P<handle>{_HANDLE})")
#: What no word of a language has.
_MADE = regex.compile(r"[\d._-]")
_CONSTANT = regex.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|\d[\d.,-]*")
_FILLER = regex.compile(r"(?P<char>.)(?P=char)+")
_SHORTEST = 2


def is_somebody(handle: str) -> bool:
    """Whether a handle may be that of a person: no system's, no stand-in, no everyday word."""
    low = handle.lower().strip("._-")
    if len(low) < _SHORTEST or low in words.NOBODY or _CONSTANT.fullmatch(handle):
        return False
    if _FILLER.fullmatch(low) or low.rpartition(".")[2] in words.FIELDS:
        return False
    parts = [part for part in regex.split(r"[\d._-]+", low) if part]
    return bool(parts) and not all(
        part in words.NOBODY or is_taken(folded_word(part)) for part in parts
    )


_NAME_BEHIND = regex.compile(r"[ _-](?:name|id|handle)\b", regex.I)
_NAME_BEFORE = regex.compile(r"(?r)(?i:nombre|nome|nom)[ _](?:d['’]|de[ _])?\Z")
_ENDS = ("username", "loginname", "screenname", "benutzername", "loginid")


def field_handles(text: str) -> Iterator[Hit]:
    """User names in fields: `username: …`, `"login": "…"`, `user=…`."""
    for place in places(text, fold(text), _STEMS):
        rest = _NAME_BEHIND.match(text, place.end)
        end = rest.end() if rest else place.end
        strong = _promises(text[place.start : end])
        if strong is False and _NAME_BEFORE.search(text, max(0, place.start - 12), place.start):
            strong = True
        if strong is not None:
            firm = not words.WEAKEST.isdisjoint(words_of_name(text[place.start : end])[-1:])
            for value in field_values(text, place.start, end):
                match = _in_field(text, value, strong, firm)
                if match is not None:
                    yield *match.span("handle"), 0.75 if strong else 0.6


def _promises(name: str) -> bool | None:
    """Whether a field's name surely (True) or maybe (False) holds a user name."""
    joined = "".join(words_of_name(name))
    if joined.endswith(_ENDS) or (joined in words.FIELDS and joined not in words.WEAK):
        return True
    last = (words_of_name(name) or [""])[-1]
    return False if last in words.WEAK or joined in words.WEAK else None


def _in_field(text: str, value: Value, strong: bool, firm: bool) -> regex.Match[str] | None:
    """The user name in a field; `firm`: the field says so little that it must look made up."""
    whole = _WHOLE.match if value.kind in (Kind.SETTING, Kind.SAID) else _WHOLE.fullmatch
    match = whole(text, value.start, value.end)
    if match is None or not is_somebody(match["handle"]):
        return None
    made = _MADE.search(match["handle"]) is not None or match[0].startswith("@")
    fits = made
    if value.kind is Kind.QUOTED:
        fits = made or not firm
    elif value.kind is Kind.FORM:
        dotted = "." in match["handle"] and not strong
        fits = (strong or made) and not dotted and _CODE.match(text, match.end()) is None
    elif value.kind is Kind.SETTING:
        fits = (made or not firm) and _is_setting(text, value.start, match.end())
    return match if fits else None


#: Behind a value of a program: `username: data.name,`.
_CODE = regex.compile(r"[ ]?[;)\]}]|,[ ]?\n")


_SETTING_BEFORE = regex.compile(r"(?r)(?:[?&]|--|\n|\A|[ ])(?:export[ ]|set[ ])?[\w.-]{1,40}=\Z")
_SETTING_BEHIND = regex.compile(r"(?:[&\s\"']|\\n|\Z)")


def _is_setting(text: str, start: int, end: int) -> bool:
    """`user=ann` of a query, a command or a log; a program has blanks, or a sign behind it."""
    before = _SETTING_BEFORE.search(text, max(0, start - 60), start)
    return before is not None and _SETTING_BEHIND.match(text, end) is not None


_TAGGED = regex.compile(r"(?<![\w/.@\"'`$=:(<\[{|\\-])@(?P<handle>[\p{L}_][\p{L}\p{M}\d_]{1,29})")
_CAMEL = regex.compile(r"\p{Ll}+\p{Lu}")
_BEHIND_TAG = regex.compile(r"[/@(\\=\[{<:]\S|\.\p{L}|[({]|[ ]?[=({]|-\p{L}")
_CALLED = regex.compile(
    rf"(?r)(?<![\p{{L}}\d_])(?:{words.CALLS})[:,]?[ ](?:@\w{{1,30}},?[ ]){{0,4}}\Z", regex.I
)
#: A line of prose: words, and nothing of a program.
_CODE_SIGNS = frozenset("{}()=<>\\|;[]*`$%^~_+")
_MIN_WORDS = 3
_NOT_SOCIAL = regex.compile(
    r"[ ](?:decorator|annotation|tag|directive|rule|keyword|macro|attribute|syntax|operator"
    r"|mention|symbol|sign|protocol|class|classe|function|method|variable)s?\b",
    regex.I,
)


def tagged_handles(text: str) -> Iterator[Hit]:
    """Handles behind an `@` in prose: "thanks @ann_lee", "RT @ann: …"."""
    for match in finditer(_TAGGED, text) if "@" in text else ():
        handle = match["handle"]
        if handle.lower() in words.TAGS or _CAMEL.match(handle) or not is_somebody(handle):
            continue
        if _BEHIND_TAG.match(text, match.end()) or _NOT_SOCIAL.match(text, match.end()):
            continue
        if _CALLED.search(text, max(0, match.start() - 160), match.start()):
            yield *match.span("handle"), 0.7
        elif _in_prose(text, match.start(), match.end()):
            yield *match.span("handle"), 0.6


def _in_prose(text: str, start: int, end: int) -> bool:
    """Whether the line around is prose. At its begin a handle needs words behind it."""
    left = text.rfind("\n", max(0, start - 200), start) + 1 or max(0, start - 200)
    right = text.find("\n", end, end + 200)
    before, behind = text[left:start], text[end : right if right >= 0 else end + 200]
    if not _CODE_SIGNS.isdisjoint(before.replace("_", "")) or not _CODE_SIGNS.isdisjoint(
        behind.replace("_", "")
    ):
        return False
    if before.lstrip().startswith(("#", "//", "--", "import ", "*")):
        return False
    count = len(regex.findall(r"(?<!\S)\p{L}[\p{L}'’]{0,20}[.,!?]?(?!\S)", before + " " + behind))
    return count >= _MIN_WORDS


_RESERVED = (
    r"(?:home|explore|login|logout|signup|about|features?|pricing|orgs|topics|trending|settings"
    r"|search|share|sharer|intent|hashtag|i|p|reel|reels|stories|watch|groups?|pages?|events?|tv"
    r"|help|legal|privacy|terms|jobs|marketplace|sponsors|enterprise|collections|security|apps"
    r"|status|api|docs|blog|contact|company|school|feed|pub|dialog|plugins|tr|accounts|developers?"
    r"|business|ads|policies|gaming|live|messages|notifications|profile\.php|joinchat|addstickers)"
)
_SITES = (
    r"(?:twitter|x|instagram|facebook|fb|tiktok|threads|github|gitlab|medium|twitch|dribbble|behance"
    r"|vk|soundcloud|pinterest|patreon|youtube|flickr|npmjs)\.com|threads\.net|twitch\.tv"
    r"|keybase\.io|(?:t|about)\.me|dev\.to"
)
_PATHS = (
    r"linkedin\.com/in/|reddit\.com/u(?:ser)?/|bsky\.app/profile/|hub\.docker\.com/u/"
    r"|ycombinator\.com/user\?id=|[\w-]\.social/@|snapchat\.com/add/"
)
#: Links to profiles. (That it begins with a point makes it quick.)
_PROFILE = regex.compile(
    rf"\.(?:(?:com|net|tv|io|me|to)(?<=(?<![\w.-])(?:www\.|m\.)?(?i:{_SITES}))/(?:@|~|user/|c/)?"
    rf"|(?:com|app|social)(?:/|/[a-z]{{1,7}}/|/@|/user\?id=)(?<=(?i:{_PATHS})))"
    rf"(?P<handle>(?!{_RESERVED}(?![\w.-])){_HANDLE})"
    r"(?=/?(?:status/|posts?/|\?|\#|[\s\"'<>)\],.;!]|\Z))"
)


def profile_handles(text: str) -> Iterator[Hit]:
    """Handles in links to profiles; repositories and pages are none."""
    if "/" in text:
        for match in finditer(_PROFILE, text):
            if is_somebody(match["handle"]):
                yield *match.span("handle"), 0.7


_FOLDER_END = rf"(?P<handle>{_HANDLE})(?=[/\\\s\"'`:;,)\]>]|\Z)"
#: A word that must be in the text, and the folder of somebody behind it.
_FOLDERS = tuple(
    (mark, regex.compile(f"{pattern}{_FOLDER_END}"))
    for mark, pattern in (
        ("home/", r"home/(?<=(?<![\w.])/(?:var/|export/|usr/)?home/)"),
        ("Users/", r"Users/(?<=(?:(?<![\w.])/|\b[A-Za-z]:/|/(?:mnt/)?[a-z]/)Users/)"),
        ("Users\\", r"Users\\{1,2}(?<=(?:\b[A-Za-z]:|\\)\\{1,2}Users\\{1,2})"),
        ("~", r"~(?<=(?<![\w/])~)(?=[\w.-]{2,32}/)"),
    )
)


def folder_handles(text: str) -> Iterator[Hit]:
    """Login names in paths: `/home/…`, `C:\\Users\\…`."""
    for mark, pattern in _FOLDERS:
        for match in finditer(pattern, text) if mark in text else ():
            if is_somebody(match["handle"]):
                yield *match.span("handle"), 0.75


_OPTIONS = r"[^\n|;&\"']{0,160}?[ \t]"
_NAME = rf"(?P<handle>{_HANDLE})"
_AT = rf"{_OPTIONS}{_NAME}@(?=[\w\[])"
_END = r"(?=\s|\Z)"
#: A word that must be in the text, and where the user name of a command or a log line stands.
_COMMANDS: tuple[tuple[str, regex.Pattern[str]], ...] = tuple(
    (mark, regex.compile(pattern))
    for mark, pattern in (
        ("ssh", rf"\b(?:ssh|sshfs|ssh-copy-id){_AT}"),
        ("scp", rf"\bscp{_AT}"),
        ("sftp", rf"\bsftp{_AT}"),
        ("rsync", rf"\brsync{_AT}"),
        ("mosh", rf"\bmosh{_AT}"),
        # A prompt: ann@laptop:~/src$
        (
            "@",
            rf"(?m)^\[?(?:\(\w{{1,20}}\)[ ])?{_NAME}@[\w-]{{1,63}}[: ][~/][^\n#$%]{{0,99}}[#$%][ ]",
        ),
        ("sudo -u", rf"\bsudo[ ]-u[ ]{_NAME}{_END}"),
        ("su ", rf"(?<![\w-])(?:sudo[ ]su|su[ ]-l?)[ ]{_NAME}{_END}"),
        ("chown", rf"\bchown[ ](?:-\w{{1,5}}[ ]){{0,2}}{_NAME}(?=[: ])"),
        (
            "user",
            rf"\b(?:user(?:add|del|mod)|(?:add|del)user)[ ](?:-[^\n]{{1,80}}?[ ])??{_NAME}{_END}",
        ),
        ("-U ", rf"\b(?:psql|pg_dump|createdb|net|rpcclient){_OPTIONS}-U[ ]{_NAME}{_END}"),
        (
            "-u ",
            rf"\b(?:mysql\w{{0,8}}|curl|mongo\w{{0,6}}|docker|podman|helm){_OPTIONS}"
            rf"-u[ ]{_NAME}(?=[:\s]|\Z)",
        ),
        (
            " for ",
            rf"\b(?:Accepted|Failed)[ ]\w{{1,20}}[ ]for[ ](?:invalid[ ]user[ ])?{_NAME}[ ]from\b",
        ),
        ("for user ", rf"\bsession[ ]\w{{4,8}}[ ]for[ ]user[ ]{_NAME}(?=[\s(]|\Z)"),
        ("nvalid user ", rf"\b[Ii]nvalid[ ]user[ ]{_NAME}[ ]from\b"),
    )
)


def command_handles(text: str) -> Iterator[Hit]:
    """Login names in commands, prompts and logs of logins."""
    for mark, pattern in _COMMANDS:
        if mark in text:
            for match in finditer(pattern, text):
                if is_somebody(match["handle"]):
                    yield *match.span("handle"), 0.7


def column_handles(text: str) -> Iterator[Hit]:
    """User names in the columns of tables."""
    if "\n" not in text or not any(stem in fold(text) for stem in words.STEMS):
        return
    tables = Tables(text)
    for table in tables:
        names = table.names if table.is_plain else ()
        wanted = [number for number, name in enumerate(names) if _promises(name)]
        for number, start, end in tables.cells(table) if wanted else ():
            match = _WHOLE.fullmatch(text, start, end) if number in wanted else None
            if match is not None and is_somebody(match["handle"]):
                yield *match.span("handle"), 0.7


RECIPES = (
    Recipe(
        "user-name",
        "USERNAME",
        any_of(
            *(field_handles, tagged_handles, profile_handles, folder_handles),
            *(command_handles, column_handles),
        ),
    ),
)
