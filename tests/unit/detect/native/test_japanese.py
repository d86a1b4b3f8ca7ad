"""Japanese names in kanji and kana, and words that look like them."""

from __future__ import annotations

import pytest

from penname.detect.native.japanese import japanese_names


def _names(text: str) -> list[str]:
    found = {text[start:end] for start, end, score in japanese_names(text) if score >= 0.6}
    return sorted(found, key=text.index)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("田中太郎さんは東京に住んでいます。", ["田中太郎"]),
        ("私の名前は佐藤健太です。", ["佐藤健太"]),
        ("氏名：高橋 美咲", ["高橋 美咲"]),
        ("担当：五十嵐", ["五十嵐"]),
        ("Please ask 山本花子 to call", ["山本花子"]),
        ("さとうひろし か タナカ ヒロシ", ["さとうひろし", "タナカ ヒロシ"]),
        ("ひろし さとう", ["ひろし さとう"]),
        ("マイケル・ジョーダンは選手です", ["マイケル・ジョーダン"]),
        ("千葉さん、鈴木様", ["千葉", "鈴木"]),
        ("鈴木はるかと渡辺直美", ["鈴木はるか", "渡辺直美"]),
        ("花子さんとひろしくんとマイケルさん", ["花子", "ひろし", "マイケル"]),
        ("工藤篤司です", ["工藤篤司"]),
        ("森 健、林 さくら", ["森 健", "林 さくら"]),
        ("昨日斎藤さんが来た", ["斎藤"]),
        ("長谷川龍之介", ["長谷川龍之介"]),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    """Family name first, with an honorific, in kana, of other countries."""
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "山口県",
        "石川県",
        "本田技研",
        "お客様",
        "皆さん",
        "ベスト・プラクティス",
        "名前：必須",
        "林の中",
        "高橋病院",
        "渡辺電機工業",
        "サーバー 設定",
        "サトウ",
    ],
)
def test_words(text: str) -> None:
    """Places, companies, honorifics alone."""
    assert _names(text) == []
