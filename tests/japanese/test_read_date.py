"""Typed dates: a table of spellings, wrong eras answered with words, and every day in every style."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hokatsu_desktop.japanese.wareki import PartialDate, describe, era_year, full, plain, read_birth, read_date, short

TODAY = date(2026, 11, 23)

# Typed on 令和8年11月23日, and PartialDate.text of what it means.
SPELLINGS = (
    # 令和8年4月1日 with an era
    *((typed, "2026-04-01") for typed in (
        "令和8年4月1日", "令和８年４月１日", "令和08年04月01日", " 令和8年4月1日 ", "令和 8 年 4 月 1 日", "令和8年4月1日（水）",
        "令和8年4月1日(水)", "令和8年4月1日 (水)", "令和8年4月1日（水曜日）", "令和8年4月1日水曜日", "令和8年4月1日水曜", "令和8年4月1日水",
        "令和八年四月一日", "令和〇八年〇四月〇一日", "令和八年四月一日（水）", "令8年4月1日", "令8.4.1", "令和8.4.1", "令和8/4/1",
        "令和8-4-1", "令和8年4月1", "令和8年4.1", "R8.4.1", "r8.4.1", "Ｒ８．４．１", "ｒ８．４．１", "R8/4/1", "r8/4/1", "R8-4-1",
        "r08.04.01", "R8.04.01", "R.8.4.1", "R 8.4.1", "R8 4 1", "R 8 4 1", "R8・4・1", "R8、4、1", "R8。4。1", "R8.4.1.",
        "R8.4.1（水）", "R8.4.1(水)", "R8.4.1水", "R8年4月1日", "R080401", "r080401", "Ｒ０８０４０１", "R80401", "R-080401", "令和080401",
        "令080401", "㋿8年4月1日", "㋿8.4.1", "㋿080401", "令和8年（2026年）4月1日", "令和8年(西暦2026年)4月1日", "令和8（2026）年4月1日",
        "令和8年4月1日現在", "令和8年4月1日付け", "令和8年4月1日付", "令和8年４月1日〔水〕", "R8‐4‐1", "R8−4−1", "R8ー4ー1", "R8–4–1",
        "\ufeffR8.4.1", "R8.4.1\u200b", "令和八年四月一日水曜日",
    )),
    # without an era, or in western years
    *((typed, "2026-04-01") for typed in (
        "8.4.1", "８．４．１", "8/4/1", "8-4-1", "08.04.01", "8年4月1日", "八年四月一日", "8 4 1", "8.4.1(水)", "080401", "80401",
        "2026/4/1", "2026/04/01", "２０２６／４／１", "2026-04-01", "2026-4-1", "2026.4.1", "2026年4月1日", "西暦2026年4月1日", "西暦2026/4/1",
        "二〇二六年四月一日", "二千二十六年四月一日", "2026 4 1", "20260401", "２０２６０４０１", "2026年（令和8年）4月1日", "2026年（R8）4月1日",
        "2026/4/1(水)", "2026年4月1日 0:00:00", "2026-04-01T00:00:00", "2026/04/01 0:00:00", "2026/4/1 0:00", "5080401", "2026年4月1日（水）",
    )),
    # month and day: the year nearest to today
    ("4/1", "2027-04-01"), ("４／１", "2027-04-01"), ("4.1", "2027-04-01"), ("4-1", "2027-04-01"), ("4月1日", "2027-04-01"),
    ("四月一日", "2027-04-01"), ("04/01", "2027-04-01"), ("0401", "2027-04-01"), ("4月1日（木）", "2027-04-01"),
    ("4月1日（水）", "2026-04-01"), ("11/23", "2026-11-23"), ("11月23日(月・祝)", "2026-11-23"), ("12/31", "2026-12-31"),
    ("1/1", "2027-01-01"), ("5/24", "2027-05-24"), ("5/25", "2026-05-25"), ("1123", "2026-11-23"), ("十二月二十五日", "2026-12-25"),
    ("12月", "2026-12"), ("十月", "2026-10"), ("2月頃", "2027-02~"),
    # counted from today
    ("きょう", "2026-11-23"), ("キョウ", "2026-11-23"), ("ｷｮｳ", "2026-11-23"), ("今日", "2026-11-23"), ("本日", "2026-11-23"),
    ("今日（月）", "2026-11-23"), ("あす", "2026-11-24"), ("あした", "2026-11-24"), ("明日", "2026-11-24"), ("アシタ", "2026-11-24"),
    ("きのう", "2026-11-22"), ("昨日", "2026-11-22"), ("あさって", "2026-11-25"), ("明後日", "2026-11-25"), ("おととい", "2026-11-21"),
    ("一昨日", "2026-11-21"), ("しあさって", "2026-11-26"), ("+7", "2026-11-30"), ("＋７", "2026-11-30"), ("+ 7", "2026-11-30"),
    ("+7日", "2026-11-30"), ("+0", "2026-11-23"), ("-1", "2026-11-22"), ("−1", "2026-11-22"), ("－１", "2026-11-22"), ("ー1", "2026-11-22"),
    ("+40", "2027-01-02"), ("+9999", "2054-04-09"), ("3日前頃", "2026-11-20~"), ("7日後", "2026-11-30"), ("3日前", "2026-11-20"), ("十日後", "2026-12-03"), ("1週間後", "2026-11-30"),
    ("2週後", "2026-12-07"), ("3か月後", "2027-02-23"), ("３ヶ月後", "2027-02-23"), ("6カ月後", "2027-05-23"), ("1年後", "2027-11-23"),
    ("1か月前", "2026-10-23"),
    # earlier eras
    ("昭25.4.1", "1950-04-01"), ("昭和25年4月1日", "1950-04-01"), ("S25.4.1", "1950-04-01"), ("s250401", "1950-04-01"), ("3250401", "1950-04-01"),
    ("㍼25年4月1日", "1950-04-01"), ("昭和二十五年四月一日", "1950-04-01"), ("昭和二五年四月一日", "1950-04-01"), ("昭和廿五年四月一日", "1950-04-01"),
    ("昭和弐拾五年四月壱日", "1950-04-01"), ("昭和卅五年三月卅一日", "1960-03-31"), ("昭和25年4月1日生", "1950-04-01"), ("昭和25年4月1日生まれ", "1950-04-01"),
    ("昭和64年1月7日", "1989-01-07"), ("S64.1.7", "1989-01-07"), ("昭和元年12月25日", "1926-12-25"), ("昭和1年12月31日", "1926-12-31"),
    ("平成元年1月8日", "1989-01-08"), ("平元.1.8", "1989-01-08"), ("H1.1.8", "1989-01-08"), ("H元.1.8", "1989-01-08"), ("平成31年4月30日", "2019-04-30"),
    ("㍻31年4月30日", "2019-04-30"), ("h310430", "2019-04-30"), ("平成三十一年四月三十日", "2019-04-30"), ("4310430", "2019-04-30"),
    ("令和元年5月1日", "2019-05-01"), ("令和1年5月1日", "2019-05-01"), ("R元.5.1", "2019-05-01"), ("令元.5.1", "2019-05-01"), ("R1.5.1", "2019-05-01"),
    ("大正元年7月30日", "1912-07-30"), ("大正15年12月24日", "1926-12-24"), ("T15.12.24", "1926-12-24"), ("㍽15年12月24日", "1926-12-24"),
    ("大15.12.24", "1926-12-24"), ("t151224", "1926-12-24"), ("2151224", "1926-12-24"), ("明治元年10月23日", "1868-10-23"), ("M45.7.29", "1912-07-29"),
    ("㍾45年7月29日", "1912-07-29"), ("明45.7.29", "1912-07-29"), ("m450729", "1912-07-29"), ("明治四十五年七月二十九日", "1912-07-29"),
    ("1868-10-22", "1868-10-22"), ("R6.2.29", "2024-02-29"), ("2000/2/29", "2000-02-29"),
    # the day of change belongs to both eras: registers carry both
    ("明治45年7月30日", "1912-07-30"), ("大正15年12月25日", "1926-12-25"),
    # parts of a date
    ("昭和20年", "1945"), ("昭20", "1945"), ("S20", "1945"), ("昭和20", "1945"), ("昭和二十年", "1945"), ("1945", "1945"), ("1945年", "1945"),
    ("西暦1945年", "1945"), ("一九四五年", "1945"), ("昭和20年5月", "1945-05"), ("S20.5", "1945-05"), ("S20/5", "1945-05"), ("S2005", "1945-05"),
    ("昭和二十年五月", "1945-05"), ("1945年5月", "1945-05"), ("1945/5", "1945-05"), ("1945-05", "1945-05"), ("194505", "1945-05"), ("R0804", "2026-04"),
    ("8年4月", "2026-04"), ("令和8年", "2026"), ("8年", "2026"), ("R8", "2026"), ("2026", "2026"), ("昭和64年", "1989"), ("平成元年", "1989"),
    ("昭和64年1月", "1989-01"), ("平成元年1月", "1989-01"), ("平成31年", "2019"), ("令和元年", "2019"), ("大正元年", "1912"), ("昭和元年", "1926"),
    # about
    ("昭和20年頃", "1945~"), ("昭20ころ", "1945~"), ("S20頃", "1945~"), ("S20ごろ", "1945~"), ("昭和20年くらい", "1945~"), ("1945年頃", "1945~"),
    ("1945頃", "1945~"), ("約1945年", "1945~"), ("昭和20年?", "1945~"), ("昭和20年～", "1945~"), ("昭和20年5月頃", "1945-05~"), ("S20.5ころ", "1945-05~"),
    ("昭和20年5月3日頃", "1945-05-03~"), ("昭和20年　頃", "1945~"), ("昭和20年前後", "1945~"),
    # not known
    ("不明", "unknown"), ("不詳", "unknown"), ("わからない", "unknown"), ("分からない", "unknown"), ("ワカラナイ", "unknown"), ("？", "unknown"),
    ("?", "unknown"), ("？？", "unknown"), ("不明。", "unknown"), ("（不明）", "unknown"), ("不明？", "unknown"), ("UNKNOWN", "unknown"), ("生年月日不詳", "unknown"),
)  # fmt: skip

# What cannot be read as it stands: typed, the words that answer it, and the date they offer.
PROBLEMS = (
    ("昭和64年1月8日", "昭和64年は1月7日までです。平成元年1月8日ですか。", "1989-01-08"),
    ("S64.1.8", "昭和64年は1月7日までです。平成元年1月8日ですか。", "1989-01-08"),
    ("昭和64年2月", "昭和64年は1月7日までです。平成元年2月ですか。", "1989-02"),
    ("昭和65年", "昭和は64年1月7日までです。平成2年ですか。", "1990"),
    ("昭和70年3月3日", "昭和は64年1月7日までです。平成7年3月3日ですか。", "1995-03-03"),
    ("平成31年5月1日", "平成31年は4月30日までです。令和元年5月1日ですか。", "2019-05-01"),
    ("H310501", "平成31年は4月30日までです。令和元年5月1日ですか。", "2019-05-01"),
    ("平成31年5月", "平成31年は4月30日までです。令和元年5月ですか。", "2019-05"),
    ("平成32年", "平成は31年4月30日までです。令和2年ですか。", "2020"),
    ("令和元年4月1日", "令和は元年5月1日からです。平成31年4月1日ですか。", "2019-04-01"),
    ("R1.4.30", "令和は元年5月1日からです。平成31年4月30日ですか。", "2019-04-30"),
    ("平成元年1月7日", "平成は元年1月8日からです。昭和64年1月7日ですか。", "1989-01-07"),
    ("大正15年12月26日", "大正15年は12月25日までです。昭和元年12月26日ですか。", "1926-12-26"),
    ("昭和元年12月24日", "昭和は元年12月25日からです。大正15年12月24日ですか。", "1926-12-24"),
    ("明治45年7月31日", "明治45年は7月30日までです。大正元年7月31日ですか。", "1912-07-31"),
    ("大正元年7月29日", "大正は元年7月30日からです。明治45年7月29日ですか。", "1912-07-29"),
    ("明治元年1月1日", "明治は元年10月23日からです。それより前は、西暦で書いてください。", None),
    ("昭和0年5月1日", "昭和0年はありません。昭和は元年（1年）からです。", None),
    ("R8.2.30", "令和8年2月は28日までです。令和8年2月28日ですか。", "2026-02-28"),
    ("令和6年2月30日", "令和6年2月は29日までです。令和6年2月29日ですか。", "2024-02-29"),
    ("2026/4/31", "令和8年4月は30日までです。令和8年4月30日ですか。", "2026-04-30"),
    ("20260231", "令和8年2月は28日までです。令和8年2月28日ですか。", "2026-02-28"),
    ("2/30", "令和9年2月は28日までです。令和9年2月28日ですか。", "2027-02-28"),
    ("2/29", "令和9年2月は28日までです。令和9年2月28日ですか。", "2027-02-28"),
    ("R8.13.1", "13月はありません。月は1から12です。", None),
    ("R8.0.1", "0月はありません。月は1から12です。", None),
    ("R8.4.32", "32日はありません。日は1から31です。", None),
    ("4/0", "0日はありません。日は1から31です。", None),
    ("3026/4/1", "西暦3026年になります。1800年から2100年までが書けます。", None),
    ("3026", "西暦3026年になります。1800年から2100年までが書けます。", None),
    ("3026年5月", "西暦3026年になります。", None),
    ("999年後", "西暦3025年になります。", None),
    ("今日（火）", "令和8年11月23日は月曜日です。日付か曜日を確かめてください。", "2026-11-23"),
    ("R2026.4.1", "「令和」と西暦2026年の両方があります。令和8年4月1日ですか。", "2026-04-01"),
    ("令和8年（2025年）4月1日", "（　）の中の年（西暦2025年）と合いません。令和8年4月1日ですか。", "2026-04-01"),
    ("令和8年4月1日（木）", "令和8年4月1日は水曜日です。日付か曜日を確かめてください。", "2026-04-01"),
    ("31.4.1", "年号がありません。令和31年（2049年）では先すぎます。平成31年4月1日ですか。", "2019-04-01"),
    ("45.4.1", "年号がありません。令和45年（2063年）では先すぎます。昭和45年4月1日ですか。", "1970-04-01"),
    ("99.4.1", "年号（R・H・S）か、西暦4けたを付けてください。", None),
    ("昭和20年代", "年代には幅があるので、まん中あたりの年に「頃」を付けて書きます。昭和25年頃ですか。", "1950~"),
    ("80歳くらい", "年齢ではなく日付を、R8.11.23 のように書いてください。", None),
    ("そのうち", "令和8年11月23日、R8.11.23、2026/11/23 のように書いてください。", None),
    ("R8.4.1 13:30", "日付として読めません。", None),
    ("来年", "分からないときは「不明」と書いてください。", None),
    ("あ" * 61, "日付として読めません。", None),
)  # fmt: skip

BIRTHS = (
    ("昭和20年5月3日", "1945-05-03"),
    ("S20.5.3", "1945-05-03"),
    ("S20頃", "1945~"),
    ("1945", "1945"),
    ("50.5.3", "1975-05-03"),  # only 昭和 had a 50th year in the last 120 years
    ("昭和20年5月3日生まれ", "1945-05-03"),
    ("80歳くらい", "1946~"),
    ("８０歳位", "1946~"),
    ("約80歳", "1946~"),
    ("満80才", "1946~"),
    ("八十歳", "1946~"),
    ("0歳", "2026~"),
    ("きょう", "2026-11-23"),
    ("-3", "2026-11-20"),
    ("不明", "unknown"),
    ("令和8年", "2026"),
)

BIRTH_PROBLEMS = (
    ("20.5.3", "年号がありません。平成20年5月3日とも読めます。昭和20年5月3日ですか。", "1945-05-03"),
    ("200503", "年号がありません。平成20年5月3日とも読めます。昭和20年5月3日ですか。", "1945-05-03"),
    ("8.4.1", "大正8年4月1日か平成8年4月1日か令和8年4月1日とも読めます。昭和8年4月1日ですか。", "1933-04-01"),
    ("20年", "年号がありません。平成20年とも読めます。昭和20年ですか。", "1945"),
    ("65.5.3", "年号（R・H・S）か、西暦4けたを付けてください。", None),
    ("R8.12.1", "令和8年12月1日はまだ来ていません。生まれた日を確かめてください。", None),
    ("あす", "令和8年11月24日はまだ来ていません。生まれた日を確かめてください。", None),
    ("平成40年1月1日", "生まれた日が今日より後になっています。", None),
    ("4/1", "生まれた年がありません。", None),
    ("200歳", "200歳とあります。", None),
    ("80代", "年代には幅があるので、まん中あたりの年に「頃」を付けて書きます。昭和16年頃ですか。", "1941~"),
    ("昭和64年1月8日", "昭和64年は1月7日までです。平成元年1月8日ですか。", "1989-01-08"),
)


@pytest.mark.parametrize(("typed", "expected"), SPELLINGS)
def test_every_usual_spelling_is_read(typed: str, expected: str) -> None:
    reading = read_date(typed, TODAY)
    assert reading.value is not None, reading.problem
    assert reading.value.text == expected
    assert reading.problem == ""
    assert reading.suggestion is None


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len({typed for typed, _ in SPELLINGS}) == len(SPELLINGS) >= 200


@pytest.mark.parametrize(("typed", "words", "suggestion"), PROBLEMS)
def test_what_cannot_be_read_is_answered_with_words_and_the_right_date(
    typed: str, words: str, suggestion: str | None
) -> None:
    reading = read_date(typed, TODAY)
    assert reading.value is None
    assert words in reading.problem
    assert (reading.suggestion.text if reading.suggestion else None) == suggestion


@pytest.mark.parametrize(("typed", "expected"), BIRTHS)
def test_birth_dates_are_read(typed: str, expected: str) -> None:
    reading = read_birth(typed, TODAY)
    assert reading.value is not None, reading.problem
    assert reading.value.text == expected


@pytest.mark.parametrize(("typed", "words", "suggestion"), BIRTH_PROBLEMS)
def test_a_doubtful_birth_date_is_asked_about(typed: str, words: str, suggestion: str | None) -> None:
    reading = read_birth(typed, TODAY)
    assert reading.value is None
    assert words in reading.problem
    assert (reading.suggestion.text if reading.suggestion else None) == suggestion


@pytest.mark.parametrize("typed", ["", " ", "　", "\t\n"])
def test_nothing_typed_is_no_date_and_no_problem(typed: str) -> None:
    for read in (read_date, read_birth):
        assert read(typed, TODAY) == read_date("", TODAY)
        assert read(typed, TODAY).value is None
        assert read(typed, TODAY).problem == ""


def test_a_date_without_era_belongs_to_the_era_of_the_day_it_is_typed() -> None:
    value = read_date("8.4.1", date(1996, 5, 1)).value
    assert value == PartialDate(1996, 4, 1)
    reading = read_date("31.5.1", date(2019, 4, 15))
    assert reading.problem == "平成31年は4月30日までです。令和元年5月1日ですか。"


def test_month_and_day_at_equal_distance_mean_the_coming_year() -> None:
    today = date(2024, 7, 2)  # 183 days after 1 January 2024 and before 1 January 2025
    assert read_date("1/1", today).value == PartialDate(2025, 1, 1)
    assert read_date("1/1", today - timedelta(days=1)).value == PartialDate(2024, 1, 1)


def test_months_from_today_end_at_the_last_day_of_a_short_month() -> None:
    assert read_date("1か月後", date(2026, 1, 31)).value == PartialDate(2026, 2, 28)


def _kanji(number: int) -> str:
    """The number in kanji as on a certificate: 25 is 二十五."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else "一二三四五六七八九"[tens - 1] + "十") + (
        "一二三四五六七八九"[ones - 1] if ones else ""
    )


def _certificate(day: date) -> str:
    name, year = era_year(day)
    return f"{name}{'元' if year == 1 else _kanji(year)}年{_kanji(day.month)}月{_kanji(day.day)}日"


def _run_together(day: date) -> str:
    return f"{short(day)[0]}{era_year(day)[1]:02}{day.month:02}{day.day:02}"


def _wide(text: str) -> str:
    return text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})


STYLES: tuple[Callable[[date], str], ...] = (
    plain,
    full,
    short,
    _certificate,
    _run_together,
    date.isoformat,
    lambda day: short(day).lower().replace(".", "/"),
    lambda day: f"{day.year}/{day.month}/{day.day}",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
    lambda day: _wide(short(day)),
    lambda day: _wide(plain(day)),
    lambda day: full(day).replace("日（", " 日 （ ").replace("年", " 年 "),
)
BARE_STYLES: tuple[Callable[[date], str], ...] = (
    lambda day: short(day)[1:],
    lambda day: _run_together(day)[1:],
    lambda day: f"{day.month}/{day.day}",
    lambda day: f"{day.month}月{day.day}日",
    lambda day: f"{day:%m%d}",
)

days = st.dates(date(1868, 10, 23), date(2099, 12, 31))


@given(days, st.sampled_from(STYLES), days)
def test_every_day_since_meiji_reads_back_in_every_style(day: date, style: Callable[[date], str], today: date) -> None:
    assert read_date(style(day), today).value == PartialDate.of(day)


@given(days, st.sampled_from(BARE_STYLES))
def test_every_day_reads_back_without_its_era_on_the_day_itself(day: date, style: Callable[[date], str]) -> None:
    assert read_date(style(day), day).value == PartialDate.of(day)


def test_every_day_of_change_and_its_neighbours_read_back() -> None:
    changes = (date(1912, 7, 30), date(1926, 12, 25), date(1989, 1, 8), date(2019, 5, 1))
    for day in (change + timedelta(days=step) for change in changes for step in range(-400, 401)):
        for style in STYLES:
            assert read_date(style(day), TODAY).value == PartialDate.of(day)


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    day = draw(st.dates(date(1800, 1, 1), date(2099, 12, 31)))
    parts = draw(st.integers(1, 3))
    approximate = draw(st.booleans())
    return PartialDate(day.year, day.month if parts > 1 else None, day.day if parts > 2 else None, approximate)


@given(partial_dates(), days)
def test_what_is_shown_for_a_partial_date_reads_back_as_the_same(partial: PartialDate, today: date) -> None:
    assert read_date(describe(partial), today).value == partial


_fragments = st.lists(
    st.sampled_from(
        [
            "明治",
            "大正",
            "昭和",
            "平成",
            "令和",
            "M",
            "t",
            "S",
            "h",
            "R",
            "昭",
            "㋿",
            "0",
            "1",
            "2",
            "8",
            "12",
            "31",
            "64",
            "99",
            "2026",
            "0401",
            "年",
            "月",
            "日",
            ".",
            "/",
            "-",
            "ー",
            "+",
            "元",
            "頃",
            "約",
            "?",
            "（水）",
            "(",
            ")",
            "代",
            "歳",
            "後",
            "前",
            "か月",
            "週間",
            "二",
            "十",
            "百",
            "千",
            "廿",
            "・",
            "きょう",
            "不明",
            "西暦",
            "現在",
            "生まれ",
            "0:00",
            "゙",
            "�",
            "\x00",
            "𠮷",
        ]
    ),
    max_size=9,
).map("".join)


@given(st.one_of(st.text(), _fragments), days)
def test_reading_never_raises_and_always_answers(typed: str, today: date) -> None:
    for read in (read_date, read_birth):
        reading = read(typed, today)
        assert (reading.value is None) == bool(reading.problem) or not typed.strip()
        assert reading.suggestion is None or reading.problem
        assert not reading.problem or reading.problem.endswith("。")
        if reading.suggestion:
            assert describe(reading.suggestion) in reading.problem


@given(st.one_of(st.text(), _fragments), days)
def test_a_birth_date_is_never_after_today(typed: str, today: date) -> None:
    reading = read_birth(typed, today)
    for found in (reading.value, reading.suggestion):
        assert found is None or found.earliest() <= today
