"""Reading a typed date: what day it means today, or in plain words why it cannot be read and what to type."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

from hokatsu_desktop.japanese import date_spelling
from hokatsu_desktop.japanese.date_spelling import Age, Around, Decade, Offset, Unknown, Written
from hokatsu_desktop.japanese.date_words import WEEKDAYS, describe, plain, short
from hokatsu_desktop.japanese.eras import ERAS, Era, era_on
from hokatsu_desktop.japanese.partial_date import UNKNOWN, PartialDate

FIRST_YEAR, LAST_YEAR = 1800, 2100  # western years; one outside is a slip of the finger
FAR_AHEAD = 10  # years; an era year without its era that lies further ahead was meant for an earlier era
OLDEST = 120  # years of age

_WRITE_AGAIN = "確かめて、書き直してください。"
_WIDE = "年代には幅があるので、まん中あたりの年に「頃」を付けて書きます。"


@dataclass(frozen=True)
class Reading:
    """What a typed date means, or why not.

    `value` None without a problem: nothing was typed. With a problem, `problem` is one or two sentences for the
    user, and `suggestion` the date asked about in them, to be taken over with one key.
    """

    value: PartialDate | None
    problem: str = ""
    suggestion: PartialDate | None = None


def read_date(typed: str, today: date) -> Reading:
    """Read a date in any usual spelling, with full- or half-width characters in any case. Never raises.

    令和8年4月1日（水） R8.4.1 R080401 令和八年四月一日 2026/4/1 20260401, 8.4.1 (era of today), 4/1 (the one nearest
    to today), きょう +7 3か月後, parts of a date (昭和20年5月, 1945年頃) and 不明. Empty text gives Reading(None).
    """
    match date_spelling.spell(typed):
        case None:
            return _unread(today) if typed.strip() else Reading(None)
        case Unknown():
            return Reading(UNKNOWN)
        case Offset() as offset:
            return _away(offset, today)
        case Decade() as decade:
            return _of_decade(decade)
        case Age():
            return Reading(None, f"年齢ではなく日付を、{short(today)} のように書いてください。")
        case Written() as written:
            return _of_written(written, today)


def read_birth(typed: str, today: date) -> Reading:
    """Read a birth date: like read_date, and also 80歳くらい; never a day after today. Never raises.

    An age gives the year in which most people of that age were born, with 頃. An era year without its era (20.5.3)
    is taken only when a single era fits; otherwise the reading asks.
    """
    match date_spelling.spell(typed):
        case Age() as age:
            reading = _of_age(age, today)
        case Written(year=None):
            return Reading(None, f"生まれた年がありません。{plain(today)}のように、年から書いてください。")
        case Written(era=None, year=int(year)) as written if year < 100:
            reading = _birth_without_era(written, year, today)
        case _:
            reading = read_date(typed, today)
    return _not_after(today, reading)


def _unread(today: date) -> Reading:
    western = f"{today.year}/{today.month}/{today.day}"
    return Reading(
        None,
        f"日付として読めません。{plain(today)}、{short(today)}、{western} のように書いてください。"
        "分からないときは「不明」と書いてください。",
    )


def _ask(fact: str, right: PartialDate | None, instead: str = _WRITE_AGAIN) -> Reading:
    """A problem: the fact, then the date that was probably meant, or what to do when there is none."""
    return Reading(None, fact + (f"{describe(right)}ですか。" if right else instead), right)


def _settled(year: int, month: int | None, day: int | None, approximate: bool = False) -> Reading:
    """The date of these western numbers, or the sentence that says why there is no such date."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _ask(f"西暦{year}年になります。{FIRST_YEAR}年から{LAST_YEAR}年までが書けます。", None)
    if month is not None and not 1 <= month <= 12:
        return _ask(f"{month}月はありません。月は1から12です。", None)
    if month is not None and day is not None and not 1 <= day <= 31:
        return _ask(f"{day}日はありません。日は1から31です。", None)
    if month is not None and day is not None and day > (last := calendar.monthrange(year, month)[1]):
        month_words = describe(PartialDate(year, month))
        return _ask(f"{month_words}は{last}日までです。", PartialDate(year, month, last, approximate))
    return Reading(PartialDate(year, month, day, approximate))


def _away(offset: Offset, today: date) -> Reading:
    """So many days and months from today; a day that the month lacks becomes its last day."""
    try:
        day = today + timedelta(days=offset.days)
    except OverflowError:
        return _unread(today)
    months = day.year * 12 + day.month - 1 + offset.months
    year, month = months // 12, months % 12 + 1
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return _settled(year, None, None)
    day_of_month = min(day.day, calendar.monthrange(year, month)[1])
    return _agreeing(_settled(year, month, day_of_month, offset.around.approximate), offset.around)


def _of_decade(decade: Decade) -> Reading:
    middle = decade.year + 5
    if decade.era:
        middle = min(decade.era.western(middle), decade.era.last.year)
    reading = _settled(middle, None, None, approximate=True)
    return _ask(_WIDE, reading.value) if reading.value else reading


def _of_age(age: Age, today: date) -> Reading:
    if age.years > OLDEST:
        return _ask(f"{age.years}歳とあります。", None)
    years = age.years + 5 if age.decade else age.years
    born = PartialDate(today.year - years - (1 if today.month <= 6 else 0), approximate=True)
    if age.decade:
        return _ask(_WIDE, born)
    return Reading(born)


def _of_written(written: Written, today: date) -> Reading:
    if written.year is None:
        reading = _nearest(written, today)
    elif written.era:
        reading = _in_era(written.era, written.year, written)
    elif written.year < 100:
        reading = _era_of_today(written, written.year, today)
    else:
        reading = _settled(written.year, written.month, written.day, written.around.approximate)
    return _agreeing(reading, written.around)


def _in_era(era: Era, year: int, written: Written) -> Reading:
    """The year of the era named, checked against the days on which the era began and ended."""
    if year >= 100:
        reading = _settled(year, written.month, written.day, written.around.approximate)
        return _ask(f"「{era.name}」と西暦{year}年の両方があります。", reading.value) if reading.value else reading
    if year == 0:
        return _ask(f"{era.name}0年はありません。{era.name}は元年（1年）からです。", None)
    reading = _settled(era.western(year), written.month, written.day, written.around.approximate)
    found = reading.value
    if found is None or era.overlaps(found.earliest(), found.latest()):
        return reading
    if found.earliest() > era.last:
        last_year = era.last.year - era.begin.year + 1
        last_words = f"{last_year}年は" if year == last_year else f"は{last_year}年"
        return _ask(f"{era.name}{last_words}{_month_and_day(era.last)}までです。", found)
    fact = f"{era.name}は元年{_month_and_day(era.begin)}からです。"
    return _ask(fact, found if era_on(found.latest()) else None, "それより前は、西暦で書いてください。")


def _month_and_day(day: date) -> str:
    """1月7日: month and day without the year."""
    return f"{day.month}月{day.day}日"


def _era_of_today(written: Written, year: int, today: date) -> Reading:
    """An era year without its era: the era of today, unless that lies far ahead."""
    era = era_on(today) or ERAS[0]
    if era.western(year) <= today.year + FAR_AHEAD:
        return _in_era(era, year, written)
    if written.run[:2] in ("18", "19", "20", "21") and 1 <= int(written.run[4:] or 0) <= 12:
        return _settled(int(written.run[:4]), int(written.run[4:]), None, written.around.approximate)
    fitting = _fitting_eras(written, year, today)
    return _ask(
        f"年号がありません。{era.name}{year}年（{era.western(year)}年）では先すぎます。",
        fitting[-1] if fitting else None,
        "年号（R・H・S）か、西暦4けたを付けてください。",
    )


def _fitting_eras(written: Written, year: int, today: date) -> list[PartialDate]:
    """The dates of the last 120 years that the written numbers give in one era or another, oldest first."""
    readings = [_in_era(era, year, written).value for era in ERAS]
    oldest = today.year - OLDEST
    return [found for found in readings if found and oldest < found.latest().year and found.earliest() <= today]


def _birth_without_era(written: Written, year: int, today: date) -> Reading:
    fitting = _fitting_eras(written, year, today)
    if not fitting:
        return _ask("年号がありません。", None, "年号（R・H・S）か、西暦4けたを付けてください。")
    if len(fitting) == 1 and not written.run:
        return _agreeing(Reading(fitting[0]), written.around)
    showa = [found for found in fitting if describe(found).startswith("昭和")]
    likely = (showa or fitting)[0]
    others = "か".join(describe(found) for found in fitting if found != likely)
    fact = f"年号がありません。{others}とも読めます。" if others else "年号がありません。"
    return _ask(fact, likely)


def _nearest(written: Written, today: date) -> Reading:
    """Month and day, or a month, in the year that brings them nearest to today; at equal distance the coming one.

    Of the years around, one in which the weekday written beside it is right goes first.
    """

    def distance(near: PartialDate) -> tuple[bool, timedelta]:
        wrong_weekday = written.around.weekday != WEEKDAYS[near.earliest().weekday()]
        return bool(written.around.weekday and near.day and wrong_weekday), abs(near.earliest() - today)

    years = (today.year + 1, today.year, today.year - 1)
    readings = [_settled(year, written.month, written.day, written.around.approximate) for year in years]
    if found := [reading.value for reading in readings if reading.value]:
        return Reading(min(found, key=distance))
    asking = [reading for reading in readings if reading.suggestion]
    return min(asking, key=lambda reading: distance(reading.suggestion or UNKNOWN), default=readings[1])


def _agreeing(reading: Reading, around: Around) -> Reading:
    """The reading, unless the weekday or the year written beside it says otherwise."""
    found = reading.value
    if found is None:
        return reading
    if around.western not in (None, found.year):
        return _ask(f"（　）の中の年（西暦{around.western}年）と合いません。", found)
    day = found.as_date()
    if day and around.weekday and WEEKDAYS[day.weekday()] != around.weekday:
        fact = f"{plain(day)}は{WEEKDAYS[day.weekday()]}曜日です。日付か曜日を確かめてください。"
        return Reading(None, fact, found)
    return reading


def _not_after(today: date, reading: Reading) -> Reading:
    """The reading of a birth date, with days that have not come refused and not suggested."""
    if reading.value and reading.value.year is not None and reading.value.earliest() > today:
        return _ask(f"{describe(reading.value)}はまだ来ていません。", None, "生まれた日を確かめてください。")
    if reading.suggestion and reading.suggestion.earliest() > today:
        return replace(reading, problem=f"生まれた日が今日より後になっています。{_WRITE_AGAIN}", suggestion=None)
    return reading
