"""What is coarsened by its looks, known or not: telephone numbers, house numbers, whole dates, ages, names of schools."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from hokatsu_desktop.japanese.fold import Placed, digits, fold_in_place
from hokatsu_desktop.japanese.wareki import read_date
from hokatsu_desktop.models import Degree
from hokatsu_desktop.services.degrees.replacing import Span

PHONE, POSTCODE, MAIL, HOUSE_NUMBER = "（電話）", "（郵便番号）", "（メール）", "（番地）"
SOON = timedelta(days=183)  # 12月5日 without a year is the next one that comes within half a year, else a past one

_BETWEEN = "[ー()\\s./]{0,3}"
_PHONE = re.compile(
    f"(?<![0-9])(?:\\+81{_BETWEEN}|\\(?0)[0-9]{{1,4}}{_BETWEEN}[0-9]{{1,4}}{_BETWEEN}[0-9]{{3,4}}(?![0-9])"
)
_LOCAL_PHONE = re.compile("(?<![0-9ー])[0-9]{1,4}ー[0-9]{4}(?![0-9ー])")
_POSTCODE = re.compile("(?:〒\\s*[0-9]{3}\\s*ー?\\s*[0-9]{4}|(?<![0-9ー])[0-9]{3}ー[0-9]{4})(?![0-9ー])")
_MAIL = re.compile("[a-z0-9._%+ー]+@[a-z0-9.ー]+\\.[a-z]{2,}")
_NUMBER = "(?:[0-9]{1,5}|[一二三四五六七八九十百]{1,5})"
_HOUSE_NUMBER = re.compile(
    f"{_NUMBER}丁目(?:\\s*{_NUMBER}(?:番地?|ー)?(?:の|ー)?(?:{_NUMBER}(?:号室?)?)?)?"
    f"|{_NUMBER}番地(?:の?{_NUMBER})?(?:{_NUMBER}号)?|{_NUMBER}番{_NUMBER}号|{_NUMBER}号室"
)
_ERA = "(?:令和|平成|昭和|大正|明治|[rhstm])"
_WHOLE_DATE = re.compile(
    f"(?P<month>{_ERA}\\s*(?:元|[0-9]{{1,2}})\\s*(?:年|[./ー])\\s*[0-9]{{1,2}})\\s*(?P<rest>(?P<sign>月|[./ー])\\s*[0-9]{{1,2}}日?)"
    "(?![0-9])"
    "|(?<![0-9])(?P<wmonth>[0-9]{4}\\s*(?:年|[./ー])\\s*[0-9]{1,2})\\s*(?P<wrest>(?P<wsign>月|[./ー])\\s*[0-9]{1,2}日?)(?![0-9])"
)
_DAY_OF_MONTH = re.compile("(?<![0-9])(?P<month>[0-9]{1,2})\\s*月\\s*(?P<day>[0-9]{1,2})\\s*日")
_WEEKDAY = re.compile("\\s*\\([月火水木金土日](?:曜日?)?\\)")
_AGE = re.compile(
    "(?<![0-9])(?P<age>[0-9]{1,3})\\s*(?:歳|才)(?:か\\s*[0-9]{1,3}\\s*歳)?(?:くらい|ぐらい)?(?!以上|未満|以下|まで|から|を?[こ超]え|になる)"
)
_FIRM = "小学校|中学校|高等学校|高校|病院|医院|くりにっく|診療所|保育園|保育所|幼稚園|こども園|商店|工業|建設|製作所|株式会社|有限会社|\\(株\\)|\\(有\\)"
_NAMED_FIRM = re.compile(f"(?P<name>[\u3005\u3400-\u9fff\U00020000-\U0003ffff]{{1,6}}?)(?P<kind>{_FIRM})")
_COMMON_PREFIX = re.compile(
    "(?:総合|町立|市立|村立|県立|国立|私立|公立|中央|精神|精神科|内科|外科|小児科?|整形外科|歯科|眼科|大学|特別支援|近所|地元|別|他|同|"
    "毎[日週月]|[来先今][週月年]|翌[日週月]|入院|退院|転院|通院|受診|紹介|母校|訪問|当|本|各|小|中|認可|公|私|町内|町外|市内|市外|隣町|専門|救急|[0-9]|"
    "[前後日月年週回頃中]|[母父兄姉弟妹]|夜間|定時制|通信制)+"
)


@dataclass(frozen=True)
class Softening:
    """What coarsening needs to know besides the text."""

    degree: Degree
    today: date
    births: Mapping[date, str] = field(default_factory=dict)  # birth dates of the people: what is said instead
    local_phones: frozenset[str] = frozenset()  # digits of known numbers: 42-2111 is their end
    office_phone: str = ""  # digits: the office may be called by whoever reads the paper

    def spans(self, text: str) -> list[Span]:
        """Everything in a text that gives way by its looks."""
        placed = fold_in_place(text)
        return [span for look in self._looks() for span in look(text, placed)]

    def _looks(self) -> tuple[Callable[[str, Placed], Iterator[Span]], ...]:
        always = (self._numbers, self._dates, self._ages)
        return (*always, named_firms) if self.degree is Degree.ANONYMOUS else always

    def _numbers(self, _text: str, placed: Placed) -> Iterator[Span]:
        for pattern, becomes in ((_POSTCODE, POSTCODE), (_MAIL, MAIL), (_HOUSE_NUMBER, HOUSE_NUMBER)):
            for match in pattern.finditer(placed.text):
                yield span_of(placed, match.start(), match.end(), becomes)
        for match in _PHONE.finditer(placed.text):
            number = digits(match[0].replace("+81", "0"))
            if 10 <= len(number) <= 11 and number != self.office_phone:
                yield span_of(placed, match.start(), match.end(), PHONE)
        for match in _LOCAL_PHONE.finditer(placed.text):
            if any(phone.endswith(digits(match[0])) for phone in self.local_phones):
                yield span_of(placed, match.start(), match.end(), PHONE)

    def _dates(self, text: str, placed: Placed) -> Iterator[Span]:
        """Whole dates: a birth as the age it gives, a past day as its month; what is still to come stays a promise."""
        for match in _WHOLE_DATE.finditer(placed.text):
            day = day_of(match[0], self.today)
            if day is None or (day >= self.today and day not in self.births):
                continue
            end = weekday_end(placed, match.end())
            if day in self.births:
                yield span_of(placed, match.start(), end, self.births[day])
                continue
            group, sign = ("month", "sign") if match["month"] else ("wmonth", "wsign")
            month_end = match.end(group) if match[sign] != "月" else match.end(sign)
            yield Span(placed.ends[month_end - 1], placed.ends[end - 1], "")
        for match in _DAY_OF_MONTH.finditer(placed.text):
            if not self._comes_soon(int(match["month"]), int(match["day"])):
                month_end = placed.text.index("月", match.start())
                yield Span(placed.ends[month_end], placed.ends[weekday_end(placed, match.end()) - 1], "")

    def _comes_soon(self, month: int, day: int) -> bool:
        for year in (self.today.year, self.today.year + 1):
            try:
                found = date(year, month, day)
            except ValueError:
                continue
            if self.today <= found <= self.today + SOON:
                return True
        return False

    def _ages(self, _text: str, placed: Placed) -> Iterator[Span]:
        for match in _AGE.finditer(placed.text):
            yield span_of(placed, match.start(), match.end(), age_band(int(match["age"]), self.degree))


def may_hold_local_phone(text: str) -> bool:
    """Whether anything in a text looks like a number without its area code."""
    return bool(_LOCAL_PHONE.search(fold_in_place(text).text))


def named_firms(_text: str, placed: Placed) -> Iterator[Span]:
    """Schools, hospitals and firms with a name of their own before the word: only the word stays."""
    for match in _NAMED_FIRM.finditer(placed.text):
        if not _COMMON_PREFIX.fullmatch(match["name"]):
            yield Span(placed.starts[match.start()], placed.ends[match.end("name") - 1], "")


def span_of(placed: Placed, start: int, end: int, becomes: str) -> Span:
    """A stretch of the folded text as one of the original."""
    return Span(placed.starts[start], placed.ends[end - 1], becomes)


def weekday_end(placed: Placed, end: int) -> int:
    """Where a date ends with its weekday: the weekday would give the day away."""
    weekday = _WEEKDAY.match(placed.text, end)
    return weekday.end() if weekday else end


def day_of(spelled: str, today: date) -> date | None:
    """The day of a date in any spelling, if it is a whole one."""
    value = read_date(spelled.replace("ー", "-"), today).value
    return value.as_date() if value else None


def age_band(age: int, degree: Degree) -> str:
    """80代; 65歳以上 where nothing more may be told."""
    if degree is Degree.ANONYMOUS:
        bands = ((18, "18歳未満"), (40, "18〜39歳"), (65, "40〜64歳"), (200, "65歳以上"))
        return next((words for below, words in bands if age < below), "65歳以上")
    if age < 10:
        return "10歳未満"
    return "90代以上" if age >= 90 else f"{age // 10 * 10}代"
