"""Configuration: precedence, words of the errors, what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from penname.detect.config import DEFAULT
from penname.server.config import SETTINGS, Config, ConfigError, check_upstream, from_env


def test_defaults_are_safe() -> None:
    """Without any setting the server listens on loopback and speaks to both providers."""
    config = from_env({})
    assert (config.host, config.port) == ("127.0.0.1", 8080)
    assert dict(config.upstreams) == {
        "openai": "https://api.openai.com",
        "anthropic": "https://api.anthropic.com",
    }
    assert config.workers >= 1
    assert not config.is_open


def test_flag_beats_environment_beats_default() -> None:
    """The order of precedence is flag, environment, default."""
    env = {"PENNAME_LISTEN": "127.0.0.1:1000", "PENNAME_IDLE_S": "7"}
    config = from_env(env, {"listen": "127.0.0.1:2000", "idle_s": None})
    assert config.port == 2000
    assert config.timeouts.idle_s == 7
    assert config.timeouts.connect_s == 10


@pytest.mark.parametrize(
    "url",
    ["http://up.example.org:9", "http://up.example.org:9/", "http://up.example.org:9/v1/"],
)
def test_upstream_url_is_normalised(url: str) -> None:
    """A trailing slash and a trailing /v1 are both taken away."""
    config = from_env({"PENNAME_UPSTREAM_OPENAI": url})
    assert config.upstreams["openai"] == "http://up.example.org:9"
    assert config.upstreams["anthropic"] == "https://api.anthropic.com"


def test_upstream_keeps_path_prefix() -> None:
    """Only /v1 at the end goes; a gateway's own path prefix stays."""
    assert check_upstream("openai", "https://gw.example.org/openai/v1") == (
        "https://gw.example.org/openai"
    )


@pytest.mark.parametrize(
    "text",
    ["ftp://x.example.org", "x.example.org", "https://", "https://x.example.org/?k=1"],
)
def test_odd_upstream_urls_are_refused(text: str) -> None:
    """Anything but a plain http(s) base URL is an error."""
    with pytest.raises(ConfigError):
        from_env({"PENNAME_UPSTREAM_OPENAI": text})


def test_upstream_credentials_are_not_quoted() -> None:
    """A password in an upstream URL is refused, and the error does not repeat it."""
    secret = "open" + "sesame"
    with pytest.raises(ConfigError) as caught:
        from_env({"PENNAME_UPSTREAM_OPENAI": f"https://me:{secret}@up.example.org"})
    assert secret not in str(caught.value)


def test_unknown_upstream_is_refused() -> None:
    """An upstream nobody has a dialect for is a typing error."""
    with pytest.raises(ConfigError, match="unknown upstream"):
        from_env({}, {"upstreams": "opnai=https://x.example.org"})
    with pytest.raises(ConfigError, match="unknown upstream"):
        Config(upstreams={"opnai": "https://x.example.org"})


def test_unknown_variable_is_refused() -> None:
    """A mistyped variable stops the start instead of being ignored."""
    with pytest.raises(ConfigError, match="PENNAME_LISTN"):
        from_env({"PENNAME_LISTN": "x"})


def test_kubernetes_service_links_are_ignored() -> None:
    """The variables a Service named penname injects are not settings."""
    from_env(
        {
            "PENNAME_SERVICE_HOST": "10.0.0.1",
            "PENNAME_SERVICE_PORT_HTTP": "80",
            "PENNAME_PORT": "tcp://10.0.0.1:80",
            "PENNAME_PORT_80_TCP_ADDR": "10.0.0.1",
        }
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "[::]", "192.0.2.7", "box.example.org"])
def test_open_listener_is_refused(host: str) -> None:
    """Listening beyond loopback without client keys ends with exit code 5."""
    with pytest.raises(ConfigError) as caught:
        from_env({"PENNAME_LISTEN": f"{host}:8080"})
    assert caught.value.code == 5


def test_open_listener_can_be_forced() -> None:
    """insecure_open and a client key file each allow a public address."""
    assert from_env({"PENNAME_LISTEN": "0.0.0.0:1", "PENNAME_INSECURE_OPEN": "1"}).is_open
    env = {"PENNAME_LISTEN": "0.0.0.0:1", "PENNAME_CLIENT_KEYS_FILE": "keys"}
    assert from_env(env).client_keys_file == Path("keys")


def test_metrics_are_off_by_default() -> None:
    """Without an address there is no listener for metrics; an empty text is none as well."""
    assert from_env({}).metrics_listen is None
    assert from_env({"PENNAME_METRICS_LISTEN": ""}).metrics_listen is None
    assert from_env({"PENNAME_METRICS_LISTEN": "[::1]:9"}).metrics_listen == ("::1", 9)


def test_open_metrics_are_refused() -> None:
    """Metrics beyond loopback need what an open listener needs."""
    env = {"PENNAME_METRICS_LISTEN": "0.0.0.0:9"}
    with pytest.raises(ConfigError, match="metrics on 0") as caught:
        from_env(env)
    assert caught.value.code == 5
    assert from_env({**env, "PENNAME_INSECURE_OPEN": "1"}).metrics_listen == ("0.0.0.0", 9)
    assert from_env({**env, "PENNAME_CLIENT_KEYS_FILE": "keys"}).metrics_listen is not None


def test_verify_key_is_never_off_by_accident() -> None:
    """An empty verify key, or one without a policy that it could be for, stops the start."""
    env = {"PENNAME_POLICY": "policies", "PENNAME_VERIFY_KEY": "key.pem"}
    assert from_env(env).verify_key == Path("key.pem")
    with pytest.raises(ConfigError, match="PENNAME_VERIFY_KEY: must be the name of a file"):
        from_env({**env, "PENNAME_VERIFY_KEY": ""})
    with pytest.raises(ConfigError, match="verify_key needs a policy"):
        from_env({"PENNAME_VERIFY_KEY": "key.pem"})


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "[::1]", "localhost"])
def test_loopback_spellings_are_fine(host: str) -> None:
    """Every spelling of loopback may go without client keys."""
    assert not from_env({"PENNAME_LISTEN": f"{host}:8080"}).is_open


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("PENNAME_LISTEN", "8080"),
        ("PENNAME_LISTEN", "127.0.0.1:99999"),
        ("PENNAME_IDLE_S", "0"),
        ("PENNAME_IDLE_S", "nan"),
        ("PENNAME_IDLE_S", "soon"),
        ("PENNAME_MAX_BODY_BYTES", "-1"),
        ("PENNAME_WORKERS", "0"),
        ("PENNAME_INSECURE_OPEN", "maybe"),
        ("PENNAME_SCOPE_HEADER", "x y"),
        ("PENNAME_NAMES", "penname+"),
        ("PENNAME_PLUGINS", "models/de"),
        ("PENNAME_PLUGINS", "pack,pack"),
        ("PENNAME_PLUGINS", "os.system()"),
    ],
)
def test_bad_values_name_their_setting(variable: str, text: str) -> None:
    """An error says which variable is wrong and how to write it."""
    with pytest.raises(ConfigError, match=re.escape(variable)) as caught:
        from_env({variable: text})
    assert "must be" in str(caught.value)


def test_models_for_names_are_chosen() -> None:
    """One model or several, or none; by default there is one."""
    assert from_env({}).names == DEFAULT
    assert from_env({"PENNAME_NAMES": "penname+x"}).names == ("penname", "x")
    assert from_env({"PENNAME_NAMES": "none"}).names == ()


def test_plugins_are_allowed_by_name() -> None:
    """Nothing is allowed by default; names are those of policies, separated by commas."""
    assert from_env({}).plugins == from_env({"PENNAME_PLUGINS": ""}).plugins == ()
    names = "de_core_news_sm, /models/my pack,UsSsnRecognizer,acme.pii:StaffId"
    assert from_env({"PENNAME_PLUGINS": names}).plugins == (
        "de_core_news_sm",
        "/models/my pack",
        "UsSsnRecognizer",
        "acme.pii:StaffId",
    )


def test_every_setting_has_a_field() -> None:
    """No row of the table is read and then dropped."""
    fields = set()
    for part in (Config, type(Config().timeouts), type(Config().limits)):
        fields |= set(part.__dataclass_fields__)
    spread = {"listen", "upstream_openai", "upstream_anthropic"}
    assert set(SETTINGS) - spread <= fields


def test_upstreams_have_ids_and_tags() -> None:
    """A provider may have more upstreams; tags say what may go there; the plain one is first."""
    config = from_env(
        {"PENNAME_UPSTREAM_OPENAI": "https://gw.example.org/v1#baa"},
        {"upstreams": "openai/local=http://127.0.0.1:11434/v1#local+onprem"},
    )
    shown = [str(one) for one in config.destinations]
    assert shown == [
        "openai = https://gw.example.org [baa]",
        "anthropic = https://api.anthropic.com",
        "openai/local = http://127.0.0.1:11434 [local, onprem]",
    ]
    assert [one.provider for one in config.destinations] == ["openai", "anthropic", "openai"]


@pytest.mark.parametrize(
    ("upstream", "words"),
    [
        ("openai/=http://a.example", "unknown upstream"),
        ("openai/Big=http://a.example", "unknown upstream"),
        ("other/local=http://a.example", "unknown upstream"),
        ("openai=http://a.example#Has Space", "tags are words"),
        ("openai=http://a.example#a++b", "tags are words"),
        ("openai=http://a.example?q=1#a", "must not hold a query"),
    ],
)
def test_bad_ids_and_tags_are_refused(upstream: str, words: str) -> None:
    """A mistyped ID or tag does not start: a tag that nobody has would refuse requests."""
    with pytest.raises(ConfigError, match=words):
        from_env({}, {"upstreams": upstream})
