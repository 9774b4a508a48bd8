"""Which passphrases are refused, and that typing habits do not lock anybody out."""

import pytest

from hokatsu_desktop.store.passphrases import normal_passphrase, passphrase_problem


@pytest.mark.parametrize(
    "good",
    [
        "みどり色の 自転車と 夕やけ雲",
        "correct horse battery staple",
        "ねこ7匹と汽車にのる夢をみたよ",
        "𠮷野家の牛丼とカレーうどん大盛り",
    ],
)
def test_long_unrelated_words_are_accepted(good: str) -> None:
    assert passphrase_problem(good, town="みどり町") == ""


@pytest.mark.parametrize(
    ("bad", "word"),
    [
        ("", "15文字以上"),
        ("みじかいことば", "いま7文字"),
        ("　　　　　　　　　　　　　　　　　　", "いま0文字"),
        ("ああああああああああああああああああ", "くり返し"),
        ("abcabcabcabcabcabcabc", "くり返し"),
        ("090-1234-5678 0740-22-8888", "数字だけ"),
        ("２０２６１１２３２０２６１１２４５", "数字だけ"),
        ("みどり町役場福祉課みどり町役場", "推測されやすい"),
        ("passwordpassword2026", "推測されやすい"),
        ("ほうかつデスク令和8年福祉支援", "推測されやすい"),
        ("あ" * 500 + "いうえおかきくけこ" * 200, "長すぎます"),
    ],
)
def test_weak_passphrases_are_refused_with_words(bad: str, word: str) -> None:
    problem = passphrase_problem(bad, town="みどり町")
    assert word in problem
    assert problem.endswith("。")


def test_width_and_outer_spaces_do_not_matter() -> None:
    assert normal_passphrase("　ＡＢＣ　ｱｲｳ１２３ ") == normal_passphrase("ABC アイウ123")
