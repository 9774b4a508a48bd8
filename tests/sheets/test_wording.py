"""What stands on a sheet for an answer, in words."""

import pytest

from hokatsu_desktop.sheets.answers import Answers, Marks
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.sheets.wording import SIGNS, cell_words, chosen_words, date_spellings, ticks_of, with_unit
from tests.printing.samples import COLOURS, LISTS, MANY, SAMPLE


def signed(key: str, answers: Answers, *, by_hand: bool = False) -> str:
    blank = SAMPLE.blank(key)
    ticks = ticks_of(blank, answers, LISTS[blank.list], by_hand=by_hand)
    return " ".join([*(SIGNS[one.tick] + one.label for one in ticks.options), ticks.stray_words, ticks.note]).strip()


def test_all_values_of_a_short_list_stand_there_with_own_words_at_their_value() -> None:
    answers: Answers = {"colour": "other", "colour__other": "うす緑"}
    assert signed("colour", answers) == "□あか □あお ■その他の色（うす緑）"


def test_a_retired_value_stands_there_only_when_it_was_ticked() -> None:
    assert signed("colours", {"colours": ["blue", "old"]}) == "□あか ■あお ■むかしの色 □その他の色"


def test_own_words_without_their_tick_and_unknown_values_are_not_dropped() -> None:
    assert signed("colours", {"colours": ["mauve"], "colours__other": "空色"}) == "□あか □あお □その他の色 ■mauve 空色"
    assert signed("long_list", {"long_list": ["value2"], "long_list__other": "空色"}).startswith("■第2の項目 空色")


def test_of_a_long_list_only_the_ticked_values_stand_there() -> None:
    assert signed("long_list", {"long_list": ["value19", "value2"]}) == "■第2の項目 ■第19の項目  ほか18項目は印なし"
    assert signed("long_list", {}, by_hand=True).count("□") == len(MANY.values)


def test_the_greatest_worry_has_its_own_sign() -> None:
    assert signed("worries", {"worries": Marks(most="red", also=["blue"])}) == "◎あか ○あお □その他の色"


def test_a_form_for_handwriting_has_room_for_own_words() -> None:
    assert "□その他の色（　　　" in signed("colour", {}, by_hand=True)


@pytest.mark.parametrize(
    ("stored", "spellings"),
    [
        ("2026-12-04", ("令和8年12月4日", "R8.12.4")),
        ("1944-05", ("昭和19年5月",)),
        ("1945~", ("昭和20年頃",)),
        ("unknown", ("不明",)),
        ("?毎月", ("毎月",)),
        ("", ("",)),
    ],
)
def test_dates_are_said_in_eras_as_far_as_they_are_known(stored: str, spellings: tuple[str, ...]) -> None:
    assert date_spellings(stored) == spellings


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Kind.LINES, "一行目\n二行目", "一行目\n二行目"),
        (Kind.DATE, "2026-12-04", "令和8年12月4日"),
        (Kind.YES_NO, "no", "いいえ"),
        (Kind.CHOICE, "other", "その他の色（うす緑）"),
    ],
)
def test_cells_of_a_table(kind: Kind, value: str, words: str) -> None:
    column = Column(key="cell", label="", kind=kind, list="colour" if kind is Kind.CHOICE else "")
    assert cell_words(column, {"cell": value, "cell__other": "うす緑"}, LISTS.__getitem__) == words


def test_own_words_and_units() -> None:
    assert chosen_words("", "空色", COLOURS) == "（空色）"
    assert chosen_words("", "", COLOURS) == ""
    assert (with_unit("85,000", "円"), with_unit("", "円"), with_unit("12", "")) == ("85,000 円", "", "12")
