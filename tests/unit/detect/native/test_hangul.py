"""Korean names, and words that look like them."""

from __future__ import annotations

import unicodedata

import pytest

from penname.detect.native.hangul import korean_names


def _names(text: str) -> list[str]:
    return [text[start:end] for start, end, score in korean_names(text) if score >= 0.6]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("제 이름은 김민수입니다. 어제 박지영 씨를 만났습니다.", ["김민수", "박지영"]),
        ("성명: 이서현", ["이서현"]),
        ("Please ask 최유진 to call", ["최유진"]),
        ("민수야, 영희한테 전화해", ["민수", "영희"]),
        ("홍길동은 조선시대 사람이다. 남궁민이 왔다", ["홍길동", "남궁민"]),
        ("허준 선생님께", ["허준"]),
        ("담당자: 심규찬", ["심규찬"]),
        ("제갈공명 팀장", ["제갈공명"]),
        ("안녕하세요, 지훈이에요", ["지훈"]),
        ("the report that 구윤호 wrote", ["구윤호"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """With particles and honorifics, which stay; behind labels; amid Latin letters."""
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "이미지",
        "정규식을 사용",
        "고객님",
        "주소는 여기",
        "이유가 있다",
        "유지 보수",
        "a 정규식 b and some more",
    ],
)
def test_words(text: str) -> None:
    """Words that begin with the syllable of a family name are none."""
    assert _names(text) == []


def test_decomposed() -> None:
    """Syllables in parts are found where they stand."""
    text = unicodedata.normalize("NFD", "어제 김민수가 왔다")
    assert [unicodedata.normalize("NFC", name) for name in _names(text)] == ["김민수"]
