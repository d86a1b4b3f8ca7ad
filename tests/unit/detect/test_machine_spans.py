"""Words in logs, tables, code and styles that look like names."""

from __future__ import annotations

import pytest

from penname.detect.machine_spans import is_machines


def doubted(text: str, kind: str = "PERSON") -> bool:
    """Whether what stands between « and » is taken for no name."""
    start, end = text.index("«"), text.index("»") - 1
    return is_machines(text.replace("«", "").replace("»", ""), start, end, kind)


@pytest.mark.parametrize(
    "text",
    [
        "secret := os.«Getenv»('X')",
        "x = a[0].«Pop»(1)",
        "await «liborg».rm(org, user)",
        "«mock».api.v2.send(1)",
        "web-3 «avahi-daemon»[640]: joined",
        "«Dovecot»[12]:",
        "Bump «Jinja» from 3.1.3 to 3.1.4",
        "- «Sidekiq» upgraded from 7.2.4 to 7.3",
        "runs «npm shrinkwrap» first",
        "$ git «clone» https://example.org/x",
        "bump `«pillow»` from `v10` to `v11.1`",
    ],
)
def test_code(text: str) -> None:
    """What is called, a process of a log, what goes from one version to the next."""
    assert doubted(text)


@pytest.mark.parametrize(
    "text",
    [
        "I met «Maria» (34) there.",
        "«Maria»(34) and Tom",
        "He came.«Maria» said no",
        "as «Smith»[12] writes",
        "«Maria» from 3 to 4 pm",
        "«Maria».Schmidt wrote",
        "user «maria».",
        "he knows git. «maria» too",
        "told git «Maria»",
        "the legit «maria»",
    ],
)
def test_people_beside_marks(text: str) -> None:
    """Ages, footnotes, sentences without a blank, times of day."""
    assert not doubted(text)


@pytest.mark.parametrize(
    "text",
    [
        "container «worker»-5975",
        "«ami»-07454b4667a20f1fa",
        "web-«checkout»-7d9f8b6c5d-x2k4q",
        "django-«allauth»==1",
        "node-«anna» is down",
    ],
)
def test_parts_of_identifiers(text: str) -> None:
    """Small letters that a hyphen joins to a number, a hash or a word of machines."""
    assert doubted(text)


@pytest.mark.parametrize(
    "text", ["«anne»-marie", "the «Apollo»-11", "jean-«luc» said", "a «maria»- b"]
)
def test_people_with_hyphens(text: str) -> None:
    """Double names, and what is written with a capital."""
    assert not doubted(text)


@pytest.mark.parametrize(
    "text",
    [
        "«February»",
        "«mardi»",
        "[«Thu Mar» 12 06:26:02.1 2026]",
        "Start: «Tue», 14 Jul 2026",
        "on «May» 12",
        "bis «Ende Oktober»",
        "Horario: «de lunes» a viernes",
        '"March", "«April»", "x"',
        '"x", "«May»", "June"',
    ],
)
def test_days(text: str) -> None:
    """Months and days of the week are nobody; those that are names too, beside another."""
    assert doubted(text)
    assert doubted(text, "LOCATION")


@pytest.mark.parametrize(
    "text",
    [
        "«April», 34, from Ohio",
        "«April Jones»",
        "ask «June»",
        "«Jan» de Vries",
        "«Juli Zeh»",
        "«Julio» wrote",
        "«de la»",
        "«May» 12.5 kg",
        "Mr «March» and Mrs. Day",
        "«。»",
    ],
)
def test_people_called_like_days(text: str) -> None:
    """April and Jan are somebody where no date is."""
    assert not doubted(text)


def test_no_place_is_a_day() -> None:
    """A day or a month alone is no place, whatever stands beside it."""
    assert doubted("da lunedì a «sabato».", "LOCATION")


@pytest.mark.parametrize(
    "text",
    [
        "body { font-family: Inter, «Georgia», serif }",
        '"fonts": ["Inter", "«Verdana»"]',
        "fontFamily='«Georgia»'",
        "typeface = «Georgia»",
    ],
)
def test_fonts(text: str) -> None:
    """Families of letters have the names of places and people."""
    assert doubted(text, "LOCATION")
    assert not doubted("font: Inter; } p { content: «Georgia» }", "LOCATION")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("that «belongs» to", "PERSON"),
        ("GC pause\n2026-03-11T10:22:31 x - (G1 Evacuation) («young») 24M", "PERSON"),
        ("[0.512s] («young»)", "PERSON"),
        ('{"ts": 1, "msg": "in «bath»"}', "LOCATION"),
        ("Mar 12 06:25:24 web x: in «stone»", "LOCATION"),
        ("E0312 08:11:02.119284 «bath»", "LOCATION"),
        ("WARN in «bath»", "LOCATION"),
        ("[10:22:31,004 in «bath» now", "LOCATION"),
    ],
)
def test_everyday_words_in_small_letters(text: str, kind: str) -> None:
    """Of which nobody is called, and in a log those that are names elsewhere."""
    assert doubted(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("call «young» later", "PERSON"),
        ("i live in «bath»", "LOCATION"),
        ("«domenica» lost the keys", "PERSON"),
        ("apologies: «hai»", "PERSON"),
        ("10:22:31.004 «rose»: hi", "PERSON"),
        ("10:22:31.004 <«rose»> hi", "PERSON"),
        ("10:22:31.004 «rose»'s desk", "PERSON"),
        ("2026-03-11T10:22:31 user «maria» logged in", "PERSON"),
        ("2026-03-11T10:22:31 Customer: «Rose»", "PERSON"),
        ("2026-03-11T10:22:31 from «worcester»", "LOCATION"),
        ("that «belongs» to", "ORGANIZATION"),
    ],
)
def test_small_letters_that_stay(text: str, kind: str) -> None:
    """Names in chats and logs; words that could be names outside of logs."""
    assert not doubted(text, kind)


def test_directions() -> None:
    """North and West alone are no place."""
    assert doubted("total  «West»  4", "LOCATION")
    assert not doubted("in «West Virginia»", "LOCATION")
    assert not doubted("called «West»")


def test_host_behind_a_password() -> None:
    """What stands behind the password of an address is a host."""
    assert doubted("postgres://user:password@«localhost»:5432", "USERNAME")
    assert not doubted("ask @«maria»", "USERNAME")
