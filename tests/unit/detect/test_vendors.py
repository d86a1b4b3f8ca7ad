"""Keys that show their vendor: every row finds a key of its shape, and nothing in words."""

from __future__ import annotations

import random
import zlib

import pytest

from benchmarks.detect.secret_shapes import MARKED as DOCUMENTED
from benchmarks.detect.secret_shapes import made
from penname.detect import vendors
from penname.detect.vendor_prefixes import LETTERS, PrefixRow, prefix_rows
from penname.detect.vendor_shapes import HEADED, MARKED

#: The alphabet of benchmarks.detect.secret_shapes for each class of letters.
ALPHABET = {
    **{LETTERS["hex"]: "H", LETTERS["HEX"]: "H", LETTERS["UPPER"]: "U", LETTERS["lower"]: "L"},
    **{LETTERS["alnum"]: "A", LETTERS["word"]: "W", LETTERS["dotted"]: "A"},
    LETTERS["base64"]: "A",
}
ROWS = [(row, prefix) for row in prefix_rows() for prefix in row.prefixes]

#: One key of each row of `vendor_shapes`: text before it, shape, text behind it.
SHAPES: dict[str, list[tuple[str, str, str]]] = {
    "openai": [("", "sk-<A48>", "")],
    "aws-access-key": [("", "A3T<U17>", "")],
    "sendgrid": [("", "SG.<W22>.<W43>", "")],
    "discord-bot": [("", "MT<A24>.G<A5>.<A38>", "")],
    "airtable": [("", "pat<A14>.<H64>", "")],
    "harness": [("", "pat.<A22>.<A24>.<A20>", ""), ("", "sat.<A22>.<A24>.<A20>", "")],
    "one-password": [("", "A3-<U6>-<U11>-<U5>-<U5>-<U5>", "")],
    "launchdarkly": [("", "sdk-<uuid>", ""), ("", "api-<uuid>", ""), ("", "mob-<uuid>", "")],
    "elevenlabs": [("", "sk_<H48>", "")],
    "checkout": [("", "sk_<L27>", ""), ("", "sk_sbox_<L27>", "")],
    "clickup": [("", "pk_<D8>_<U32>", "")],
    "mapbox": [("", "sk.eyJ1<A60>.<A22>", "")],
    "fly": [("", "FlyV1 fm2_<B90>,fm2_<B60>", "")],
    "square": [("", "EAAA<A60>", "")],
    "braintree": [("", "access_token$production$<L16>$<H32>", "")],
    "adyen": [("", "AQEy<B90>==-<A60>", "")],
    "salesforce": [("", "00D<A12>!A<A95>", "")],
    "asana": [("", "1/1<D15>:<H32>", ""), ("", "2/1<D15>/1<D15>:<H32>", "")],
    "youtrack": [("", "perm:<A12>=.<A8>.<A30>", "")],
    "postman-access": [("", "PMAT-<U26>", "")],
    "riot": [("", "RGAPI-<uuid>", "")],
    "vault-legacy": [("", "s.7<A23>", "")],
    "intercom": [("", "dG9rO<A55>=", "")],
    "azure-ad": [("", "<A3>8Q~<A34>", "")],
    "azure-storage": [("AccountKey=", "<B86>==", ";x"), ("", "<A76>+ASt<A5>A==", "")],
    "azure-cosmos": [("", "<A76>ACDb<A5>A==", "")],
    "azure-batch": [("", "<A76>+ABa<A5>Q==", "")],
    "azure-search": [("", "<A42>AzSe<A6>", "")],
    "azure-functions": [("", "<A44>AzFu<A5>A==", "")],
    "azure-cache": [("", "<A33>AzCa<A6>=", "")],
    "azure-messaging": [("", "<A33>+ASb<A6>=", ""), ("", "<A33>AIoT<A6>=", "")],
    "azure-registry": [("", "<A42>+ACR<A6>", "")],
    "azure-devops": [("", "<A76>AZDO<A4>", "")],
    "azure-ai": [("", "<A52>JQQJ99<A26>", "")],
    "azure-sas": [("https://x.example/c?sp=r&sig=", "<A41>%3D", "&se=1")],
    "azure-logic-app": [
        ("", "https://prod-1.eu.logic.azure.com:443/workflows/<H32>?sig=<A43>", "")
    ],
    "slack-webhook": [("", "https://hooks.slack.com/services/T<U8>/B<U8>/<A24>", "")],
    "discord-webhook": [("", "https://discord.com/api/webhooks/1<D17>/<A68>", "")],
    "teams-webhook": [
        (
            "",
            "https://a.webhook.office.com/webhookb2/<uuid>@<uuid>/IncomingWebhook/<H32>/<uuid>",
            "",
        )
    ],
    "google-chat-webhook": [
        ("", "https://chat.googleapis.com/v1/spaces/<A11>/messages?key=<A39>&token=<A43>", "")
    ],
    "zapier-webhook": [("", "https://hooks.zapier.com/hooks/catch/<D7>/<L7>/", "")],
    "telegram-bot": [("", "7<D9>:AA<A33>", "")],
    "mailchimp": [("", "<H32>-us12", "")],
    "mailgun-signing": [("mailgun: ", "<H32>-<H8>-<H8>", "")],
    "terraform": [("", "<A14>.atlasv1.<A67>", "")],
    "maxmind": [("", "<A6>_<A29>_mmk", "")],
    "facebook-app": [("facebook ", "1<D14>|<A30>", "")],
    "x-bearer": [("", "AAAAAAAAAAAAAAAAAAAAAA<A88>", "")],
    "dropbox-legacy": [("", "<A11>AAAAAAAAAA<A43>", "")],
    "rapidapi": [("", "<H10>msh<H15>p1<H6>jsn<H12>", "")],
    "signed-link": [
        ("https://x.example/a?X-Amz-Expires=9&X-Amz-Signature=", "<H64>", ""),
        ("https://x.example/a?Signature=", "<A40>", "&Key-Pair-Id=K"),
    ],
    "open-weather": [("https://x.example/w?q=Bonn&appid=", "<H32>", "")],
    "sonarqube-legacy": [("sonar.login=", "<H40>", "\n")],
    "gitlab-session": [("_gitlab_session=", "<L32>", "; a=1")],
    "sidekiq": [("https://", "<H8>:<H8>", "@gems.contribsys.com/")],
    "aws-secret-key": [("AK" + "IA<R16> ", "<A40>", "\n"), ("AK" + "IA<R16>,", "<A40>", "\n")],
}


def words(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in vendors.vendor_keys(text)]


@pytest.fixture
def rng() -> random.Random:
    return random.Random(20261129)


def key_of(rng: random.Random, row: PrefixRow, prefix: str, size: int) -> str:
    return prefix + made(rng, f"<{ALPHABET[row.letters]}{size}>")


@pytest.mark.parametrize(("row", "prefix"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_prefix_and_letters_are_a_key(rng: random.Random, row: PrefixRow, prefix: str) -> None:
    """The shortest and a longer key of every row are found whole, whatever stands around."""
    for size in (row.least, min(row.least + 9, row.most)):
        key = key_of(rng, row, prefix, size)
        for text in (f"use {key} now", f'k="{key}"', f"X={key}\n", f"({key})", f"是{key}。"):
            assert key in words(text)


@pytest.mark.parametrize(("row", "prefix"), ROWS, ids=lambda value: getattr(value, "name", value))
def test_prefix_and_less_is_none(rng: random.Random, row: PrefixRow, prefix: str) -> None:
    """The prefix alone, with too little, with words, or inside a word, is no key of any row."""
    short = key_of(rng, row, prefix, min(6, row.least - 1))
    words_only = prefix + ("your" * row.least)[: row.least]
    for text in (prefix, f"{prefix}...", short, f"{prefix}your-key-here", words_only):
        assert words(f"see {text} here") == []
    if prefix[0].isalnum():
        key = key_of(rng, row, prefix, row.least)
        assert key not in words(f"see abc{key} here")


@pytest.mark.parametrize("name", sorted({name for name, _, _ in (*HEADED, *MARKED)}))
def test_shapes_are_keys(rng: random.Random, name: str) -> None:
    """A key of every shape is found whole; its first twelve letters are none."""
    for before, shape, behind in SHAPES[name]:
        lead, key = made(rng, before), made(rng, shape)
        assert key in words(f"see {lead}{key}{behind}")
        assert not any(
            found.startswith(key[:12]) for found in words(f"see {lead}{key[:12]}{behind}")
        )


@pytest.mark.parametrize("service", DOCUMENTED)
def test_documented_shapes_are_found(rng: random.Random, service: str) -> None:
    """What the benchmark holds to be a service's key, written down apart, is found."""
    for shape in DOCUMENTED[service]:
        key = made(rng, shape)
        assert any(found in key and len(found) > 15 for found in words(f"k = '{key}'"))


@pytest.mark.parametrize(
    "text",
    [
        "sk-learn task-sk-something-with-many-words and sk-learn-contrib-feature-2-selection",
        "npm_config_registry hf_hub_download_path_1 test_login_with_2_users live_reload",
        "key-value-stores pa-ssword ak-47 fc-barcelona api-reference pk_constraint_name",
        "ASIA" + "PACIFICSOUTHEAST",
        "ghp_" + "x" * 36,
        "sk-" + "1234567890abcdef" * 2,
        "AKIA" + "IOSFODNN7EXAMPLE",
        "M.Sc. in N.Y., see O.E.C.D. for more",
    ],
)
def test_words_are_no_keys(text: str) -> None:
    """Words that begin like keys, fillings and the examples of documentation are none."""
    assert words(text) == []


def test_digests_hold_no_keys(rng: random.Random) -> None:
    """A digest in base64url may hold a prefix by chance."""
    assert words(made(rng, "a.py,sha256=<A14>-fw_<A24>,120")) == []
    assert words(made(rng, "integrity sha512-<A20>/r8_<A37>")) == []


@pytest.mark.parametrize("prefix", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_"])
def test_checksum_raises_the_score(rng: random.Random, prefix: str) -> None:
    """A token whose checksum holds is certain; one without is found all the same."""
    key = prefix + made(rng, "<crc>")
    wrong = key[:-1] + ("0" if key[-1] != "0" else "1")
    assert [score for *_, score in vendors.vendor_keys(key)] == [1.0]
    assert [score for *_, score in vendors.vendor_keys(wrong)] == [0.95]


def test_checksum_is_crc32_in_base_62() -> None:
    """Six letters, digits before capitals before small ones, padded with 0."""
    body = "7" * 30
    number, digits = zlib.crc32(body.encode()), ""
    for _ in range(6):
        number, at = divmod(number, 62)
        digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[at] + digits
    assert vendors.checksum_holds("npm_" + body + digits)
    assert not vendors.checksum_holds("pypi" + body + digits)
    assert not vendors.checksum_holds("npm_" + body)


def test_kinds_of_keys() -> None:
    """At least 150 kinds of keys are known by their vendor's mark."""
    assert len({vendor.name for vendor in vendors.VENDORS}) >= 150


def test_time_is_linear() -> None:
    """Prefixes and marks without keys, many times over, take time as the text is long."""
    text = "sk-ghp_AKIA.xoxb-SG.eyJ:AAAC-us1 M" * 3000
    assert words(text) == []
