"""Street addresses in four countries' forms, and numbers that are none."""

from __future__ import annotations

import pytest

from penname.detect.addresses import street_addresses
from tests.work import growth


@pytest.mark.parametrize(
    "address",
    [
        "742 Evergreen Terrace, Springfield, IL 62704",
        "1600 Pennsylvania Avenue NW",
        "350 5th Ave, Apt 4B",
        "221B Baker Street",
        "10 Downing Street, London SW1A 2AA",
        "12 main street",
        "Musterstraße 12, 10115 Berlin",
        "Berliner Allee 5a",
        "Hauptstr. 7",
        "12 rue de la Paix, 75002 Paris",
        "4 bis avenue Victor Hugo",
        "P.O. Box 1234",
        "742 Evergreen Terrace\nApt. 4\nSpringfield, IL 62704-1234",
        "742 Evergreen Terrace, Suite 12, Springfield\n, IL\n 62704, USA",
        "1600 Pennsylvania Avenue NW, Washington, DC 20500",
        "350 5th Ave # 4B, New York, NY",
        "12 Long Lane, Toronto, ON M5V 2T6, Canada",
        "Flat 2, 10 Downing Street, London SW1A 2AA",
        "10 Downing Street\nWestminster\nLondon\nSW1A 2AA",
        "5/74 Collins Street, Melbourne VIC 3000",
        "Level 3, 120 Collins Street, Melbourne VIC 3000, Australia",
        "14 Crown Street, Auckland, New Zealand 1010",
        "8144 Kimberly Fork Apt. 119\nNew Ann, CO 70079",
        "8144 Kimberly Fork\n Suite 119\n New Ann\n Ireland 70079",
        "PSC 0413, Box 8144\nAPO AA 42323",
        "Unit 4719 Box 7394, DPO AP 70942",
        "P.O. Box 12, Springfield, IL 62704",
        "Postfach 10 22 33, 70018 Stuttgart",
        "BP 123, 75008 Paris",
        "USS Example\nFPO AP 96698",
        "> 12 Main Street\n> Springfield, IL 62704".removeprefix("> "),
        "ul. Marszałkowska 10/12, 00-590 Warszawa",
        "45 Willow Bend",
        "Musterstraße 12-14\n10115 Berlin",
        "Bahnhofstrasse 5, 8001 Zürich, Switzerland",
        "Am Alten Markt 5, 50667 Köln",
        "Unter den Linden 77, 10117 Berlin",
        "12 rue de la Paix\n75002 Paris Cedex 02\nFrance",
        "12 bis, rue du Faubourg Saint Denis, appt 4, 75010 Paris",
        "Keizersgracht 12, 1015 AB Amsterdam",
        "Søndergade 52, 8000 Aarhus",
        "Calle de Alcalá 45, 28014 Madrid",
        "350 Fifth Avenue, 34th Floor, New York, NY 10118",
        "51 Main Street, Fifth Floor, Boston, MA 02110-1301",
        "Apartment 4, 22 Example Street Lower, Dublin 1, D01 X2P9",
        "Hafenstr. 12 b · 20457 Hamburg",
        "Industriestr. 4a, Geb. 7, 70565 Stuttgart-Vaihingen",
        "Zum Alten Bahnhof 3, Hinterhaus, 01099 Dresden",
        "18 Orchard Way<br>Wells BA5 2PD",
        "12 Elm Street<br />Dunmore, PA 18512",
        "17 queens rd, bristol bs8 1qe",
        "flat 3, 17 old queens road, bristol bs8 1qe",
        "42 maple st apt 5, springfield il 62704",
    ],
)
def test_addresses_are_found_whole(address: str) -> None:
    """The street, its number and the town behind it are one span."""
    text = f"I live at {address}; write soon."
    found = [text[start:end] for start, end, _ in street_addresses(text)]
    assert found == [address]


@pytest.mark.parametrize(
    "text",
    ["3 cars on the road", "String 5, Monitoring 3", "a 2 way street", "Chapter 12 The Way",
     "in 2024 I drive to the place", "version 1.2 Street", "12 users place orders",
     "ran 12 Test Suite 300 cases", "Python 3 Regression Suite 42", "Chapter 3 Lesson Unit 4",
     "apt 2.4.9 and Apt. 5", "for (int i = 0; i < 12; i++) { Suite 12; }", "Brigade 7, Decade 3",
     "Am Montag 5 Uhr", "Im Jahr 2024, 10115 Stück", "see Unit 4719 of Box 7394", "Box 12 IL 62704",
     '{"id": 12, "name": "Suite", "n": 204}', "Total 1200 USD, Invoice NY 10234",
     "2024-01-15 12:30 INFO Worker 3 Suite started", "3 Hard Drive failures",
     "Level 3 Support Drive",
     "12 cats of a court in 12345", "10 by st and the ct 99",
     "4 Wheel Drive", "an 8 Bit Lane", "The 7 Habits Way", "24 Hour Road Assistance",
     "Der Weg 3 Tage",
     "Parkplatz 12 bis 40", "auf Tabellenplatz 3", "Lösungsweg 2",
     "Freier Platz 7", "Bester Weg 1", "Parkstraße 350 Euro", "Schlossallee 4 %",
     "Template 4 Landing Page. Open Way", "12 Factor App Drive",
     "Windows 11 Start Place", "Exit 14 Mill Road", "Jeder Platz 5 Euro", "Python 3 Start Way",
     "12 Supreme Court cases", "BP 120/80", "BP 123 and falling"],
)  # fmt: skip
def test_numbers_that_are_no_addresses(text: str) -> None:
    """Counts and headings near street words are no addresses."""
    assert list(street_addresses(text)) == []


@pytest.mark.parametrize(
    ("text", "street"),
    [
        ("12 Main Street, Please call", "12 Main Street"),
        ("12 Main Street\nTotal USD 12000", "12 Main Street"),
        ("12 Main Street\n\nParis, TX 75460", "12 Main Street"),
        ("12 Main Street, Monday 10234 items", "12 Main Street"),
        ("Ann,12 Main Street,Springfield,IL,62704,x", "12 Main Street,Springfield,IL,62704"),
        ("addr:12 Main Street", "12 Main Street"),
        ("P.O. Box 12 and so on in 2024", "P.O. Box 12"),
        ("4 bis rue des Lilas, 44000 Nantes. Signé : x", "4 bis rue des Lilas, 44000 Nantes"),
        ("PO Box 123-00100, Nairobi", "PO Box 123-00100"),
        ("Elbweg 3a, 01097 Dresden\nBeruf: Maler", "Elbweg 3a, 01097 Dresden"),
    ],
)
def test_what_follows_stays_out(text: str, street: str) -> None:
    """A town without a state, postcode or country behind it, or after an empty line, stays out."""
    assert [text[start:end] for start, end, _ in street_addresses(text)] == [street]


def test_overlapping_forms_are_one() -> None:
    """One address that two forms see is one hit, with the better score."""
    text = "at 63 Avenue du Golf Suite 910, Nice, France"
    assert [text[start:end] for start, end, _ in street_addresses(text)] == [text[3:]]


@pytest.mark.parametrize(
    "unit",
    ["12 Main ", "12 A ", "12 Main Street, Aa Bb ", "5 Aa Bb Cc Dd Ee Ff ", "Aa-", "A12 ", "1 ",
     "12 Rue Aa ", "Am Aa 5, ", "Rua de la Aa ", "12 Main Street\n", "A", "12 rue A-B-",
     "Musterstraße 12 ", "1 Aa Apt 22, Bb "],
)  # fmt: skip
def test_hostile_repeats_are_linear(unit: str) -> None:
    """Twice the text takes about twice the calls, and no pattern runs out of time."""

    def read(size: int) -> None:
        list(street_addresses(unit * (size // len(unit))))

    assert growth(read, 5_000) < 2.2
    read(100_000)
