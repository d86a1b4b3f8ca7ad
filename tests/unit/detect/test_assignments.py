"""Values of names: every join, bare and quoted, and what stands there instead of a secret."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from penname.detect import secrets
from penname.detect.joins import JOINS

Make = Callable[..., str]


def keys(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in secrets.secret_assignments(text)]


def passwords(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in secrets.password_assignments(text)]


#: Each join of the table in one or more texts; `{}` is the value of a name for keys.
JOINED: dict[str, list[str]] = {
    "typed": [
        "api_key: str = '{}'",
        'const apiKey: string = "{}";',
        'var apiKey string = "{}"',
        'let api_key: &str = "{}";',
        'password_token: Optional[str] = "{}"',
    ],
    "sign": [
        "API_KEY={}",
        "export API_KEY='{}'",
        "api-key: {}",
        "api_key := {}",
        "'api_key' => '{}',",
        '{{"apiKey":"{}"}}',
        '{{\\"api_key\\": \\"{}\\"}}',
        '{{\\\\\\"api_key\\\\\\": \\\\\\"{}\\\\\\"}}',
        'config["api_key"] = "{}"',
        "$env:API_KEY = '{}'",
        "api_key: |\n    {}\n",
        'API_KEY = (\n    "{}"\n)',
        'char api_key[] = "{}";',
        'private static final String API_KEY = "{}";',
        "connect(url, api_key='{}', n=1)",
        "api_key=b'{}'",
        "https://x.example/a?api_key={}&n=1",
        "-H 'X-Api-Key: {}'",
        "**API key:** {}",
        "api_key → {}",
        "api key：{}",
        'API_KEY="{}" # production',
    ],
    "block": [
        'variable "api_key" {{\n  type    = string\n  default = "{}"\n}}',
        '"api_key": {{"value": "{}", "sensitive": true}}',
    ],
    "part": [
        'Content-Disposition: form-data; name="api_key"\r\n\r\n{}\r\n--x--',
        'content-disposition: form-data; name="api_key"\nContent-Type: text/plain\n\n{}\n--x',
    ],
    "field": [
        '{{"name": "API_KEY", "value": "{}"}}',
        "- name: API_KEY\n  value: {}\n",
        '<add key="ApiKey" value="{}" />',
        '{{"key": "api_key", "value": "{}"}}',
    ],
    "plist": [
        "<key>ApiKey</key>\n\t<string>{}</string>",
        '<Key>ApiKey</Key><Value ProtectInMemory="True">{}</Value>',
    ],
    "element": [
        "<apiKey>{}</apiKey>",
        '<ns:ApiKey type="x">{}</ns:ApiKey>',
        "<ApiKey>\n  <Value>{}</Value>",
        "<apiKey>\n    {}\n</apiKey>",
    ],
    "attribute": ['<string name="api_key">{}</string>'],
    "arguments": ['os.environ.setdefault("API_KEY", "{}")', "define('API_KEY', '{}');"],
    "call": ['client.set_api_key("{}")', '.apiKey("{}")'],
    "flag": ["tool --api-key {} -v", 'tool --api-key "{}"'],
    "line": ['credentials {{\n    apiKey "{}"\n}}'],
    "scoped": ["npm config set //x.example/:_authToken {}"],
    "macro": ['#define API_KEY "{}"'],
    "command": [
        "setx API_KEY {}",
        "aws configure set api_key {} --profile x",
        "ENV API_KEY {}",
        "set -gx API_KEY {}",
    ],
    "cell": ["| API key | {} |", "api_key\t{}", "| **API_KEY** | `{}` |"],
}


@pytest.mark.parametrize("join", [join.name for join in JOINS])
def test_every_join(make: Make, join: str) -> None:
    """The value alone is found behind every way to join it to its name."""
    for template in JOINED[join]:
        value = make(32)
        assert keys(template.format(value)) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DB_PASSWORD=aB3$,x;Y&z!\n", "aB3$,x;Y&z!"),
        ("DB_PASSWORD=hunter2 # old\n", "hunter2"),
        ("DB_PASSWORD=dragonfly\nDB_HOST=x\n", "dragonfly"),
        ("spring.datasource.password=dragonfly", "dragonfly"),
        ("DB_PASSWORD=one\\nDB_HOST=x", "one"),
        ("password: hunter2\nuser: x", "hunter2"),
        ("login(user=u, password='hunter2')", "hunter2"),
        ("user=x,password=hunter2!,host=z", "hunter2!"),
        ("a?user=x&password=hunter2&ssl=1", "hunter2"),
        ("Server=a;Password=b9!;User Id=d;x", "b9!"),
        ("<password>dragonfly</password>", "dragonfly"),
        ('{"password": "dragonfly"}', "dragonfly"),
        ('password = "pa\\"ss\\"9"', 'pa\\"ss\\"9'),
        ("--password dragonfly", "dragonfly"),
        ("(see password: hunter2)", "hunter2"),
        ("password = “hunter2”", "hunter2"),
        ('password = """hunter2"""', "hunter2"),
        ("senha: hunter2", "hunter2"),
        ("mot de passe : hunter2", "hunter2"),
        ("パスワード：hunter2", "hunter2"),
        ("SMTP_PASS=hunter2", "hunter2"),
        ("- pw: hunter2", "hunter2"),
        ("DB_PASSWORD=!hunter2", "!hunter2"),
        ("[client]\nuser = ann\npassword = sunny_17\n", "sunny_17"),
        ("quarkus.datasource.password = sunny_17", "sunny_17"),
        ("Neues Passwort: sunny_17", "sunny_17"),
        ("mot de passe : sunny_17\n", "sunny_17"),
        ('<property name="password" value="hunter2"/>', "hunter2"),
        ("WITH PASSWORD = N'hunter2', x", "hunter2"),
        ('String p = x; password = new String("hunter2");', "hunter2"),
        ('psk="hunter2"', "hunter2"),
        ("Shared secret: hunter2", "hunter2"),
        ("-storepass hunter2 -v", "hunter2"),
        ("password: /aB3dE5fG7hJ9kL2m==", "/aB3dE5fG7hJ9kL2m=="),
    ],
)
def test_where_values_end(text: str, value: str) -> None:
    """At a quote, a blank, the next pair, a bracket that opens before; or at the line's end."""
    assert passwords(text) == ([value] if len(value) > 3 else [])


@pytest.mark.parametrize(
    "text",
    [
        "password = user.password",
        "password=password)",
        "connect(user, password=password2, port=1)",
        "password = form.cleaned_data['password1']",
        "$password = $_POST['password'];",
        "password = f'{user}-{secret}'",
        "password: Uint8Array, salt: Uint8Array",
        "password: z.string().min(8),",
        '"password": "Passwort", "user": "Benutzer"',
        '"password": "Please enter your password"',
        "password: required|min:8",
        "password_file: /run/secrets/db9",
        'password.encode("utf-8")',
        'keyring.get_password("service1", "user1")',
        "pwd=/home/ann/work9",
        "set_password('user2', 'x9x9x9')",
        "password == ''",
        "password: !Ref DbPassword1",
        "  user, password1, password2 = split()",
        '<input type="password" name="password" placeholder="Password9?">',
        "passed: 12, failed: 3",
        "PASS: tests/keys/rsa9.sh\nPASS: tests/b9.sh (ref_9)",
        "password = $self->{pass9};",
        "PASSWORD=$(openssl rand -base64 24)",
        "arn:aws:secretsmanager:eu:1:password:db-9xYz",
        "input[type=password]:focus",
        "self.password = other_value1",
        "password = base64.b16encode(random_bytes[8:])",
        "#password_encryption = scram-sha-256",
        "password = r'[0-9A-Fa-f]{1,4}'",
        "'USERPWD', 'MAXSIZE'",
    ],
)
def test_code_and_prose_are_no_passwords(text: str) -> None:
    """Variables, calls, types, labels, rules and paths."""
    assert passwords(text) == []


@pytest.mark.parametrize(
    "text",
    [
        'token = tokens[index + 1]; next_token: "CAEQAA99xYz1aBcD3"',
        "api_key = get_secret_str('V0_API_KEY')",
        "token = m.group(2)",
        "secret_key=s3_pair[1], access_key=s3_pair[0]",
        "const TOKEN = /^[A-Za-z0-9._~+/-]+=*$/u;",
        '"public_key": "MIIBIjANBgkqhkiG9w0BAQ"',
        "sort_key = 'created_at2'; cache_key = 'a1b2c3d4e5f6a7b8c9d0'",
        '"secretName": "db-credentials-2024x"',
        "api_key = hashlib.sha256(raw).hexdigest()",
        "key: value1234",
        "token: 2026-11-29T10:00:00Z",
        "auth: required",
        "api_key.startswith('AWS4-HMAC-SHA256')",
        "SECRET = vault:secret/data/app9#key",
    ],
)
def test_code_and_names_are_no_keys(text: str) -> None:
    """Indexes, calls, names, patterns, dates and what is no secret's name."""
    assert keys(text) == []


def test_values_before_their_names(make: Make) -> None:
    """An object may have its value first."""
    value = make(32)
    assert keys(f'{{"value": "{value}", "name": "API_KEY"}}') == [value]
    assert keys(f'{{"value": "{value}", "name": "SORT_KEY"}}') == []


def test_long_keys_are_found_whole(make: Make) -> None:
    """What a token goes on with beyond what was looked at belongs to it."""
    value = make(1500)
    assert keys(f"SESSION_TOKEN={value}\nX=1") == [value]
    assert keys(f'session_token = "{value}"') == [value]
    assert keys(f"curl -H X-Auth-Token:{value} x") == [value]


def test_secrets_that_somebody_typed() -> None:
    """A word and a number, where nothing but a value can stand."""
    assert keys("[ann]\nsecret=Sunny2018\n") == ["Sunny2018"]
    assert keys("f(secret=Sunny2018)") == []


def test_sealed_values_are_none(make: Make) -> None:
    """Encrypted ones are no secrets, nor are digests of some."""
    assert passwords(f"encryptedData:\n  password: AgB{make(300)}") == []
    assert keys(f"checksum/secret: {'0a1b2c3d4e5f6978' * 4}") == []


def test_keys_of_no_kind(make: Make) -> None:
    """A name that only says key holds one when the value can be nothing else."""
    value = f"aB3{make(29)}"
    assert keys(f"key = '{value}'") == [value]
    assert keys(f"key = '{make(12)}'") == []
    assert keys(f"map_key = 'index_{make(12)}'") == []


def test_any_text_is_read() -> None:
    """No name at an edge, no odd letter and no open quote stops the search."""
    for text in (
        "password",
        "key=",
        '"secret": "',
        "token\0=\0",
        "İ password=hunter2",
        "=key",
        "-key",
        ".",
    ):
        list(secrets.secret_assignments(text))
        list(secrets.password_assignments(text))


def test_names_without_values_are_quick() -> None:
    """Many names in a row take time as the text is long."""
    text = 'api_key secret: token= password "key": (auth) ' * 2000
    assert keys(text) == passwords(text) == []
