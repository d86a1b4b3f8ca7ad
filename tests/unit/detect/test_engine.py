"""The engine as a whole: what is found, what survives, and that time grows linearly."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from penname.detect.contract import DetectionError, Segment
from penname.detect.engine import Engine, EngineConfig, EngineError, build_engine
from penname.policy.entities import ENTITY_TYPES
from tests.work import growth

Find = Callable[..., set[tuple[str, str]]]

PROSE = (
    "Dear team, Maria Schmidt from Berlin called about the invoice that we sent in May. She asked "
    "whether the delivery to Boston can be moved, because their warehouse is closed. Please write "
    "to maria@example.org, or ask Henry Miller who knows the customer.\n\n"
)


def test_entity_table_matches_the_engine(engine: Engine) -> None:
    """The policy's table of entity types is what the recognizers can produce."""
    assert engine.entity_types == set(ENTITY_TYPES)


def test_names_and_addresses_are_found(found: Find) -> None:
    """A plain introduction yields the name, the town and the mailbox, and nothing else."""
    text = "My name is Maria Schmidt, I live in Berlin, mail maria@example.org."
    assert found(text) == {
        ("PERSON", "Maria Schmidt"),
        ("LOCATION", "Berlin"),
        ("EMAIL_ADDRESS", "maria@example.org"),
    }


def test_label_words_survive(found: Find) -> None:
    """Words that only say what follows are no people, places or companies."""
    for text in ("SSN:\nIBAN:\nEmail:\nPhone:\nName:", "GITHUB_TOKEN", "Your SSN, IBAN and NI"):
        assert found(text) == set()


def test_labels_are_cut_from_names(found: Find) -> None:
    """The label before a name stays out of the span, and so does a possessive."""
    assert ("PERSON", "John Smith") in found("Name: John Smith\nEmail: john@example.org")
    assert ("PERSON", "Sarah Connor") in found("Please call Sarah Connor's office.")


def test_code_identifiers_survive(found: Find) -> None:
    """In code only strings and comments can hold names."""
    code = (
        "import os\nclass JsonParser(BaseParser):\n    def parse(self, raw):\n"
        "        raise OSError(raw)  # written by Jane Doe\n    owner = 'Maria Schmidt'\n"
    )
    assert found(code) == {("PERSON", "Jane Doe"), ("PERSON", "Maria Schmidt")}


def test_json_strings_are_read(found: Find) -> None:
    """A name inside JSON text is a name."""
    assert ("PERSON", "Maria Schmidt") in found('{"name": "Maria Schmidt", "n": 1}')


def test_hint_is_context(found: Find) -> None:
    """The key that holds a text counts as a word near it, in camel or snake case."""
    digits = "".join(["536", "90", "4399"])
    assert ("US_SSN", digits) not in found(digits, hint="orderId")
    assert ("US_SSN", digits) in found(digits, hint="customerSsn")


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("my BSN is 123456789 and that is all", "NL_BSN", "123456789"),
        ("IBAN: DE89 3704 0044 0532 0130 01, BIC", "IBAN_CODE", "DE89 3704 0044 0532 0130 01"),
        ('{"iban": "DE89370400440532013001"}', "IBAN_CODE", "DE89370400440532013001"),
    ],
)
def test_wrong_check_digits_are_doubted(found: Find, text: str, kind: str, value: str) -> None:
    """Whatever words are near: only a policy that takes what is doubted acts on them."""
    assert (kind, value) not in found(text)
    assert (kind, value) in found(text, least=0.35)


def test_answers_need_no_words(found: Find) -> None:
    """A number that could be one is one where it is all of a text; if it was ever issued."""
    assert ("US_SSN", "536904399") in found("536904399")
    assert ("US_SSN", "536900000") not in found("536900000")


def test_own_surrogates_are_left_alone(found: Find) -> None:
    """Words shaped like surrogates are never reported, nor cut; a name beside one is."""
    assert found("PERSON_k7m29qxw said password=PASSWORD_k7m29qxw") == set()
    assert ("PERSON", "Schmidt") in found("PERSON_k7m29qxw met PERSON_a1cd1234 Schmidt")


@pytest.mark.parametrize("name", ["ADMIN", "ROOT_USER"])
def test_passwords_that_look_alike_are_found(found: Find, name: str) -> None:
    """A password with the look of a surrogate, but of no entity type, is a password."""
    word = f"{name}_" + "s3" + "cret99"
    assert ("PASSWORD", word) in found(f"PASSWORD={word}")


def test_texts_without_names(engine: Engine) -> None:
    """A segment that wants no names gets patterns only, whatever stands beside it in a call."""
    plain = Segment(PROSE, names=False)
    before, without, after = engine.analyze_batch([Segment(PROSE), plain, Segment("Ann Lee")])
    assert {span.entity_type for span in without} == {"EMAIL_ADDRESS"}
    assert [before, after] == [engine.analyze(Segment(PROSE)), engine.analyze(Segment("Ann Lee"))]
    (encoded,) = engine.analyze_batch([Segment("Maria%20Schmidt, a%40example.org", "", False)])
    assert {span.entity_type for span in encoded} == {"EMAIL_ADDRESS"}


def test_spans_have_no_blank_edges(engine: Engine) -> None:
    """No span starts or ends in white space, and all lie inside the text."""
    text = PROSE + "Name:  Bob Stone \n 10 Downing Street, London\n"
    for span in engine.analyze(Segment(text)):
        word = text[span.start : span.end]
        assert word == word.strip()
        assert span.end <= len(text)


def test_batch_equals_single(engine: Engine) -> None:
    """Analysing segments together gives what each gives alone."""
    segments = [Segment(PROSE), Segment(""), Segment("call +49 30 901820", "phone"), Segment(PROSE)]
    assert engine.analyze_batch(segments) == [engine.analyze(segment) for segment in segments]


def test_long_texts_keep_their_spans(engine: Engine) -> None:
    """Cutting a text into chunks loses no name, and offsets point at the same words."""
    text = PROSE * 60
    spans = [s for s in engine.analyze(Segment(text)) if s.entity_type == "PERSON"]
    names = [text[span.start : span.end] for span in spans]
    assert names.count("Maria Schmidt") >= 58
    assert names.count("Henry Miller") >= 58


def test_missing_model_is_an_error() -> None:
    """A model that is not installed is refused, never downloaded."""
    for name in ("no_such_model", "en_core_web_trf", "../x", "bad name"):
        with pytest.raises(EngineError, match="not installed"):
            build_engine(EngineConfig((name,)))


def test_patterns_work_without_a_model() -> None:
    """An engine without a language model still finds what has a shape."""
    plain = build_engine(EngineConfig(()))
    kinds = {span.entity_type for span in plain.analyze(Segment(PROSE))}
    assert kinds == {"EMAIL_ADDRESS"}
    assert "TITLE" not in plain.entity_types


def test_broken_model_fails_closed(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error inside the model is a DetectionError, and its text quotes nothing."""

    def broken(_: str) -> list[int]:
        raise ValueError("quoting Maria Schmidt")

    monkeypatch.setattr("penname.detect.engine.words_of", broken)
    with pytest.raises(DetectionError) as caught:
        engine.analyze(Segment("Maria Schmidt"))
    assert "Maria" not in str(caught.value)


HOSTILE = {
    "dots": ".",
    "dotted": "a.",
    "parens": "(",
    "colons": "::",
    "possessives": "'s",
    "digits": "1234567890",
    "hex": "deadbeef01",
    "base64": "QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo",
    "emoji": "\U0001f600",
    "spaced emoji": "\U0001f600 ",
    "csv": "1,2,3,4,5,6,7,12.5,foo\n",
    "phones": "123456789,555-12-3456,+1 212 555 0100\n",
    "ats": "a@",
    "letters": "a ",
    "tokens": "eyJ_",
    "urls": "a://b:c@",
    "pem": "-----BEGIN PRIVATE KEY-----",
    "assignments": 'token:"',
    "numbers": "1 A ",
    "lines": "\n",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_bounded(engine: Engine, name: str) -> None:
    """A text built to be slow is read to its end: no pattern runs out of time, twice the text
    takes about twice the calls, and the model's tokenizer, quadratic as it is, never sees it."""

    def read(size: int) -> None:
        engine.analyze(Segment((HOSTILE[name] * size)[:size]))

    read(40_000)
    assert growth(read, 2_000) < 2.2
