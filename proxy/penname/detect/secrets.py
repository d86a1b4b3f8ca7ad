"""Secrets: keys with a vendor's prefix, tokens, key blocks, URLs with passwords, assignments.

VENDORS is a table: adding a vendor is one row. A row is tried only on texts that
hold one of its literals, so a long table costs little on clean text. Patterns
are case-sensitive, start at a border and have bounded repeats.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from penname.detect.scan import Finder, Hit, finditer
from penname.detect.vocabulary import PLACEHOLDERS

_EDGE = r"(?<![A-Za-z0-9])"
_END = r"(?![A-Za-z0-9])"


@dataclass(frozen=True, slots=True)
class Vendor:
    """One kind of key. `body` is the pattern between two word borders; `literals` (any of
    them) must be in the text; a match needs a digit unless `plain`."""

    name: str
    literals: tuple[str, ...]
    body: str
    score: float = 0.95
    plain: bool = False
    pattern: regex.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        pattern = regex.compile(rf"{_EDGE}(?:{self.body}){_END}")
        object.__setattr__(self, "pattern", pattern)


VENDORS: tuple[Vendor, ...] = (
    Vendor("anthropic", ("sk-ant-",), r"sk-ant-[\w-]{16,200}+"),
    Vendor("openai", ("sk-",), r"sk-(?!ant-)(?:[a-z0-9]{2,12}-){0,2}[\w-]{16,250}+"),
    Vendor("aws-access-key", ("AKIA", "ASIA", "AROA"), r"A(?:KIA|SIA|ROA)[A-Z0-9]{16}", plain=True),
    Vendor("github", ("gh",), r"gh[pousr]_[A-Za-z0-9]{30,255}+"),
    Vendor("github-fine-grained", ("github_pat_",), r"github_pat_[A-Za-z0-9_]{22,255}+"),
    Vendor("gitlab", ("gl",), r"gl(?:pat|ptt|dt|rt|soat|cbt|ft|oas)-[\w-]{18,120}+"),
    Vendor("slack-token", ("xox", "xapp-"), r"(?:xox[abeoprs]|xapp)-[A-Za-z0-9-]{10,250}+"),
    Vendor(
        "slack-webhook",
        ("hooks.slack.com",),
        r"hooks\.slack\.com/(?:services|workflows)/[A-Za-z0-9+/]{20,120}+",
    ),
    Vendor(
        "discord-webhook",
        ("/api/webhooks/",),
        r"discord(?:app)?\.com/api/webhooks/\d{16,20}/[\w-]{40,100}+",
    ),
    Vendor(
        "stripe",
        ("_live_", "_test_", "whsec_"),
        r"(?:[sr]k_(?:live|test)_|whsec_)[A-Za-z0-9]{10,200}+",
    ),
    Vendor("google-api", ("AIza",), r"AIza[\w-]{35}"),
    Vendor("google-oauth", ("ya29.",), r"ya29\.[\w-]{20,300}+"),
    Vendor("google-client-secret", ("GOCSPX-",), r"GOCSPX-[\w-]{20,60}+"),
    Vendor("sendgrid", ("SG.",), r"SG\.[\w-]{16,32}\.[\w-]{16,64}"),
    Vendor("twilio", ("SK", "AC"), r"(?:SK|AC)[0-9a-f]{32}"),
    Vendor("npm", ("npm_",), r"npm_[A-Za-z0-9]{30,60}+"),
    Vendor("pypi", ("pypi-",), r"pypi-[\w-]{30,250}+"),
    Vendor("rubygems", ("rubygems_",), r"rubygems_[0-9a-f]{40,60}+"),
    Vendor("hugging-face", ("hf_",), r"hf_[A-Za-z0-9]{20,60}+"),
    Vendor("digitalocean", ("do",), r"do[opr]_v1_[0-9a-f]{60,70}+"),
    Vendor("shopify", ("shp",), r"shp(?:at|ca|pa|ss)_[0-9A-Fa-f]{32}"),
    Vendor("telegram-bot", (":AA",), r"\d{8,10}:AA[\w-]{32,35}"),
    Vendor("mailgun", ("key-",), r"key-[0-9a-f]{32}"),
    Vendor("mailchimp", ("-us",), r"[0-9a-f]{32}-us\d{1,2}"),
    Vendor("square", ("sq0", "EAAA"), r"sq0(?:atp|csp|idp)-[\w-]{20,60}+|EAAA[\w-]{60}"),
    Vendor("databricks", ("dapi",), r"dapi[0-9a-f]{32}(?:-\d)?"),
    Vendor("azure-storage", ("AccountKey=",), r"(?<=AccountKey=)[A-Za-z0-9+/]{40,90}={0,2}"),
    Vendor("azure-ad", ("8Q~",), r"[\w~.-]{3}8Q~[\w~.-]{31,37}"),
    Vendor("discord-bot", (".",), r"[MNO][\w-]{23,27}\.[\w-]{6}\.[\w-]{27,40}"),
    Vendor("linear", ("lin_",), r"lin_(?:api|oauth)_[A-Za-z0-9]{30,70}+"),
    Vendor("notion", ("secret_", "ntn_"), r"(?:secret|ntn)_[A-Za-z0-9]{40,60}+"),
    Vendor("groq", ("gsk_",), r"gsk_[A-Za-z0-9]{40,60}+"),
    Vendor("replicate", ("r8_",), r"r8_[A-Za-z0-9]{36,40}+"),
    Vendor("xai", ("xai-",), r"xai-[A-Za-z0-9]{60,90}+"),
    Vendor("perplexity", ("pplx-",), r"pplx-[A-Za-z0-9]{40,60}+"),
    Vendor(
        "cloudflare",
        ("v1.0-", "cf"),
        r"v1\.0-[0-9a-f]{24}-[0-9a-f]{100,160}+|cf[ua]t_[\w-]{30,90}+",
    ),
    Vendor("postman", ("PMAK-",), r"PMAK-[0-9a-f]{24}-[0-9a-f]{34}"),
    Vendor("grafana", ("gl",), r"gl(?:sa|c)_[A-Za-z0-9_+/=]{30,200}"),
    Vendor("vault", ("hv",), r"hv[sbr]\.[\w-]{20,200}+"),
    Vendor("terraform", (".atlasv1.",), r"[A-Za-z0-9]{14}\.atlasv1\.[\w-]{60,75}"),
    Vendor("doppler", ("dp.",), r"dp\.(?:pt|st|ct|sa)\.[A-Za-z0-9.]{40,70}"),
    Vendor("new-relic", ("NRAK-",), r"NRAK-[A-Z0-9]{27}"),
    Vendor("airtable", ("pat",), r"pat[A-Za-z0-9]{14}\.[0-9a-f]{64}"),
    Vendor("figma", ("figd_",), r"figd_[\w-]{36,50}+"),
    Vendor("age", ("AGE-SECRET-KEY-",), r"AGE-SECRET-KEY-1[A-Z0-9]{58}"),
)


def vendor_keys(text: str) -> Iterator[Hit]:
    """Keys that show their vendor."""
    for vendor in VENDORS:
        if not any(literal in text for literal in vendor.literals):
            continue
        for match in finditer(vendor.pattern, text):
            if vendor.plain or any(char.isdigit() for char in match[0]):
                yield match.start(), match.end(), vendor.score


_JWT = regex.compile(r"(?<![\w-])eyJ[\w-]{8,4096}+\.eyJ[\w-]{8,16384}+(?:\.[\w-]{0,8192}+)?")


def jwts(text: str) -> Iterator[Hit]:
    """JSON Web Tokens: two base64url objects, with or without a signature."""
    if "eyJ" in text:
        for match in finditer(_JWT, text):
            yield match.start(), match.end(), 0.95


_PEM_BEGIN = regex.compile(r"-----BEGIN (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_PEM_END = regex.compile(r"-----END (?:[A-Z0-9]{1,16} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_PEM_BODY = regex.compile(r"(?:[A-Za-z0-9+/=:,.\s-]|\\[nrt])*+")
_PEM_MAX = 65_536


def private_keys(text: str) -> Iterator[Hit]:
    """PEM and PGP private key blocks, whole, also with escaped line ends or cut off."""
    done = 0
    if "PRIVATE KEY" not in text:
        return
    for begin in finditer(_PEM_BEGIN, text):
        if begin.start() < done:
            continue
        end = _PEM_END.search(text, begin.end(), min(len(text), begin.end() + _PEM_MAX))
        following = _PEM_BEGIN.search(text, begin.end(), end.start() if end else begin.end())
        if end is not None and following is None:
            done = end.end()
        else:  # cut off: what still looks like the key
            body = _PEM_BODY.match(text, begin.end(), begin.end() + _PEM_MAX)
            done = body.end() if body else begin.end()
            done = begin.start() + len(text[begin.start() : done].rstrip())
        yield begin.start(), done, 1.0


_AFTER_SCHEME = regex.compile(r"(?<=[A-Za-z0-9]://)[^\s\"'<>`]{3,512}")
_AUTHORITY = regex.compile(r"[^/?#]*")


def connection_strings(text: str) -> Iterator[Hit]:
    """The `user:password` of a URL or database connection string."""
    if "://" not in text:
        return
    for match in finditer(_AFTER_SCHEME, text):
        userinfo = _userinfo(match[0])
        user, colon, password = userinfo.partition(":")
        if not colon or not password or _REFERENCE.match(password):
            continue
        if not (is_placeholder(password) and (not user or is_placeholder(user))):
            yield match.start(), match.start() + len(userinfo), 0.9


def _userinfo(rest: str) -> str:
    """What stands before the host in the part of a URL after `://`; empty when nothing does.

    A password may hold `@` and, against the rules, `/`: the last `@` counts.
    """
    found = _AUTHORITY.match(rest)
    authority = found[0] if found else ""
    if "@" in authority:
        return authority[: authority.rfind("@")]
    port = authority.rpartition(":")[2]
    if ":" in authority and not port.isdigit() and "@" in rest:
        return rest[: rest.rfind("@")]
    return ""


_VALUE = (
    r"(?:\\?\"(?P<double>[^\"\n\\]{4,512})|\\?'(?P<single>[^'\n\\]{4,512})"
    r"|`(?P<tick>[^`\n]{4,512})`|(?P<bare>[^\s\"'`,;(){}\[\]<>\\]{4,512}))"
)
_KEY_NAMES = (
    r"(?:api|access|secret|private|signing|encryption|master|auth|service|account|license|licence"
    r"|session|client|app|application|admin|storage|shared|webhook|deploy|consumer|subscription)"
    r"[ _.-]?key"
)
_ASSIGN = r"[\w.-]{0,24}(?:\\?[\"'`\]]){0,3}[ \t]{0,8}(?:=>|:=|={1,2}|:)[ \t]{0,8}"
_SECRET = regex.compile(
    rf"(?:{_KEY_NAMES}|secret|token|credential|bearer|apikey|auth[_-]?header){_ASSIGN}{_VALUE}",
    regex.I,
)
_PASSWORD = regex.compile(
    rf"(?:passw(?:or)?d|passphrase|passcode|pwd|passwort|mot de passe){_ASSIGN}{_VALUE}", regex.I
)
_HEADER = regex.compile(
    r"\b(?:Bearer|Basic|Token|ApiKey)[ \t]{1,4}(?P<value>[\w.~+/=-]{16,4096})", regex.I
)
_SPOKEN = regex.compile(
    r"\b(?:password|passphrase|passcode|pwd|passwd|pin(?:\scode)?)\s(?:is|was|=)\s{1,3}"
    r"(?:set to |now )?[\"'`“]?(?P<value>[^\s\"'`“”]{4,64})",
    regex.I,
)

_REFERENCE = regex.compile(
    r"\$|<|\{\{|%\(|%[A-Z_]+%|#\{|@\{|(?:process\.)?env\b|os\.|secrets\.|vars\.|vault:|ref:|arn:"
)
_FILLER = regex.compile(r"x{4,}|X{4,}|\*{3,}|\.{3,}|…|_{4,}|-{6,}|0{8,}")
_WORD = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+|\d+")


def secret_assignments(text: str) -> Iterator[Hit]:
    """Values given to a name that says key, token or secret; also Authorization values."""
    for match in finditer(_SECRET, text):
        start, end = _value_span(match)
        if _looks_random(text[start:end]):
            yield start, end, 0.8
    for match in finditer(_HEADER, text):
        if _looks_random(match["value"]):
            yield *match.span("value"), 0.8


def password_assignments(text: str) -> Iterator[Hit]:
    """Values given to a name that says password, in code, settings or a sentence."""
    for match in finditer(_PASSWORD, text):
        start, end = _value_span(match)
        quoted = match.lastgroup != "bare"
        if _looks_chosen(text[start:end], quoted):
            yield start, end, 0.8
    for match in finditer(_SPOKEN, text):
        start, end = match.span("value")
        end = start + len(text[start:end].rstrip(".,;:!?)"))
        if _looks_chosen(text[start:end], quoted=False):
            yield start, end, 0.7


def _value_span(match: regex.Match[str]) -> tuple[int, int]:
    start, end = match.span(match.lastgroup or 0)
    if match.lastgroup == "bare":
        end = start + len(match.string[start:end].rstrip(".,:!?"))
    return start, end


def is_placeholder(value: str) -> bool:
    """Whether a value only stands for one: `your-api-key`, `xxxx`, `<token>`, `${VAR}`."""
    if _REFERENCE.match(value) or _FILLER.search(value) or len(set(value)) < 3:
        return True
    words = _WORD.findall(value)
    return not words or all(word.lower() in PLACEHOLDERS for word in words)


def _looks_random(value: str) -> bool:
    """Whether a key's value is one: long, mixed, and not a name or a reference."""
    if len(value) < 8 or " " in value or is_placeholder(value):
        return False
    if _CODE_NAME.fullmatch(value):
        return False
    digits = any(char.isdigit() for char in value)
    letters = any(char.isalpha() for char in value)
    return digits and letters and entropy(value) >= 2.5


#: `settings.api_key`, `get_token`, `MAX_TOKENS_2`, `https://host/path`, `./path/file.txt`
_CODE_NAME = regex.compile(
    r"[A-Za-z_]+(?:[.:_-][A-Za-z_]+\d?)*\d?|https?://[^@]*|\.{0,2}(?:/[\w.-]+)+"
)
_NAME_ONLY = regex.compile(r"\p{L}\p{Ll}*|[A-Za-z_]+(?:[._]+[A-Za-z_]+)+|\p{Lu}+")
#: `auth[2]`, `vault.read(path)`, also cut off at its first blank: code, not a word somebody chose.
_CALL = regex.compile(r"[a-z_]+(?:\.[A-Za-z_]+)*(?:\[\w{1,20}\]?|\([\w.,=]{0,60}\)?)")


def _looks_chosen(value: str, quoted: bool) -> bool:
    """Whether a password's value is one. Without quotes a plain word is a type or prose."""
    if not value.strip() or is_placeholder(value) or value.startswith(("http://", "https://")):
        return False
    return quoted or not (_NAME_ONLY.fullmatch(value) or _CALL.fullmatch(value))


def entropy(value: str) -> float:
    """Shannon entropy in bits per character, of the value's own letters."""
    counts = Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts)


#: name, entity type, finder
SECRETS: tuple[tuple[str, str, Finder], ...] = (
    ("vendor-keys", "API_KEY", vendor_keys),
    ("secret-assignments", "API_KEY", secret_assignments),
    ("jwt", "JWT", jwts),
    ("password-assignments", "PASSWORD", password_assignments),
    ("connection-strings", "CONNECTION_STRING", connection_strings),
    ("private-keys", "PRIVATE_KEY", private_keys),
)
