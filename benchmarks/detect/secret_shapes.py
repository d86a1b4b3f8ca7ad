"""What keys of services look like, as their documentation says it; apart from the recognizers.

A shape is text with marks: `<H32>` stands for 32 letters of an alphabet, `<uuid>` for one. The
value is put together at run time from a seed, so that no file holds anything like a key.

H hexadecimal, A letters and digits, U capitals and digits, L small letters and digits,
W base64url, B base64, D digits, C letters, R base32.
"""

from __future__ import annotations

import random
import re
import string
import zlib
from collections.abc import Callable, Mapping

_ALNUM = string.ascii_letters + string.digits
ALPHABETS = {
    "H": "0123456789abcdef",
    "A": _ALNUM,
    "U": string.ascii_uppercase + string.digits,
    "L": string.ascii_lowercase + string.digits,
    "W": _ALNUM + "-_",
    "B": _ALNUM + "+/",
    "D": string.digits,
    "C": string.ascii_letters,
    "R": string.ascii_uppercase + "234567",
}
_MARK = re.compile(r"<(?:([A-Z])(\d+)|(uuid|crc))>")


def made(rng: random.Random, shape: str) -> str:
    """A value of this shape."""

    def part(mark: re.Match[str]) -> str:
        if mark[3] == "uuid":
            return "-".join(_letters(rng, "H", size) for size in (8, 4, 4, 4, 12))
        if mark[3] == "crc":
            body = _letters(rng, "A", 30)
            return body + _base62(zlib.crc32(body.encode()))
        return _letters(rng, mark[1], int(mark[2]))

    return _MARK.sub(part, shape)


def _letters(rng: random.Random, alphabet: str, size: int) -> str:
    word = "".join(rng.choice(ALPHABETS[alphabet]) for _ in range(size))
    return word if word[0] not in "-_+/" else _letters(rng, alphabet, size)


def _base62(number: int) -> str:
    digits = ""
    for _ in range(6):
        number, rest = divmod(number, 62)
        digits = (string.digits + string.ascii_uppercase + string.ascii_lowercase)[rest] + digits
    return digits


#: service → the shapes of its keys.
MARKED: Mapping[str, tuple[str, ...]] = {
    "aws": ("AKIA<R16>", "ASIA<R16>"),
    "google": ("AIza<W35>", "GOCSPX-<W28>", "ya29.<W120>"),
    "azure": ("<A3>8Q~<A34>", "<A76>AZDO<A4>", "<A52>JQQJ99<A26>", "<A42>AzSe<A6>"),
    "azure-storage": ("AccountKey=<B86>==",),
    "azure-sas": ("?sv=2024-01-01&sp=r&sig=<A41>%3D",),
    "digitalocean": ("dop_v1_<H64>", "doo_v1_<H64>", "dor_v1_<H64>"),
    "cloudflare": ("v1.0-<H24>-<H146>",),
    "heroku": ("HRKU-AA<W58>",),
    "fly": ("fo1_<W43>", "fm2_<B120>"),
    "vercel": ("vcp_<A56>",),
    "netlify": ("nfp_<A36>",),
    "supabase": ("sbp_<H40>", "sb_secret_<W31>"),
    "planetscale": ("pscale_tkn_<W43>", "pscale_pw_<W43>"),
    "neon": ("napi_<L64>",),
    "render": ("rnd_<A28>",),
    "alibaba": ("LTAI<A20>",),
    "tencent": ("AKID<A32>",),
    "yandex": ("AQVN<W36>",),
    "tailscale": ("tskey-auth-<A17>-<A32>",),
    "pulumi": ("pul-<H40>",),
    "github": ("ghp_<crc>", "gho_<crc>", "ghu_<crc>", "ghs_<crc>", "ghr_<crc>"),
    "github-fine-grained": ("github_pat_<A22>_<A59>",),
    "gitlab": ("glpat-<W20>", "gldt-<W20>", "glrt-<W20>", "glptt-<H40>", "gloas-<W64>"),
    "gitlab-more": ("glcbt-<A2>_<W20>", "glsoat-<W20>", "glft-<W20>", "GR1348941<W20>"),
    "bitbucket": ("ATBB<A32>",),
    "npm": ("npm_<crc>",),
    "pypi": ("pypi-AgEIcHlwaS5vcmc<W120>",),
    "rubygems": ("rubygems_<H48>",),
    "crates-io": ("cio<A32>",),
    "nuget": ("oy2<L43>",),
    "docker-hub": ("dckr_pat_<W27>",),
    "jfrog": ("AKCp<A69>", "cmVmdGtu<A56>"),
    "sonarqube": ("squ_<H40>", "sqp_<H40>", "sqa_<H40>"),
    "circleci": ("CCIPAT_<A22>_<H40>",),
    "buildkite": ("bkua_<H40>",),
    "terraform": ("<A14>.atlasv1.<W67>",),
    "sourcegraph": ("sgp_<H16>_<H40>",),
    "openai": ("sk-proj-<W74>T3BlbkFJ<W74>", "sk-svcacct-<W58>T3BlbkFJ<W58>", "sk-<A48>"),
    "openai-admin": ("sk-admin-<W58>T3BlbkFJ<W58>",),
    "anthropic": ("sk-ant-api03-<W93>AA", "sk-ant-admin01-<W93>AA"),
    "openrouter": ("sk-or-v1-<H64>",),
    "deepseek": ("sk-<H32>",),
    "hugging-face": ("hf_<C34>",),
    "groq": ("gsk_<A52>",),
    "replicate": ("r8_<A37>",),
    "xai": ("xai-<A80>",),
    "perplexity": ("pplx-<A48>",),
    "together": ("tgp_v1_<W43>",),
    "fireworks": ("fw_<A24>",),
    "elevenlabs": ("sk_<H48>",),
    "langsmith": ("lsv2_pt_<H32>_<H10>", "lsv2_sk_<H32>_<H10>"),
    "pinecone": ("pcsk_<A6>_<A63>",),
    "nvidia": ("nvapi-<W64>",),
    "stripe": ("sk_live_<A24>", "sk_live_51<A97>", "rk_live_<A24>", "whsec_<A32>", "sk_test_<A24>"),
    "square": ("sq0atp-<W22>", "sq0csp-<W43>", "EAAA<W60>"),
    "braintree": ("access_token$production$<L16>$<H32>",),
    "shopify": ("shpat_<H32>", "shpca_<H32>", "shppa_<H32>", "shpss_<H32>"),
    "razorpay": ("rzp_live_<A14>", "rzp_test_<A14>"),
    "plaid": ("access-production-<uuid>", "access-sandbox-<uuid>"),
    "flutterwave": ("FLWSECK_TEST-<H32>-X",),
    "shippo": ("shippo_live_<H40>",),
    "easypost": ("EZAK<A54>",),
    "slack": (
        *("xoxb-<D12>-<D13>-<A24>", "xoxp-<D12>-<D12>-<D13>-<H32>", "xapp-1-A<U10>-<D13>-<H64>"),
        *("xoxe.xoxp-1-<U163>", "xoxe-1-<U146>"),
    ),
    "slack-webhook": ("https://hooks.slack.com/services/T<U8>/B<U10>/<A24>",),
    "discord": ("MT<A24>.G<A5>.<W38>",),
    "discord-webhook": ("https://discord.com/api/webhooks/1<D17>/<W68>",),
    "teams-webhook": (
        "https://contoso.webhook.office.com/webhookb2/<uuid>@<uuid>/IncomingWebhook/<H32>/<uuid>",
    ),
    "telegram": ("7<D9>:AA<W33>",),
    "twilio": ("SK<H32>", "AC<H32>"),
    "sendgrid": ("SG.<W22>.<W43>",),
    "mailgun": ("key-<H32>",),
    "mailchimp": ("<H32>-us12",),
    "brevo": ("xkeysib-<H64>-<A16>",),
    "atlassian": ("ATATT3xFfGF0<W176>=<U8>",),
    "notion": ("ntn_<D11><A35>", "secret_<A43>"),
    "linear": ("lin_api_<A40>",),
    "airtable": ("pat<A14>.<H64>",),
    "figma": ("figd_<W40>",),
    "asana": ("1/1<D15>:<H32>",),
    "dropbox": ("sl.<W135>",),
    "new-relic": ("NRAK-<U27>",),
    "sentry": ("sntryu_<H64>", "sntrys_eyJpYXQiO<A120>_<A43>"),
    "grafana": ("glsa_<A32>_<H8>", "glc_eyJ<A90>"),
    "elastic": ("essu_<A60>",),
    "mapbox": ("sk.eyJ1Ijoi<A60>.<A22>",),
    "one-password": ("ops_eyJ<A300>", "A3-<U6>-<U11>-<U5>-<U5>-<U5>"),
    "doppler": ("dp.pt.<A43>", "dp.st.dev.<A40>"),
    "vault": ("hvs.<W95>", "hvb.<W150>"),
    "databricks": ("dapi<H32>", "dapi<H32>-2"),
    "dynatrace": ("dt0c01.<U24>.<U64>",),
    "postman": ("PMAK-<H24>-<H34>",),
    "hubspot": ("pat-na1-<uuid>",),
    "salesforce": ("00D<A12>!A<A95>",),
    "contentful": ("CFPAT-<W43>",),
    "typeform": ("tfp_<A44>_<A14>",),
    "launchdarkly": ("sdk-<uuid>", "api-<uuid>"),
    "facebook": ("EAA<C120>Z<A20>",),
    "x": ("AAAAAAAAAAAAAAAAAAAAAA<A88>",),
    "rapidapi": ("<H10>msh<H15>p1<H6>jsn<H12>",),
    "riot": ("RGAPI-<uuid>",),
}

#: Keys without a mark: (names that services' documentation gives them, shape).
UNMARKED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "aws-secret": (("AWS_SECRET_ACCESS_KEY", "aws_secret_access_key", "SecretAccessKey"), "<B40>"),
    "ibm": (("IBM_CLOUD_API_KEY", "ibmcloud_api_key"), "<W44>"),
    "oracle": (("OCI_AUTH_TOKEN",), "<A20>"),
    "heroku-legacy": (("HEROKU_API_KEY", "heroku_api_key"), "<uuid>"),
    "cloudflare-token": (("CLOUDFLARE_API_TOKEN", "CF_API_TOKEN"), "<W40>"),
    "cloudflare-global": (("CLOUDFLARE_API_KEY", "cloudflare_global_api_key"), "<H37>"),
    "vercel-legacy": (("VERCEL_TOKEN",), "<A24>"),
    "travis": (("TRAVIS_API_TOKEN", "travis_token"), "<A22>"),
    "codecov": (("CODECOV_TOKEN",), "<uuid>"),
    "azure-devops-legacy": (("AZURE_DEVOPS_EXT_PAT", "AZURE_DEVOPS_PAT"), "<L52>"),
    "mistral": (("MISTRAL_API_KEY",), "<A32>"),
    "cohere": (("COHERE_API_KEY", "CO_API_KEY"), "<A40>"),
    "wandb": (("WANDB_API_KEY",), "<H40>"),
    "assemblyai": (("ASSEMBLYAI_API_KEY",), "<H32>"),
    "adyen": (("ADYEN_HMAC_KEY",), "<H64>"),
    "paypal": (("PAYPAL_CLIENT_SECRET", "paypalClientSecret"), "E<W79>"),
    "coinbase": (("COINBASE_API_SECRET",), "<A64>"),
    "twilio-token": (("TWILIO_AUTH_TOKEN", "twilioAuthToken"), "<H32>"),
    "postmark": (("POSTMARK_SERVER_TOKEN", "X-Postmark-Server-Token"), "<uuid>"),
    "messagebird": (("MESSAGEBIRD_ACCESS_KEY",), "<A25>"),
    "zoom": (("ZOOM_CLIENT_SECRET",), "<A32>"),
    "datadog": (("DD_API_KEY", "datadog_api_key"), "<H32>"),
    "datadog-app": (("DD_APP_KEY", "DATADOG_APP_KEY"), "<H40>"),
    "pagerduty": (("PAGERDUTY_API_TOKEN", "pagerduty_token"), "u+<A18>"),
    "splunk": (("SPLUNK_HEC_TOKEN",), "<uuid>"),
    "algolia": (("ALGOLIA_ADMIN_KEY", "algoliaAdminApiKey"), "<H32>"),
    "okta": (("OKTA_API_TOKEN", "okta_token"), "00<W40>"),
    "auth0": (("AUTH0_CLIENT_SECRET",), "<W64>"),
    "snowflake": (("SNOWFLAKE_PRIVATE_KEY_TOKEN", "snowflake_access_token"), "<A80>"),
    "zendesk": (("ZENDESK_API_TOKEN",), "<A40>"),
    "segment": (("SEGMENT_WRITE_KEY",), "<A32>"),
    "linkedin": (("LINKEDIN_CLIENT_SECRET",), "<A16>"),
    "fastly": (("FASTLY_API_TOKEN",), "<W32>"),
    "jenkins": (("JENKINS_API_TOKEN",), "11<H32>"),
    "snyk": (("SNYK_TOKEN",), "<uuid>"),
    "django": (("SECRET_KEY", "DJANGO_SECRET_KEY"), "<A50>"),
    "jwt-secret": (("JWT_SECRET", "jwtSecret", "jwt.secret"), "<B44>"),
    "generic-api-key": (("API_KEY", "apiKey", "api-key", "X-Api-Key", "service.api.key"), "<A32>"),
    "generic-token": (("AUTH_TOKEN", "accessToken", "auth_token", "access-token"), "<W40>"),
    "generic-secret": (("CLIENT_SECRET", "clientSecret", "client_secret", "app.secret"), "<A24>"),
    "generic-hex": (("ENCRYPTION_KEY", "encryptionKey", "signing_key", "master.key"), "<H64>"),
}


def private_key(rng: random.Random, kind: str, newline: str) -> str:
    """A block like those of OpenSSL, OpenSSH or GnuPG; no key can be read from it."""
    title = " ".join((kind, "PRIVATE", "KEY")).strip()
    title += " BLOCK" if kind == "PGP" else ""
    lines = [_letters(rng, "B", 64) for _ in range(rng.randint(3, 12))]
    end = _letters(rng, "B", 30) + "=="
    return newline.join((f"-----BEGIN {title}-----", *lines, end, f"-----END {title}-----"))


def web_token(rng: random.Random) -> str:
    """Header, claims and signature, each in base64url, as RFC 7519 has them."""
    parts = ("ey" + "J<W34>", "ey" + "J<W90>", "<W43>")
    return ".".join(made(rng, part) for part in parts)


def _typed(rng: random.Random) -> str:
    words = ("Sommer", "dragon", "Kaffee", "Bluebird", "winter", "Tormenta", "lighthouse", "Papaya")
    word = rng.choice(words)
    return rng.choice(
        (
            f"{word}{rng.randint(10, 9999)}",
            f"{word}{rng.choice('!#$@%')}{rng.randint(1, 999)}",
            f"{word.replace('a', '4').replace('o', '0')}{rng.randint(1, 99)}{rng.choice('!?#')}",
            f"{word}-{rng.choice(words)}-{rng.randint(2, 99)}",
        )
    )


def _generated(rng: random.Random) -> str:
    letters = _ALNUM + "!#%+-_@^*"
    return (
        rng.choice(_ALNUM) + "".join(rng.choice(letters) for _ in range(rng.randint(9, 19))) + "7"
    )


#: How passwords come about.
PASSWORDS: Mapping[str, Callable[[random.Random], str]] = {
    "typed": _typed,
    "generated": _generated,
}
