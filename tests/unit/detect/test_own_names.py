"""The own model as a source of names: entity types, scores, and our own words left out."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from penname.detect.ner.decode import GROUPS
from penname.detect.ner.model import Found, NameModel
from penname.detect.ner.pieces import Pieces
from penname.detect.ner.plain_words import PlainWords, sums_of
from penname.detect.own_names import ENTITIES, OwnNames, scored
from penname.policy.entities import ENTITY_TYPES
from tests.unit.detect.ner.test_model import Stub

_NONE: frozenset[str] = frozenset()


class Reader(NameModel):
    """A model that finds given words as given groups, and notes what it read."""

    def __init__(
        self, *, chance: float = 0.75, groups: Mapping[str, str] | None = None, **more: str
    ) -> None:
        plain = {"de": ["kartoffeln", "nennen", "sie"], "en": ["hymn"], "xx": ["anna"]}
        super().__init__(
            *(Stub(), Pieces(["[PAD]", "[UNK]", "[CLS]", "[SEP]"]), dict.fromkeys(GROUPS, 0.5)),
            *("1", PlainWords({name: sums_of(words) for name, words in plain.items()})),
        )
        self._groups, self._chance = {**(groups or {}), **more}, chance
        self.texts: list[str] = []

    def read(self, text: str) -> list[Found]:
        self.texts.append(text)
        return [
            Found(text.find(word), text.find(word) + len(word), group, self._chance)
            for group, word in self._groups.items()
            if word in text
        ]


def _names(text: str, **groups: str) -> list[tuple[str, str]]:
    (found,) = OwnNames(Reader(groups=groups)).names([text], _NONE)
    return [(one.entity_type, text[one.start : one.end]) for one in found]


def test_groups_become_entity_types() -> None:
    """Every group that is reported is one of the model's; numbers are left to recognizers."""
    assert ENTITIES.keys() <= GROUPS.keys()
    assert not ENTITIES.keys() & {"EMAIL", "PHONE", "TAX_ID", "BANK_ACCOUNT", "PASSPORT"}
    assert _names("Anna in 10115 Berlin", PERSON="Anna", ZIP_CODE="10115", PHONE="10115") == [
        ("PERSON", "Anna"),
        ("POSTCODE", "10115"),
    ]


def test_finds_say_source_and_score() -> None:
    """A find carries its recognizer's name and the score of its chance."""
    source = OwnNames(Reader(PERSON="Anna"))
    ((one,),) = source.names(["I am Anna"], _NONE)
    assert (one.source, one.score) == ("penname-names", scored(0.75, 0.5))
    assert source.version == "penname-1"


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Ich koche und schäle die Kartoffeln für dich", "Kartoffeln", False),
        ("Bitte nennen Sie mir noch die Preise", "nennen Sie", False),
        ("They sang the hymn", "hymn", False),
        ("Ich koche für dich Kartoffeln e Kartoffeln", "Kartoffeln e Kartoffeln", False),
        ("Ich koche nicht für dich, K. Kartoffeln", "K. Kartoffeln", True),
        ("Ich koche für Anna Kartoffeln und nicht für dich", "Anna Kartoffeln", True),
        ("Ich singe mit dir die Hymn und du nicht", "Hymn", True),
        ("They peel the Kartoffeln", "Kartoffeln", True),
    ],
)
def test_words_of_the_language_are_nobody(text: str, name: str, found: bool) -> None:
    """A find of nothing but words of its text's language is dropped, unless it is certain."""
    assert bool(_names(text, PERSON=name)) is found
    kept = not (name == name.lower() and not found)
    assert bool(_names(text, ORGANIZATION=name)) is bool(_names(text, LOCATION=name)) is kept
    assert _names(text.lower(), ORGANIZATION=name.lower()) == [("ORGANIZATION", name.lower())]
    (certain,) = OwnNames(Reader(chance=0.995, PERSON=name)).names([text], _NONE)
    assert len(certain) == 1


def test_handles_are_only_suspected() -> None:
    """What the model takes for a handle scores less than one that words tell."""
    ((one,),) = OwnNames(Reader(chance=0.99, USERNAME="ann_lee")).names(["by ann_lee"], _NONE)
    assert one.score == 0.65


def test_numbers_go_with_their_words() -> None:
    """A number beside words that are no street is no address; one that stands alone is."""
    text = "Ich brauche 3, kartoffeln und die 4 nicht für dich"
    assert _names(text, STREET="3, kartoffeln") == []
    assert _names(text, STREET="4") == [("STREET_ADDRESS", "4")]
    assert _names(text, STREET="3, kartoffeln und") == [("STREET_ADDRESS", "3, kartoffeln und")]


@pytest.mark.parametrize(
    ("chance", "threshold", "score"),
    [
        (0.25, 0.5, 0.4),
        (0.5, 0.5, 0.6),
        (1.0, 0.5, 0.99),
        (0.375, 0.5, 0.5),
        (0.75, 0.5, 0.795),
        (1.0, 1.0, 0.99),
        (0.5, 1.0, 0.4),
    ],
)
def test_scores_mean_the_same_everywhere(chance: float, threshold: float, score: float) -> None:
    """0.6 at the threshold, 0.4 at half of it, 0.99 for what is certain, straight in between."""
    assert scored(chance, threshold) == pytest.approx(score)


@given(st.floats(0.01, 1), st.floats(0.5, 1), st.floats(0.5, 1))
def test_scores_keep_the_order(threshold: float, one: float, other: float) -> None:
    """What is likelier never scores less, and no score leaves its range."""
    low, high = sorted((threshold * one, threshold * other))
    assert 0.4 <= scored(low, threshold) <= scored(high, threshold) <= 0.99


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jag har inte sett anna men Anna var där", ["Anna"]),
        ("jag har inte sett anna men hon var där", ["anna"]),
        ("We have not seen anna but Anna was there", ["anna", "Anna"]),
        ("anna, Anna", ["anna", "Anna"]),
        ("אני לא ראיתי את אנה OK", ["אנה"]),
    ],
)
def test_strange_languages_need_capitals(text: str, found: list[str]) -> None:
    """In a language that the model has not learnt only words with capitals are names, where the
    text has capitals; in the others, in unknown ones, and where no word has one, all are."""
    words = {"PERSON": found[0]} if len(found) == 1 else {"PERSON": "anna", "LOCATION": "Anna"}
    words |= {"LOCATION": "anna"} if "Jag" in text else {}
    assert [word for _, word in _names(text, **words)] == found


@pytest.mark.parametrize(
    ("find", "part"),
    [
        ("Anna Berg är", "Anna Berg"),
        ("inte Anna av Berg", "Anna av Berg"),
        ("av Berg", "av Berg"),
        ("här och där", ""),
        ("SMHI", "SMHI"),
    ],
)
def test_strange_names_end_with_their_capitals(find: str, part: str) -> None:
    """Ordinary words around a name are cut off; particles of it stay."""
    text = f"Jag har sett att det är så: {find} som också var här"
    assert [word for _, word in _names(text, PERSON=find)] == ([part] if part else [])


def test_strange_dates_need_none() -> None:
    """Months and the like are written small in many languages."""
    text = "Jag har inte sett det men vi var där den 3 maj"
    assert _names(text, DATE="3 may", DATE_OF_BIRTH="3 maj") == [("DATE_OF_BIRTH", "3 maj")]


def test_surrogates_are_blank_to_the_model() -> None:
    """The model reads spaces for our own words, so that every other word keeps its place."""
    word = "PERSON_" + "k7m29qxw"
    reader = Reader(PERSON="Anna")
    text = f"{word} and Anna, BADGE_k7m29qxw"
    ((one,),) = OwnNames(reader).names([text], frozenset({"BADGE"}))
    assert text[one.start : one.end] == "Anna"
    assert reader.texts == [f"{' ' * len(word)} and Anna, {' ' * 14}"]


def test_texts_without_letters_are_not_read() -> None:
    """A number alone may be anything: the model would only guess."""
    reader = Reader(AGE="17")
    assert OwnNames(reader).names(["17", "", "--"], _NONE) == [[], [], []]
    assert reader.texts == []


def test_types_are_in_the_policys_table() -> None:
    """What the model finds a policy can name."""
    known = {*ENTITY_TYPES, "TITLE", "JOB_TITLE", "USERNAME"}
    assert known >= OwnNames.entity_types


@pytest.fixture(scope="module")
def own() -> OwnNames:
    return OwnNames()


def _found(own: OwnNames, text: str) -> set[tuple[str, str]]:
    (names,) = own.names([text], _NONE)
    return {(one.entity_type, text[one.start : one.end]) for one in names if one.score >= 0.6}


@pytest.mark.parametrize("text", ["Maria Schmidt", "maria schmidt", "MARIA SCHMIDT"])
def test_shipped_model_reads_any_case(own: OwnNames, text: str) -> None:
    """People and towns are found in capitals, small letters, and both."""
    said = f"my name is {text} and i live in berlin"
    assert _found(own, said) == {("PERSON", text), ("LOCATION", "berlin")}


def test_shipped_model_tells_what_things_are(own: OwnNames) -> None:
    """Parts of an address, and what is said of a person, are types of their own."""
    assert _found(own, "My address is 12 Main Street, Boston, MA 02139.") >= {
        ("STREET_ADDRESS", "12 Main Street"),
        ("LOCATION", "Boston"),
        ("POSTCODE", "02139"),
    }
    assert _found(own, "Dr. Henry Miller, 42, works as a dentist in Graz.") == {
        ("TITLE", "Dr"),
        ("PERSON", "Henry Miller"),
        ("AGE", "42"),
        ("JOB_TITLE", "dentist"),
        ("LOCATION", "Graz"),
    }


def test_shipped_model_leaves_code_alone(own: OwnNames) -> None:
    """Identifiers are nobody; a comment can name somebody."""
    code = "class JsonParser(BaseParser):\n    raise OSError(raw)  # written by Jane Doe\n"
    assert _found(own, code) == {("PERSON", "Jane Doe")}


def test_texts_do_not_change_each_other(own: OwnNames) -> None:
    """What is found in a text is the same whatever is read beside it, and each time."""
    long = "Dear team, ask Henry Miller in Boston about it.\n" * 40
    texts = ["I am Anna", long, "", "I am Anna", "a@b " * 50]
    together = own.names(texts, _NONE)
    assert together == [own.names([text], _NONE)[0] for text in texts]
    people = [one for one in together[1] if one.entity_type == "PERSON"]
    assert {long[one.start : one.end] for one in people} == {"Henry Miller"}
    assert len(people) == 40


@settings(max_examples=30)
@given(st.text(st.characters() | st.sampled_from("aAnm .,\n\u0301\u200d漢"), max_size=300))
def test_any_text_is_read(own: OwnNames, text: str) -> None:
    """Whatever the text, names lie in it and have words."""
    for one in own.names([text], _NONE)[0]:
        assert 0 <= one.start < one.end <= len(text)
        assert any(map(str.isalnum, text[one.start : one.end]))
        assert 0.4 <= one.score <= 0.99


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PLEASE ASK MRS HO ABOUT IT", ["HO"]),
        ("please ask HO about it", []),
        ("ask her\nMRS HO HAS THE KEYS\nok", ["HO"]),
        ("HO", []),
    ],
)
def test_short_names_count_where_all_is_shouted(text: str, names: list[str]) -> None:
    """Two capitals among small letters are an acronym; among capitals they may be a name."""
    assert [word for _, word in _names(text, PERSON="HO")] == names
