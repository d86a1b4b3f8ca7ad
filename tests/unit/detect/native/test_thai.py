"""Thai names, and words that look like them."""

from __future__ import annotations

import pytest

from penname.detect.native.thai import thai_names


def _names(text: str) -> list[str]:
    found = {text[start:end] for start, end, score in thai_names(text) if score >= 0.6}
    return sorted(found, key=text.index)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ผมชื่อสมชาย ใจดี อยู่กรุงเทพ", ["สมชาย ใจดี"]),
        ("คุณสุดารัตน์ไปตลาด", ["สุดารัตน์"]),
        ("ชื่อ: วราภรณ์ ศรีสุข", ["วราภรณ์ ศรีสุข"]),
        ("นายประเสริฐ ทองแท้ เป็นเจ้าของ", ["ประเสริฐ ทองแท้"]),
        ("Please ask ประเสริฐ ทองแท้ to call", ["ประเสริฐ ทองแท้"]),
        ("it was กิติกานต์ พงศ์พันธุ์ who wrote", ["กิติกานต์ พงศ์พันธุ์"]),
        ("the list of ทองคำ แสนดี is long", ["ทองคำ แสนดี"]),
        ("นางสาวเฌอปราง อารีย์กุล", ["เฌอปราง อารีย์กุล"]),
        ("คุณสมบัติ รักไทย มาแล้ว", ["สมบัติ รักไทย"]),
        ("เมื่อวานคุณกนกเนตร ขำเอนก โทรมา", ["กนกเนตร ขำเอนก"]),
        ("ผมชื่อคำปลิว นาฏคายี ครับ", ["คำปลิว นาฏคายี"]),
        ("สมชายบอกว่าไม่มา", ["สมชาย"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """Behind titles and cues, known ones in prose, and the family name behind a blank."""
    assert _names(text) == names


@pytest.mark.parametrize(
    "text", ["นายกรัฐมนตรี", "คุณภาพดี", "คุณสมบัติของสินค้า", "ชื่อ: ไม่มี", "การพัฒนา", "ปัญญาประดิษฐ์"]
)
def test_words(text: str) -> None:
    """Titles that begin words, names that are words."""
    assert _names(text) == []
