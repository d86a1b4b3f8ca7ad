"""Codes that let somebody in once: told as such in a sentence, and lists of codes for recovery.

Your verification code is 482913.        482913 is your login code
Backup codes: 1234-5678 2345-6789        1. a1b2c-d3e4f
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.labelled import alone
from penname.detect.scan import Hit, Recipe, finditer_in, islands

_SCORE = 0.7
_KINDS = (
    r"(?:verification|one[ -]?time|2fa|mfa|two[ -]?factor|login|log-?in|sign[ -]?in|authentication"
    r"|authenticator|auth|security|confirmation|sms|activation|access|reset|pairing|unlock)"
)
_CODE_WORDS = (
    rf"(?:{_KINDS}[ -](?:pass)?codes?|otp(?:[ -]codes?)?|one[ -]?time[ -]?(?:password|pin|passcode)"
    r"|(?:bestätigungs|verifizierungs|sicherheits|einmal|aktivierungs|anmelde|login|sms)-?code"
    r"|sms-?tan|(?-i:TAN)|mtan|tan-?nummer|einmal-?(?:passwort|pin)"
    r"|code[ ](?:de[ ]|d['’])(?:v[ée]rification|confirmation|s[ée]curit[ée]|activation|connexion)"
    r"|c[óo]digo[ ]de[ ](?:verificaci[óo]n|confirmaci[óo]n|seguridad|verifica[çc][ãa]o|acceso"
    r"|confirma[çc][ãa]o|seguran[çc]a|un[ ]solo[ ]uso)"
    r"|codice[ ](?:di[ ])?(?:verifica|conferma|sicurezza|accesso|otp)"
    r"|(?:verificatie|bevestigings|beveiligings|inlog)code|kod[ ](?:weryfikacyjny|sms|dostępu)"
    r"|код[ ](?:подтверждения|доступа|из[ ]смс)|doğrulama[ ]kodu|onay[ ]kodu)"
)
_UNSPACED = (
    r"(?:验证码|驗證碼|校验码|動態密碼|認証コード|確認コード"
    r"|ワンタイムパスワード|인증번호|인증[ ]?코드)"
)
#: Five digits at least where they are not grouped: four are a year, or the number of an error.
_DIGITS = (
    r"(?P<value>(?:[A-Z]{1,2}-)?(?:\d{5,8}|\d{3}[ -]\d{3}|\d{4}[ -]\d{4}))(?![A-Za-z\d_-]|[.,:/]\d)"
)
_VERB = r"(?i:is|was|ist|lautet|est|es|è|é|to|jest|это)"
_FOR = r"(?:[ ](?i:for|für|pour|para|per|von|from)[ ][\p{L}][\p{L} .&'-]{0,30}?)?"
_JOIN = rf"(?:[ ]?[:=：#][\"'*]{{0,3}}\s{{0,3}}|[ ](?:{_VERB}[ :]{{1,2}})?)"
_TOLD = regex.compile(
    rf"(?<![\p{{L}}\d])(?i:{_CODE_WORDS}){_FOR}[\"'*)]{{0,3}}{_JOIN}[\"'*]{{0,3}}{_DIGITS}"
    rf"|{_UNSPACED}[是为為は：: ]{{0,3}}{_DIGITS}"
)
_YOUR = (
    r"(?i:(?:your|the|my|our|a|dein|ihr|der|votre|ton|le|tu|su|el|il|o|seu|uw|je|de)[ ]){1,2}"
    r"(?:[\p{L}\d.&'-]{1,20}[ ]){0,3}?"
)
_CALLED = regex.compile(
    rf"(?<![\w.,:/-]){_DIGITS}[ ](?:{_VERB}|as)[ ]{_YOUR}(?i:{_CODE_WORDS})(?!\w)"
)

_COMBINATION = regex.compile(
    r"(?<!\p{L})(?i:(?:locker|safe|padlock|vault|lock)(?:['’]s)?[ ](?:combo|combination))"
    r"(?:[ ](?i:is)|:)?[ ](?P<value>\d{1,2}[ -]\d{1,2}[ -]\d{1,2}(?:[ -]\d{1,2})?)(?![\w-])"
)
#: What an authenticator makes its codes of: base32, whole or in groups of four.
_SEED = regex.compile(
    r"(?<![\p{L}\d])(?i:totp|2fa|mfa|otp|authenticator|two[ -]factor)(?![\p{L}\d])[^\n]{0,80}?"
    r"(?i:secret|key|seed)(?![\p{L}\d])[^\n]{0,20}?[ :=\"'`(](?P<value>"
    r"(?=[A-Z]{0,40}[2-7])[A-Z2-7]{16,64}|(?i:[A-Z2-7]{4}[ ]){3,15}(?i:[A-Z2-7]{4}))(?![\w-])"
)
_LISTS = (
    r"(?:(?:backup|back-up|recovery|rescue|scratch|emergency)[ _-]?"
    r"(?:(?:verification|login|2fa)[ ])?codes?"
    r"|(?:wiederherstellungs|backup|notfall|ersatz|reserve|herstel|back-up)-?codes?"
    r"|codes?[ ]de[ ](?:secours|r[ée]cup[ée]ration|sauvegarde)"
    r"|c[óo]digos?[ ]de[ ](?:respaldo|recuperaci[óo]n|seguridad|recupera[çc][ãa]o|backup)"
    r"|codic[ei][ ]di[ ](?:backup|recupero|riserva|emergenza)|kody[ ]zapasowe|резервные[ ]коды)"
)
_LIST = regex.compile(
    rf"(?<![\p{{L}}\d])(?i:{_LISTS})[\"'*)]{{0,3}}(?:[ ][^\n:=.;]{{1,60}}?)??"
    r"(?:[ ]?[:=][ ]{0,4}|[ ]?\r?\n|[ ](?=\S{0,20}\d))"
)
_ITEM = regex.compile(
    r"[\s,;|\"'`*\[•·–>-]{0,24}(?:\d{1,2}[.):][ \t]{1,4})?[\"'`*]{0,2}"
    r"(?P<code>[A-Za-z\d]{3,12}(?:-[A-Za-z\d]{3,12}){0,7})(?![\w@:/=(.-]\w|[\w@=(-])"
)
#: One of these is in all of those words.
_STEMS = (
    *("cod", "otp", "fa", "factor", "authent", "comb", "time", "tan", "einmal", "kod", "cód"),
    *("код", "码", "碼", "密", "コード", "パス", "인증"),
)
_LIST_STEMS = ("code", "codigo", "código", "codic", "kody", "коды")
_BEFORE, _BEHIND = 120, 90  # characters around a digit
_MOST = 40  # codes of a list


def one_time_codes(text: str) -> Iterator[Hit]:
    """Codes of five to eight digits that a sentence or a field tells as such, combinations of
    locks, and the seeds of authenticators."""
    low = text.lower()
    if any(stem in low for stem in _STEMS):
        for pattern in (_TOLD, _CALLED, _COMBINATION, _SEED):
            for match in finditer_in(pattern, text, islands(text, _BEFORE, _BEHIND)):
                yield *match.span("value"), _SCORE


def recovery_codes(text: str) -> Iterator[Hit]:
    """The codes of a list, from the words that announce it to the first word that is none."""
    low = text.lower()
    if any(stem in low for stem in _LIST_STEMS):
        for head in finditer_in(_LIST, text, islands(text, _BEFORE, _BEHIND)):
            codes = _codes(text, head.end())
            # One of four digits alone is a year, or a count.
            if len(codes) > 1 or any(end - start > 4 for start, end in codes):
                for start, end in codes:
                    yield start, end, _SCORE


def _codes(text: str, at: int) -> list[tuple[int, int]]:
    """Where the codes of a list stand."""
    codes: list[tuple[int, int]] = []
    form = ""
    while len(codes) < _MOST:
        item = _ITEM.match(text, at)
        if item is None or not _is_code(item["code"], form):
            break
        form = form or _form(item["code"])
        codes.append(item.span("code"))
        at = item.end()
    return codes


def _form(code: str) -> str:
    """A code's length, and where it has hyphens."""
    return "".join("-" if char == "-" else "x" for char in code)


def _is_code(code: str, form: str) -> bool:
    """Whether a word is a code: digits in it, or the form of the codes before it."""
    has_digits = any(map(str.isdigit, code))
    if form:
        return _form(code) == form and (has_digits or code.islower() or code.isupper())
    return has_digits and (len(code) >= 6 or (len(code) == 4 and code.isdigit()))


_ALONE = r"(?:[A-Z]{1,2}-)?\d{4,8}|\d{3}[ -]\d{3}|[A-Za-z\d]{4,12}(?:-[A-Za-z\d]{3,12}){0,7}"
_FIELDS = (
    *("otp", "otp code", "one time code", "one time password", "verification code", "sms code"),
    *("2fa code", "mfa code", "totp code", "backup code", "backup codes", "recovery code"),
    *("recovery codes", "scratch codes", "login code", "auth code"),
)

RECIPES = (
    Recipe("one-time-code", "PASSWORD", one_time_codes),
    Recipe("recovery-codes", "PASSWORD", recovery_codes),
    # A field that holds nothing else, or one of a list of them.
    Recipe(
        "code-field", "PASSWORD", alone(rf"(?=\D{{0,11}}\d)(?:{_ALONE})", 0.2), _FIELDS, hinted=True
    ),
)
