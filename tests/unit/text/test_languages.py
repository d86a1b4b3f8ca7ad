"""Languages of texts: words and scripts, and saying nothing where nothing is known."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penname.text.language_words import LETTERS, SCRIPTS, WORDS
from penname.text.languages import KNOWN, is_read, languages

#: How people write to a model, in languages that share much and little.
SENTENCES: Mapping[str, str] = {
    "en": "Could you please write to Anna that we cannot come before the end of the week?",
    "de": "Kannst du Anna bitte schreiben, dass wir nicht vor dem Ende der Woche kommen können?",
    "fr": "Peux-tu écrire à Anna que nous ne pouvons pas venir avant la fin de la semaine ?",
    "es": "¿Puedes escribir a Anna que no podemos venir antes de que termine la semana?",
    "it": "Puoi scrivere ad Anna che non possiamo venire prima della fine della settimana?",
    "nl": "Kun je Anna schrijven dat we niet voor het einde van de week kunnen komen?",
    "pt": "Você pode escrever para a Anna que não podemos ir antes do fim da semana?",
    "sv": "Kan du skriva till Anna att vi inte kan komma före slutet av veckan?",
    "da": "Kan du skrive til Anna, at vi ikke kan komme før slutningen af ugen?",
    "fi": "Voisitko kirjoittaa Annalle, että me emme voi tulla ennen kuin viikko on ohi?",
    "pl": "Czy możesz napisać do Anny, że nie możemy przyjść przed końcem tygodnia?",
    "cs": "Můžeš prosím napsat Anně, že nemůžeme přijít před koncem týdne?",
    "tr": "Lütfen Anna'ya yaz, bu hafta için gelemiyoruz ama daha sonra olabilir.",
    "ro": "Poți să îi scrii Anei că nu putem veni înainte de sfârșitul săptămânii?",
    "hu": "Kérem, írja meg Annának, hogy nem tudunk jönni a hét vége előtt!",
    "id": "Tolong tulis kepada Anna bahwa kami tidak dapat datang sebelum akhir minggu ini.",
    "vi": "Bạn có thể viết cho Anna rằng chúng tôi không thể đến trước cuối tuần không?",
    "ru": "Напиши, пожалуйста, Анне, что мы не можем прийти до конца недели.",
    "uk": "Напиши, будь ласка, Анні, що ми не можемо прийти до кінця тижня.",
    "el": "Μπορείς να γράψεις στην Άννα ότι δεν μπορούμε να έρθουμε;",
    "ja": "アンナさんに、週末までに行けないと書いてください。",
    "zh": "请写信告诉安娜我们周末之前不能来。",
    "ko": "안나에게 우리가 주말 전에 갈 수 없다고 써 주세요.",
    "ar": "من فضلك اكتب إلى آنا أننا لا نستطيع الحضور قبل نهاية الأسبوع.",
    "he": "בבקשה תכתוב לאנה שאנחנו לא יכולים לבוא לפני סוף השבוע.",
    "hi": "कृपया अन्ना को लिखें कि हम सप्ताह के अंत से पहले नहीं आ सकते।",
    "th": "กรุณาเขียนถึงแอนนาว่าเรามาไม่ได้ก่อนสิ้นสัปดาห์",
}


@pytest.mark.parametrize("name", SENTENCES)
def test_sentence_names_its_language(name: str) -> None:
    """A sentence may be in its language, whatever its case; few others look like it."""
    text = SENTENCES[name]
    found = languages(text)
    assert name in found
    assert len(found) <= 4
    assert languages(text.upper().lower()) == found


@pytest.mark.parametrize("name", sorted(SENTENCES.keys() - {"en"}))
def test_sentences_are_not_taken_for_english(name: str) -> None:
    """English models have nothing to read in other languages."""
    assert "en" not in languages(SENTENCES[name])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Anna Schmidt",
        "4111 1111",
        "def add(x, y):\n    return x + y",
        '{"id": 7, "ok": true}',
        "Maria Schmidt, Tom Miller, Wei Zhang, Ingrid Larsen, José García",
        "xqzzv brrpt",
    ],
)
def test_little_says_nothing(text: str) -> None:
    """Names, numbers and code are in no language: everybody has to read them."""
    assert languages(text) == ()


def test_names_do_not_decide() -> None:
    """Foreign names and a foreign place leave an English sentence English."""
    text = "Søren Ångström and Łukasz Müller were in São Paulo when they wrote to us."
    assert languages(text) == ("en",)


def test_two_languages_are_both_named() -> None:
    """A text in two languages may be in either, wherever in it they stand."""
    text = " ".join([SENTENCES["en"]] * 200 + [SENTENCES["de"]] * 200)
    assert {"en", "de"} == set(languages(text))
    assert set(languages(text)) == set(languages(" ".join(reversed(text.split(" ")))))


def test_likeliest_comes_first() -> None:
    """A quoted word of another language does not come before the text's own."""
    text = f"{SENTENCES['en']} They said: nicht mit der Bahn."
    assert languages(text)[0] == "en"


def test_composed_letters_read_alike() -> None:
    """Letters with their marks apart say what the composed ones say."""
    for text in SENTENCES.values():
        assert languages(unicodedata.normalize("NFD", text)) == languages(text)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    """Every text gives known languages, each once, and always the same."""
    found = languages(text)
    assert set(found) <= KNOWN
    assert len(set(found)) == len(found)
    assert languages(text) == found


def test_tables_are_in_order() -> None:
    """Words are lower-case, sorted, each once, and no lone ASCII letters; codes are codes."""
    for name, words in WORDS.items():
        listed = words.split()
        assert listed == sorted(set(listed)), name
        assert all(word == word.lower() and word.isalpha() for word in listed), name
        assert not any(len(word) == 1 and word.isascii() for word in listed), name
    assert all(len(letter) == 1 and not letter.isascii() for letter in LETTERS)
    assert all(letter == letter.lower() for letter in LETTERS)
    assert all(len(code) == 2 and code.isalpha() for code in KNOWN)
    assert all(
        any(unicodedata.name(chr(n), "").startswith(s) for n in range(0x10000)) for s in SCRIPTS
    )


@pytest.mark.parametrize(
    ("found", "own", "read"),
    [
        ((), (), True),
        (("en",), (), True),
        ((), ("de",), True),
        (("de", "nl"), ("nl",), True),
        (("en",), ("de", "nl"), False),
    ],
)
def test_unknown_texts_are_read_by_all(
    found: tuple[str, ...], own: tuple[str, ...], read: bool
) -> None:
    """Who reads some languages reads texts that may be in one of them, and unknown ones."""
    assert is_read(found, own) is read
