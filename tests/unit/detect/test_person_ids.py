"""Numbers of people at organizations: only behind words that say so."""

from __future__ import annotations

import pytest

from penname.detect.person_ids import RECIPES
from tests.unit.detect.recipes import read


def values(text: str) -> list[str]:
    """The numbers that are found, in the order of the text."""
    return sorted({value for _, value in read(RECIPES, text)}, key=text.index)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("My employee id is 482913.", "482913"), ("staff no 77123", "77123")),
        *(("Employee ID: EMP-2024-0193", "EMP-2024-0193"), ("Staff ID (E48213)", "E48213")),
        *(("payroll number: 00451", "00451"), ("PERNR 00012345", "00012345")),
        *(("student no. s1032847", "s1032847"), ("matric. no. A0123456X", "A0123456X")),
        *(("my badge number is B-20417", "B-20417"), ("Badge #4471", "4471")),
        *(
            ("loyalty card 6331 1200 1234 5678", "6331 1200 1234 5678"),
            ("KTN 98765432", "98765432"),
        ),
        ("Frequent flyer number: LH 992003847561234", "LH 992003847561234"),
        ("Miles & More 9920 0384 7561 234", "9920 0384 7561 234"),
        *(("Personalnummer 00482913", "00482913"), ("Pers.-Nr. 4711", "4711")),
        *(("Mitarbeiter-ID: M48213", "M48213"), ("Matrikelnummer: 1032847", "1032847")),
        *(("numéro de matricule 12345", "12345"), ("carte de fidélité n° 445566778", "445566778")),
        *(("número de empleado 55021", "55021"), ("legajo: 10234", "10234")),
        *(("matricola 998123", "998123"), ("número mecanográfico: 201912345", "201912345")),
        *(("personeelsnummer 48213", "48213"), ("numer albumu 123456", "123456")),
        *(("табельный номер 00451", "00451"), ("öğrenci no: 190201034", "190201034")),
        *(("我的工号是48213。", "48213"), ("社員番号は A12345 です", "A12345")),
        *(('{"employeeId": "48213"}', "48213"), ('"staff_no": 77123', "77123")),
        *(("<EmployeeID>48213</EmployeeID>", "48213"), ("| Student ID | 1032847 |", "1032847")),
        *(("employee Ann Example (ID 48213)", "48213"), ("Employee: Ann Example (48213)", "48213")),
        *(("Ihre Mitgliedsnummer lautet 88-213-7", "88-213-7"), ("Badge ID ..... 20417", "20417")),
        *(("matrícula A01234567", "A01234567"), ("No. de control 19201034", "19201034")),
        *(("(SID 860482913)", "860482913"), ("INE : 120304567AB", "120304567AB")),
        *(("Donor card D-4482133", "D-4482133"), ("library card 21234 56789", "21234 56789")),
        *(("Kundennummer: 48213377", "48213377"), ("customer no 4455667", "4455667")),
    ],
)
def test_behind_their_names(text: str, value: str) -> None:
    """Numbers are found behind their names, in a dozen languages, in prose and in fields."""
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "HR: lock out Olu (ID 30214), Chen Wei (ID 30215), Ann B. (ID 30216)",
            "30214 30215 30216",
        ),
        ('{"employee": {"name": "Ann", "id": 48213, "floor": 1200}}', "48213"),
        ("inmate # 482-913, trainee ID is T-2024-0193", "482-913 T-2024-0193"),
        ("student id 12-34567, not 2024-01-31", "12-34567"),
    ],
)
def test_beside_people(text: str, numbers: str) -> None:
    """Numbers in brackets where a word says that these are staff, and inner objects of JSON."""
    assert values(text) == numbers.split()


def test_in_tables() -> None:
    """A column's name says it for all of its cells."""
    text = "name,employee_id,floor\nAnn,48213,1200\nBob,48214,1300\n"
    assert values(text) == ["48213", "48214"]


@pytest.mark.parametrize(
    "text",
    [
        *("version 4.2.11, ticket 48213", "order 99812311", "build 48213377", "commit 4f9a8c1"),
        *("the employee number grew to 12000", "employees number 12,000", "staff of 12000"),
        *("employee no. 2", "employee id 101", "student number 2024", "student id 2024-01-31"),
        *("employee id field 12345", "the badge has 12345 entries", "badge-12345"),
        *("worker id 12345", "agent_id: 48213", "guest id 1000234", "client_id=12345678"),
        *("member since 2019, order 48213", "matricule fiscal 1234567", "employee badge colour"),
        *("staff numbers 3.14159", "employee no one told in 20000 years", "tarjeta 12345"),
        *("matrícula 1234 BCD", "SID=S-1-5-21-1004336348", "ORACLE_SID 12345678", "control 12345"),
        *("Ticket (ID 48213), Chrome (ID 12345)", '{"order": {"id": 48213}}'),
        "employee\n\n\n\n\n\nid 48213",
    ],
)
def test_numbers_of_other_things(text: str) -> None:
    """Versions, tickets, counts, years, and numbers of machines survive."""
    assert values(text) == []


def test_full_width_words_of_a_text() -> None:
    """Odd signs between the word and the number are no reason to miss it."""
    assert values("学号：2019001234") == ["2019001234"]
    assert values("Matrikel‑Nr. 1032847") == []  # the folded view has a plain hyphen


@pytest.mark.parametrize(
    "unit", ["employee id ", "employee Ann Ann Ann Ann ", "工号：", "LH 9", "1-"]
)
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Long repeats of what a number begins with end within the budget."""
    assert read(RECIPES, unit * 20_000 + "1") is not None
