"""Rules for regular days are read as people write them, and give open days only."""

from datetime import date

import pytest

from hokatsu_desktop.japanese.open_days import is_open_day
from hokatsu_desktop.japanese.regular_days import WhenClosed, open_day_for, read_rule, regular_days


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("第2火曜", "第2火曜"),
        ("毎月第２火曜日", "第2火曜"),
        ("第２、第４木曜", "第2・4木曜"),
        ("第4・2木曜日", "第2・4木曜"),
        ("毎月の第一月曜日に開催", "第1月曜"),
        ("最終金曜", "最終金曜"),
        ("毎月20日", "毎月20日"),
        ("２０日ごろ", "毎月20日"),
        ("月末", "毎月末日"),
        ("毎週 水曜日", "毎週水曜"),
        ("隔週月曜", "隔週月曜（4月の最初の月曜から1週おき）"),
        ("随時", "随時"),
        ("必要に応じて開く", "随時"),
    ],
)
def test_a_rule_is_read_in_any_spelling(written: str, words: str) -> None:
    rule = read_rule(written)
    assert rule is not None
    assert rule.words() == words


@pytest.mark.parametrize(
    "written", ["", "まだ決めていない", "第6火曜", "第2", "毎月0日", "毎月32日", "火の日", "4月1日から"]
)
def test_what_is_no_rule_gives_none(written: str) -> None:
    assert read_rule(written) is None


def days(written: str, first: date, last: date, when_closed: WhenClosed = WhenClosed.NEXT_OPEN) -> list[str]:
    rule = read_rule(written)
    assert rule is not None
    return [f"{day:%m-%d}" for day in regular_days(rule, first, last, when_closed)]


def test_days_of_a_season() -> None:
    first, last = date(2026, 4, 1), date(2026, 6, 30)
    assert days("第2火曜", first, last) == ["04-14", "05-12", "06-09"]
    assert days("第2・4木曜", first, last) == ["04-09", "04-23", "05-14", "05-28", "06-11", "06-25"]
    assert days("最終金曜", first, last) == ["04-24", "05-29", "06-26"]
    assert days("毎月31日", first, last) == ["04-30", "06-01", "06-30"]
    assert days("隔週月曜", first, date(2026, 5, 10)) == ["04-06", "04-20", "05-07"]
    assert days("随時", first, last) == []


@pytest.mark.parametrize(
    ("when_closed", "moved"),
    [
        (WhenClosed.NEXT_OPEN, date(2026, 11, 24)),
        (WhenClosed.PREVIOUS_OPEN, date(2026, 11, 20)),
        (WhenClosed.WEEK_LATER, date(2026, 11, 30)),
        (WhenClosed.SKIP, None),
    ],
)
def test_a_holiday_gives_way_as_the_series_says(when_closed: WhenClosed, moved: date | None) -> None:
    assert open_day_for(date(2026, 11, 23), when_closed) == moved


def test_a_day_moved_into_the_span_belongs_to_it_and_all_are_open() -> None:
    assert days("毎月31日", date(2026, 6, 1), date(2026, 6, 2)) == ["06-01"]
    rule = read_rule("毎月3日")
    assert rule is not None
    found = regular_days(rule, date(2026, 1, 1), date(2027, 12, 31))
    assert len(found) == 24
    assert all(is_open_day(day) for day in found)
