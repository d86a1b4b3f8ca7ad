"""Streets by the street words of many languages, and words that only look like them."""

from __future__ import annotations

import pytest

from penname.detect.streets import streets
from tests.work import growth


def _found(text: str) -> list[str]:
    return [text[start:end] for start, end, _ in streets(text)]


@pytest.mark.parametrize(
    "street",
    [
        "Calle Mayor 12, 3º B",
        "Rua 25 de Março, 300",
        "Carrer de Mallorca 401, 08013 Barcelona",
        "Viale Europa 5, 20121 Milano",
        "Via Roma, 12, 20121 Milano",
        "al. Jerozolimskie 54, 00-024 Warszawa",
        "ulica Długa 12 m. 5",
        "Strada Mihai Eminescu nr. 12",
        "nám. Míru 5, 120 00 Praha",
        "Slovenska cesta 54, 1000 Ljubljana",
        "Váci utca 12",
        "Atatürk Caddesi No: 12 D: 5, 34000 İstanbul",
        "Bağdat Cad. No:12, 34000 İstanbul",
        "ул. Ленина, д. 12, кв. 5",
        "Невский проспект, 28",
        "Λεωφόρος Συγγρού 119, 11745 Αθήνα",
        "Kerkstraat 12-II",
        "Storgatan 4",
        "Karl Johans gate 22, 0026 Oslo",
        "Vesterbrogade 12, 2. tv, 1620 København V",
        "Jalan Ampang No. 12, 50450 Kuala Lumpur",
        "Schillerring 18, 60311 Frankfurt am Main",
        "hauptstraße 5",
        "Rua das Flores, 123, apto. 45, Centro, Curitiba - PR, CEP 80010-120",
        "Rua Augusta 12 - São Paulo/SP",
        "Avenida da Liberdade, n.º 180, 4.º Esq., 1250-146 Lisboa",
        "Via Verdi, 14/B - 20121 Milano (MI)",
        "Kerkstraat 12 · 3511 LX Utrecht",
        "ul. Długa 5",
        "P.zza Garibaldi 8, scala C int. 12, 80142 Napoli NA",
        "V.le Europa 5",
        "Laan van Meerdervoort 12 bis, 2517 AB Den Haag",
    ],
)
def test_streets_are_found_whole(street: str) -> None:
    """The name, the number, and the flat and the town behind it are one span."""
    assert _found(f"{street}; then more") == [street]
    assert _found(f"We met in {street}") == [street]


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("abito in via Garibaldi 12", "via Garibaldi 12"),
        ("Címem: Kossuth Lajos u. 12.", "Kossuth Lajos u. 12"),
        ("Osoite: Mannerheimintie 12 B 5", "Mannerheimintie 12 B 5"),
        ("Adres: plac Trzech Krzyży 12", "plac Trzech Krzyży 12"),
        ("Ich wohne im Finkenweg 8b", "Finkenweg 8b"),
    ],
)
def test_doubtful_words_count_behind_words_that_say_so(text: str, street: str) -> None:
    """What is an everyday word too needs a town behind it, or "I live in" before."""
    assert _found(text) == [street]
    assert _found(street) == []


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("in viale Roma 12 a Napoli", "viale Roma 12"),
        ("calle Mayor 12 y la plaza", "calle Mayor 12"),
        ("ul. Długa 5 w Łodzi", "ul. Długa 5"),
        ("Storgatan 4 i Lund", "Storgatan 4"),
        ("viale Europa 5, 80142 Napoli NA. Cell", "viale Europa 5, 80142 Napoli NA"),
        ("calle Mayor 12, 3º de Madrid", "calle Mayor 12, 3º"),
        ("Kerkstraat 12 B in", "Kerkstraat 12 B"),
        ("calle Mayor 12 a, Madrid", "calle Mayor 12 a"),
    ],
)
def test_small_words_behind_a_number_stay(text: str, street: str) -> None:
    """A letter is the house's own, a word of one letter before another word is not."""
    assert _found(text) == [street]


@pytest.mark.parametrize(
    "text",
    ["calle 3 veces", "via Port 8080", "Via HTTP 2", "Largo 3", "Corso 2024", "place 3 items",
     "Route 66", "os. 12", "Smith et al. 2020", "TU Berlin u. 12", "Price CAD 500", "Monday PST 5",
     "Boarding Gate 22", "NAND gate 4", "Monitoring 3", "Katie 5", "Bahnhof 3", "Brigade 7",
     "Meine Dekade 3", "rue = 5", "улица и 5 домов", "the word utca 5", "@Foo utca 5",
     "Calle Mayor 12%", "Calle Mayor 12.5", "Kerkstraat", "Calle Mayor without a number", "str 5"],
)  # fmt: skip
def test_look_alikes_stay(text: str) -> None:
    """Street words without a name or a number, and everyday words with one."""
    assert _found(text) == []


@pytest.mark.parametrize(
    "unit",
    ["12 Rue Aa ", "ul. Aa 5 ", "Aa utca 5 ", "Musterstraße 12 ", "rue de la de la 1 ", "Aa-Bb-1 "],
)  # fmt: skip
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls."""

    def read(size: int) -> None:
        list(streets(unit * (size // len(unit))))

    assert growth(read, 5_000) < 2.2
    read(50_000)
