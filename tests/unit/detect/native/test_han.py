"""Chinese names, and words that look like them."""

from __future__ import annotations

import pytest

from penname.detect.native.han import chinese_names, simplified


def _names(text: str) -> list[str]:
    return [text[start:end] for start, end, score in chinese_names(text) if score >= 0.6]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("我叫王伟，在北京工作。昨天张建国和李娜来过。", ["王伟", "张建国", "李娜"]),
        ("我叫王伟在北京工作", ["王伟"]),
        ("姓名：欧阳娜娜 联系人：陈小明", ["欧阳娜娜", "陈小明"]),
        ("王先生您好，请问李老师在吗？", ["王", "李"]),
        ("刘晓燕女士已经签字", ["刘晓燕"]),
        ("Please ask 刘晓燕 to call", ["刘晓燕"]),
        ("患者诸葛亮明天复诊", ["诸葛亮"]),
        ("陳志豪和林美玲昨天說了", ["陳志豪", "林美玲"]),
        ('{"姓名": "高明"}', []),
        ("客户：高慧", ["高慧"]),
        ("方 志强", ["方 志强"]),
        ("请联系赵磊", ["赵磊"]),
        ("昨天郑楠打电话到办公室，请告诉孙悦我在等", ["郑楠", "孙悦"]),
        ("收件人：郑楷", ["郑楷"]),
        ("尊敬的周女士：", ["周"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """In prose, behind cues, before titles, by themselves; simple and traditional characters."""
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "国王强大，主张强调。",
        "高兴",
        "文件",
        "万一",
        "王国",
        "欧阳",
        "单于",
        "东方",
        "王",
        "司马 光",
        "王者荣耀",
        "李先",
    ],
)
def test_words(text: str) -> None:
    """Words that begin with the character of a family name are none."""
    assert _names(text) == []


def test_simplified_keeps_places() -> None:
    """Every character stays where it was."""
    assert simplified("陳志豪said") == "陈志豪said"
