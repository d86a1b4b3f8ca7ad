"""Runs: which are a text in another form, and which are not."""

from __future__ import annotations

import base64

import pytest

from penname.text import runs
from penname.text.units import Decoding
from tests.unit.text.reading import read

VALUE = "maria.schmidt@example.org"


@pytest.mark.parametrize("padding", ["", "="])
@pytest.mark.parametrize("decode", [runs.base64_runs, runs.base64url_runs])
def test_base64_decodes_runs(decode: Decoding, padding: str) -> None:
    """A run decodes with and without its padding, between characters of no alphabet."""
    run = base64.b64encode(f"?~{VALUE}".encode() * 3).decode()
    if decode is runs.base64url_runs:
        run = run.translate(str.maketrans("+/", "-_"))
    assert read(decode, f'"{run.rstrip("=")}{padding}"').strip('"=') == f"?~{VALUE}" * 3


def test_base64_next_to_path() -> None:
    """Each alphabet stops at the other's two characters."""
    run = base64.b64encode(VALUE.encode()).decode().rstrip("=")
    assert read(runs.base64url_runs, f"/files/{run}/x") == f"/files/{VALUE}/x"
    assert read(runs.base64_runs, f"token_{run}_x") == f"token_{VALUE}_x"


def test_base64_cut_character_left_out() -> None:
    """A UTF-8 sequence that the run's end cuts is left out, the rest is read."""
    run = base64.b64encode("maria schmidt é".encode()[:-1]).decode()
    assert read(runs.base64_runs, run) == "maria schmidt "


@pytest.mark.parametrize(
    "data",
    [
        b"short val",
        bytes(range(128, 160)),
        bytes(range(128, 256)) * 3,
        bytes(60),
        b"maria schmidt" + bytes(5),
    ],
)
def test_base64_leaves_other_runs(data: bytes) -> None:
    """Short runs, bytes that are no UTF-8, and control characters are not read."""
    run = base64.b64encode(data).decode()
    assert read(runs.base64_runs, run) == run


def test_base64_tolerates_few_controls() -> None:
    """One character in ten may be unprintable; line ends and tabs count as printable."""
    text = "maria\tschmidt\r\nstreet\x00 number 5"
    assert read(runs.base64_runs, base64.b64encode(text.encode()).decode()) == text


def test_base64_impossible_length_stays() -> None:
    """A run of 4n + 1 characters is no base64."""
    assert read(runs.base64_runs, "A" * 17) == "A" * 17


def test_hex_decodes_runs() -> None:
    """Hex digits of either case decode to printable ASCII with white space."""
    run = f"{VALUE}\n".encode().hex()
    assert read(runs.hex_runs, f"0x{run} {run.upper()}") == f"0x{VALUE}\n {VALUE}\n"


@pytest.mark.parametrize("run", ["6d" * 7, "6d" * 9 + "6", "6d" * 9 + "07", "6d" * 9 + "ff"])
def test_hex_leaves_other_runs(run: str) -> None:
    """Short and odd runs, control characters and bytes beyond ASCII are not read."""
    assert read(runs.hex_runs, run) == run


def test_padding_makes_short_runs_count() -> None:
    """From ten bytes a run with padding is read, one without from twelve."""
    assert read(runs.base64_runs, "see bWFyaWFAeC5kZQ== ok") == "see maria@x.de ok"
    assert read(runs.base64_runs, "see bWFyaWFAeC5kZQ ok") == "see bWFyaWFAeC5kZQ ok"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n> ", "\n    "])
@pytest.mark.parametrize("decode", [runs.base64_runs, runs.base64url_runs])
def test_base64_goes_on_over_lines(decode: Decoding, end: str) -> None:
    """An attachment in lines is one text, in a quoted mail too."""
    text = f"Dear {VALUE}, " * 12
    run = base64.b64encode(text.encode()).decode()
    lines = end.join(run[at : at + 76] for at in range(0, len(run), 76))
    assert read(decode, f"<{lines}>") == f"<{text}>"


def test_lines_of_their_own_stay_apart() -> None:
    """Lines that make no text together are read one by one; a longer line begins anew."""
    first, second = f"{VALUE} is one of us.", f"{VALUE} is another one of us"
    one, longer = (base64.b64encode(text.encode()).decode() for text in (first, second))
    other = "/" * len(one)
    assert read(runs.base64_runs, f"{one}\n{other}") == f"{first}\n{other}"
    assert read(runs.base64_runs, f"{one}\n{longer}\n{one}") == f"{first}\n{second}\n{first}"
    assert read(runs.base64_runs, f"{one}\nand so on") == f"{first}\nand so on"


def test_base64_of_wide_text_is_read() -> None:
    """UTF-16, as PowerShell has its commands, and text with invisible marks."""
    for text, data in ((VALUE, VALUE.encode("utf-16-le")), ("\u200b".join(VALUE),) * 2):
        raw = data if isinstance(data, bytes) else data.encode()
        assert read(runs.base64_runs, base64.b64encode(raw).decode()) == text


def test_hash_lists_are_no_text() -> None:
    """Many lines of hashes cost no more than each once."""
    lines = "0123456789abcdef" * 4 + "\n"
    assert read(runs.base64_runs, lines * 2000) == lines * 2000


def test_base32_decodes_runs() -> None:
    """Capital letters and digits that are text in base 32; a constant is none."""
    run = base64.b32encode(VALUE.encode()).decode()
    assert read(runs.base32_runs, f"see {run} or {run.rstrip('=')}.") == f"see {VALUE} or {VALUE}."
    for other in ("A" * 17, "ABSTRACTMETHODERROR", "M" * 24, f"x{run}"):
        assert read(runs.base32_runs, other) == other


@pytest.mark.parametrize(
    "form", ["{:02x} ", "{:02X}:", "0x{:02x},", "0x{:02x}, ", "{:02x}-"], ids=str.strip
)
def test_hex_codes_decode(form: str) -> None:
    """Eight codes or more with the same sign between them."""
    run = "".join(form.format(byte) for byte in VALUE.encode()).rstrip(" ,:-")
    assert read(runs.hex_codes, f"see {run} there") == f"see {VALUE} there"


@pytest.mark.parametrize(
    "text",
    [
        "00:1A:2B:3C:4D:5E",
        "6d 61 72 69 61 40",
        "de ad be ef de ad be ef",
        "6d 61:72 69:61 40:65 78",
    ],
)
def test_other_hex_codes_stay(text: str) -> None:
    """Addresses of devices, bytes that are no text, mixed signs: no text."""
    assert read(runs.hex_codes, text) == text


def test_dumps_decode() -> None:
    """Codes in fours, as a hex dump has them, with a single byte at the end."""
    assert read(runs.hex_codes, "0000: 6d61 7269 6140 6578 616d 70 m") == "0000: maria@examp m"


def test_decimal_codes_decode() -> None:
    """Eight codes or more of printable characters; measurements are none."""
    run = " ".join(str(ord(char)) for char in VALUE)
    assert read(runs.decimal_codes, f"see {run}.") == f"see {VALUE}."
    assert read(runs.decimal_codes, run.replace(" ", ", ")) == VALUE
    for other in ("100 200 100 200 100 200 100 200", "10 11 12 13 14 15 16 17", "97 98 99 100"):
        assert read(runs.decimal_codes, other) == other
