"""Texts without a secret that look as if they had one: stand-ins, code, digests, ids, labels.

Random values are made from the seed; a text holds several lines of the kind of its group.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

from benchmarks.detect.cases import Case
from benchmarks.detect.secret_shapes import made

#: What people write where a key belongs.
STAND_INS = (
    *("your-api-key", "YOUR_API_KEY", "<token>", "<your-secret-key>", "${API_TOKEN}", "$API_TOKEN"),
    *(
        "{{ secret }}",
        "{{ .Values.password }}",
        "${{ secrets.DEPLOY_TOKEN }}",
        "%API_KEY%",
        "changeme",
    ),
    *(
        "xxxx",
        "xxxxxxxxxxxxxxxx",
        "XXXX-XXXX-XXXX",
        "********",
        "REDACTED",
        "[REDACTED]",
        "...",
        "…",
    ),
    *("sk-...", "ghp_xxxxxxxxxxxxxxxxxxxx", "sk_live_...", "insert-your-token-here", "replace-me"),
    *("AKIA" + "IOSFODNN7" + "EXAMPLE", "my-secret-token", "placeholder", "dummy", "none", "null"),
    *("example-key", "test", "secret", "password", "token", "sk-" + "1234567890abcdef" * 2, "TODO"),
    *(
        "op://vault/item/field",
        "vault:secret/data/app#key",
        "ENC[AES256_GCM,data]",
        "not-a-real-key",
    ),
    *("arn:aws:secretsmanager:eu-west-1:123456789012:secret:db", "/run/secrets/db_password"),
)
NAMES = (
    *("api_key", "API_KEY", "password", "DB_PASSWORD", "client_secret", "auth_token", "apiKey"),
    *("AWS_SECRET_ACCESS_KEY", "spring.datasource.password", "access-token", "OPENAI_API_KEY"),
)
FORMS = ("{}={}", '{} = "{}"', "{}: {}", '"{}": "{}",', "export {}={}", "{}: '{}'", "--{} {}")

READS = (
    *(
        'api_key = os.environ["API_KEY"]',
        'password = os.getenv("DB_PASSWORD")',
        "token = args.token",
    ),
    *('secret = config.get("client_secret")', "const apiKey = process.env.OPENAI_API_KEY;"),
    *(
        'password = getpass("Password: ")',
        'key := os.Getenv("STRIPE_KEY")',
        "password=self.password",
    ),
    *('token = secretsmanager.get_secret_value(SecretId="prod/db2")["SecretString"]',),
    *('String password = System.getenv("DB_PASSWORD");', "auth_token: settings.auth_token,"),
    *('apiKey: config.services["maps2"].key,', "api_key = keyring.get_password('svc1', user)"),
    *("password = base64.b64decode(raw).decode()", "token = self._tokens[index + 1]"),
    *(
        "$password = $_POST['password'];",
        "password: req.body.password,",
        "secret = yaml.safe_load(f)",
    ),
    *('password = input("New password: ")', 'val token = prefs.getString("token", null)'),
    *("creds = service_account.Credentials.from_service_account_file(path)", "pwd=$(pwd)"),
)
TYPES = (
    *("password: str", "token: Optional[str] = None", "apiKey?: string;", "secret: SecretStr"),
    *(
        "def reset_password(user: User, token: str) -> None:",
        "password = models.CharField(max_length=128)",
    ),
    *(
        "private String clientSecret;",
        "api_key VARCHAR(64) NOT NULL,",
        "password: z.string().min(12),",
    ),
    *(
        "Token::Comma => self.next_token(),",
        "max_tokens: 4096",
        "token_count = 1024",
        "n_tokens=128",
    ),
    *(
        "interface Credentials { password: string; token: string }",
        "tokenizer = BertTokenizer.load(p)",
    ),
    *("password_field = forms.PasswordField()", "class TokenType(Enum): BEARER = 'bearer'"),
    *("primary_key=True", "foreign_key: user_id", "sort_key = lambda row: row[2]", "key_id=kms_v2"),
)
LABELS = (
    *('"password": "Passwort",', '"password": "Mot de passe",', '"password": "Contraseña",'),
    *(
        '"forgot_password": "Forgot your password?",',
        '"apiKey": "API key",',
        '"secret": "Geheimnis",',
    ),
    *('"password": "Please enter your password.",', '"token_expired": "The token has expired.",'),
    *('<input type="password" name="password" id="password" placeholder="Password">',),
    *('<label for="password">Password</label>', "password: required|min:8|confirmed"),
    *(
        '"password": "This field is required",',
        "The password is incorrect.",
        "Your token is invalid.",
    ),
    *(
        "The password must be at least 12 characters.",
        "passwords are hashed with bcrypt",
    ),
    *(
        "Reset your password at https://example.org/account/password",
        "the secret of good soup is salt",
    ),
    *("The key to success is patience.", "What is a JWT token?", "password is case-sensitive"),
    *("the token is 256-bit", "pattern: /^(?=.*[a-z])(?=.*\\d)[a-zA-Z\\d]{8,}$/  # password"),
)
#: `made` shapes in the places where such values really stand.
IDENTIFIERS = (
    *('"id": "<uuid>",', "request_id=<uuid>", "trace_id: <H32>", "span_id=<H16>", "commit <H40>"),
    *(
        "X-Request-Id: <uuid>",
        "traceparent: 00-<H32>-<H16>-01",
        'ETag: "<H32>"',
        'etag = W/"<H20>"',
    ),
    *('"customer": "cus_<A14>",', '"payment_intent": "pi_<A24>",', "session <uuid> closed"),
    *(
        "index 1<H6>..4<H6> 100644",
        "Merge commit '<H40>' into main",
        "docker pull app:1.2.<D2>-<H8>",
    ),
    *(
        '"cursor": "<A24>",',
        "nextPageToken: <A32>",
        "cache_key = '<H64>'",
        "idempotency_key: <uuid>",
    ),
    *("pod/web-<L9>-<L5> running", "i-0<H16> terminated", "subnet-0<H16>", "build #<D5> of <H7>"),
)
DIGESTS = (
    *(
        '"integrity": "sha512-<B86>==",',
        "--hash=sha256:<H64>",
        "image@sha256:<H64>",
        "sha256:<H64>",
    ),
    *(
        "h1:<B43>=",
        "SHA256 (a.tar.gz) = <H64>",
        "checksum: <H64>",
        '"md5": "<H32>",',
        "<H40>  a.bin",
    ),
    *("integrity sha512-<B86>==", 'resolved "https://registry.example/a/-/a-1.0.0.tgz#<H40>"'),
    *(
        "SHA256:<B43> ann@host (ED25519)",
        "content_hash = '<H64>'",
        "digest=<H64>",
        "version: <H40>",
    ),
)
WEB = (
    *('<script nonce="<A32>">', ".css-1<L6>{{color:red}}", 'src="/static/js/main.<H8>.chunk.js"'),
    *("data:image/png;base64,iVBORw0KGgo<B120>", '<meta name="generator" content="x 6.4.2">'),
    *("url(data:font/woff2;base64,d09GMgAB<B160>)", '<div class="sc-<A6> <A6>">', "?v=<H20>"),
    *("script-src 'nonce-<B22>=='", "//# sourceMappingURL=app.<H20>.js.map", 'id="radix-:r<L2>:"'),
)
PUBLIC = (
    *("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5<B48> ann@host", "ssh-rsa AAAAB3NzaC1yc2E<B200>== ann@host"),
    *("-----BEGIN CERTIFICATE-----\n<B64>\n<B64>\n<B40>==\n-----END CERTIFICATE-----",),
    *("-----BEGIN PUBLIC KEY-----\n<B64>\n<B64>\n-----END PUBLIC KEY-----", "publicKey: <B43>="),
    *('"public_key": "MIIBIjANBgkqhkiG<B120>",', "fingerprint: SHA256:<B43>", "pk_live_<A24>"),
    *(
        '"kty": "RSA", "n": "<W120>", "e": "AQAB"',
        "age1<L58>",
        "certificate-authority-data: LS0t<B90>",
    ),
    *(
        "site_key = '6L<A38>'",
        "if text.startswith('-----BEGIN PRIVATE KEY-----'):",
        "Key-ID: <U16>",
    ),
)


def _stand_ins(rng: random.Random) -> str:
    name, value = rng.choice(NAMES), rng.choice(STAND_INS)
    return rng.choice(FORMS).replace("{}", "\0", 1).replace("{}", value).replace("\0", name)


def _of(lines: tuple[str, ...]) -> Callable[[random.Random], str]:
    return lambda rng: made(rng, rng.choice(lines)).replace("{{", "{").replace("}}", "}")


def _plain(lines: tuple[str, ...]) -> Callable[[random.Random], str]:
    return lambda rng: rng.choice(lines)


KINDS: Mapping[str, Callable[[random.Random], str]] = {
    "none:stand-in": _stand_ins,
    "none:read": _plain(READS),
    "none:type": _plain(TYPES),
    "none:label": _plain(LABELS),
    "none:identifier": _of(IDENTIFIERS),
    "none:digest": _of(DIGESTS),
    "none:web": _of(WEB),
    "none:public": _of(PUBLIC),
}


def look_alikes(seed: int, count: int) -> Iterator[Case]:
    """Texts of one to three lines without a secret; the kinds take turns."""
    rng = random.Random(seed)
    for index in range(count):
        kind = tuple(KINDS)[index % len(KINDS)]
        lines = [KINDS[kind](rng) for _ in range(rng.randint(1, 3))]
        yield Case("\n".join(lines) + rng.choice(("", "\n")), group=kind)
