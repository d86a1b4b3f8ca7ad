"""Restoring: no cut changes the output, nothing goes astray, and masking is undone."""

from __future__ import annotations

import itertools
import re
import time

from hypothesis import example, given
from hypothesis import strategies as st

from penname.mask.restore import Restorer, Rules, restore_text
from penname.mask.vault import MemoryVault
from penname.text.json_text import Edit, splice
from penname.text.surrogate import Shapes
from penname.text.urls import hosts_in

SHAPES = Shapes({"PERSON", "EMAIL_ADDRESS", "US_SSN", "SSN", "DOMAIN", "KEY"})
SCOPE = MemoryVault(bytes(32), clock=time.monotonic).scope("tenant")
VALUES = ["Maria Schmidt", "SSN", "acme.example", "https://acme.example/x", "PERSON_k7qf2m9x", "é"]
LIVE = [SCOPE.bind("PERSON", value) for value in VALUES]
LIVE += [SCOPE.bind("EMAIL_ADDRESS", "maria@example.org"), SCOPE.bind("US_SSN", "078051120")]
LIVE += [SCOPE.bind("DOMAIN", "acme.example"), SCOPE.bind("KEY", "acme.example/")]
LIVE += [SCOPE.bind_number("4915112345678"), SCOPE.bind_number("12.5")]
# A number that starts another live one, and a value whose surrogate was looked up before.
NESTED = SCOPE.bind("PERSON", LIVE[0])


def _mangled(surrogate: str) -> list[str]:
    name, _, core = surrogate.rpartition("_")
    if not name:
        return [surrogate, surrogate[:-1], f"-{surrogate}", f"{surrogate}0"]
    separators = ["_", r"\_", r"\\_", " ", "-", "&#95;", "&#x5F;", "&lowbar;"]
    forms = [f"{name}{separator}{core}" for separator in separators]
    forms += [surrogate.lower(), surrogate.upper(), surrogate.replace("_", r"\_")]
    forms += [f"**{name}**_{core}", f"{name}_`{core}`", f"*{name}* *{core}*"]
    return [*forms, surrogate[:-1], f"{surrogate[:-1]}u", f"{name}_z9{core[2:]}"]


_URLS = [
    "https://acme.example/", "https://evil.example/?q=", "https://", "http:", "//", "https:\\/\\/",
    "www.", "acme.example", ".evil.example", "@", ":", "/", "\\", "?", "#", "\\u0040", "&sol;",
    "&#58;", "](", "](<", ")", ">", '<img src="', '"', "'", "=", "=\\\"", "]: ", "[", "&", "&#",
]  # fmt: skip
_OTHER = [
    "PERSON",
    "person",
    "US",
    "SSN",
    "_",
    "-",
    " ",
    "\n",
    "**",
    "`",
    "790",
    "79112",
    "790123456789012",
]
_OTHER += [
    "k7",
    "x",
    "é",
    "\u00a0",
    "\U0001f600",
    "\u017f",
    "\u212a",
    ".",
    "1",
    "a" * 30,
    "\\",
    "&#95;",
]
_PIECES = st.lists(
    st.one_of(
        st.sampled_from([*LIVE, NESTED]).map(_mangled).flatmap(st.sampled_from),
        st.sampled_from([*LIVE, NESTED]),
        st.sampled_from(_URLS),
        st.sampled_from(_OTHER),
    ),
    max_size=14,
)
_TEXT = _PIECES.map("".join)


def rules(*hosts: str) -> Rules:
    known = frozenset(hosts)
    return Rules(
        SHAPES, SCOPE, known.__contains__, lambda name, place: name != "KEY" or place != "text"
    )


RULES = rules("acme.example", "example.org", "www.acme.example")


def in_pieces(text: str, places: list[int]) -> tuple[str, tuple[Edit, ...]]:
    restorer = Restorer(RULES)
    edges = [0, *sorted(min(place, len(text)) for place in places), len(text)]
    out = "".join(restorer.feed(text[a:b]) for a, b in itertools.pairwise(edges))
    return out + restorer.close(), tuple(restorer.edits)


@given(text=_TEXT, places=st.lists(st.integers(0, 300), max_size=8))
def test_every_cut_same_output(text: str, places: list[int]) -> None:
    """For every way of cutting a text the output and the edits are those of one piece."""
    whole = restore_text(RULES, text)
    assert in_pieces(text, places) == whole
    assert in_pieces(text, list(range(len(text)))) == whole
    for place in range(len(text)):
        assert in_pieces(text, [place]) == whole


@given(text=_TEXT)
def test_edits_lead_back(text: str) -> None:
    """Undoing the edits gives the model's own text, character for character."""
    result, edits = restore_text(RULES, text)
    assert splice(result, edits) == text


@given(text=_TEXT)
def test_held_is_never_too_much(text: str) -> None:
    """What is held starts like a live surrogate, or waits for the end of a host."""
    restorer = Restorer(RULES)
    for at, character in enumerate(text, 1):
        restorer.feed(character)
        if not restorer.held:
            continue
        start = at - restorer.held
        prefix = dict(SHAPES.unfinished(text[:at], start)).get(start)
        candidate = SHAPES.find(text[:at], start)
        waits = candidate is not None and candidate.start == start
        assert waits or (prefix and SCOPE.starts_live(prefix))


@given(words=st.lists(st.sampled_from(["Hello", "790x", "so,", "K9 unit", "z", "Q", "ok."])))
def test_ordinary_text_passes_at_once(words: list[str]) -> None:
    """A text without the start of a live surrogate is never held."""
    restorer = Restorer(RULES)
    for word in words:
        assert restorer.feed(f"{word} ") == f"{word} "


_HOSTS = st.sampled_from(["evil.example", "acme.example.evil.example", "evil.example.", "1.2.3.4"])
_SHELLS = st.sampled_from(
    [
        "https://{host}/{tail}",
        "http:{host}/{tail}",
        "//{host}/?{tail}",
        "HTTPS:\\\\{host}\\{tail}",
        "https:\\/\\/{host}\\/{tail}",
        "![](https://{host}/{tail})",
        "<a href='//{host}?{tail}'>",
        '<img src="https://{host}/a {tail}">',
        "[x](<https://{host}/ {tail}>)",
        "https://acme.example@{host}/{tail}",
        "https://acme.example\\@{host}/{tail}",
        "https://{host}/https://acme.example/{tail}",
        "_www.{host}/{tail}_",
        "](https&colon;//{host}/{tail})",
        "https://acme.example\\u0040{host}/{tail}",
    ]
)
_TAILS = st.lists(
    st.one_of(
        st.sampled_from(LIVE),
        st.sampled_from(["a", "/", "&x=", "%20", "#", "?", ".", "-", "_", "="]),
    ),
    min_size=1,
    max_size=6,
).map("".join)


@given(shell=_SHELLS, host=_HOSTS, tail=_TAILS)
def test_foreign_urls_stay_as_they_are(shell: str, host: str, tail: str) -> None:
    """No value is restored behind a host that the client did not send."""
    text = shell.format(host=host, tail=tail)
    assert restore_text(RULES, f"a {text} b") == (f"a {text} b", ())


# Without half escapes: one that a value completes (`&#` and then digits) hides its host, and
# the value then stays a surrogate.
_WHOLE = [url for url in _URLS if url not in ("&", "&#") and "\\u" not in url]
_CLIENT = st.lists(
    st.one_of(
        st.sampled_from(VALUES),
        st.sampled_from(["maria@example.org", "078051120", "4915112345678"]),
        st.sampled_from(_WHOLE),
        st.sampled_from(["x", " ", ", ", "\n", "é", "(", "**", ".org", "b.example", "PERSON", "_"]),
    ),
    max_size=14,
).map("".join)


@given(text=_CLIENT)
@example(text="https://&sol;SSN&#58;")
@example(text="https://acme.example/éwww.SSNMaria Schmidt")
@example(text="https://Maria Schmidthttps://acme.example/")
def test_masked_client_text_comes_back(text: str) -> None:
    """restore(mask(x)) == x, also for values in and around the client's own URLs."""
    names = dict.fromkeys(VALUES, "PERSON") | {
        "maria@example.org": "EMAIL_ADDRESS",
        "078051120": "US_SSN",
    }
    pattern = "|".join(re.escape(value) for value in sorted(names, key=len, reverse=True))
    literals = [(one.start, one.end, "LITERAL") for one in SHAPES.find_all(text)]
    spans = [(m.start(), m.end(), names[m[0]]) for m in re.finditer(pattern, text)]
    spans = [one for one in spans if not any(a < one[1] and one[0] < b for a, b, _ in literals)]
    edits = [
        Edit(start, end, SCOPE.bind(name, text[start:end]))
        for start, end, name in sorted([*literals, *spans])
        if '"' not in text[start:end] and "\\" not in text[start:end]
    ]
    assert restore_text(rules(*hosts_in(text)), splice(text, edits))[0] == text
