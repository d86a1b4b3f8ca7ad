"""Whether a value is a secret or only stands for one: placeholders, references, words, code.

Keys are made by machines and passwords by people, so there are two questions.
`looks_random` is asked of keys and tokens: letters in no order that a word has.
`looks_chosen` is asked of passwords: anything that is no placeholder, no label, no code.
"""

from __future__ import annotations

import math
from collections import Counter
from itertools import pairwise

import regex

from penname.detect.placeholders import is_placeholder, says_otherwise
from penname.detect.secret_words import BIGRAMS, NO_VALUES, PASSWORD_STEMS, SENTENCE_WORDS

_WORD = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+|\d+")
_RUN = regex.compile(r"[A-Z]?[a-z]{3,}|[A-Z]{4,}")


def is_sequence(value: str) -> bool:
    """Whether a value only counts up or repeats: `1234567890abcdef`. Of random letters, one step
    in thirty does."""
    steps = sum(-1 <= ord(b) - ord(a) <= 1 for a, b in pairwise(value))
    return 2 * steps >= len(value)


def reads_like_words(value: str, surely: bool = False) -> bool:
    """Whether most of a value is letters in the order that words have them.

    BIGRAMS are 150 of 676 pairs; 83 of 100 pairs in the words of texts and code are among
    them, 22 of 100 pairs of random letters. `surely`: where something else says already that
    the value is random.
    """
    runs = [run.lower() for run in _RUN.findall(value)]
    if 10 * sum(len(run) for run in runs) < 5 * len(value):
        return False
    pairs = [run[at : at + 2] for run in runs for at in range(len(run) - 1)]
    common = sum(pair in BIGRAMS for pair in pairs)
    if surely:
        least = 17 if value.isupper() else 13
        return len(pairs) >= 6 and 20 * common >= least * len(pairs)
    return 2 * common >= len(pairs) + 3


def entropy(value: str) -> float:
    """Shannon entropy in bits per character, of the value's own letters."""
    counts = Counter(value).values()
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts)


#: `settings.api_key`, `get_token`, `MAX_TOKENS_2`, `https://host/path`, `./path/file.txt`
_CODE_NAME = regex.compile(
    r"[A-Za-z_]+(?:[.:_-][A-Za-z_]+\d?)*\d?|\.{0,2}(?:/[\w.-]+)+|~/.*|[A-Za-z]:\\.*"
)
#: Digits in a form of their own: dates, versions, digests, algorithms, file names, name + number.
_OTHER_KIND = regex.compile(
    r"\d{4}-\d\d-\d\d.*|v?\d+(?:\.\d+)+\S{0,12}|sha\d{1,3}[:-].*|md5[:-].*|[^@\s]+:\d{2,5}"
    r"|(?:ssh|ecdsa|aes|rsa|hmac|sha|md|ed|hs|rs|es|ps|secp|curve|x|utf|base|oauth|http|ipv"
    r"|pbkdf|gpt|claude|rfc|iso|cve|tls|ssl|bcrypt|argon)[-_]?v?\d{1,5}(?:[-_.][\w.]+)*|#[0-9a-f]+"
    r"|\d{1,4}[-_](?:bit|byte|char|character|digit|letter|day|hour|minute|week|month|year|step)s?\w*"
    r"|(?:sk-)?(?:ssh|ecdsa|scram)-[a-z0-9-]+|[A-Za-z]{4,}[-_]?20\d{6}"
    r"|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7}"
    r"|argon2(?:id|i|d)|0x[0-9a-f]{1,8}|u?int\d{1,2}\w{0,5}|float\d{1,2}\w{0,5}"
    r"|[\w./-]+\.(?:json|ya?ml|pem|key|crt|cer|p12|jks|txt|env|py|js|ts|go|md|html?|css|xml|png|sh)",
    regex.I,
)


_REGEX = regex.compile(
    r"/?\^.*|.*(?:\(\?[=!:<]|\[\^?[^\]\s]{0,40}(?:a-z|A-Z|0-9)|\\[dws][+*{]|\(\.\)|\.[+*]\?\)"
    r"|\\(?:x[0-9a-f]{2}|u[0-9a-f]{4}|f[0-9BIRP]|s[-+]?\d|[&(*])|%\d*\.\d[df]).*"
)
#: A name and a number: too little for a key.
_NUMBERED = regex.compile(r"[A-Za-z]{1,12}[-_]?\d{1,4}")
#: `NotAppKeyWarning`
_CAMEL = regex.compile(r"(?:[A-Z]?[a-z]{2,}|[A-Z]{2,6}(?=[A-Z][a-z]))+")
#: `google_oauth2_csrf_token`, `pkcs12_val`: words, some of them with digits.
_IDENTIFIER = regex.compile(
    r"(?:[A-Za-z]{2,12}[_.]|[A-Za-z]{1,8}\d{1,4}[a-z]?\d?[_.])*[A-Za-z]{2,12}(?:[_.][A-Za-z]{1,8}\d{0,4})*"
)


def looks_random(value: str) -> bool:
    """Whether a key's value is one: long, mixed, and not a name or a reference."""
    if len(value) < 8 or " " in value or is_placeholder(value) or is_sequence(value):
        return False
    if _OTHER_KIND.fullmatch(value) or any(ord(char) > 0x2FF for char in value):
        return False
    if any(form.fullmatch(value) for form in (_NUMBERED, _IDENTIFIER, _REGEX)):
        return False
    digits = sum(char.isdigit() for char in value)
    if not digits:
        return _flips_case(value) and not (reads_like_words(value) or _CAMEL.fullmatch(value))
    if digits == len(value) or not any(char.isalpha() for char in value):
        return False
    if entropy(value) < 2.5 or reads_like_words(value):
        return False
    return not _CODE_NAME.fullmatch(value) or (len(value) >= 20 and _mixed(value) > 2)


def looks_made(value: str) -> bool:
    """Whether what follows a vendor's prefix was made by a machine, whatever its letters."""
    if says_otherwise(value) or is_sequence(value):
        return False
    made = len(value) >= 16 or any(char.isdigit() for char in value[1:]) or _flips_case(value)
    return made and not reads_like_words(value, surely=True)


#: Ids of objects, such as Stripe's: a short word and the rest.
_OBJECT_ID = regex.compile(r"[a-z]{2,8}_[A-Za-z0-9]+")


def is_object_id(value: str) -> bool:
    """Whether a value looks like the id of a thing at a service: `cus_…`, `price_…`."""
    return _OBJECT_ID.fullmatch(value) is not None


def surely_random(value: str) -> bool:
    """Whether nothing but a key looks like this: for names that may hold other things, too."""
    return (
        len(value) >= 20
        and looks_random(value)
        and all(any(kind(char) for char in value) for kind in _KINDS)
        and entropy(value) >= 3.5
        and not is_object_id(value)
    )


def looks_strong(value: str) -> bool:
    """Whether a secret that a person made up is one: three kinds of characters or more."""
    return (
        len(value) >= 8
        and " " not in value
        and _mixed(value) >= 3
        and not is_sequence(value)
        and not (is_placeholder(value) or _OTHER_KIND.fullmatch(value) or _CODE.fullmatch(value))
        and not _REGEX.fullmatch(value)
        and not reads_like_words(value)
    )


#: What people make up where a key belongs: a capital, letters, a number.
_TYPED = regex.compile(
    r"\p{Lu}\p{L}{3,}[!#$%&*?@]?\d{2,4}[!?#*]?|\p{L}{4,}[!#$%&*?@]\d{2,4}[!?#*]?"
)


def looks_typed(value: str) -> bool:
    """Whether a secret is a word and a number: where nothing but a value can stand."""
    if is_placeholder(value) or _OTHER_KIND.fullmatch(value) or is_sequence(value):
        return False
    return _TYPED.fullmatch(value) is not None


_PLAIN = regex.compile(r"[\p{L}_.:/ -]+")
#: `required|min:8`: rules of a form.
_RULES = regex.compile(r"[a-z_]+(?:[:=]\w+)?(?:[|,][a-z_]+(?:[:=]\w+)?)+")
_PATH = regex.compile(r"(?:\.{0,2}|~|[A-Za-z]:)[/\\][\w./\\ -]*|(?:https?|file|s3|gs)://.*")


def looks_chosen(value: str, *, quoted: bool, firm: bool, plain: bool) -> bool:
    """Whether a password's value is one.

    `quoted`: it stands in quotes. `firm`: nothing but a value can stand in its place, which else
    may be a variable. `plain`: even a plain word can only be a value there.
    """
    if len(value.strip()) < 4 or is_placeholder(value) or _names_itself(value):
        return False
    if len(value) >= 16 and is_sequence(value):
        return False
    if _is_path(value) or _REGEX.fullmatch(value) or _RULES.fullmatch(value):
        return False
    if " " in value.strip() and (not quoted or _is_prose(value)):
        return False
    if _PLAIN.fullmatch(value):
        if firm and _flips_case(value) and not reads_like_words(value):
            return True
        named = not quoted and any(mark in value for mark in "._:")
        return plain and not named and not any(word in NO_VALUES for word in _small_words(value))
    if firm:
        return quoted or not _CALL.fullmatch(value)
    if (
        _CODE.fullmatch(value)
        or _CALL.fullmatch(value)
        or value.isdigit()
        or _holds_password_word(value)
    ):
        return False
    return _ONE_WORD.fullmatch(value) is not None or not _OTHER_KIND.fullmatch(value)


_MAIL = regex.compile(r"[^@\s]+@[\w-]+(?:\.[\w-]+)+")
_HYPHENED = regex.compile(r"[\p{L}\d]+(?:[-/'’][\p{L}\d]+)+")
#: Names in code, but passwords where somebody says them: `sunny_17`, `four-words-and-dashes`.
_SAID_WORD = regex.compile(r"\p{L}{4,}_\d{1,4}|\p{L}{3,12}(?:-\p{L}{3,12}){3,7}")


def looks_said(value: str) -> bool:
    """Whether a word of a sentence is a password: no word that a language has."""
    if _SAID_WORD.fullmatch(value):
        return not is_placeholder(value)
    if not looks_chosen(value, quoted=False, firm=False, plain=False) and not value.isdigit():
        return False
    if _MAIL.fullmatch(value) or _OTHER_KIND.fullmatch(value) or value.startswith(("(", "@")):
        return False
    if value.isdigit():
        return len(value) >= 4 and not is_sequence(value)
    joined = _HYPHENED.fullmatch(value) and not value[-1].isdigit()
    return not (joined and reads_like_words(value))


def _is_path(value: str) -> bool:
    """Whether a value is a path or an address. (Base64 may begin with a slash, too.)"""
    if not _PATH.fullmatch(value):
        return False
    return not _flips_case(value) or reads_like_words(value)


_CONSTANT = regex.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
#: Two or three letters stand in many a random value.
_LONG_STEMS = tuple(stem for stem in PASSWORD_STEMS if len(stem) > 3 or not stem.isascii())


def _names_itself(value: str) -> bool:
    """Whether a value without digits holds a word for passwords: a label, a field's name."""
    if not (_PLAIN.fullmatch(value) or _CONSTANT.fullmatch(value)):
        return False
    return _holds_password_word(value)


def _holds_password_word(value: str) -> bool:
    low = value.lower()
    return "secret" in low or any(stem in low for stem in _LONG_STEMS)


def _is_prose(value: str) -> bool:
    words = value.split()
    if value[-1] in ".?!:…" or (words[0][:1].isupper() and words[1][:1].islower()):
        return True
    return any(word in SENTENCE_WORDS for word in _small_words(value))


def _small_words(value: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(value)]


#: A name, a call or an index, also cut off at its first blank: code, not a chosen word. (A word
#: with digits at its end alone may be either, and counts as chosen.)
_NAME = r"\$?[A-Za-z_]\w*(?:(?:\.|->|::)[A-Za-z_]\w*)*"
_REST = r"(?:\([\w.,=*&:\"'-]*\)?|\[[\w.:-]*\]?)"
_ONE_WORD = regex.compile(r"\p{Ll}+\d[\p{L}\d]*")
_CALL = regex.compile(rf"{_NAME}(?:{_REST}(?:\.\w+)*)+[,;]?|[A-Za-z_][\w.]*\([^)].*\)\S{{0,3}}")
_CODE = regex.compile(
    rf"(?!\p{{L}}+\d[\p{{L}}\d]*\Z){_NAME}(?:{_REST}(?:\.\w+)*)*[,;]?|[({{\[].*|[$&]?[A-Za-z_.]+"
)
_KINDS = (str.islower, str.isupper, str.isdigit)


def _flips_case(value: str) -> bool:
    """Whether capitals stand anywhere, as in random letters; not only where words begin."""
    changes = sum(a.islower() and b.isupper() for a, b in pairwise(value))
    return len(value) >= 12 and 8 * changes >= len(value)


def _mixed(value: str) -> int:
    """How many kinds of characters there are: small letters, capitals, digits, others."""
    known = sum(any(kind(char) for char in value) for kind in _KINDS)
    return known + any(not char.isalnum() for char in value)
