"""Secrets in the texts that they leak in; and texts with what only looks like one.

`cases` has keys of services, generic assignments, passwords, tokens, key blocks and connection
strings: in settings, code, commands, headers, tables and sentences of seven languages. The group
is the service or the form. `look_alikes` holds none (secret_look_alikes.py).
"""

from __future__ import annotations

import base64
import random
from collections.abc import Callable, Iterator, Mapping

from benchmarks.detect.cases import Case, Maker
from benchmarks.detect.secret_look_alikes import look_alikes
from benchmarks.detect.secret_shapes import (
    MARKED,
    PASSWORDS,
    UNMARKED,
    made,
    private_key,
    web_token,
)

__all__ = ["GROUPS", "cases", "look_alikes"]

#: Where a key that shows its service may stand; `{}` is the key.
ANYWHERE = (
    *(
        "use {} for now",
        "key: {}\n",
        'client = Client("{}")',
        "TOKEN={}\n",
        "curl -H 'X-Key: {}' x",
    ),
    *('{{"value": "{}"}}', "+    key = '{}'", "It says 401 with {}, why?", "`{}`", "<v>{}</v>"),
    *("2026-11-02 09:12:44 INFO auth with {} ok", "Bitte rotiere {} heute noch.", "({})", "{}"),
)
#: Where the value of a name stands; `{n}` is the name, `{v}` the value.
NAMED = (
    *("{n}={v}\n", "export {n}={v}\n", 'export {n}="{v}"\n', "{n}: {v}\n", '{n}: "{v}"\n'),
    *(
        "{n} = '{v}'\n",
        '"{n}": "{v}",\n',
        '{{\\"{n}\\": \\"{v}\\"}}',
        '<add key="{n}" value="{v}"/>',
    ),
    *(
        "<{n}>{v}</{n}>",
        "config['{n}'] = '{v}'",
        'os.environ["{n}"] = "{v}"',
        "--{n} {v} --verbose",
    ),
    *("--{n}={v}", '- name: {n}\n  value: "{v}"\n', '{{"name": "{n}", "value": "{v}"}}'),
    *("| {n} | {v} |\n", "ENV {n}={v}\n", "set {n}={v}\r\n", "{n} := {v}\n", "'{n}' => '{v}',\n"),
)
CODE_NAMED = (
    *('{n} = "{v}"\n', "const {n} = '{v}';", 'var {n} string = "{v}"', "{n}: str = '{v}'"),
    *('private static final String {n} = "{v}";', 'public const string {n} = "{v}";'),
    *('let {n}: string = "{v}";', "call(host, {n}='{v}', retries=3)", '#define {n} "{v}"\n'),
)
KEY_SENTENCES = (
    *("my api key: {v}", "The API key is {v}.", "here is the access token: {v}, please use it"),
    *("Mein API-Schlüssel lautet {v}.", "Das Zugriffstoken ist {v}", "La clé API est {v}."),
    *(
        "La clave de API es {v}",
        "La chiave API è {v}",
        "A chave de API é {v}",
        "De API-sleutel is {v}",
    ),
)
PASSWORD_NAMES = (
    *(
        "DB_PASSWORD",
        "password",
        "spring.datasource.password",
        "MYSQL_ROOT_PASSWORD",
        "smtpPassword",
    ),
    *("PGPASSWORD", "userPassword", "admin_passwd", "redis-password", "db.pwd", "SMTP_PASS"),
)
PASSWORD_SENTENCES = (
    *(
        "The password is {v}.",
        "my password for the router is {v}, it does not work",
        "password: {v}",
    ),
    *("login: admin / {v}", "Use {v} as the admin password.", "user ann, password {v}"),
    *("Das Passwort lautet {v}", "Mein Kennwort ist {v}", "Le mot de passe est {v}", "mdp : {v}"),
    *("La contraseña es {v}", "La password è {v}", "A senha é {v}", "Het wachtwoord is {v}"),
)
COMMANDS = (
    *(
        "mysql -u root -p{v} shop",
        "sshpass -p {v} ssh ann@host",
        "curl -u ann:{v} https://x.example",
    ),
    *("docker login -u ann -p {v}", "redis-cli -a {v} ping", "PGPASSWORD={v} psql -h db"),
    *("machine api.example login ann password {v}\n", "ALTER USER ann WITH PASSWORD '{v}';"),
    *("| user | password |\n| --- | --- |\n| ann | {v} |\n", "login,password\nann,{v}\nbob,\n"),
)
CONNECTIONS = (
    *("postgres://ann:{v}@db.example:5432/shop", "mongodb+srv://ann:{v}@c0.example.net/shop?w=1"),
    *("redis://:{v}@cache.example:6379/0", "amqp://ann:{v}@mq.example:5672/%2f"),
    *("smtp://ann%40example.org:{v}@mail.example:587", "https://ann:{v}@git.example/a/b.git"),
)
LISTS = (
    *("Server=tcp:db.example,1433;Database=shop;User ID=ann;Password={v};Encrypt=true;",),
    *(
        "Driver={{ODBC Driver 18}};Server=db;UID=ann;PWD={v};",
        "host=db user=ann password={v} dbname=x",
    ),
    *("jdbc:postgresql://db.example/shop?user=ann&password={v}&ssl=true",),
)


def _fill(template: str, label: str, value: str, name: str = "") -> Maker:
    """The template with its name and value in place, and the gold of the value."""
    mark = "{v}" if "{v}" in template else "{}"
    before, after = (
        part.replace("{n}", name).replace("{{", "{").replace("}}", "}")
        for part in template.split(mark, 1)
    )
    return Maker().say(before).value(value, label).say(after)


#: What belongs to no key, but must stand before it.
_LEADS = ("AccountKey=", "?sv=2024-01-01&sp=r&sig=")


def _marked(rng: random.Random, service: str) -> Maker:
    key = made(rng, rng.choice(MARKED[service]))
    lead = next((lead for lead in _LEADS if key.startswith(lead)), "")
    before, _, after = rng.choice(ANYWHERE).partition("{}")
    text = [part.replace("{{", "{").replace("}}", "}") for part in (before + lead, after)]
    return Maker().say(text[0]).value(key[len(lead) :], "API_KEY").say(text[1])


def _unmarked(rng: random.Random, service: str) -> Maker:
    names, shape = UNMARKED[service]
    forms = NAMED if rng.random() < 0.6 else CODE_NAMED
    return _fill(rng.choice(forms), "API_KEY", made(rng, shape), rng.choice(names))


def _password(rng: random.Random) -> str:
    return PASSWORDS[rng.choice(sorted(PASSWORDS))](rng)


def _of(templates: tuple[str, ...], label: str) -> Callable[[random.Random], Maker]:
    def make(rng: random.Random) -> Maker:
        key = label == "API_KEY"
        value = made(rng, rng.choice(("<A32>", "<H40>", "<W43>"))) if key else _password(rng)
        name = rng.choice(PASSWORD_NAMES)
        return _fill(rng.choice(templates), label, value, name)

    return make


def _url(rng: random.Random) -> Maker:
    before, _, behind = rng.choice(CONNECTIONS).partition("://")
    user, _, rest = behind.partition("{v}")
    pair = user + _password(rng).replace("@", "").replace("#", "").replace("%", "").replace("?", "")
    text = rng.choice(("DATABASE_URL={}\n", "connect to {} first", 'url = "{}"'))
    lead, _, tail = text.partition("{}")
    return Maker().say(f"{lead}{before}://").value(pair, "CONNECTION_STRING").say(rest + tail)


def _header(rng: random.Random) -> Maker:
    if rng.random() < 0.3:
        pair = base64.b64encode(f"ann:{_password(rng)}".encode()).decode()
        return Maker().say("Authorization: Basic ").value(pair, "API_KEY").say("\r\n")
    if rng.random() < 0.3:
        session = made(rng, "<A32>")
        return Maker().say("Cookie: theme=dark; sessionid=").value(session, "API_KEY").say("; a=1")
    return Maker().say("Authorization: Bearer ").value(made(rng, "<W48>"), "API_KEY").say('"')


def _jwt(rng: random.Random) -> Maker:
    return _fill(rng.choice(ANYWHERE), "JWT", web_token(rng))


def _block(rng: random.Random) -> Maker:
    kind = rng.choice(("", "RSA", "EC", "OPENSSH", "ENCRYPTED", "PGP"))
    newline = rng.choice(("\n", "\r\n", "\\n"))
    lead, tail = rng.choice((("", "\n"), ("my key:\n", "\ndone"), ('"private_key": "', '",')))
    return Maker().say(lead).value(private_key(rng, kind, newline), "PRIVATE_KEY").say(tail)


def _hash(rng: random.Random) -> Maker:
    method = rng.choice(
        ("$2b$12$<A53>", "$6$<A16>$<A86>", "$argon2id$v=19$m=65536,t=3,p=4$<A22>$<A43>")
    )
    return Maker().say("ann:").value(made(rng, method), "PASSWORD").say(":19700:0:99999:7:::\n")


_FORMS: Mapping[str, Callable[[random.Random], Maker]] = {
    "form:settings": _of(NAMED, "PASSWORD"),
    "form:code": _of(CODE_NAMED, "PASSWORD"),
    "form:sentence-password": _of(PASSWORD_SENTENCES, "PASSWORD"),
    "form:sentence-key": _of(KEY_SENTENCES, "API_KEY"),
    "form:command": _of(COMMANDS, "PASSWORD"),
    "form:list": _of(LISTS, "PASSWORD"),
    "form:url": _url,
    "form:header": _header,
    "form:jwt": _jwt,
    "form:key-block": _block,
    "form:hash": _hash,
}
GROUPS: tuple[str, ...] = (*MARKED, *UNMARKED, *_FORMS)


def cases(seed: int, count: int) -> Iterator[Case]:
    """Texts with one secret or two; the groups take turns."""
    rng = random.Random(seed)
    for index in range(count):
        group = GROUPS[index % len(GROUPS)]
        if group in MARKED:
            maker = _marked(rng, group)
        elif group in UNMARKED:
            maker = _unmarked(rng, group)
        else:
            maker = _FORMS[group](rng)
        yield maker.case(group)
