"""Names of people in fields; and what stands in fields of the same names and is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.config import EngineConfig
from penname.detect.contract import Segment
from penname.detect.engine import build_engine
from penname.detect.name_fields import RECIPES
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('{"first_name": "Chidi", "lastName": "Okafor"}', ["Chidi", "Okafor"]),
        ('{"first_name":"maria"}', ["maria"]),
        ('{\\"firstName\\": \\"Ann\\"}', ["Ann"]),
        ('"apellidos": "García Márquez"', ["García Márquez"]),
        ('"fullName": "王小明"', ["王小明"]),
        ('"cardholderName": "KOFI MENSAH"', ["KOFI MENSAH"]),
        ('{"customer": {"name": "Ann Lee", "id": 4}}', ["Ann Lee"]),
        ('"name": "Jane Doe", "email": "x"', ["Jane Doe"]),
        ('"authors": ["Ann Lee", "Bob Ray"]', ["Ann Lee", "Bob Ray"]),
        ("Full Name: Ann Lee\nAge: 3", ["Ann Lee"]),
        ("Patient name: john smith\n", ["john smith"]),
        ("Patient: John Smith, DOB 1.1.1970", ["John Smith"]),
        ("Name: Jane Doe\nPhone: 123", ["Jane Doe"]),
        ("- name: Ann Lee\n  email: a@b.c", ["Ann Lee"]),
        ("Vorname: Jürgen; Nachname: Weiß", ["Jürgen", "Weiß"]),
        ("Name des Patienten: Karl Weiß", ["Karl Weiß"]),
        ("nom du client : Paul Dupont", ["Paul Dupont"]),
        ("nom de famille : Dupont", ["Dupont"]),
        ("Prepared by: Ann Lee", ["Ann Lee"]),
        ("emergency contact: Kofi Mensah", ["Kofi Mensah"]),
        ("<firstName>Ann</firstName>", ["Ann"]),
        ("<td>First name</td><td>Ann</td>", ["Ann"]),
        ("| First name | Ann |\n", ["Ann"]),
        ("?first_name=ann&last_name=lee", ["ann", "lee"]),
        ("User(first_name=\"Ann\", last_name='Lee')", ["Ann", "Lee"]),
        ("The surname is Okafor.", ["Okafor"]),
        ("From: Ann Lee\nTo: Bob Ray; Kim Cho\nSubject: x", ["Ann Lee", "Bob Ray", "Kim Cho"]),
        ("BEGIN:VCARD\nN:Lee;Ann;;Dr;\nTEL:1", ["Lee", "Ann"]),
    ],
)
def test_fields_with_names(text: str, names: list[str]) -> None:
    """JSON, forms, markup, queries, calls, heads of mails, vCards; keys of seven languages."""
    assert found(RECIPES, "field-name", text) == names


@pytest.mark.parametrize(
    "text",
    ["name: string", '"name": "left-pad", "version": "1.0"', "name: nginx", "name: Upload coverage",
     '"name": "left-pad", "bugs": {"email": "x"}', "- name: Set up Python\n  uses: actions/setup",
     "firstName: string;", "first_name: str", "first_name: str = Field(...)", "lastName: String,",
     'first_name = request.POST.get("first_name")', "first_name = models.CharField(max_length=30)",
     "firstName: user.firstName,", "const firstName = person;", '"firstName": "First name",',
     '"lastName": "Nachname"', '"first_name": "required|string"', "first_name VARCHAR(255)",
     "type User { firstName: String! lastName: String }", "First name: Last name: Email:",
     "Vorname: Nachname:", 'placeholder="First name"', '"customer": "cus_123"', "author: name",
     '"owner": "backend"', "owner: Platform Team", "surname = 'surname'", "username: ann",
     '"filename": "Ann Lee.txt"', "hostname: Ann", "classname = 'Foo'", 'import name from "Foo"',
     "From: New York\nTo: San Francisco", "| First name | Last name |", '"first_name": null',
     "SELECT first_name, last_name FROM users", '"full_name": "octocat/Hello-World"',
     "full_name: ${user.first}", "firstName: {{ user.first }}", "surname: <string>",
     '"name": "Docker", "address": "1.2.3.4"', "name: Build and test\nphone: none", "created by: x",
     "Patient:", '"name": "John" '],
)  # fmt: skip
def test_fields_without_names(text: str) -> None:
    """Types, templates, packages, hosts, steps and labels alone survive."""
    assert found(RECIPES, "field-name", text) == []


def test_lone_name_needs_its_key() -> None:
    """A text that is one name counts under a key that says so, and under no other."""
    patterns = build_engine(EngineConfig(()))

    def surely(hint: str) -> set[str]:
        spans = patterns.analyze(Segment("okafor", hint))
        return {span.entity_type for span in spans if span.score >= 0.4}

    assert surely("last_name") == {"PERSON"}
    assert surely("file_name") == set()


_PIECES = ["first_name", "Name", "from", ": ", "=", '"', "Ann Lee", "\n", "<", ">", "|", "ß", "İ"]


@given(st.lists(st.sampled_from(_PIECES), max_size=12).map("".join), st.text(max_size=10))
def test_any_text_is_read(start: str, rest: str) -> None:
    """Hits lie in the text, in one line, and begin and end with a letter or a point."""
    text = start + rest
    for recipe in RECIPES:
        for begin, end, _ in recipe.find(text):
            word = text[begin:end]
            assert "\n" not in word
            assert word[0].isalpha()
            assert word[-1].isalpha() or word[-1] == "."
