"""Fiscal years and open days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.japanese.fiscal import fiscal_code, fiscal_label, fiscal_year
from hokatsu_desktop.japanese.open_days import closed_reason, holiday_name, is_open_day, next_open_day


def test_the_fiscal_year_begins_in_april() -> None:
    assert fiscal_year(date(2026, 3, 31)) == 2025
    assert fiscal_year(date(2026, 4, 1)) == 2026
    assert fiscal_year(date(2027, 3, 31)) == 2026


@pytest.mark.parametrize(
    ("year", "label", "code"),
    [
        (2026, "令和8年度（R8.4〜R9.3）", "R8"),
        (2019, "令和元年度（H31.4〜R2.3）", "R1"),
        (2018, "平成30年度（H30.4〜H31.3）", "H30"),
        (1989, "平成元年度（H1.4〜H2.3）", "H1"),
        (1988, "昭和63年度（S63.4〜H1.3）", "S63"),
        (1867, "西暦1867年度（1867.4〜1868.3）", "1867"),
    ],
)
def test_the_fiscal_year_is_labelled_with_its_months(year: int, label: str, code: str) -> None:
    assert fiscal_label(year) == label
    assert fiscal_code(year) == code


@pytest.mark.parametrize(
    ("day", "reason", "next_open"),
    [
        (date(2026, 11, 23), "勤労感謝の日", date(2026, 11, 24)),
        (date(2026, 11, 24), "", date(2026, 11, 24)),
        (date(2026, 11, 28), "土曜日", date(2026, 11, 30)),
        (date(2026, 11, 29), "日曜日", date(2026, 11, 30)),
        (date(2026, 12, 28), "", date(2026, 12, 28)),
        (date(2026, 12, 29), "年末年始の休み", date(2027, 1, 4)),
        (date(2026, 12, 31), "年末年始の休み", date(2027, 1, 4)),
        (date(2027, 1, 1), "元日", date(2027, 1, 4)),
        (date(2027, 1, 3), "年末年始の休み", date(2027, 1, 4)),
        (date(2027, 1, 4), "", date(2027, 1, 4)),
    ],
)
def test_the_office_is_closed_at_weekends_holidays_and_new_year(day: date, reason: str, next_open: date) -> None:
    assert closed_reason(day) == reason
    assert is_open_day(day) == (reason == "")
    assert next_open_day(day) == next_open


def test_substitute_and_sandwiched_days_are_holidays() -> None:
    assert holiday_name(date(2027, 3, 22)) != ""  # 春分の日 falls on a Sunday
    assert holiday_name(date(2026, 9, 22)) != ""  # between 敬老の日 and 秋分の日
    assert holiday_name(date(2026, 11, 24)) == ""


@given(st.dates(date(1950, 1, 1), date(2099, 12, 1)))
def test_the_next_open_day_is_open_and_nothing_before_it_is(day: date) -> None:
    found = next_open_day(day)
    assert is_open_day(found)
    skipped = [day + timedelta(days=step) for step in range((found - day).days)]
    assert not any(is_open_day(before) for before in skipped)
    assert len(skipped) <= 11
