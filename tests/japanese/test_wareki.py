"""Partial dates, their words and their stored form."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.japanese.wareki import (
    PartialDate,
    clock,
    describe,
    era_year,
    full,
    plain,
    short,
    shown,
    store_form,
)

from .test_read_date import BIRTHS, PROBLEMS, SPELLINGS, TODAY, partial_dates


@pytest.mark.parametrize(
    ("day", "words", "brief"),
    [
        (date(2026, 4, 1), "令和8年4月1日（水）", "R8.4.1"),
        (date(2019, 5, 1), "令和元年5月1日（水）", "R1.5.1"),
        (date(2019, 4, 30), "平成31年4月30日（火）", "H31.4.30"),
        (date(1989, 1, 8), "平成元年1月8日（日）", "H1.1.8"),
        (date(1989, 1, 7), "昭和64年1月7日（土）", "S64.1.7"),
        (date(1926, 12, 25), "昭和元年12月25日（土）", "S1.12.25"),
        (date(1926, 12, 24), "大正15年12月24日（金）", "T15.12.24"),
        (date(1912, 7, 30), "大正元年7月30日（火）", "T1.7.30"),
        (date(1912, 7, 29), "明治45年7月29日（月）", "M45.7.29"),
        (date(1868, 10, 23), "明治元年10月23日（金）", "M1.10.23"),
        (date(1867, 4, 1), "西暦1867年4月1日（月）", "1867.4.1"),
    ],
)
def test_a_day_is_written_in_its_era(day: date, words: str, brief: str) -> None:
    assert full(day) == words
    assert plain(day) == words[:-3]
    assert short(day) == brief


def test_era_year_gives_name_and_number() -> None:
    assert era_year(date(2026, 4, 1)) == ("令和", 8)
    assert era_year(date(2019, 4, 30)) == ("平成", 31)
    assert era_year(date(1867, 1, 1)) == ("西暦", 1867)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1945-05-03", "昭和20年5月3日"),
        ("1945-05-03~", "昭和20年5月3日頃"),
        ("1945-05", "昭和20年5月"),
        ("1945", "昭和20年"),
        ("1945~", "昭和20年頃"),
        ("1989", "平成元年"),  # named by its last day
        ("1989-01", "平成元年1月"),
        ("2019", "令和元年"),
        ("2019-04", "平成31年4月"),
        ("2019-05", "令和元年5月"),
        ("1850", "西暦1850年"),
        ("unknown", "不明"),
    ],
)
def test_a_partial_date_is_described(text: str, words: str) -> None:
    assert describe(PartialDate.from_text(text)) == words


def test_the_weekday_is_added_only_to_a_whole_and_certain_date() -> None:
    assert describe(PartialDate(2026, 4, 1), weekday=True) == "令和8年4月1日（水）"
    assert describe(PartialDate(2026, 4, 1, approximate=True), weekday=True) == "令和8年4月1日頃"
    assert describe(PartialDate(2026, 4), weekday=True) == "令和8年4月"


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (time(13, 30), "午後1時30分"),
        (time(9, 0), "午前9時"),
        (time(9, 5), "午前9時5分"),
        (time(0, 0), "午前0時"),
        (time(0, 15), "午前0時15分"),
        (time(12, 0), "正午"),
        (time(12, 30), "午後0時30分"),
        (time(23, 59, 59), "午後11時59分"),
    ],
)
def test_times_are_told_by_the_half_day(at: time, words: str) -> None:
    assert clock(at) == words


@given(partial_dates())
def test_the_stored_text_gives_the_same_partial_date_back(partial: PartialDate) -> None:
    assert PartialDate.from_text(partial.text) == partial


@pytest.mark.parametrize(
    "text",
    ["", "1945-5", "1945-05-3", "45", "1945-13", "2026-02-30", "1945-05-03 ", "~", "unknown~", "?", "１９４５", "0000"],
)
def test_text_that_is_not_a_stored_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.from_text(text)


@pytest.mark.parametrize(
    ("year", "month", "day", "approximate"),
    [
        (None, 4, None, False),
        (None, None, 1, False),
        (None, None, None, True),
        (2026, None, 1, False),
        (2026, 0, None, False),
        (2026, 2, 30, False),
        (0, None, None, False),
    ],
)
def test_parts_that_no_calendar_has_are_refused(
    year: int | None, month: int | None, day: int | None, approximate: bool
) -> None:
    with pytest.raises(ValueError):
        PartialDate(year, month, day, approximate)


def test_partial_dates_sort_by_the_earliest_day_and_unknown_last() -> None:
    texts = ["1944-12-31", "1945-01-01", "1945-01-01~", "1945-01", "1945", "1945~", "1945-02", "unknown"]
    in_order = [PartialDate.from_text(text) for text in texts]
    assert sorted(set(in_order)) == in_order


@given(partial_dates(), partial_dates())
def test_order_and_equality_agree(first: PartialDate, second: PartialDate) -> None:
    assert (first <= second and first >= second) == (first == second)
    assert (first < second) == (second > first)
    assert (first < second) + (first == second) + (first > second) == 1


def test_only_a_whole_date_is_a_day() -> None:
    assert PartialDate(2026, 4, 1).as_date() == date(2026, 4, 1)
    assert PartialDate(2026, 4).as_date() is None
    assert PartialDate(None).as_date() is None
    assert (PartialDate(2026, 2).earliest(), PartialDate(2026, 2).latest()) == (date(2026, 2, 1), date(2026, 2, 28))
    assert (PartialDate(None).earliest(), PartialDate(None).latest()) == (date.min, date.max)


@pytest.mark.parametrize("typed", [typed for typed, _ in SPELLINGS])
def test_what_is_kept_can_be_shown_and_kept_again(typed: str) -> None:
    kept = store_form(typed, TODAY)
    assert not kept.startswith("?")
    assert store_form(shown(kept), TODAY) == kept


@pytest.mark.parametrize("typed", [typed for typed, _, _ in PROBLEMS])
def test_unreadable_text_is_kept_as_it_was_typed(typed: str) -> None:
    assert store_form(typed, TODAY) == "?" + typed
    assert shown("?" + typed) == typed


@given(st.text())
def test_nothing_typed_is_ever_lost(typed: str) -> None:
    kept = store_form(typed, TODAY)
    assert (kept == "") == (typed.strip() == "")
    assert not kept.startswith("?") or shown(kept) == typed


@pytest.mark.parametrize(("typed", "kept"), BIRTHS)
def test_a_birth_date_is_kept_as_read(typed: str, kept: str) -> None:
    assert store_form(typed, TODAY, birth=True) == kept


def test_nothing_stays_nothing_and_foreign_text_is_shown_as_it_is() -> None:
    assert store_form(" ", TODAY) == ""
    assert shown("") == ""
    assert shown("さくら組") == "さくら組"
