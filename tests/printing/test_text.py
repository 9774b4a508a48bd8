"""Line breaking keeps the rules of JIS X 4051 for every text and width."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.printing.fonts import Face, units
from hokatsu_desktop.printing.labels import cuts_a_word, wrap_phrases
from hokatsu_desktop.printing.text import NOT_AT_LINE_END, NOT_AT_LINE_START, TextStyle, measure, wrap

STYLE = TextStyle(Face.MINCHO, 10.0)
SIGNS = st.sampled_from("あ漢ア、。：；！？）」』（「『ーっッ々%％￥12３４aBé-.…―　 𠮷")
TEXTS = st.text(SIGNS | st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=80)
SPACES = " 　\u2002\u2003\u2009"
FULL_WIDTHS = st.integers(min_value=80, max_value=400)


def lines_of(text: str, width_pt: float) -> list[str]:
    return [line.text for line in wrap(text, width_pt, STYLE)]


@given(TEXTS, st.integers(min_value=20, max_value=400))
def test_no_character_is_lost_and_nothing_is_wider_than_the_line(text: str, width_pt: int) -> None:
    lines = wrap(text, width_pt, STYLE)
    assert "".join(line.text for line in lines) == "".join(units("".join(text.splitlines())))
    for line in lines:
        assert line.width_pt <= width_pt + 0.001
        assert line.width_pt == pytest.approx(measure(line.text.rstrip(SPACES), STYLE), abs=0.001)


@given(st.text(st.sampled_from("あ漢ア字、。：；！？）」（「ーっ"), max_size=120), FULL_WIDTHS)
def test_no_line_starts_with_a_closer_or_ends_with_an_opener(text: str, width_pt: int) -> None:
    # Six or more such signs in a row fill a line of their own and leave no permitted place.
    if re.search(r"[、。：；！？）」（「ーっ]{6,}", text):
        text = re.sub(r"[、。：；！？）」（「ーっ]{6,}", "あ", text)
    lines = lines_of(text, width_pt)
    assert not [line for line in lines[1:] if line[0] in NOT_AT_LINE_START]
    assert not [line for line in lines[:-1] if line[-1] in NOT_AT_LINE_END]


@given(
    st.lists(st.sampled_from(["母は", "123,456円", "0157-42-2111", "example.jp", "１，２３４", "で、", "……"])),
    FULL_WIDTHS,
)
def test_numbers_and_latin_words_are_never_cut(words: list[str], width_pt: int) -> None:
    text = "と".join(words)
    lines = lines_of(text, width_pt)
    for word in ("123,456", "0157-42-2111", "example.jp", "１，２３４", "……"):
        assert sum(line.count(word) for line in lines) == text.count(word)


def test_a_word_longer_than_the_line_is_cut_at_the_end_of_the_line() -> None:
    assert lines_of("a" * 25, 50) == ["a" * 10, "a" * 10, "a" * 5]


def test_full_width_colon_and_marks_stay_with_the_word_before() -> None:
    assert lines_of("あいう：えおか！？", 40) == ["あいう：", "えお", "か！？"]
    assert lines_of("あいう：えお", 30) == ["あい", "う：え", "お"]


def test_openers_go_to_the_next_line_with_what_they_open() -> None:
    assert lines_of("あいう「えお", 40) == ["あいう", "「えお"]
    assert lines_of("あい（『えお", 40) == ["あい", "（『えお"]
    assert lines_of("あいう￥500です", 40) == ["あいう", "￥500で", "す"]


def test_newlines_are_honoured_and_an_empty_text_is_one_line() -> None:
    assert lines_of("一\r\n\n三", 100) == ["一", "", "三"]
    assert lines_of("", 100) == [""]


def test_spaces_at_a_line_end_stay_there_and_are_not_counted() -> None:
    first, second = wrap("あいう　えお", 30, STYLE)
    assert (first.text, first.width_pt) == ("あいう　", 30.0)
    assert second.text == "えお"


def test_fallback_fonts_and_selectors_count_as_one_character() -> None:
    assert lines_of("𠮷葛\U000e0100𠮷葛\U000e0100", 20) == ["𠮷葛\U000e0100", "𠮷葛\U000e0100"]


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("提出者が困っていること", ["提出者が", "困っていること"]),
        ("強み・小さな変化", ["強み・", "小さな変化"]),
        ("本人の同意（提供・収集）", ["本人の同意", "（提供・収集）"]),
        ("会議日時・場所・進行・記録", ["会議日時・", "場所・", "進行・記録"]),
        ("生年月日", ["生年月日"]),
        ("次回モニタリング", ["次回", "モニタリング"]),
        ("参加をお願いする人", ["参加を", "お願いする人"]),
        ("受入れ先への支援", ["受入れ先への", "支援"]),
        ("課長（緑）　見本例", ["課長（緑）　", "見本例"]),
    ],
)
def test_labels_break_where_a_reader_pauses(label: str, lines: list[str]) -> None:
    found = wrap_phrases(label, 68, TextStyle(Face.GOTHIC, 10, 13))
    assert [line.text for line in found] == lines
    assert not cuts_a_word(found)


@given(st.text(st.sampled_from("相談のことを、（）・12ab話す"), max_size=30), st.integers(min_value=30, max_value=200))
def test_labels_lose_nothing_and_stay_within_their_width(text: str, width_pt: int) -> None:
    lines = wrap_phrases(text, width_pt, STYLE)
    assert "".join(line.text for line in lines) == text
    assert all(line.width_pt <= width_pt + 0.001 for line in lines)
