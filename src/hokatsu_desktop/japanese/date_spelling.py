"""What people type for a date, taken apart: era, year, month and day as written, before any calendar is asked."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from hokatsu_desktop.japanese.eras import ERAS, Era, era_named
from hokatsu_desktop.japanese.kana import JOINING_MARKS, TO_HIRAGANA

LONGEST = 60  # characters; longer text is no date and is not searched for one


@dataclass(frozen=True)
class Around:
    """What stood around the date itself."""

    approximate: bool = False  # 頃
    weekday: str = ""  # 水
    western: int | None = None  # 2026 for both 令和8年（2026年）4月1日 and 2026年（令和8年）4月1日


@dataclass(frozen=True)
class Unknown:
    """不明 and its like."""


@dataclass(frozen=True)
class Age:
    """80歳くらい; `decade` for 80代."""

    years: int
    decade: bool = False


@dataclass(frozen=True)
class Decade:
    """昭和20年代, 1950年代."""

    era: Era | None
    year: int


@dataclass(frozen=True, kw_only=True)
class Offset:
    """So many days and months from today: きょう, +7, 3か月後."""

    days: int = 0
    months: int = 0
    around: Around = Around()


@dataclass(frozen=True, kw_only=True)
class Written:
    """Numbers as written. Without an era a year of up to two digits belongs to an era not named."""

    era: Era | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    run: str = ""  # the digits, when they were typed with nothing between them
    around: Around = Around()


Spelling = Unknown | Age | Decade | Offset | Written

_TIDY = (
    JOINING_MARKS
    | TO_HIRAGANA
    | dict.fromkeys(map(ord, "‐‑‒–—―−ー─"), "-")
    | dict.fromkeys(map(ord, "〜∼"), "~")
    | dict.fromkeys(map(ord, "・·、,。"), ".")
    | dict.fromkeys(map(ord, "[〔【〈"), "(")
    | dict.fromkeys(map(ord, "]〕】〉"), ")")
)
_UNKNOWN = {"不明", "不詳", "未詳", "未確認", "わからない", "分からない", "判らない", "わかりません", "分かりません"}
_UNKNOWN |= {"わからず", "分からず", "生年不詳", "生年不明", "生年月日不詳", "生年月日不明", "unknown"}
_DAY_WORDS = {
    **dict.fromkeys(("おととい", "おとつい", "一昨日"), -2),
    **dict.fromkeys(("きのう", "昨日", "さくじつ"), -1),
    **dict.fromkeys(("きょう", "今日", "本日", "ほんじつ"), 0),
    **dict.fromkeys(("あす", "あした", "明日", "みょうにち"), 1),
    **dict.fromkeys(("あさって", "明後日", "みょうごにち"), 2),
    "しあさって": 3,
}

_KANJI_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0}
_KANJI_DIGITS |= dict(zip("壱弐参壹貳參", (1, 2, 3) * 2, strict=True))  # as family registers write them
_KANJI_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_KANJI_NUMBER = re.compile(f"[{''.join(_KANJI_DIGITS)}{''.join(_KANJI_UNITS)}]+")

_WEEKDAY = re.compile(
    r"\(([月火水木金土日])(?:曜日?)?[.]?(?:祝日?|休日?)?\)$"
    r"|([月火水木金土日])曜日?$|(?<=[0-9日])([火水木金土])$|(?<=日)([月日])$"
)
_APPROXIMATE = re.compile(r"^(?:約|およそ|おおよそ|だいたい|大体)|(?:頃|ごろ|ころ|くらい|ぐらい|位|前後|~|\?)$")
_TAIL = re.compile(r"(?:生まれ|うまれ|生れ|生|付け?|現在)$")
_MIDNIGHT = re.compile("(?:[ t]|(?<=日))0?0:00(?::00)?$")  # behind dates copied from a spreadsheet

_ERA = "(?P<era>令和|平成|昭和|大正|明治|[令平昭大明rhstm])[./-]?"
_YEAR = "(?P<year>[1-9][0-9]{3}|[0-9]{1,2})"
_WESTERN = "(?P<year>(?:1[89]|2[01])[0-9]{2})"
_MONTH = "(?P<month>[0-9]{1,2})"
_DAY = "(?P<day>[0-9]{1,2})日?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        f"(?:{_ERA})?{_YEAR}(?:年|[./-]){_MONTH}(?:月|[./-]){_DAY}",
        f"(?:{_ERA})?{_YEAR}年{_MONTH}月?",
        f"(?:{_ERA})?{_YEAR}年",
        f"{_ERA}(?P<year>[0-9]{{1,2}})(?P<month>0[1-9]|1[0-2])",
        f"{_ERA}(?P<year>[0-9]{{1,2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})",
        f"{_ERA}{_YEAR}(?:[./-]{_MONTH}月?)?",
        f"{_WESTERN}(?:[./-]{_MONTH}月?)?",
        f"{_MONTH}(?:月|[./-]){_DAY}",
        f"{_MONTH}月",
    )
)
_YEAR_AGAIN = re.compile(rf"\((?:(?:西暦)?(?P<western>[0-9]{{4}})|{_ERA}(?P<year>元|[0-9]{{1,2}}))年?\)年?")
_DECADE = re.compile(f"(?:(?:{_ERA})(?P<short>[0-9]{{1,2}})|{_WESTERN})年代")
_AGE = re.compile("満?([0-9]{1,3})(代|歳|才)")
_SIGNED = re.compile("([+-])([0-9]{1,4})日?")
_LATER = re.compile("([0-9]{1,4})(日|週間?|[かがゖけ箇個]月|年)(後|前)")


def _kanji_number(kanji: str) -> str:
    """Digits for kanji numerals, by place (二〇二六) or by unit (二十五)."""
    if not any(sign in _KANJI_UNITS for sign in kanji):
        return "".join(str(_KANJI_DIGITS[sign]) for sign in kanji)
    total = pending = 0
    for sign in kanji:
        if unit := _KANJI_UNITS.get(sign):
            total, pending = total + (pending or 1) * unit, 0
        else:
            pending = pending * 10 + _KANJI_DIGITS[sign]
    return str(total + pending)


def _tidy(typed: str) -> str:
    """One spelling for widths, case, kana, dashes, stops and brackets; spaces only between two digits."""
    text = unicodedata.normalize("NFKC", typed.translate(JOINING_MARKS)).casefold().translate(_TIDY)
    seen = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign)[0] != "C")
    parted = re.sub("(?<![0-9]) | (?![0-9])", "", " ".join(seen.split()))
    return _MIDNIGHT.sub("", parted).strip(".")


def _in_digits(text: str) -> str:
    """Kanji numerals and 元年 in digits, and a stop for the space between two numbers."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    text = _KANJI_NUMBER.sub(lambda run: _kanji_number(run[0]), text)
    text = re.sub(r"元(?=年|[./-]|$)", "1", text)
    return re.sub(r"^西暦(?=[0-9]{4})", "", text.replace(" ", "."))


def _peel(text: str) -> tuple[str, Around]:
    """The bare date, and what stood around it: weekday, 頃, the year said again in brackets."""
    approximate, weekday, western = False, "", None
    if bracket := _YEAR_AGAIN.search(text, 1):
        western = _western_year(bracket)
        text = text[: bracket.start()].rstrip("年") + "年" + text[bracket.end() :]
    while True:
        if found := _WEEKDAY.search(text):
            weekday = next(filter(None, found.groups()))
        elif found := _APPROXIMATE.search(text):
            approximate = True
        elif not (found := _TAIL.search(text)):
            return text, Around(approximate, weekday, western)
        text = (text[: found.start()] + text[found.end() :]).strip(".")


def _western_year(bracket: re.Match[str]) -> int:
    """The western year of 2026, 令和8 or 令和元."""
    era = era_named(bracket["era"] or "")
    if era is None:
        return int(bracket["western"])
    return era.western(1 if bracket["year"] == "元" else int(bracket["year"]))


def _offset(text: str) -> Offset | None:
    """+7, -1, 3日前, 2週間後, 3か月後, 1年後."""
    if found := _SIGNED.fullmatch(text):
        return Offset(days=int(found[1] + found[2]))
    if not (found := _LATER.fullmatch(text)):
        return None
    count = int(found[1]) * (1 if found[3] == "後" else -1)
    match found[2][0]:
        case "日":
            return Offset(days=count)
        case "週":
            return Offset(days=count * 7)
        case "年":
            return Offset(months=count * 12)
        case _:
            return Offset(months=count)


def _age(text: str) -> Age | None:
    found = _AGE.fullmatch(text)
    return Age(int(found[1]), decade=found[2] == "代") if found else None


def _decade(text: str) -> Decade | None:
    if not (found := _DECADE.fullmatch(text)):
        return None
    return Decade(era_named(found["era"] or ""), int(found["short"] or found["year"]))


def _form(text: str) -> Written | None:
    """Numbers parted by signs, and era numbers run together such as R080401."""
    for form in _FORMS:
        if found := form.fullmatch(text):
            parts = found.groupdict()
            year, month, day = (int(parts[name]) if parts.get(name) else None for name in ("year", "month", "day"))
            return Written(era=era_named(parts.get("era") or ""), year=year, month=month, day=day)
    return None


def _run(text: str) -> Written | None:
    """Digits and nothing else: 20260401, 080401, 0401, and 5080401 with the era digit of resident registers."""
    if not re.fullmatch("[0-9]{4,8}", text):
        return None
    month, day = int(text[-4:-2]), int(text[-2:])
    match len(text):
        case 4 if 1 <= month <= 12:
            return Written(month=month, day=day)
        case 4:
            return Written(year=int(text))
        case 7 if text[0] in "12345":
            return Written(era=ERAS[int(text[0]) - 1], year=int(text[1:3]), month=month, day=day)
        case 5 | 6 | 8:
            return Written(year=int(text[:-4]), month=month, day=day, run=text)
        case _:
            return None


_READERS: tuple[Callable[[str], Spelling | None], ...] = (_offset, _age, _decade, _form, _run)


def spell(typed: str) -> Spelling | None:
    """What this text says, or None when it is not a way of writing a date. Never raises."""
    if len(typed) > LONGEST:
        return None
    text = _tidy(typed)
    if text and not text.strip("?"):
        return Unknown()
    text, around = _peel(text)
    if text.strip("()") in _UNKNOWN:
        return Unknown()
    if text in _DAY_WORDS:
        return Offset(days=_DAY_WORDS[text], around=around)
    text = _in_digits(text)
    for reader in _READERS:
        if spelling := reader(text):
            return replace(spelling, around=around) if isinstance(spelling, Offset | Written) else spelling
    return None
