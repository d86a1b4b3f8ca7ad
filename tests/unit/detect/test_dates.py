"""Dates in numbers and words, dates of birth by label, and numbers that are neither."""

from __future__ import annotations

import pytest

from penname.detect.dates import RECIPES
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    "date",
    [
        "2026-03-04",
        "2026/03/04",
        "2026-03-04 10:22",
        "04/03/2026",
        "4.3.2026",
        "04/03/2026 14:30",
        "3/4/26",
        "31.12.26",
        "4 March 2026",
        "4th of March, 2026",
        "March 4, 2026",
        "march 4 2026",
        "04-Mar-2026",
        "3/4/2026 10:22:11 PM",
        "March 2026",
        "May 10",
        "3rd of May",
        "4. März 2026",
        "4. märz",
        "1er avril 2026",
        "4 de marzo de 2026",
        "4 maart 2026",
        "4 marca 2026",
        "Sept. 9, 2025",
        "May-21",
        "5/2026",
    ],
)
def test_dates_are_found_whole(date: str) -> None:
    """A date is one span, with its year and the time of day behind it."""
    assert found(RECIPES, "date", f"seen on {date}, then left") == [date]


@pytest.mark.parametrize(
    "text",
    [
        "1.2.3",
        "v1.12.13",
        "^11.10.15",
        "10.0.0.1",
        "2026",
        "14:30",
        "3 may fail",
        "32/33/2026",
        "2026-13-45",
        "1234-56-78",
        "0.03.2026",
        "17/19/2026",
        "may 5 of them",
        "12/345",
    ],
)
def test_numbers_that_are_no_date(text: str) -> None:
    """Versions, addresses, times, years alone and days that do not exist are no dates."""
    assert found(RECIPES, "date", text) == []


@pytest.mark.parametrize(
    "text",
    ["2026-03-04T10:22:11.123Z", "04/Mar/2026:10:00:00 +0000", "2026-03-04 10:22:11,123"],
)
def test_times_of_logs_need_words(text: str) -> None:
    """With its seconds a date is a machine's: it stays unless words nearby say otherwise."""
    assert found(RECIPES, "date", f"{text} INFO started") == []
    assert found(RECIPES, "date", f"{text} INFO started", least=0.2) == [text]


@pytest.mark.parametrize("said", ["On", "when:", "since", "When:"])
def test_somebody_says_when(said: str) -> None:
    """A date with seconds counts directly behind a word of somebody who says when it was."""
    assert found(RECIPES, "date", f"{said} 2026-03-04 10:22:11, ") == ["2026-03-04 10:22:11"]


@pytest.mark.parametrize("text", ["Mar  4 10:22:11 host", "Mar 14 10:22:11 host sshd[1]: x"])
def test_system_logs_have_no_dates(text: str) -> None:
    """Nor has a month and its day before a time with seconds."""
    assert found(RECIPES, "date", text) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [("see you next Tuesday", "Tuesday"), ("am Dienstag", "Dienstag"), ("le mardi", "mardi"),
     ("on MONDAY", "MONDAY"), ("até quinta-feira", "quinta-feira")],
)  # fmt: skip
def test_days_of_the_week(text: str, day: str) -> None:
    """A day of the week counts behind a word for when."""
    assert found(RECIPES, "date", text) == [day]
    assert found(RECIPES, "date", f"the {day} club") == []


@pytest.mark.parametrize("text", ["20260304", "3/4", "4.3.26"])
def test_weak_dates_need_words(text: str) -> None:
    """A run of eight digits and a month over a day count only with words nearby."""
    assert found(RECIPES, "date", f"x {text} y") == []
    assert found(RECIPES, "date", f"x {text} y", least=0.2) == [text]


@pytest.mark.parametrize("text", ["seen on 3/18.", "since 3/18", "from 3/18 on"])
def test_month_and_day_behind_a_preposition(text: str) -> None:
    """A month over a day is a date behind "on", "since" and the like, if not part of a count."""
    assert found(RECIPES, "date", text) == ["3/18"]
    assert found(RECIPES, "date", "on 3/4 of the files") == []


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("DOB: 1936-02-01", "1936-02-01"),
        ("D.O.B. 02/01/1936", "02/01/1936"),
        ("born in Lyon on 4 March 1936", "4 March 1936"),
        ("born March 4, 1936", "March 4, 1936"),
        ("born in 1936", "1936"),
        ('"dateOfBirth": "1936-02-01"', "1936-02-01"),
        ("birth_date=19360201", "19360201"),
        ("geboren am 4. März 1936", "4. März 1936"),
        ("née le 4 mars 1936", "4 mars 1936"),
        ("fecha de nacimiento: 4/3/1936", "4/3/1936"),
        ("data_nascita=04/03/1936", "04/03/1936"),
        ("nascido em 04/03/1936", "04/03/1936"),
        ("geboren op 04-03-1936", "04-03-1936"),
        ("geboren im Jahr 1936", "1936"),
        ("am 04.03.1936 in Köln geboren", "04.03.1936"),
        ("1936-03-04 (DOB)", "1936-03-04"),
        ("name,dob\nAnn,1936-03-04\n", "1936-03-04"),
        ("Geburtsdatum\tName\n04.03.1936\tAnn\n", "04.03.1936"),
    ],
)
def test_dates_of_birth(text: str, date: str) -> None:
    """A date or a year is a date of birth behind the words that say so."""
    assert found(RECIPES, "date-of-birth", text) == [date]


@pytest.mark.parametrize("text", ["1936-02-01 is long ago", "newborn 2026-01-02", "born 93"])
def test_other_dates_are_no_birth(text: str) -> None:
    """Any other date is none, and neither is a bare number."""
    assert found(RECIPES, "date-of-birth", text) == []
