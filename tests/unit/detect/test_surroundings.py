"""What stands around a value: its words, its key, the name of its column."""

from __future__ import annotations

import pytest

from penname.detect.surroundings import Near, Surroundings, fold, words_of

VALUE = "536904399"


def near(text: str, *key: str) -> Near:
    start = text.index(VALUE)
    return Surroundings(text, key).near(start, start + len(VALUE))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Número", "numero"),
        ("RODNÉ ČÍSLO", "rodne cislo"),
        ("Straße", "straße"),
        ("ΑΜΚΑ", "αμκα"),
        ("주민등록번호", "주민등록번호"),
        ("plain", "plain"),
    ],
)
def test_accents_are_folded(text: str, folded: str) -> None:
    """Accents of letters go, letters stay; Korean syllables are no accents."""
    assert fold(text) == folded


def test_words_on_both_sides() -> None:
    """Eight words before and five behind, in one line, the sides kept apart."""
    line = near(f"a b c d e f g h i {VALUE} k l m n o p").line
    assert line.split() == [*"||bcdefghi|klmno"]
    assert "|" in line


def test_key_and_column_count() -> None:
    """The words of the key, and those of the column's name, whatever row it is."""
    text = "id,taxFileNumber\n" + "1,2\n" * 100 + f"7,{VALUE}\n"
    found = near(text, "user", "data")
    assert {"user", "data", "tax", "file", "number"} <= found.words
    assert " tax file number " in found.line
    assert found.runs[0] == "user"


def test_rows_end_at_their_line() -> None:
    """In a table the other rows, and the names of other columns, are not near."""
    found = near(f"ssn,order\nann,{VALUE}\nssn,bob\n")
    assert "order" in found.words
    assert "ann" in found.words
    assert "ssn" not in found.words


def test_camel_words_count_whole() -> None:
    """A word with capitals inside is its parts, and the whole."""
    found = near(f"meine IdNr {VALUE}")
    assert {"id", "nr", "idnr"} <= found.words
    assert "meine" in found.words


def test_looked_up_once() -> None:
    """The same value twice is the same object."""
    around = Surroundings(f"ssn {VALUE}")
    assert around.near(4, 13) is around.near(4, 13)


def test_paragraphs_part() -> None:
    """An empty line parts what is near from what is not."""
    assert near(f"ssn\n\n{VALUE}\n\nssn").words == {"|"}
    assert words_of("userSsn") == ["user", "ssn"]


@pytest.mark.parametrize(
    "text",
    [
        '{"ssn": "1", "order": "VALUE", "tax": "2"}',
        '{"ssn": 1, "order": "VALUE", "tax": null}',
        "{'ssn': '1', 'order': 'VALUE', 'tax': true}",
        r"{\"ssn\": \"1\", \"order\": \"VALUE\", \"tax\": 2}",
        '{"ssn":"1","order":VALUE,"tax":-2}',
    ],
)
def test_keys_of_other_members_are_far(text: str) -> None:
    """In an object the key of another value says nothing of this one; its own key does."""
    found = near(text.replace("VALUE", VALUE)).words
    assert "order" in found
    assert not found & {"ssn", "tax"}


def test_what_other_members_hold_is_near() -> None:
    """A sibling may say what the value is, and so may the key of the object around it."""
    assert "ssn" in near(f'{{"type": "SSN", "value": "{VALUE}"}}').words
    assert "tax" in near(f'{{"tax": {{"number": "{VALUE}"}}}}').words
    assert "ssn" in near(f'it is "ssn": {VALUE}').words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("949cc37677d2519b34", []),
        ("3897aa52-5ab9-4213-8bcb-93ff97", ["bcb"]),
        ("9cc3 7CC1", []),
        ("cc: 3, 2FA, md5, CO2", ["cc", "fa", "md", "co"]),
        ("tax2number3", ["tax", "number"]),
    ],
)
def test_letters_of_a_hash_are_no_words(text: str, words: list[str]) -> None:
    """Up to three letters between digits say nothing: a hash is full of such "words"."""
    found = words_of(text)
    assert found == words


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (f"my tax file number: {VALUE}", (" my tax file number ", " number ")),
        (f"meine IdNr. {VALUE}", (" meine id nr ", " idnr ")),
        (f"the first, TFN {VALUE}", (" tfn ", " tfn ")),
        (f"id,taxFile\n1,2\n7,{VALUE}\n", (" tax file ", " taxfile ")),
        (f"TFN 5 {VALUE}", ()),
        (f"5 {VALUE}", ()),
        (f'"{VALUE}"', (" user tfn ",)),
    ],
)
def test_labels_stand_directly_before(text: str, label: tuple[str, ...]) -> None:
    """The words before a value, its column or key, with nothing but signs between."""
    assert Surroundings(text, ("user", "tfn")).label(text.index(VALUE)) == label


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"uid=f00e60f8-fe3d-456b-978b-66419807633c {VALUE}", {"uid"}),
        (f"{VALUE} of web-7d9f8b6c5d-c1cf6", {"of", "web"}),
        (f"cc 4F2A9CC1 DE-12345678 {VALUE}", {"cc", "de"}),
        (f"1f04a6{'ffc272f5a7cc1c57cc61c96dbd8d4250' * 3}, {VALUE}", set()),
        (f"{VALUE} {'a ' * 28}abc9cc, cc", {"a"}),
        (f"0x89D962CC {VALUE}, MAC 4F:CC:9A:00:CC:01", {"mac"}),
        (f"{VALUE} cc: 12 and CC:123456-A1", {"cc", "and", "a"}),
    ],
)
def test_hexadecimal_is_no_word(text: str, words: set[str]) -> None:
    """Letters in hashes and ids say nothing, nor does what the window's edge leaves of them."""
    assert near(text).words - {"|"} == words


def test_scripts_without_blanks_are_read_up_to_the_edge() -> None:
    """Only what a border could end is left out at the window's edge."""
    assert "字" * 90 in near("字" * 120 + " " * 10 + VALUE).runs[-2]
    assert near("x" * 200 + VALUE).runs[-2] == ""


def test_what_is_next_to_a_value() -> None:
    """Three words before and one behind, the key and the column."""
    close = near(f"a b c d e {VALUE} f g", "ssn").close
    assert close.split() == ["ssn", "|", "|", "c", "d", "e", "|", "f"]
