"""Ages and school years from a birth date of which parts may be missing; neither is ever stored."""

from datetime import date

from hokatsu_desktop.japanese.date_words import short
from hokatsu_desktop.japanese.fiscal import fiscal_year
from hokatsu_desktop.japanese.partial_date import PartialDate

_SCHOOLS = (("小学", 6), ("中学", 3), ("高校", 3))
_BEFORE_SCHOOL = ("年少", "年中", "年長")


def _years_between(birth: date, on: date) -> int:
    """Whole years on this day, one more from the birthday itself (29 February: from 1 March in other years).

    The law adds the year at the end of the day before (年齢計算ニ関スル法律, 民法143条), which matters for
    school_year and for benefits; on a screen people expect the birthday.
    """
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def _middle(birth: PartialDate) -> date:
    """The day that stands for a 頃: the middle of the year or month, or the day itself."""
    return date(birth.earliest().year, birth.month or 7, birth.day or (15 if birth.month else 1))


def age_on(birth: PartialDate, on: date) -> str:
    """82歳; 81歳か82歳 when month or day is missing; 80歳くらい for 頃; "" when unknown or not yet born."""
    if birth.year is None or birth.earliest() > on:
        return ""
    if birth.approximate:
        return f"{max(_years_between(_middle(birth), on), 0)}歳くらい"
    youngest, oldest = max(_years_between(birth.latest(), on), 0), _years_between(birth.earliest(), on)
    return f"{oldest}歳" if youngest == oldest else f"{youngest}歳か{oldest}歳"


def whole_age(birth: PartialDate, on: date) -> int | None:
    """The age in whole years, the lower one when two are possible; None when unknown or not yet born."""
    if birth.year is None or birth.earliest() > on:
        return None
    return max(_years_between(_middle(birth) if birth.approximate else birth.latest(), on), 0)


def age_with_date(birth: PartialDate, on: date) -> str:
    """82歳（R8.4.1現在）; "" where age_on gives ""."""
    age = age_on(birth, on)
    return f"{age}（{short(on)}現在）" if age else ""


def school_year(birth: PartialDate, on: date) -> str:
    """小学1年 to 高校3年, before that 年少・年中・年長; "" for others and when the birth date leaves it open.

    The year by age, whether or not the child attends. A class holds those born from 2 April to 1 April of the
    next year (学校教育法17条 with 年齢計算ニ関スル法律), so a birth month is enough except for April.
    """
    if birth.month is None or birth.approximate or (birth.month == 4 and birth.day is None):
        return ""
    born_in_class_of = fiscal_year(birth.latest()) - ((birth.month, birth.day) == (4, 1))
    year = fiscal_year(on) - born_in_class_of - 6
    if birth.earliest() > on or year < -2:
        return ""
    if year <= 0:
        return _BEFORE_SCHOOL[year + 2]
    for school, years in _SCHOOLS:
        if year <= years:
            return f"{school}{year}年"
        year -= years
    return ""
