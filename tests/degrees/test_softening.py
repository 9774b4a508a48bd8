"""Coarsening by looks: telephone numbers, house numbers, whole dates and ages, whoever they belong to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.models import Degree
from hokatsu_desktop.services.degrees.replacing import replaced
from hokatsu_desktop.services.degrees.softening import Softening, age_band

TODAY = date(2026, 11, 23)
BIRTHS = {date(1944, 5, 3): "80代"}
LETTERS = Softening(Degree.LETTERS, TODAY, BIRTHS, frozenset({"0155001001"}))
ANONYMOUS = Softening(Degree.ANONYMOUS, TODAY, BIRTHS)

SOFT = [
    ("０１５５（００）１００１", "（電話）"),
    ("(0155)00-1001に", "（電話）に"),
    ("090 1234 5678", "（電話）"),
    ("09012345678", "（電話）"),
    ("+81-155-00-1001", "（電話）"),
    ("0155‐00－1001", "（電話）"),
    ("0155-00\n-1001", "（電話）"),
    ("内線でなく00-1001へ", "内線でなく（電話）へ"),
    ("〒０８０－１２３４", "（郵便番号）"),
    ("080-1234", "（郵便番号）"),
    ("haru@example.jp", "（メール）"),
    ("字川西12番地の3", "字川西（番地）"),
    ("二丁目5番10号", "（番地）"),
    ("2丁目3-4", "（番地）"),
    ("令和8年11月3日（火）に訪問", "令和8年11月に訪問"),
    ("R8.11.3、H30/1/20", "R8.11、H30/1"),
    ("2026年11月3日と2026-11-03", "2026年11月と2026-11"),
    ("11月3日（火）", "11月"),
    ("昭和19年5月3日生", "80代生"),
    ("S19.5.3", "80代"),
    ("母は８２歳、子は3才", "母は80代、子は10歳未満"),
    ("81歳か82歳", "80代"),
]
HARD = [
    "令和8年12月4日（金）まで",
    "12月5日に会う",
    "65歳以上の相談",
    "18歳を超えると",
    "18歳になると",
    "月2千円、14か月分",
    "30分で6束",
    "令和8年度 第3回",
    "血圧は上が168",
]


@pytest.mark.parametrize(("text", "becomes"), SOFT)
def test_numbers_days_and_ages_are_coarsened(text: str, becomes: str) -> None:
    assert replaced(text, LETTERS.spans(text)) == becomes


@pytest.mark.parametrize("text", HARD)
def test_promises_rules_and_amounts_stay(text: str) -> None:
    assert replaced(text, LETTERS.spans(text)) == text


@pytest.mark.parametrize(
    ("text", "becomes"),
    [
        ("川西小学校に通う", "小学校に通う"),
        ("花田病院", "病院"),
        ("ミドリ高校", "ミドリ高校"),  # katakana may be anything: listed as a doubt instead
        ("町立病院を退院", "町立病院を退院"),
        ("来週内科の病院へ", "来週内科の病院へ"),
    ],
)
def test_schools_and_hospitals_lose_their_names_when_anonymous(text: str, becomes: str) -> None:
    assert replaced(text, ANONYMOUS.spans(text)) == becomes
    assert replaced(text, LETTERS.spans(text)) == text


@pytest.mark.parametrize(
    ("age", "letters", "anonymous"),
    [(0, "10歳未満", "18歳未満"), (18, "10代", "18〜39歳"), (64, "60代", "40〜64歳"), (99, "90代以上", "65歳以上")],
)
def test_ages_are_told_in_bands(age: int, letters: str, anonymous: str) -> None:
    assert age_band(age, Degree.LETTERS) == letters
    assert age_band(age, Degree.ANONYMOUS) == anonymous


@given(st.text(max_size=60))
def test_softening_twice_changes_nothing_more(text: str) -> None:
    once = replaced(text, LETTERS.spans(text))
    assert replaced(once, LETTERS.spans(once)) == once
