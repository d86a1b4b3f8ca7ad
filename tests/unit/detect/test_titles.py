"""Names behind titles, introductions, greetings, closings; and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.detect.titles import RECIPES
from tests.unit.detect.recipes import found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mr. Abara called", "Abara"),
        ("mr abara called", "abara"),
        ("MR. ABARA CALLED", "ABARA"),
        ("Ask Dr. Smith's office", "Smith"),
        ("Dr med. Weiß", "Weiß"),
        ("Frau Özil", "Özil"),
        ("Herr Prof. Dr. med. Jürgen von der Lippe kam", "Jürgen von der Lippe"),
        ("Mme Nguyen", "Nguyen"),
        ("M. Dupont est là", "Dupont"),
        ("Sra. García", "García"),
        ("Sig.ra Bianchi", "Bianchi"),
        ("Dott.ssa Rossi", "Rossi"),
        ("Dhr. van Dijk belde", "van Dijk"),
        ("de heer Jansen", "Jansen"),
        ("Sehr geehrte Frau Köhler,", "Köhler"),
        ("Exma. Senhora Dra. Inês Duarte", "Inês Duarte"),
        ("Mr. 王小明", "王小明"),
        ("Mr. محمد علي said", "محمد علي"),
        ("the letter to Mrs.\nAbara came", "Abara"),
    ],
)
def test_names_behind_titles(text: str, name: str) -> None:
    """The name is found, its title stays: any case, any script, seven languages."""
    assert found(RECIPES, "titled-name", text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my name is john smith and i live", "john smith"),
        ("MY NAME IS JOHN SMITH", "JOHN SMITH"),
        ("the patient's name is Chidi Okafor.", "Chidi Okafor"),
        ("my husband Tom and I", "Tom"),
        ("a man named Kofi Mensah", "Kofi Mensah"),
        ("signed: Maria da Silva", "Maria da Silva"),
        ("/s/ Jane Doe", "Jane Doe"),
        ("Attn: Jane Doe", "Jane Doe"),
        ("Ich heiße Anna-Lena Müller.", "Anna-Lena Müller"),
        ("ich heisse ali", "ali"),
        ("z. Hd. Klara Vogt", "Klara Vogt"),
        ("Je m’appelle Aïcha Benali.", "Aïcha Benali"),
        ("à l'attention de Paul Roux", "Paul Roux"),
        ("Me llamo José Ángel", "José Ángel"),
        ("mi chiamo luca", "luca"),
        ("Ik heet Sanne de Vries.", "Sanne de Vries"),
        ("O meu nome é João", "João"),
    ],
)
def test_names_that_are_introduced(text: str, name: str) -> None:
    """Who says a name, or signs with it, is believed."""
    assert found(RECIPES, "titled-name", text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kind regards,\nJane Doe\nSales", "Jane Doe"),
        ("Best,\njohn", "john"),
        ("Thanks,\n\nJ. Smith", "J. Smith"),
        ("Thanks and see you soon,\nJane", "Jane"),
        ("Mit freundlichen Grüßen\nSabine Köhler", "Sabine Köhler"),
        ("Cordialement,\n\nPaul Dupont", "Paul Dupont"),
        ("Met vriendelijke groet,\nJan de Boer", "Jan de Boer"),
        ("Saludos,\nMaría", "María"),
        ("> Cordiali saluti\n> Luca Rossi\n", "Luca Rossi"),
        ("Cheers, Bob", "Bob"),
        ("Dear John,", "John"),
        ("Liebe Anna,\n", "Anna"),
        ("Hola Pedro, ¿qué tal?", "Pedro"),
        ("Author: Jane Doe <jane@example.org>", "Jane Doe"),
        ("Signed-off-by: jane doe <jane@example.org>", "jane doe"),
        ('From: "Doe, Jane" <jane@example.org>', "Doe, Jane"),
        ("(c) 2019 Jane Doe <jane@example.org>", "Jane Doe"),
    ],
)
def test_names_in_mails(text: str, name: str) -> None:
    """Greetings, closings and addresses hold names."""
    assert found(RECIPES, "titled-name", text) == [name]


@pytest.mark.parametrize(
    "text",
    ["Mr. President, I object", "Dear Sir or Madam,", "Dear Hiring Manager,", "Dear Team,",
     "Hello World!", 'print("Hello World")', "Hi there,", "Hey guys,", "Liebe Grüße,", "MS Word",
     "MR imaging", "the DR site", "12 Oak Dr. Springfield", "my name is string", "signed int x",
     "signed: true", "called by the user", "Best practices\nUse them", "Thanks,\nThe team",
     "Regards,\nSupport", "Support Team <support@example.org>", "@property", "Sir Madam",
     "dr_name = mr_name", "Mr. PERSON_k7m29qxw said", "Frau und Mann", "meine Frau arbeitet",
     "I miss Paris", "Don't Panic", "the function is called getUser()", "if name is None:",
     "the name is required", "Judge whether it works", "Sehr geehrte Damen und Herren,",
     "Bonjour à tous,", "Hola a todos,", "My name is not important", "attention mask",
     "class is called Widget", "# the sig generator", "DNS MX queries", "  return best, backprop",
     "genom att dra ner på parametern", "Obrigado!\n\nespecifica unidade e densidade\n",
     'The "Great" Gatsby', 'Press "Enter" Now', 'f("Bar") Baz',
     "Thank you for your attention.\nWarm regards", "HILLSIDE GASES PVT. LTD., Main Road",
     "Mr.", "my name is", "Kind regards,", "Patient name:", "const mr = Mr.Foo()"],
)  # fmt: skip
def test_words_and_code_are_no_names(text: str) -> None:
    """Labels alone, roles, code and everyday words survive."""
    assert found(RECIPES, "titled-name", text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('for Harold "Hal" Jenkins, 81', ["Harold", "Hal", "Jenkins"]),
        ("J. “Red” Barrow", ["J.", "Red", "Barrow"]),
    ],
)
def test_names_in_quotes_between_names(text: str, names: list[str]) -> None:
    """A nickname and the names around it are found, each by itself."""
    assert found(RECIPES, "titled-name", text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("M.K. v. SWITZERLAND", "M.K."),
        ("A.B. and Others v. Norway", "A.B."),
        ("J.D. v State", "J.D."),
        ("In re L.M., a minor", "L.M."),
        ("the applicant, A. B., said", "A. B."),
        ("the witness X.Y.Z. left", "X.Y.Z."),
    ],
)
def test_initials_of_parties(text: str, name: str) -> None:
    """Who is a party of a case may have initials only."""
    assert found(RECIPES, "titled-name", text) == [name]


@pytest.mark.parametrize(
    "text",
    ["U.S. v. Jones", "the defendant U.S. agency", "e.g. v. 2", "at 9 A.M. version", "P.S. I"],
)
def test_other_initials(text: str) -> None:
    """States, hours and abbreviations are no party."""
    assert found(RECIPES, "titled-name", text) in ([], ["Jones"])


@given(st.text(st.sampled_from("Mr. Dear\nnameisThanks,<a@b>İßé'’")), st.text(max_size=20))
def test_any_text_is_read(start: str, rest: str) -> None:
    """Hits lie in the text, and hold no line end and nothing of a machine."""
    text = start + rest
    for begin, end, score in RECIPES[0].find(text):
        assert 0 <= begin < end <= len(text)
        assert 0 < score < 1
        assert "\n" not in text[begin:end]
        assert "@" not in text[begin:end]
