"""Passwords in command lines, password files and calls that have no name for them.

One row for each: a word that must be in the text, and the pattern; its group `value` is the
password. Sources: the commands' manuals, netrc(5), PostgreSQL's `.pgpass`.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from penname.detect.line_marks import AT_BEGIN, BREAK
from penname.detect.login_lines import LINES, QUOTED, VALUE
from penname.detect.placeholders import is_placeholder
from penname.detect.scan import Hit, finditer
from penname.detect.secret_values import looks_chosen, looks_said
from penname.policy.literals import Literals

_SCORE = 0.8

_ARGS = r"\b[^\n|;&]{0,200}?[ \t]"
_USER = r"[\"']?[\w.@\\+-]{1,64}"
_CLIENTS = r"docker|podman|helm|az|oc|skopeo|buildah|nerdctl|kubectl|cf|vault"
_TWO = rf"[ \t]?[\"'][^\"'\n]{{1,64}}[\"'],[ \t]?(?:{QUOTED})"
_NETRC = rf"login[ \t]\S{{1,100}}(?:[ \t]{{1,3}}|{BREAK})password[ \t](?P<value>\S{{3,128}})"
_PGPASS_HOST, _PGPASS_REST = (
    rf"{AT_BEGIN}[\w.*-]{{1,100}}",
    r"[\w*-]{1,64}:[\w*.-]{1,64}:(?P<value>[^\s:]{3,128})(?![^\n\r])",
)

#: Whose value is one whenever it is no placeholder.
_SURE: tuple[tuple[str, str], ...] = (
    ("mysql", rf"\bmysql\w{{0,8}}{_ARGS}-p(?![ \t])(?!(?:ort|rotocol|assword)\b){VALUE}"),
    ("mariadb", rf"\bmariadb[\w-]{{0,8}}{_ARGS}-p(?![ \t]){VALUE}"),
    ("sshpass", rf"\bsshpass[ \t]-p[ \t]?{VALUE}"),
    (" login", rf"\b(?:{_CLIENTS})\b[^\n|;&]{{0,40}}? login{_ARGS}-p[ \t]{VALUE}"),
    ("redis-cli", rf"\bredis-cli{_ARGS}-a[ \t]{VALUE}"),
    ("mongo", rf"\bmongo\w{{0,8}}{_ARGS}-p[ \t]{VALUE}"),
    ("http ", rf"\bhttps?{_ARGS}(?:-a|--auth)[ \t=]{_USER}:{VALUE}"),
    ("lftp", rf"\blftp{_ARGS}-u[ \t]{_USER},{VALUE}"),
    ("ncftp", rf"\bncftp\w{{0,8}}{_ARGS}-p[ \t]{VALUE}"),
    ("sqlcmd", rf"\bsqlcmd{_ARGS}-P[ \t]{VALUE}"),
    ("bcp ", rf"\bbcp{_ARGS}-P[ \t]{VALUE}"),
    ("curl", rf"\bcurl{_ARGS}(?:-u|--user|--proxy-user)[ \t=]?{_USER}:{VALUE}"),
    ("wget", rf"\bwget{_ARGS}--(?:http|ftp)-password[ =]{VALUE}"),
    ("ldap", rf"\bldap\w{{3,9}}{_ARGS}-w[ \t]{VALUE}"),
    ("smbclient", rf"\bsmbclient{_ARGS}-U[ \t]?{_USER}%{VALUE}"),
    (
        "htpasswd",
        rf"\bhtpasswd[ \t]-\w{{0,4}}b\w{{0,4}}[ \t]\S{{1,80}}[ \t]\S{{1,64}}[ \t]{VALUE}",
    ),
    ("rar ", rf"\b(?:un)?rar{_ARGS}-(?:hp|p)(?![ \t-]){VALUE}"),
    ("7z", rf"\b7za?{_ARGS}-p(?![ \t]){VALUE}"),
    ("zip", rf"\b(?:un)?zip{_ARGS}-P[ \t]{VALUE}"),
    ("/p:", rf"\b(?:xfreerdp|wfreerdp|mstsc){_ARGS}/p:{VALUE}"),
    ("openssl", rf"\bopenssl{_ARGS}-pass(?:in|out)?[ \t]pass:{VALUE}"),
    ("openssl", rf"\bopenssl[ \t]enc{_ARGS}-k[ \t]{VALUE}"),
    ("ssh-keygen", rf"\bssh-keygen{_ARGS}-[NP][ \t]{VALUE}"),
    ("nmcli", rf"\bnmcli{_ARGS}password[ \t]{VALUE}"),
    ("net use", rf"\bnet use[ \t][^\n]{{0,160}}?/user:\S{{1,80}}[ \t](?!/|\*(?!\S)){VALUE}"),
    (
        "net use",
        rf"\bnet use[ \t](?:\S{{1,3}}[ \t])?\\\\\S{{1,120}}[ \t](?!/|\*(?!\S)){VALUE}[ \t]/user:",
    ),
    ("/pass:", rf"(?<=[ \t])/pass:{VALUE}"),
    ("Key Content", rf"Key Content[ \t]{{1,20}}:[ \t]{VALUE}"),
    (
        "-stdin",
        rf"\b(?:echo|printf)[ \t]{{1,3}}(?:-\w[ \t])?{VALUE}[ \t]{{0,3}}\|"
        r"[^\n|]{1,160}--password-stdin",
    ),
    ("<<<", rf"(?i:passw|passphrase)[^\n]{{0,40}}<<<[ \t]?{VALUE}"),
    ("net user", rf"\bnet user[ \t]\S{{1,64}}[ \t](?!/|\*(?!\S)){VALUE}"),
    ("sudo -S", rf"\becho[ \t]{{1,3}}(?:-\w[ \t])?{VALUE}[ \t]{{0,3}}\|[ \t]{{0,3}}sudo -S"),
    (
        "chpasswd",
        r"\becho[ \t]{1,3}[\"']?[\w.-]{1,32}:(?P<value>[^\s\"']{3,128})[\"']?[ \t]{0,3}"
        r"\|[^\n]{0,20}chpasswd",
    ),
    ("requirepass", rf"\brequirepass[ \t]{VALUE}"),
    ("masterauth", rf"\bmasterauth[ \t]{VALUE}"),
    (
        "username=",
        r"\busername=[^\s,()\"']{1,64},(?:dom(?:ain)?=[^\s,()]{1,40},)?pass(?:word)?=(?P<value>[^\s,\"'()]{3,128})",
    ),
    ("machine ", rf"\bmachine[ \t]\S{{1,100}}(?:[ \t]{{1,3}}|{BREAK}){_NETRC}"),
    ("default ", rf"\bdefault[ \t]{{1,3}}{_NETRC}"),
    (":5432:", rf"{_PGPASS_HOST}:5432:{_PGPASS_REST}"),
    (":*:", rf"{_PGPASS_HOST}:(?:\d{{2,5}}|\*):{_PGPASS_REST}"),
    ("SecureString", rf"ConvertTo-SecureString[ \t](?:-String[ \t])?(?:{QUOTED})"),
    ("IDENTIFIED", rf"\bIDENTIFIED (?:WITH \w{{2,30}} )?BY (?:PASSWORD )?{VALUE}"),
    ("identified by", rf"\buser\b[^\n;]{{1,120}}?\sidentified by (?:{QUOTED})"),
    ("PASSWORD '", rf"\bPASSWORD (?:{QUOTED})"),
    ("password '", rf"\bpassword (?:{QUOTED})"),
)
#: Whose value may be anything: it must look like a password.
_MAYBE: tuple[tuple[str, str], ...] = (
    ("mysql", rf"\bmysql\w{{0,8}}{_ARGS}-p[ \t]{VALUE}"),
    ("auth=(", rf"\bauth=\({_TWO}"),
    (
        " -p ",
        rf"[ \t]-u[ \t]?[\w.@\\+-]{{1,64}}[ \t][^\n|;&]{{0,80}}?-p[ \t](?!\d{{1,10}}(?!\S)){VALUE}",
    ),
    (
        " -P ",
        rf"[ \t]-U[ \t]?[\w.@\\+-]{{1,64}}[ \t][^\n|;&]{{0,80}}?-P[ \t](?!\d{{1,10}}(?!\S)){VALUE}",
    ),
)


def _compiled(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    return tuple((mark, regex.compile(pattern)) for mark, pattern in rows)


_MARKS = Literals(mark for mark, _ in (*_SURE, *LINES, *_MAYBE))
_SURE_PATTERNS, _MAYBE_PATTERNS = _compiled((*_SURE, *LINES)), _compiled(_MAYBE)


def logins(text: str) -> Iterator[Hit]:
    """Passwords that a command, a file of passwords or a call takes at a known place."""
    found: set[tuple[int, int]] = set()
    marks = frozenset(_MARKS.within(text))
    for mark, pattern in _SURE_PATTERNS if marks else ():
        if mark in marks:
            found.update(m.span("value") for m in finditer(pattern, text) if _is_one(m["value"]))
    for mark, pattern in _MAYBE_PATTERNS if marks else ():
        if mark in marks:
            found.update(m.span("value") for m in finditer(pattern, text) if looks_said(m["value"]))
    for start, end in sorted(found):
        yield start, end, _SCORE


def _is_one(value: str) -> bool:
    if len(value.strip()) == 3:
        return not is_placeholder(value)
    return looks_chosen(value, quoted=True, firm=True, plain=True)
