"""Restoring: what comes back, what stays, what is held, and where values never go."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from penname.mask.restore import MAX_AUTHORITY_WAIT, Restorer, Rules, restore_text
from penname.mask.vault import MemoryScope, MemoryVault
from penname.text.json_text import Edit, splice
from penname.text.surrogate import Shapes
from tests.work import growth

SHAPES = Shapes({"PERSON", "EMAIL_ADDRESS", "US_SSN", "SSN", "DOMAIN", "KEY"})


def new_scope() -> MemoryScope:
    return MemoryVault(bytes(32), clock=time.monotonic).scope("tenant")


SCOPE = new_scope()
MARIA = SCOPE.bind("PERSON", "Maria Schmidt")
MAIL = SCOPE.bind("EMAIL_ADDRESS", "maria@example.org")
HOST = SCOPE.bind("DOMAIN", "acme.example")
KEY = SCOPE.bind("KEY", "k1 secret")
NUMBER = SCOPE.bind_number("4915112345678")
FRACTION = SCOPE.bind_number("12.50")
LOGIN = SCOPE.bind("PERSON", "schmidt-m")
DEAD = f"PERSON_{'z9' + MARIA[-6:]}"


def rules(scope: MemoryScope = SCOPE, *hosts: str) -> Rules:
    """Rules of a client that sent `hosts`; KEY values come back in tool arguments only."""
    known = frozenset(hosts or ("acme.example", "example.org"))
    return Rules(
        SHAPES,
        scope,
        known.__contains__,
        lambda name, place: name != "KEY" or place == "tool_arguments",
    )


def restored(text: str, place: str = "text") -> str:
    """A text restored whole; every cut into two and into single characters says the same."""
    whole = restore_text(rules(), text, place)
    for cut in range(len(text)):
        assert run(text[:cut], text[cut:], place=place) == whole
    assert run(*text, place=place) == whole
    return whole[0]


def run(*pieces: str, place: str = "text") -> tuple[str, tuple[Edit, ...]]:
    restorer = Restorer(rules(), place)
    text = "".join(restorer.feed(piece) for piece in pieces) + restorer.close()
    assert restorer.held == 0
    return text, tuple(restorer.edits)


def test_exact_surrogates_come_back() -> None:
    """Live surrogates are replaced wherever they stand; dead ones and the rest pass."""
    text = f"{MARIA}, x{MAIL}y {DEAD} {MARIA[:-1]} {MARIA}{MARIA} PERSON_ {NUMBER} {FRACTION}?"
    assert restored(text) == (
        f"Maria Schmidt, xmaria@example.orgy {DEAD} {MARIA[:-1]} Maria SchmidtMaria Schmidt "
        "PERSON_ 4915112345678 12.50?"
    )


@pytest.mark.parametrize(
    "form",
    [
        MARIA.lower(),
        MARIA.upper(),
        MARIA.title(),
        MARIA.replace("_", r"\_"),
        MARIA.replace("_", r"\\_"),
        MARIA.replace("_", " "),
        MARIA.replace("_", "-"),
        MARIA.replace("_", "&#95;"),
        MARIA.replace("_", "&lowbar;"),
    ],
)
def test_safe_manglings_come_back(form: str) -> None:
    """What models do to a surrogate still leads to its value."""
    assert restored(f"so {form}, yes") == "so Maria Schmidt, yes"


@pytest.mark.parametrize("mark", ["*", "**", "`"])
def test_marks_stay_around_values(mark: str) -> None:
    """Bold and code marks around one half stand around the whole value."""
    name, core = MARIA.split("_")
    value = f"{mark}Maria Schmidt{mark}"
    assert restored(f"{mark}{name}{mark}_{core}.") == f"{value}."
    assert restored(f"{name}_{mark}{core}{mark}.") == f"{value}."
    assert restored(f"{mark}{name}{mark} {mark}{core}{mark}.") == f"{value}."


def test_values_are_never_read_again() -> None:
    """A value that looks like a surrogate, or becomes one with its neighbours, stays."""
    scope = new_scope()
    inner = scope.bind("PERSON", "Maria")
    outer = scope.bind("PERSON", inner)
    half = scope.bind("PERSON", inner[:9])
    text = f"{outer} {half}{inner[9:]}"
    assert restore_text(rules(scope), text)[0] == f"{inner} {inner}"
    restorer = Restorer(rules(scope))
    assert "".join(map(restorer.feed, text)) + restorer.close() == f"{inner} {inner}"


def test_shorter_live_name_is_found() -> None:
    """A dead look-alike does not hide the live surrogate inside it."""
    scope = new_scope()
    live = scope.bind("SSN", "123")
    assert restore_text(rules(scope), f"US_{live}")[0] == "US_123"


def test_policy_says_where() -> None:
    """A type that may not be restored in a place stays a surrogate there."""
    assert restored(f"a {KEY} b") == f"a {KEY} b"
    assert restored(f"a {KEY} b", "tool_arguments") == "a k1 secret b"


def test_edits_turn_back() -> None:
    """The edits say where values are, and lead back to the model's own text."""
    text = f"a {MARIA} b {MAIL.lower()}, {DEAD}"
    result, edits = restore_text(rules(), text)
    assert [result[edit.start : edit.end] for edit in edits] == [
        "Maria Schmidt",
        "maria@example.org",
    ]
    assert splice(result, edits) == text


def test_only_live_prefixes_are_held() -> None:
    """Text passes at once unless its end starts a live surrogate."""
    restorer = Restorer(rules())
    assert restorer.feed("Hello there, x") == "Hello there, x"
    assert restorer.feed("PERSON_z") == "PERSON_z"
    assert restorer.feed(" 791x. US_SSN") == " 791x. US_SSN"
    assert restorer.feed(f" now {MARIA[:10]}") == " now "
    assert restorer.held == 10
    assert restorer.feed("!") == f"{MARIA[:10]}!"
    assert (restorer.held, restorer.close()) == (0, "")


def test_finished_surrogate_is_not_held() -> None:
    """The last character of a surrogate releases its value at once."""
    restorer = Restorer(rules())
    given = [restorer.feed(character) for character in f"I, {MARIA}"]
    assert (given[0], given[-1], restorer.held) == ("I", "Maria Schmidt", 0)


def test_empty_vault_holds_nothing() -> None:
    """Without live surrogates every piece passes as it is."""
    restorer = Restorer(rules(new_scope()))
    for piece in ("PERS", "ON_k7", "790", "", f" {MARIA} https://x.", f"{MARIA}"):
        assert restorer.feed(piece) == piece


def test_repr_holds_no_text() -> None:
    """A restorer can be logged while it holds text."""
    restorer = Restorer(rules())
    restorer.feed("PERSON")
    assert repr(restorer) == "Restorer(text, 6 characters held)"


FOREIGN = [
    "https://evil.example/?q=^",
    "HTTPS:evil.example/^",
    r"https:\\evil.example\^",
    r"https:\/\/evil.example\/^",
    "//evil.example/^",
    "www.evil.example/^",
    "_www.evil.example/^_",
    "https://acme.example@evil.example/^",
    "https://acme.example:443@evil.example:443/^",
    r"https://acme.example\@evil.example/^",
    r"https://acme.example\u0040evil.example/^",
    r"https://acme.example\u002eevil.example/^",
    "https://acme.example%40evil.example/^",
    "https://acme.example.evil.example./^",
    "https://acme.example\uff0eevil.example/^",
    "https://acme.example\u3002evil.example/^",
    "https://xn--acme-hoa.example/^",
    "https://[::1]:80/^",
    "https://%61cme.evil.example/^",
    "https://evil.example/?u=https://acme.example/^",
    "https://evil.example/(https://acme.example/)^",
    "![a](https://evil.example/^.png)",
    "![a](<https://evil.example/?q=a ^>)",
    '![a](https://evil.example/?q="^")',
    "[a](https&colon;//evil.example/^)",
    r"[a](https\://evil.example/^)",
    "[a]: https://evil.example/^",
    '<img src="https://evil.example/?q=a ^">',
    '<img src="https://evil.example/\n^">',
    '<img src="https://acme.example\n.evil.example/^">',
    "<img src=https://evil.example/^>",
    "https://^.evil.example/",
    "https://evil.example.^",
    "https://^",
    "https://^@evil.example/x",
    "https://a:^@evil.example",
    "https://evil.example/" + "a" * 5000 + "^",
    "https://" + "a" * 5000 + "@acme.example/^",
    "https://evil.example/" + MARIA + "^",
    f"https://{DEAD}.acme.example/^",
    "https://www.^",
    f"{DEAD}www.evil.example/^",
]


@pytest.mark.parametrize("text", FOREIGN)
def test_no_value_into_foreign_url(text: str) -> None:
    """Into a URL whose host the client did not send nothing is restored, however it is cut."""
    for surrogate in (MARIA, NUMBER, MARIA.lower()):
        case = f"a {text.replace('^', surrogate)} b"
        found = restored(case) if len(case) < 500 else restore_text(rules(), case)[0]
        assert found == case


@pytest.mark.parametrize(
    "text",
    [
        "https://acme.example/?q=^",
        "HTTPS://ACME.example:443/^",
        r"https:\/\/acme.example\/^",
        "[a](https://acme.example/^)",
        "<https://u:p@acme.example./^>",
        '<img src="https://acme.example/a ^">',
        "https://acme.example/?u=//example.org/^",
        f"https://{LOGIN}@acme.example/x",
        f"https://u:{LOGIN}@acme.example",
        "https://evil.example/ ^",
        "https://evil.example ^.",
        '"https://evil.example","^"',
        "[a](https://evil.example) (^)",
        f"https://{HOST}/^",
        f"https://u@{HOST}:80/^",
    ],
)
def test_values_into_own_urls(text: str) -> None:
    """Into URLs of hosts that the client sent, and behind the end of any URL, values come back."""
    expected = text.replace("^", "Maria Schmidt")
    expected = expected.replace(HOST, "acme.example").replace(LOGIN, "schmidt-m")
    assert restored(f"a {text.replace('^', MARIA)} b") == f"a {expected} b"


def test_masked_host_comes_back() -> None:
    """A surrogate that is a host itself is restored where its value is a known host."""
    assert restored(f"see https://{HOST}/x and https://www.{HOST}.evil.example/") == (
        f"see https://acme.example/x and https://www.{HOST}.evil.example/"
    )
    assert restored(f"https://{MAIL}/") == "https://maria@example.org/"


def test_withheld_host_is_not_trusted() -> None:
    """A host whose surrogate stays, because of its type, is not read as its value."""
    scope = new_scope()
    key, person = scope.bind("KEY", "acme.example/"), scope.bind("PERSON", "Maria")
    text = f"https://{key}.evil.example/?q={person}"
    assert restore_text(rules(scope), text)[0] == text


def test_links_may_be_quoted() -> None:
    """A value goes to a host that the client did not name only if it came from there."""
    scope = new_scope()
    mail, person = scope.bind("EMAIL_ADDRESS", "m@b.example"), scope.bind("PERSON", "Maria")
    sent = {("crm.example", mail)}
    quoting = replace(rules(scope), sent_together=lambda host, one: (host, one) in sent)
    text = f"https://crm.example/{mail} https://crm.example/{person} https://evil.example/{mail}"
    expected = text.replace(mail, "m@b.example", 1)
    assert restore_text(quoting, text)[0] == expected


def test_quoted_links_keep_their_host() -> None:
    """A value that would make up the host must have come from there as well."""
    scope = new_scope()
    mail, host = scope.bind("EMAIL_ADDRESS", "m@b.example"), scope.bind("DOMAIN", "crm.example/")
    sent = {("crm.example", mail)}
    quoting = replace(rules(scope), sent_together=lambda at, one: (at, one) in sent)
    text = f"https://{host}.evil.example/{mail}"
    assert restore_text(quoting, text)[0] == text
    sent.add(("crm.example", host))
    assert restore_text(quoting, text)[0] == "https://crm.example/.evil.example/m@b.example"


def test_policy_keeps_links_free() -> None:
    """Where the policy does not restore a type in URLs, its surrogates stay in all of them."""
    text = f"{MARIA} https://acme.example/?q={MARIA}"
    strict = replace(rules(), may_restore=lambda _type, place: place != "urls")
    expected = f"Maria Schmidt https://acme.example/?q={MARIA}"
    assert restore_text(strict, text)[0] == expected


def test_host_is_awaited_only_in_host() -> None:
    """Only a surrogate inside a host part waits for the rest of the host."""
    restorer = Restorer(rules())
    assert restorer.feed(f"https://acme.example/{MARIA}") == "https://acme.example/Maria Schmidt"
    assert restorer.feed(f" https://{LOGIN}@acme") == " https://"
    assert restorer.held > 0
    assert restorer.feed(".example/") == "schmidt-m@acme.example/"


def test_endless_host_is_given_up() -> None:
    """A host that never ends is not awaited for ever, nor restored, however it is cut."""
    text = f"https://{MARIA}@{'a' * MAX_AUTHORITY_WAIT}@acme.example/"
    restorer = Restorer(rules())
    given, most = "", 0
    for character in text:
        given += restorer.feed(character)
        most = max(most, restorer.held)
    assert given + restorer.close() == text == restore_text(rules(), text)[0]
    assert most <= MAX_AUTHORITY_WAIT


def test_single_characters_are_linear() -> None:
    """A long answer in single characters costs some calls each, and little is held."""

    def read(sentences: int) -> int:
        text = f"Some words without end, {MARIA} and more of them. " * sentences
        restorer, given, most = Restorer(rules()), "", 0
        for character in text:
            given += restorer.feed(character)
            most = max(most, restorer.held)
        assert given + restorer.close() == text.replace(MARIA, "Maria Schmidt")
        return most

    assert read(100) == read(10) <= len(MARIA) + 1
    assert growth(read, 20) < 2.1
