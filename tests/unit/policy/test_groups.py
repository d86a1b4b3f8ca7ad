"""The table of groups, and what is said of many types at once."""

from __future__ import annotations

import re
from collections import Counter

from penname.policy.entities import ENTITY_TYPES
from penname.policy.groups import EVERYTHING, GROUP_OF, GROUPS, folded, members_of, together
from penname.policy.problems import Context, Place, Problem

HERE = Place(3, 5)


def problems(*messages: str, place: Place = HERE) -> list[Problem]:
    context = Context("p.yaml")
    for message in messages:
        context.error(place, message)
    return context.problems


def test_every_type_is_in_one_group() -> None:
    """No type is left out, and none is in two groups: two lines never speak of it alike."""
    counts = Counter(
        member for name, group in GROUPS.items() if name != EVERYTHING for member in group.members
    )
    assert counts == dict.fromkeys(ENTITY_TYPES, 1)
    assert set(GROUPS[EVERYTHING].members) == set(ENTITY_TYPES)
    assert {name: GROUPS[group].members for name, group in GROUP_OF.items()}.keys() == set(
        ENTITY_TYPES
    )


def test_groups_are_sorted_words() -> None:
    """Names are in lower case, so that no recognizer can have one; members are in order."""
    for name, group in GROUPS.items():
        assert re.fullmatch(r"[a-z]+(?:_[a-z]+)*", name)
        assert name.upper() not in ENTITY_TYPES
        assert list(group.members) == sorted(group.members)
        assert len(group.members) > 1
        assert group.doc
        assert "\n" not in group.doc


def test_lines_speak_of_members() -> None:
    """A group's line is for its types, a type's for itself, also where the type is one's own."""
    assert members_of("contact") == ("EMAIL_ADDRESS", "PHONE_NUMBER")
    assert members_of("PERSON") == ("PERSON",)
    assert members_of("BADGE") == ("BADGE",)


def test_whole_groups_are_named() -> None:
    """Types become their group's name where all of them are there, in their own order."""
    contact = GROUPS["contact"].members
    assert folded(["BADGE", *contact, "PERSON"]) == ["BADGE", "contact", "PERSON"]
    assert folded(contact[1:]) == list(contact[1:])
    assert folded([*ENTITY_TYPES, "BADGE"]) == ["everything", "BADGE"]
    assert folded([]) == []


def test_same_problem_of_many_types_is_one() -> None:
    """What one line has wrong for several types is told once, with the first few names."""
    names = ("US_SSN", "UK_NINO", "JWT", "PERSON", "URL", "AGE")
    same = problems(*(f"{name} is locked" for name in names))
    assert [one.message for one in together(same)] == [
        "US_SSN is locked (also UK_NINO, JWT, PERSON and 2 more)"
    ]
    assert [one.message for one in together(same[:2])] == ["US_SSN is locked (also UK_NINO)"]
    assert [one.message for one in together(problems("is wrong", "is wrong"))] == ["is wrong"]


def test_other_problems_stay_apart() -> None:
    """Other words, another place, another key: another problem, as it was told."""
    found = [
        *problems("US_SSN is locked", "JWT is no target", "BADGE is locked", "AGE AND JWT"),
        *problems("JWT is locked", place=Place(4, 5)),
    ]
    assert together(found) == found
