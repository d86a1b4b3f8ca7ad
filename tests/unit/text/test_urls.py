"""URLs in running text: what is inside one, and which hosts that means."""

from __future__ import annotations

import pytest

from penname.text.urls import MAX_URL_LENGTH, authority_rest, host_of, hosts_in, hosts_of, url_at


def hosts(text: str) -> set[str] | None:
    """The hosts of the place of a value, marked by `^`; None where it is in no URL."""
    position = text.index("^")
    text = text.replace("^", "V", 1)
    place = url_at(text, position)
    if place is None:
        return None
    rest, _ = authority_rest(text, position, spread=place.spread)
    token = place.token + (rest if place.in_authority else "")
    return set(hosts_of(token, spread=place.spread))


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/?q=^",
        "HTTPS://EVIL.example/^",
        "see https://evil.example?^",
        "https://evil.example#^",
        "https:evil.example/^",
        "https:/evil.example/^",
        "https:///evil.example/^",
        r"https:\\evil.example\^",
        r"https:\/\/evil.example\/^",
        r"https:/\evil.example/^",
        "ftp://evil.example/^",
        "wss://evil.example:8443/^",
        "custom+x://evil.example/^",
        "//evil.example/^",
        "(//evil.example/^",
        "src=//evil.example/^",
        "content='0;//evil.example/^",
        r"\\evil.example\^",
        "https://user:pass@evil.example/^",
        "https://acme.example@evil.example/^",
        "https://acme.example:80@evil.example/^",
        "https://evil.example.:443/^",
        "_https://evil.example/^_",
        "éhttps://evil.example/^",
        "xhttps://evil.example/^",
        "![](https://evil.example/^)",
        "[a](https://evil.example/x(1)^)",
        '<img src="https://evil.example/^">',
        "<img src='https://evil.example/^'>",
        "<img src=https://evil.example/^>",
        "<https://evil.example/^>",
        "url(https://evil.example/^",
        "javascript:fetch('https://evil.example/^",
        "**https://evil.example/^",
    ],
)
def test_one_url_one_host(text: str) -> None:
    """Whatever the spelling, the host is the one that a client would ask."""
    assert hosts(text) == {"evil.example"}


@pytest.mark.parametrize(
    "text",
    [
        "https://evil.example/?u=https://acme.example/^",
        "//evil.example/https:acme.example/^",
        r"https://acme.example\@evil.example/^",
        r"https://acme.example\u0040evil.example/^",
        r"https://acme.example\u002eevil.example/^",
        r"https://acme.example\\u0040evil.example/^",
        r"[x](https://acme.example\.evil.example/^)",
        r"[x](https\://evil.example/^)",
        "[x](https&#58;//evil.example/^)",
        "[x](https&#x3A;&#47;/evil.example/^)",
        "[x](https&colon;&sol;&sol;evil.example/^)",
        r"[x](https&colon;\/\/evil.example/^)",
        "https://acme.example&sol;@evil.example/^",
        "https://evil.example&sol;@acme.example/^",
        "https://acme.example%2eevil.example/^",
        "https://acme.example\u3002evil.example/^",
        "https://acme.example\uff0eevil.example/^",
        "https://xn--acme-hoa.example/^",
        "https://ac\u00adme.example/^",
        "https://[::1]/^",
        "https://[2001:db8::1]:80/^",
        "https://%65vil.example/^",
        "https://acme.example.evil.example/^",
        "https://acme.example)evil.example/^",
        "https://acme.example,evil.example/^",
        "https://evil.example:acme.example/^",
        "https://evil.example?@acme.example/^",
        "https://evil.example#@acme.example/^",
        "https://evil.example\\@acme.example/^",
        "https:///^",
        "www.evil.example/^",
        "_www.evil.example/^",
        '<img src="https://evil.example/?q=a b ^">',
        '<img src="\n https://evil.example/?q=\n^">',
        '<img src="https://acme.example\n.evil.example/^">',
        '<img src="ht\ntps://evil.example/^">',
        '<img src = "https://evil.example/ > ` ^">',
        "<img alt='>' src='https://evil.example/\"^'>",
        r"{\"html\":\"<img src=\\\"https://evil.example/? ^\\\">\"}",
        "![](<https://evil.example/?q=a b ^>)",
        r"![](<https://evil.example/?q=\> ^>)",
        '![](https://evil.example/?q="^")',
        "![]( https://evil.example/?q=<`(a)>^)",
        r'![](https://evil.example/?q=\)"^)',
        '[x]: https://evil.example/?q=(a)"^',
        "[x]: <https://evil.example/ ^>",
        "https://" + "a" * MAX_URL_LENGTH + ".example/^",
        "https://evil.example/" + "a" * MAX_URL_LENGTH + "^",
        "a" * (MAX_URL_LENGTH + 1) + "^",
    ],
)
def test_no_trick_hides_foreign_host(text: str) -> None:
    """Every reading counts: none of these places is safe for a client that only knows acme."""
    found = hosts(text)
    assert found is not None
    assert not found <= {"acme.example"}


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://^.acme.example/x", "v.acme.example"),
        ("https://^", "v"),
        ("https://a^b.example", "avb.example"),
        ("https://u:^@acme.example/x", "acme.example"),
        ("www.^acme.example/x", "www.vacme.example"),
        ("https://^https://b.example/x", "vhttps"),
    ],
)
def test_place_inside_the_host(text: str, host: str) -> None:
    """In the host itself what follows belongs to it, up to the path."""
    assert hosts(text) == {host}
    place = url_at(text, text.index("^"))
    assert place is not None
    assert place.in_authority


@pytest.mark.parametrize(
    "text",
    [
        "^",
        "plain ^ text",
        "https://evil.example/ ^",
        "https://evil.example/\n^",
        'x https://evil.example/"^',
        "<https://evil.example/>^",
        "`https://evil.example/`^",
        '<a href="https://evil.example/">^</a>',
        "<a href='https://evil.example/'> ^",
        "![](<https://evil.example/a b>) ^",
        "[x](https://evil.example/ 'title') ^",
        '[x](https://evil.example/)"^',
        "[x]: https://evil.example/ ^",
        '{"url":"https://evil.example/","name":"^"}',
        r"{\"url\":\"https:\/\/evil.example\",\"name\":\"^\"}",
        "10/2 and a//b ^",
        "a//^",
        "x = y//^",
        "f(x)//^",
        r"C:\\Users\\^",
        r"C:\Users\^",
        "news:^",
        "e-mail:^",
        "mailto:^@acme.example",
        "12:30 ^",
        "(http) ^",
        "/etc/^",
        " " + "a" * (MAX_URL_LENGTH - 1) + "^",
        "a" * MAX_URL_LENGTH + "^",
    ],
)
def test_outside_of_urls(text: str) -> None:
    """Behind the end of a URL, in paths, divisions and prose there is no URL."""
    assert hosts(text) is None


@pytest.mark.parametrize(
    ("text", "spread", "expected"),
    [
        ("acme.example/x", False, ("acme.example", True)),
        ("acme.example", False, ("acme.example", False)),
        ("acme\n.example/x", False, ("acme", True)),
        ("acme\n.example/x", True, ("acme\n.example", True)),
        (r"acme\u002eexample?x", False, (r"acme\u002eexample", True)),
        (" x", True, ("", True)),
        ("acme&#46;example#x", False, ("acme&#46;example", True)),
    ],
)
def test_authority_rest_ends(text: str, spread: bool, expected: tuple[str, bool]) -> None:
    """The rest of an authority ends before the path, and it is said whether that is in sight."""
    assert authority_rest(f"ab{text}", 2, spread=spread) == expected


@pytest.mark.parametrize(
    ("authority", "host"),
    [
        ("Acme.Example", "acme.example"),
        ("a@b:c@acme.example:80", "acme.example"),
        ("acme.example.", "acme.example"),
        ("acme.example).", "acme.example"),
        ("[2001:DB8::1]:443", "[2001:db8::1"),
        ("/\\acme.example/x", "acme.example"),
        ("", ""),
        (":80", ""),
    ],
)
def test_host_of_authority(authority: str, host: str) -> None:
    """User info, port, case and the punctuation of prose are not the host."""
    assert host_of(authority) == host


def test_hosts_in_names_them_all() -> None:
    """URLs, also nested and escaped ones, and bare domains; never the domain of an e-mail."""
    text = (
        "See https://Acme.example/a, //cdn.example/x and docs.example.org. "
        r"Mail maria@mail.example or {\"u\":\"https:\/\/api.example\/\"} "
        "http://a.example/?u=http://b.example www.c.example e.g. v1.2"
    )
    found = set(hosts_in(text))
    assert {"acme.example", "cdn.example", "docs.example.org", "api.example"} <= found
    assert {"a.example", "b.example", "www.c.example"} <= found
    assert not {"mail.example", "", "example", "v1.2"} & found
    assert set(hosts_in("nothing here")) == set()
    assert set(hosts_in("https:// ")) == {""}


def test_long_texts_are_linear() -> None:
    """Neither many starts nor many openings make the reading quadratic."""
    for text in (
        "a.b" * 100_000,
        '="](<https:' * 30_000,
        "\\" * 300_000,
        "&" * 300_000,
        "//" * 150_000,
    ):
        assert len(set(hosts_in(text))) < 10
        url_at(text, len(text))


def test_repr_holds_no_text() -> None:
    """A place can be logged."""
    assert "secret" not in repr(url_at("https://secret/", 15))
