"""Kana to kana."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.japanese.kana import is_kana, to_hiragana, to_katakana

from .names import RARE_NAMES


@pytest.mark.parametrize(
    ("typed", "katakana", "hiragana"),
    [
        ("やまだ はなこ", "ヤマダ ハナコ", "やまだ はなこ"),
        ("ﾔﾏﾀﾞ ﾊﾅｺ", "ヤマダ ハナコ", "やまだ はなこ"),
        ("か\u3099んは\u309aれ", "ガンパレ", "がんぱれ"),
        ("か゛んは゜れ", "ガンパレ", "がんぱれ"),
        ("ｼ\u309bｮｰ", "ジョー", "じょー"),
        ("ゔゖゝ", "ヴヶヽ", "ゔゖゝ"),
        ("山田ハナ A1", "山田ハナ A1", "山田はな A1"),
        ("\ufa19様 ①", "\ufa19様 ①", "\ufa19様 ①"),  # NFC would turn U+FA19 into 神
        ("゛あ゛", "゛ア゛", "゛あ゛"),
        ("", "", ""),
    ],
)
def test_kana_are_turned_and_everything_else_stays(typed: str, katakana: str, hiragana: str) -> None:
    assert to_katakana(typed) == katakana
    assert to_hiragana(typed) == hiragana


@pytest.mark.parametrize(
    "typed",
    ["やまだ", "ヤマダ ハナコ", "ﾔﾏﾀﾞ", "ジョン・ミホン", "ハナ\u3000コー", *(kana for _, kana, _ in RARE_NAMES)],
)
def test_readings_are_kana(typed: str) -> None:
    assert is_kana(typed)


@pytest.mark.parametrize("typed", ["", " ", "山田", "やまだA", "ヤマダ1", "-"])
def test_anything_else_is_not_kana(typed: str) -> None:
    assert not is_kana(typed)


@given(st.text(alphabet=st.characters(min_codepoint=0x3041, max_codepoint=0x30F6)))
def test_turning_there_and_back_gives_the_same(text: str) -> None:
    assert to_katakana(to_hiragana(to_katakana(text))) == to_katakana(text)
