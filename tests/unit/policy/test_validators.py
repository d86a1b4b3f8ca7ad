"""Validators: published numbers pass, numbers with one slip do not, nothing raises."""

from __future__ import annotations

import pytest

from penname.policy.validators import VALIDATORS, describe
from tests.unit.policy.id_specimens import MADE

#: Specimens that the issuers, the standards or their handbooks print.
SPECIMENS = {
    **MADE,
    "luhn": ["79927398713", "7992 7398-713"],
    "mod97": ["5493001KJTIIGC8Y1R12"],
    "iban": ["GB82 WEST 1234 5698 7654 32", "gb82west12345698765432"],
    "verhoeff": ["2363"],
    "damm": ["5724"],
    "mod11_2": ["0000-0002-1825-0097", "0000-0002-1694-233X"],
    "mod11_10": ["07945"],
    "imei": ["49-015420-323751-8"],
    "npi": ["1234567893"],
    "vin": ["1M8GDM9AXKP042788", "11111111111111111"],
    "us_routing": ["111000025"],
    "dea": ["F91234563", "AB1234563"],
    "nhs": ["943 476 5919"],
    "at_svnr": ["1237 010180"],
    "be_rrn": ["85.07.30-033 28", "17.07.30-033 84"],
    "bg_egn": ["7523169263"],
    "ch_ahv": ["756.1234.5678.97"],
    "cz_rc": ["710319/2745"],
    "de_svnr": ["15 070649 C 103", "65170839j003"],
    "de_tax_id": ["36 574 261 809", "65929970489"],
    "dk_cpr": ["211062-5629"],
    "ee_isikukood": ["36805280109", "33309240064"],
    "es_dni": ["54362315-K", "x-2482300w"],
    "fi_hetu": ["131052-308T"],
    "fr_nir": ["2 95 10 99 126 111 93"],
    "gr_amka": ["01013099997"],
    "hr_oib": ["33392005961"],
    "hu_taj": ["111 111 110"],
    "ie_pps": ["6433435F", "6433435FT", "6433435OA", "1234567TW"],
    "is_kt": ["120174-3399"],
    "it_codice_fiscale": ["RCCMNL83S18D969H", "MRTMTT25D09F205Z"],
    "lu_matricule": ["1893120105732"],
    "nl_bsn": ["111222333"],
    "no_fnr": ["151086 95088"],
    "pl_pesel": ["44051401359", "02070803628"],
    "pt_nif": ["501964843", "501 964 843"],
    "ro_cnp": ["1630615123457"],
    "se_personnummer": ["880320-0016", "19880320-0016", "880320+0016"],
    "si_emso": ["0101006500006"],
}

HOSTILE = [
    "",
    " ",
    "0",
    "A",
    "-",
    "x" * 100_000,
    "1" * 100_000,
    "1" * 64,
    "A" * 64,
    "\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669",
    "\u00b2" * 9,
    "\ud800" * 11,
    "\uff11" * 10,
    "ß" * 16,
    *("9" * size for size in range(1, 18)),
    *("A" * size for size in range(1, 18)),
    *("9" * (size - 1) + "A" for size in range(2, 18)),
    *("A" + "9" * (size - 1) for size in range(2, 18)),
]


@pytest.mark.parametrize("name", VALIDATORS)
def test_published_specimens_pass(name: str) -> None:
    """Every validator accepts the specimens of its issuer, with the usual separators."""
    assert all(VALIDATORS[name](value) for value in SPECIMENS[name])


#: Numbers without any check digit: dates, places and shapes are all that can be tested.
_NONE = {
    *("am_public_service_number", "bd_nid", "cr_cedula", "cu_identity", "de_bsnr", "de_tax_number"),
    *("dk_cpr", "eg_national_id", "gh_card", "hn_identity", "id_nik", "in_pan", "ke_pin", "kg_pin"),
    *("lk_nic", "mt_id_card", "my_nric", "ph_umid", "pk_cnic", "qa_qid", "tz_nida", "us_ein"),
    *("vn_cccd", "us_itin", "ca_ramq", "ad_nrt", "al_nipt", "tn_mf", "uk_nino", "kr_frn"),
}
#: Where the check digit stands that is not the last character of the specimen.
_INSIDE = {
    **{
        "at_svnr": 3,
        "au_medicare": 8,
        "az_voen": 8,
        "ca_business_number": 8,
        "ca_ohip": 11,
        "de_lanr": 6,
    },
    **{"ec_ruc": 9, "gt_dpi": 9, "id_npwp": 8, "is_kt": 9, "ph_tin": 10, "vin": 8},
    **{"ie_pps": 7, "zw_national_id": -3},
}
#: Two digits are right of ten: a multiple of five.
_TWO = {"tw_ubn"}


@pytest.mark.parametrize("name", sorted(set(VALIDATORS) - _NONE - _TWO))
def test_wrong_check_digits_fail(name: str) -> None:
    """With any other check character of the same kind a specimen is refused."""
    specimen = SPECIMENS[name][0].upper()
    place = _INSIDE.get(name, -1) % len(specimen)
    right = specimen[place]
    alphabet = "0123456789" if right.isdigit() else "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    others = [specimen[:place] + char + specimen[place + 1 :] for char in alphabet if char != right]
    assert [value for value in others if VALIDATORS[name](value)] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("vin", "1M8GDM9A1KP042788"),
        ("vin", "1M8GDM9AXKP04278I"),
        ("vin", "1M8GDM9AXKP04278"),
        ("dk_cpr", "321062-5629"),
        ("dk_cpr", "211362-5629"),
        ("at_svnr", "1247 010180"),
        ("at_svnr", "0237 010180"),
        ("is_kt", "120174-3389"),
        ("is_kt", "120174-3395"),
        ("is_kt", "121374-3399"),
        ("ie_pps", "6433435E"),
        ("ie_pps", "6433435OB"),
        ("ie_pps", "64334351"),
        ("iban", "GB82 WEST"),
        ("iban", "1282WEST12345698765432"),
        ("iban", "GBX2WEST12345698765432"),
        ("mod11_2", "A000-0002-1825-0097"),
        ("mod11_2", "0000-0002-1825-009Y"),
        ("mod11_2", "0"),
        ("imei", "79927398713"),
        ("npi", "3234567893"),
        ("us_routing", "131000005"),
        ("us_routing", "500000005"),
        ("dea", "911234563"),
        ("dea", "F-1234563"),
        ("dea", "F81234563"),
        ("bg_egn", "7513169263"),
        ("ch_ahv", "755.1234.5678.97"),
        ("cz_rc", "711319/2745"),
        ("de_svnr", "65 170839 1 003"),
        ("de_svnr", "6A 170839 J 003"),
        ("de_tax_id", "06574261809"),
        ("de_tax_id", "12345678903"),
        ("de_tax_id", "11112345678"),
        ("ee_isikukood", "36813280109"),
        ("es_dni", "5436231K"),
        ("es_dni", "A4362315K"),
        ("fi_hetu", "131052G308T"),
        ("fi_hetu", "131352-308T"),
        ("fi_hetu", "1310A2-308T"),
        ("fr_nir", "595109912611193"),
        ("gr_amka", "01133099997"),
        ("it_codice_fiscale", "RCCMN183S18D969H"),
        ("it_codice_fiscale", "RCCMNL83F18D969H"),
        ("it_codice_fiscale", "RCCMNL8AS18D969H"),
        ("lu_matricule", "1893130105732"),
        ("nl_bsn", "000000000"),
        ("nl_bsn", "1112223"),
        ("no_fnr", "15138695088"),
        ("no_fnr", "15108695098"),
        ("pl_pesel", "44131401359"),
        ("pt_nif", "001964843"),
        ("pt_nif", "401964843"),
        ("ro_cnp", "0630615123457"),
        ("ro_cnp", "1631315123457"),
        ("se_personnummer", "881320-0016"),
        ("si_emso", "0113006500006"),
    ],
)
def test_wrong_shapes_fail(name: str, value: str) -> None:
    """A number with an impossible part is refused whatever its check digit."""
    assert not VALIDATORS[name](value)


def test_rare_forms_pass() -> None:
    """Corsican departments, old Czech numbers, check digits of ten: the rules' exceptions."""
    body = "253072A073004"
    key = 97 - int(body.replace("2A", "19")) % 97
    assert VALIDATORS["fr_nir"](f"{body}{key:02d}")
    old = next(
        number for number in (f"70010100{serial}" for serial in range(10)) if int(number) % 11 == 10
    )
    assert VALIDATORS["cz_rc"](old + "0")
    nif = [f"10000{n:03d}0" for n in range(1000)]
    sums = [sum(int(d) * w for d, w in zip(x[:8], range(9, 1, -1), strict=True)) for x in nif]
    zero = [number for number, total in zip(nif, sums, strict=True) if total % 11 == 1]
    assert all(VALIDATORS["pt_nif"](number) for number in zero)
    cnp = [f"16306151{n:04d}" for n in range(500)]
    weights = (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)
    ten = next(
        number
        for number in cnp
        if sum(int(d) * w for d, w in zip(number, weights, strict=True)) % 11 == 10
    )
    assert VALIDATORS["ro_cnp"](ten + "1")


@pytest.mark.parametrize("name", VALIDATORS)
def test_no_validator_raises(name: str) -> None:
    """Whatever a pattern found, the answer is a bool."""
    assert {type(VALIDATORS[name](value)) for value in HOSTILE} == {bool}


@pytest.mark.parametrize("name", VALIDATORS)
def test_each_says_what_and_whence(name: str) -> None:
    """Each has one paragraph with its source in brackets."""
    text = describe(name)
    assert "(" in text
    assert text.endswith(".")
    assert "\n" not in text
