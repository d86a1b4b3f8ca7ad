"""People: whose a name is, and where a name stands in a text, whole or in parts."""

from __future__ import annotations

import pytest

from penname.exchange.people import People

HERS = "maria schmidt"


def people(*names: str) -> People:
    known = People()
    for name in names:
        known.add(name)
    return known


def found(known: People, text: str) -> list[str]:
    return [text[start:end] for start, end in known.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Maria Schmidt", ["Maria Schmidt"]),
        ("MARIA SCHMIDT", ["MARIA SCHMIDT"]),
        ("tell schmidt", ["schmidt"]),
        ("maria, hi", ["maria"]),
        ("M. Schmidt", ["M. Schmidt"]),
        ("Schmidt, Maria", ["Schmidt, Maria"]),
        ("Schmidt, M.", ["Schmidt, M"]),
        ("Schmidt, Maria Schmidt", ["Schmidt", "Maria Schmidt"]),
        ("Schmidt, Maria, Schmidt", ["Schmidt, Maria", "Schmidt"]),
        ("Schmidt, Maria Weber", ["Schmidt, Maria"]),
        ("Maria S. came", ["Maria S"]),
        ("Ms Schmidt", ["Schmidt"]),
        ("Maria's", ["Maria"]),
        ("Schmidts Hund", ["Schmidts"]),
        ("María", ["María"]),
        ("maria.schmidt", ["maria.schmidt"]),
        ("m.schmidt", ["m.schmidt"]),
        ("mschmidt", ["mschmidt"]),
        ("schmidtm84", ["schmidtm84"]),
        ("maria_schmidt@x", ["maria_schmidt"]),
        ("her account maria_s is locked", ["maria_s"]),
        ("login schmidt_m", ["schmidt_m"]),
        ("maria_s99", ["maria_s99"]),
        ("user Schmidt2024, ok", ["Schmidt2024"]),
        ("maria85 wrote", ["maria85"]),
        ("maria_x, maria_s_list, maria_s(", []),
        ("Maria2, Schmidt20245, x.schmidt2024, schmidt2024.py(", []),
        ("get_schmidt2024", []),
        ("get_maria_schmidt_id()", ["maria_schmidt"]),
        ("sendToMariaSchmidt()", ["MariaSchmidt"]),
        ("mariaSchmidtAndSchmidtMaria", ["mariaSchmidt", "SchmidtMaria"]),
        ("mailToMariaAndOthers", []),
        ("Maria%20Schmidt", ["Maria%20Schmidt"]),
        ("Maria. Schmidt", ["Maria", "Schmidt"]),
        ("Maria\nSchmidt", ["Maria", "Schmidt"]),
        ("Anna-Maria", ["Maria"]),
        ("Schmidtchen, Goldschmidt", []),
        ("iPhone and myMacBook", []),
        ("", []),
    ],
)
def test_parts_are_found(text: str, names: list[str]) -> None:
    """Once a person is known, her name is found in whatever form people write it."""
    assert found(people("Maria Schmidt"), text) == names


@pytest.mark.parametrize(
    ("name", "text", "names"),
    [
        ("José de la Cruz", "de la Cruz, la Cruz", ["de la Cruz", "la Cruz"]),
        ("Zoë O'Neil", "o'neil and O\u2019Neil", ["o'neil", "O\u2019Neil"]),
        ("Jörg Müller", "mueller, muller", ["mueller", "muller"]),
        ("Jörg Müller", "jmueller joerg_mueller", ["jmueller", "joerg_mueller"]),
        ("John Ronald Reuel Tolkien", "J. R. R. Tolkien", ["J. R. R. Tolkien"]),
        ("John Ronald Reuel Tolkien", "John R. R. Tolkien", ["John R. R. Tolkien"]),
        ("John Ronald Reuel Tolkien", "John Tolkien", ["John Tolkien"]),
        ("Rubija", "rubija RUBIJA Rubijas", ["rubija", "RUBIJA", "Rubijas"]),
        ("Ann Lee", "alee annlee", ["annlee"]),
        ("Bo Li", "bo li boli Bo", ["bo li"]),
        ("Anna S", "S. Anna", ["Anna"]),
        ("王 伟 明", "王 伟 明", ["王 伟 明"]),
        ("Anna 李明", "A. 李明", ["A. 李明"]),
        ("Aa Bb Cc Dd Ee Ff Gg", "Aa Bb Cc Dd Ee Ff Gg", ["Aa Bb Cc Dd Ee Ff Gg"]),
        (" ".join(["Abc"] * 13), "Abc Abc", ["Abc", "Abc"]),
    ],
)
def test_forms_of_other_names(name: str, text: str, names: list[str]) -> None:
    """Particles, apostrophes, umlauts, middle names and short names have their forms."""
    assert found(people(name), text) == names


@pytest.mark.parametrize(
    "name",
    [
        "MARIA SCHMIDT",
        "Schmidt",
        "maria",
        "Schmidts",
        "M. Schmidt",
        "Schmidt, Maria",
        "Ms Schmidt",
        "mschmidt",
        "MariaSchmidt",
        "Maria A. Schmidt",
        "Maria Anna Schmidt",
    ],
)
def test_spellings_are_hers(name: str) -> None:
    """All spellings and parts of a name are of its family ("": it says so itself)."""
    known = people("Maria Schmidt")
    before = known.family_of(name)
    assert known.add(name) == before == known.family_of(name)
    assert before in (HERS, "")
    assert (before == "") is (name in ("MARIA SCHMIDT", "Schmidt, Maria"))
    assert repr(known) == "People(1)"


@pytest.mark.parametrize("name", ["Maria Weber", "H. Schmidt", "Maria Schmidt-Weber", "Ann", "84"])
def test_others_are_not_her(name: str) -> None:
    """Somebody who shares a word of a name is somebody else."""
    known = people("Maria Anna Schmidt")
    assert known.family_of(name) == ""
    assert known.add(name) == ""


def test_short_name_grows() -> None:
    """A longer name is the person of the shorter one, and all its words are theirs."""
    known = people("Maria")
    assert known.add("Maria Schmidt") == "maria"
    assert known.family_of("Schmidt") == "maria"
    assert known.family_of("Maria") == ""
    known = people("M. Schmidt")
    assert known.add("Hans Schmidt") == ""
    assert known.add("Maria Schmidt") == ""
    known = people("M. Schmidt")
    assert known.add("Maria Schmidt") == "m schmidt"


def test_what_fits_two_is_nobodys() -> None:
    """A word of two people's names is found, and is a family of its own."""
    known = people("Maria Schmidt", "Maria Weber", "Martin Schmidt")
    for name in ("Maria", "Schmidt", "M. Schmidt", "mschmidt"):
        assert known.family_of(name) == ""
        assert known.add(name) == ""
        assert known.knows(name)
        assert found(known, f"{name} came") == [name]
    assert known.family_of("Weber") == "maria weber"
    assert known.family_of("Maria Schmidt") == ""
    assert not known.knows("Ann")
    assert repr(known) == "People(3)"


def test_middle_names_tell_apart() -> None:
    """Two people with different middle names are two, and their common form is nobody's."""
    known = people("Maria Anna Schmidt", "Maria Berta Schmidt")
    assert repr(known) == "People(2)"
    assert known.family_of("Anna Schmidt") == "maria anna schmidt"
    assert known.family_of("Maria Schmidt") == ""


def test_stored_family_is_taken() -> None:
    """A family that a stored conversation knows is kept, in whatever order its names come."""
    known = People()
    assert known.add("Schmidt", HERS) == HERS
    assert known.add("mschmidt", HERS) == HERS
    assert known.family_of("Schmidt") == HERS
    assert known.add("Maria Schmidt") == ""
    assert repr(known) == "People(1)"


def test_name_is_learned_once() -> None:
    """To hear a name again changes nothing."""
    known = people("Maria Schmidt", "Maria Schmidt")
    assert repr(known) == "People(1)"
    assert known.family_of("Schmidt") == HERS


def test_nobody_is_found_nowhere() -> None:
    """Without people nothing is found; what has no word is no name."""
    assert found(People(), "Maria") == []
    assert People().add("84") == ""
    assert People().family_of("84") == ""
