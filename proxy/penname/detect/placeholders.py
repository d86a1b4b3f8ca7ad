"""Stand-ins for secrets: what says where a secret is, or that none is shown."""

from __future__ import annotations

import regex

from penname.detect.vocabulary import PLACEHOLDERS

#: Looked up or filled in elsewhere: `${VAR}`, `<token>`, `{{ secret }}`, `%(name)s`, `$(cmd)`.
_TEMPLATE = regex.compile(
    r"\$\{[^}]*\}|\$\([^)]*\)|\{\{.*\}\}|<%.*%>|#\{[^}]*\}|@\{[^}]*\}|%\(\w*\)s|\$\{\{|projects/[\w-]+/secrets/"
)
_WHOLE = regex.compile(
    r"\$[A-Z_][A-Z0-9_]*|\$[a-z_][A-Za-z_]*|\$\d|\$\(.*|\$\w+(?:(?:->|::).*|-$)|\$env:.*|%[A-Za-z_]\w*%|@[A-Z_]+@|__[A-Z_]+__"
    r"|<[^<>]*>?|\[[^\[\]]*\]|\{[^{}]*\}|%[sdvqr]|[*•●█·#?.]+"
)
_ELSEWHERE = regex.compile(
    r"(?:process\.)?env\b[.(\[]|os\.|System\.|Environment\.|secrets[.\[]|vars\.|config[.\[]|var\."
    r"|local\.|data\.|(?:vault|ref|arn|op|ssm|sm|awssm|akv|file|data|urn|env|aws|gcp|bw):"
    r"|ref\+|!(?i:vault|secret|ref|env|var|include|sub|getatt|reference|decrypt)\b|\{cipher\}|ENC\["
    r"|@Microsoft\.|(?:https?|ftp)://[^@\s]*$"
)
#: Signs that somebody blotted a value out or left it open, and what counts up.
_FILLER = regex.compile(r"x{4,}|X{4,}|\*{3,}|\.{3,}|…|•{3,}|█|_{4,}|-{6,}|#{4,}|0{8,}")
#: Words that say by themselves that the rest is none.
_SAYS_SO = regex.compile(
    r"example|placeholder|redacted|changeme|change[_-](?:me|this)|replace[_-]?(?:me|with|this)"
    r"|your[_-]|insert[_-]|dummy|not[_-]?(?:a[_-])?real|goes[_-]?here|[_-]here\b",
    regex.I,
)
_WORD = regex.compile(r"\p{Lu}?\p{Ll}+|\p{Lu}+|\d+")
#: A value of a SealedSecret, or its beginning: encrypted, as those of SOPS are.
_SEALED = regex.compile(r"Ag[A-Z][A-Za-z0-9+/]{100,}={0,2}")


def is_reference(value: str) -> bool:
    """Whether a value says where the secret is: a variable, a template, a path in a vault."""
    return bool(
        _TEMPLATE.search(value)
        or _WHOLE.fullmatch(value)
        or _ELSEWHERE.match(value)
        or _SEALED.fullmatch(value)
    )


def is_placeholder(value: str) -> bool:
    """Whether a value only stands for one: `your-api-key`, `xxxx`, `<token>`, `${VAR}`."""
    if is_reference(value) or _FILLER.search(value) or _SAYS_SO.search(value):
        return True
    if len(set(value)) < 3:
        return True
    words = _WORD.findall(value)
    return not words or all(word.lower() in PLACEHOLDERS for word in words)


def says_otherwise(value: str) -> bool:
    """Whether a value that begins like a key was blotted out, or says that it is none."""
    return bool(_FILLER.search(value) or _SAYS_SO.search(value))
