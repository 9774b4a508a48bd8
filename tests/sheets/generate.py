"""Answers for any sheet: made by hypothesis, and four fixed sets (empty, typical, overfull, rare names). All invented."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from hokatsu_desktop.sheets.answers import Answer, Answers, Marks, Row
from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Sheet
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.sheets.lists import ChoiceList

Writer = Callable[[Blank | Column, int], str]
"""Writes the text of a field: (field, number of the row from 1, or 0 outside a table)."""

ListOf = Callable[[str], ChoiceList]
"""The lists of the sheet's edition by key: its own, else the shipped ones."""

UNANSWERED = frozenset({Kind.DRAWING, Kind.SIGN, Kind.WORDS})
MANY_ROWS = 25
MANY_TICKS = 1000  # more than any list has
LONG_TEXT = "訪ねても母としか話せず、息子さんには3年会えていない。水道を止めるべきか判断がつかない。" * 12
LONG_WORD = "みどり町立中央地域包括支援センター水道料金滞納世帯見守り連絡会議（旧庁舎2階第1会議室）"
RARE_NAMES = ("𠮷田 髙橋", "葛󠄀城 祇󠄀園", "渡邉・邊・邊󠄂", "﨑村 德永", "纊 㐂 ㈱はまなす", "ｶﾀｶﾅ　ＡＢＣ①")

# What people at a town hall type or paste: kana, kanji of every plane, digits and letters of both widths, marks.
_LETTERS = (
    st.characters(min_codepoint=0x3041, max_codepoint=0x30FE)
    | st.characters(min_codepoint=0x4E00, max_codepoint=0x9FEF)
    | st.characters(min_codepoint=0x20, max_codepoint=0x7E)
    | st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E)
    | st.sampled_from("、。「」（）〜・　ー々〆①℡髙﨑𠮷𡈽𩸽&<>\"'\\")
)
_LINE = st.text(_LETTERS, max_size=40)
_DATES = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(
    ("2026-11-23", "1944-05", "1945", "1945~", "unknown", "?毎月", "?昭和64年2月1日")
)
_NUMBERS = st.integers(min_value=0, max_value=99_999_999).map(str)
_YES_NO = st.sampled_from(("yes", "no", ""))

TYPICAL_TEXTS = {
    "person_name": "佐藤 ハナ",
    "person_kana": "さとう はな",
    "name": "佐藤 一郎",
    "case_number": "R8-012",
    "case_title": "佐藤世帯",
    "from_agency": "水道課",
    "agency_name": "みどり町社会福祉協議会",
    "who": "保健センター　木村",
    "what": "受診したことがあるかをたずねる",
    "phone": "000-0000-0000",
    "meeting_name": "令和8年度 第5回 支援会議",
    "heading": "令和8年度 第5回 支援会議",
    "hours": "午前10時〜午前11時30分",
    "place": "役場2階 第1会議室",
}


def answers_for(sheet: Sheet) -> SearchStrategy[Answers]:
    """Any answers a sheet may hold, from none to all, also with dates nobody can read."""
    each: dict[str, SearchStrategy[Answer]] = {}
    for blank in sheet.blanks:
        if blank.kind not in UNANSWERED:
            each[blank.key] = _any_answer(blank, sheet.choice_list)
        if blank.list and sheet.choice_list(blank.list).has_free_text:
            each[other_key(blank.key)] = _LINE
    return st.fixed_dictionaries({}, optional=each)


def empty(_sheet: Sheet) -> Answers:
    """Nothing filled in."""
    return {}


def typical(sheet: Sheet) -> Answers:
    """Everything filled in as on an ordinary day."""
    return _filled(sheet, _typical_text, rows=3, ticks=3)


def overfull(sheet: Sheet) -> Answers:
    """Everything ticked, long texts everywhere, and more rows than a page has."""
    return _filled(sheet, _long_text, rows=MANY_ROWS, ticks=MANY_TICKS)


def rare_names(sheet: Sheet) -> Answers:
    """As typical, but with characters that common fonts lack in every text."""
    return _filled(sheet, _rare_text, rows=len(RARE_NAMES), ticks=1)


def _any_answer(blank: Blank, list_of: ListOf) -> SearchStrategy[Answer]:
    match blank.kind:
        case Kind.CHOICES:
            return st.lists(_values(blank, list_of), unique=True)
        case Kind.MARKS:
            values = _values(blank, list_of)
            return st.builds(_marks, values | st.just(""), st.lists(values, unique=True))
        case Kind.ROWS | Kind.PEOPLE:
            return st.lists(st.fixed_dictionaries({c.key: _any_text(c, list_of) for c in blank.columns}), max_size=6)
        case _:
            return _any_text(blank, list_of)


def _any_text(field: Blank | Column, list_of: ListOf) -> SearchStrategy[str]:
    match field.kind:
        case Kind.TEXT:
            return _LINE
        case Kind.LINES:
            return st.lists(_LINE, max_size=4).map("\n".join)
        case Kind.DATE:
            return _DATES
        case Kind.NUMBER:
            return _NUMBERS
        case Kind.CHOICE:
            return _values(field, list_of) | st.just("")
        case Kind.YES_NO:
            return _YES_NO
        case _:
            raise ValueError(field.kind)


def _values(field: Blank | Column, list_of: ListOf) -> SearchStrategy[str]:
    return st.sampled_from([value.key for value in list_of(field.list).values])


def _marks(most: str, also: list[str]) -> Marks:
    return Marks(most=most, also=[key for key in also if key != most])


def _typical_text(field: Blank | Column, number: int) -> str:
    text = TYPICAL_TEXTS.get(field.key, f"{field.label}の例")
    return f"{text}\n二行目です。" if field.kind is Kind.LINES and number == 0 else text


def _long_text(field: Blank | Column, number: int) -> str:
    return f"{number or ''}{LONG_TEXT if field.kind is Kind.LINES else LONG_WORD}"


def _rare_text(field: Blank | Column, number: int) -> str:
    return RARE_NAMES[(len(field.key) + number) % len(RARE_NAMES)]


def _filled(sheet: Sheet, write: Writer, *, rows: int, ticks: int) -> Answers:
    answers: Answers = {}
    for blank in sheet.blanks:
        if blank.kind in UNANSWERED:
            continue
        answers[blank.key] = _fixed_answer(blank, sheet.choice_list, write, rows, ticks)
        if ticks == MANY_TICKS and blank.list and sheet.choice_list(blank.list).has_free_text:
            answers[other_key(blank.key)] = write(blank, 0)
    return answers


def _fixed_answer(blank: Blank, list_of: ListOf, write: Writer, rows: int, ticks: int) -> Answer:
    match blank.kind:
        case Kind.CHOICES:
            return [value.key for value in list_of(blank.list).values[:ticks]]
        case Kind.MARKS:
            most, *also = (value.key for value in list_of(blank.list).values[:ticks])
            return Marks(most=most, also=also)
        case Kind.ROWS | Kind.PEOPLE:
            return [_fixed_row(blank, list_of, write, number) for number in range(1, rows + 1)]
        case _:
            return _fixed_text(blank, list_of, write, 0)


def _fixed_row(blank: Blank, list_of: ListOf, write: Writer, number: int) -> Row:
    return {column.key: _fixed_text(column, list_of, write, number) for column in blank.columns}


def _fixed_text(field: Blank | Column, list_of: ListOf, write: Writer, number: int) -> str:
    match field.kind:
        case Kind.TEXT | Kind.LINES:
            return write(field, number)
        case Kind.DATE:
            return "2026-11-23"
        case Kind.NUMBER:
            return "12"
        case Kind.CHOICE:
            values = list_of(field.list).values
            return values[number % len(values)].key
        case Kind.YES_NO:
            return "yes"
        case _:
            raise ValueError(field.kind)
