"""What people type for a date, taken apart: era, year, month and day as written, before any calendar is asked."""

import re
import unicodedata
from dataclasses import dataclass

from hokatsu_desktop.japanese.eras import Era, era_named
from hokatsu_desktop.japanese.kana import JOINING_MARKS, TO_HIRAGANA

LONGEST = 60  # characters; longer text is no date and is not searched for one


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


@dataclass(frozen=True)
class Offset:
    """So many days and months from today: きょう, +7, 3か月後."""

    days: int = 0
    months: int = 0


@dataclass(frozen=True, kw_only=True)
class Written:
    """Numbers as written. Without an era a year of up to two digits belongs to an era not named."""

    era: Era | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    approximate: bool = False  # 頃
    weekday: str = ""  # 水, when written behind
    also_western: int | None = None  # the 2026 of 令和8年（2026年）4月1日
    run: str = ""  # the digits, when six of them were typed without an era


Spelling = Unknown | Age | Decade | Offset | Written

_DASHES = "‐‑‒–—―−ーｰ─－﹣"
_TIDY = (
    JOINING_MARKS
    | TO_HIRAGANA
    | dict.fromkeys(map(ord, _DASHES), "-")
    | dict.fromkeys(map(ord, "〜～∼"), "~")
    | dict.fromkeys(map(ord, "・､、，,。｡"), ".")
    | dict.fromkeys(map(ord, "［〔【〈"), "(")
    | dict.fromkeys(map(ord, "］〕】〉"), ")")
)
_UNKNOWN = "不明 不詳 未詳 未確認 わからない 分からない 判らない わかりません 分かりません 生年不詳 生年月日不詳 unknown ?".split()
_DAY_WORDS = {
    **dict.fromkeys(("おととい", "おとつい", "一昨日"), -2),
    **dict.fromkeys(("きのう", "昨日", "さくじつ"), -1),
    **dict.fromkeys(("きょう", "今日", "本日", "ほんじつ"), 0),
    **dict.fromkeys(("あす", "あした", "明日", "みょうにち"), 1),
    **dict.fromkeys(("あさって", "明後日", "みょうごにち"), 2),
    "しあさって": 3,
}

_KANJI_DIGITS = {**{sign: value for value, sign in enumerate("〇一二三四五六七八九")}, "零": 0, "廿": 20, "卅": 30}
_KANJI_DIGITS |= dict(zip("壱弐参壹貳參弌弍弎", (1, 2, 3) * 3, strict=True))  # as family registers write them
_KANJI_UNITS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_KANJI_NUMBER = re.compile(f"[{''.join(_KANJI_DIGITS)}{''.join(_KANJI_UNITS)}]+")

_ERA = "(?:(?P<era>令和|平成|昭和|大正|明治|西暦|[令平昭大明rhstm])[./-]?)?"
_YEAR = "(?P<year>[0-9]{4}|[0-9]{1,2})"
_MONTH = "(?P<month>[0-9]{1,2})"
_DAY = "(?P<day>[0-9]{1,2})日?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        f"{_ERA}{_YEAR}(?:年|[./-]){_MONTH}(?:月|[./-]){_DAY}",
        f"{_ERA}{_YEAR}年{_MONTH}月?",
        f"{_ERA}{_YEAR}年",
        f"{_ERA.removesuffix('?')}{_YEAR}(?:[./-]{_MONTH}月?)?",
        f"(?P<year>[0-9]{{4}})(?:[./-]{_MONTH}月?)?",
        f"{_MONTH}(?:月|[./-]){_DAY}",
        f"{_MONTH}月",
    )
)
_ERA_RUN = re.compile(
    "(?P<era>[令平昭大明rhstm]|令和|平成|昭和|大正|明治)[.-]?"
    "(?P<year>[0-9]{1,2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})?"
)
_DECADE = re.compile(f"{_ERA}{_YEAR}年代")
_AGE = re.compile("(?:満|約|およそ|だいたい|大体)?([0-9]{1,3})(?:(代)|[歳才])(?:頃|ころ|ごろ|くらい|ぐらい|位|前後|~|\\?)*")
_SIGNED = re.compile("([+-])([0-9]{1,4})日?")
_LATER = re.compile("([0-9]{1,4})(日|週間?|(?:か|が|ゖ|け|箇|個)月|年)(後|前)")

_TIME = re.compile(r"[ t]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?$")
_WEEKDAY = re.compile(
    r"\(([月火水木金土日])(?:曜日?)?[.]?(?:祝日?|休日?)?\)$|([月火水木金土日])曜日?$|(?<=[0-9日])([火水木金土])$|(?<=日)([月日])$"
)
_WESTERN_BRACKET = re.compile(r"\((?:西暦)?([0-9]{4})年?\)年?")
_APPROXIMATE = re.compile(r"^(?:約|およそ|おおよそ|だいたい|大体)|(?:頃|ごろ|ころ|くらい|ぐらい|位|前後|~|\?)$")
_TAIL = re.compile(r"(?:生まれ|うまれ|生れ|生|付け?|現在)$")


def _number(kanji: str) -> str:
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


def tidy(typed: str) -> str:
    """One spelling for widths, case, kana, dashes, stops, brackets and spaces; kanji numerals are left."""
    text = unicodedata.normalize("NFKC", typed.translate(JOINING_MARKS)).casefold().translate(_TIDY)
    seen = "".join(sign for sign in text if sign.isspace() or unicodedata.category(sign)[0] != "C")
    return " ".join(seen.split())


def _digits_and_stops(text: str) -> str:
    """Kanji numerals and 元年 in digits; spaces go, except that one between two numbers parts them."""
    text = _KANJI_NUMBER.sub(lambda run: _number(run[0]), text)
    text = re.sub(r"元(?=年|[./-]|$)", "1", text)
    text = re.sub(r"(?<=[0-9]) (?=[0-9])", ".", text).replace(" ", "")
    return re.sub(r"[./-]{2,}", ".", text).strip(".")


def _peel(text: str) -> tuple[str, Written]:
    """The bare date, and what stood around it: weekday, 頃, the western year in brackets."""
    weekday, approximate, also_western = "", False, None
    if bracket := _WESTERN_BRACKET.search(text, 1):
        year_follows = text[bracket.start() - 1] == "年"
        also_western = int(bracket[1])
        text = text[: bracket.start()] + ("" if year_follows else "年") + text[bracket.end() :]
    while True:
        if found := _WEEKDAY.search(text):
            weekday = next(filter(None, found.groups()))
        elif found := _APPROXIMATE.search(text):
            approximate = True
        elif not (found := _TAIL.search(text)):
            return text, Written(weekday=weekday, approximate=approximate, also_western=also_western)
        text = text[: found.start()] + text[found.end() :]


def _spell_offset(text: str) -> Offset | None:
    if found := _SIGNED.fullmatch(text):
        return Offset(days=int(found[1] + found[2]))
    if not (found := _LATER.fullmatch(text)):
        return None
    count = int(found[1]) * (1 if found[3] == "後" else -1)
    if found[2] == "日":
        return Offset(days=count)
    if found[2].startswith("週"):
        return Offset(days=count * 7)
    return Offset(months=count * (12 if found[2] == "年" else 1))


def _spell_run(text: str) -> Written | None:
    """Digits without anything between them: R080401, 20260401, 080401, 5080401 (era digit of register systems)."""
    if found := _ERA_RUN.fullmatch(text):
        return _written(found.groupdict())
    text = text.removeprefix("西暦")
    if not re.fullmatch("[0-9]{4,8}", text):
        return None
    match len(text):
        case 8:
            return Written(year=int(text[:4]), month=int(text[4:6]), day=int(text[6:]))
        case 7 if text[0] in "12345":
            era = era_named("mtshr"[int(text[0]) - 1])
            return Written(era=era, year=int(text[1:3]), month=int(text[3:5]), day=int(text[5:]))
        case 5 | 6:
            return Written(year=int(text[:-4]), month=int(text[-4:-2]), day=int(text[-2:]), run=text)
        case 4:
            return Written(month=int(text[:2]), day=int(text[2:]))
        case _:
            return None


def _written(parts: dict[str, str | None]) -> Written:
    numbers = {name: int(value) for name, value in parts.items() if name != "era" and value}
    return Written(era=era_named(parts.get("era") or ""), **numbers)


def _spell_written(text: str) -> Written | None:
    for form in _FORMS:
        if found := form.fullmatch(text):
            return _written(found.groupdict())
    return None
