"""Ages and school years, also from birth dates that are not whole."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.japanese.ages import age_on, age_with_date, school_year
from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.japanese.wareki import PartialDate, read_birth

ON = date(2026, 4, 1)
days = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("birth", "on", "words"),
    [
        ("1944-04-01", ON, "82歳"),  # the birthday itself
        ("1944-04-02", ON, "81歳"),
        ("1944-03-31", ON, "82歳"),
        ("2026-04-01", ON, "0歳"),
        ("2026-04-02", ON, ""),
        ("2004-02-29", date(2026, 2, 28), "21歳"),
        ("2004-02-29", date(2026, 3, 1), "22歳"),
        ("2004-02-29", date(2028, 2, 29), "24歳"),
        ("1944", ON, "81歳か82歳"),
        ("1944", date(2026, 12, 31), "82歳"),
        ("1944-04", ON, "81歳か82歳"),
        ("1944-05", ON, "81歳"),
        ("1944-03", ON, "82歳"),
        ("2026", ON, "0歳"),
        ("2027", ON, ""),
        ("1944~", ON, "81歳くらい"),
        ("1944~", date(2026, 7, 1), "82歳くらい"),
        ("1944-03~", ON, "82歳くらい"),
        ("2026~", ON, "0歳くらい"),
        ("unknown", ON, ""),
    ],
)
def test_the_age_is_told_as_exactly_as_the_birth_date_allows(birth: str, on: date, words: str) -> None:
    assert age_on(PartialDate.from_text(birth), on) == words


def test_the_day_of_the_age_is_written_behind_it() -> None:
    assert age_with_date(PartialDate(1944, 4, 1), ON) == "82歳（R8.4.1現在）"
    assert age_with_date(PartialDate(None), ON) == ""


@given(st.integers(0, 120), days)
def test_an_age_typed_for_a_birth_date_gives_the_same_age_back(age: int, today: date) -> None:
    birth = read_birth(f"{age}歳くらい", today).value
    assert birth is not None
    assert age_on(birth, today) == f"{age}歳くらい"


@given(days, days, st.integers(1, 2))
def test_the_true_age_is_among_those_told_for_a_part_of_the_birth_date(birth: date, on: date, parts: int) -> None:
    true_age = age_on(PartialDate.of(birth), on)
    told = age_on(PartialDate(birth.year, birth.month if parts == 2 else None), on)
    assert true_age == "" or true_age in told.split("か")


@pytest.mark.parametrize(
    ("birth", "on", "words"),
    [
        ("2020-04-01", date(2026, 4, 1), "小学1年"),  # 早生まれ: the last day of its class
        ("2020-04-02", date(2026, 4, 1), "年長"),
        ("2019-04-02", date(2026, 4, 1), "小学1年"),
        ("2019-04-02", date(2026, 3, 31), "年長"),
        ("2019-04-02", date(2027, 3, 31), "小学1年"),
        ("2014-04-01", date(2026, 4, 1), "中学1年"),
        ("2013-05-05", date(2026, 11, 23), "中学1年"),
        ("2011-04-01", date(2026, 4, 1), "高校1年"),
        ("2008-04-02", date(2027, 3, 31), "高校3年"),
        ("2008-04-01", date(2026, 4, 1), ""),
        ("2021-05-05", date(2026, 11, 23), "年中"),
        ("2022-04-01", date(2026, 4, 1), "年中"),
        ("2022-04-02", date(2026, 4, 1), "年少"),
        ("2022-04-02", date(2026, 3, 31), ""),
        ("2017-09", date(2026, 11, 23), "小学3年"),
        ("2018-03", date(2026, 11, 23), "小学3年"),
        ("2018-04", date(2026, 11, 23), ""),  # 1 April or later: not certain
        ("2018", date(2026, 11, 23), ""),
        ("2018-03~", date(2026, 11, 23), ""),
        ("unknown", date(2026, 11, 23), ""),
        ("2030-01-01", date(2026, 11, 23), ""),
    ],
)
def test_the_school_year_follows_the_rule_of_2_april(birth: str, on: date, words: str) -> None:
    assert school_year(PartialDate.from_text(birth), on) == words


_ALL_YEARS = [
    f"{school}{year}年" for school, years in (("小学", 6), ("中学", 3), ("高校", 3)) for year in range(1, years + 1)
]


def _age_by_law(birth: date, on: date) -> int:
    """年齢計算ニ関スル法律 and 民法143条: a year of age is complete when the day before the birthday ends."""
    tomorrow = on + timedelta(days=1)
    return tomorrow.year - birth.year - ((tomorrow.month, tomorrow.day) < (birth.month, birth.day))


@given(days, days)
def test_the_school_year_agrees_with_the_words_of_the_law(birth: date, on: date) -> None:
    """学校教育法17条: school begins with the first 1 April after the day on which six years are complete."""
    first_april = next(
        date(year, 4, 1) for year in range(birth.year + 6, birth.year + 9) if _age_by_law(birth, date(year, 3, 31)) >= 6
    )
    year = fiscal_year(on) - first_april.year
    expected = _ALL_YEARS[year] if 0 <= year < len(_ALL_YEARS) else None
    told = school_year(PartialDate.of(birth), on)
    assert told == expected if expected else told in ("", "年少", "年中", "年長")
