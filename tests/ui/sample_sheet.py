"""A sheet with every kind of blank, for the tests of the form."""

from hokatsu_desktop.sheets.answers import Answers, Marks
from hokatsu_desktop.sheets.definition import Blank, Column, Confidential, Kind, Section, Sheet, Subject
from hokatsu_desktop.sheets.lists import Choice, ChoiceList

COLUMNS = (Column(key="who", label="だれが"), Column(key="due", label="いつまで", kind=Kind.DATE))
MEMBERS = (
    Column(key="name", label="氏名"),
    Column(key="kana", label="フリガナ"),
    Column(key="age", label="年齢", shown_only=True),
)
BLANKS = (
    Blank(key="name", label="氏名", kind=Kind.TEXT, width=4, required=True, bind="person.name"),
    Blank(key="name_kana", label="フリガナ", kind=Kind.TEXT, width=4),
    Blank(key="birth", label="生年月日", kind=Kind.DATE, width=4, bind="person.birth", reported=True),
    Blank(key="words", label="ようす", kind=Kind.LINES, lines=2, confidential=Confidential.THIRD_PARTY),
    Blank(key="received_on", label="受付日", kind=Kind.DATE, width=6, required=True, help="例：R8.4.1"),
    Blank(key="rent", label="家賃", kind=Kind.NUMBER, width=6, suffix="円"),
    Blank(key="sex", label="性別", kind=Kind.CHOICE, list="few", width=6),
    Blank(key="route", label="経路", kind=Kind.CHOICE, list="many", width=6),
    Blank(key="reasons", label="理由", kind=Kind.CHOICES, list="few"),
    Blank(key="worries", label="困りごと", kind=Kind.MARKS, list="many"),
    Blank(key="told", label="伝えてよい", kind=Kind.YES_NO, width=6),
    Blank(key="case_number", label="ケース番号", kind=Kind.TEXT, width=6, shown_only=True),
    Blank(key="members", label="世帯", kind=Kind.PEOPLE, columns=MEMBERS),
    Blank(key="plan", label="役割", kind=Kind.ROWS, columns=COLUMNS, confidential=Confidential.STAFF_VIEW),
    Blank(key="genogram", label="ジェノグラム", kind=Kind.DRAWING),
    Blank(key="seal", label="署名", kind=Kind.SIGN),
    Blank(key="rule", label="取扱い", kind=Kind.WORDS, help="会議のあとに集めます。"),
    Blank(key="load", label="しんどさ", kind=Kind.LINES, confidential=Confidential.SUPPORTER),
)
SHEET = Sheet(
    key="sample",
    title="ためしの様式",
    short_title="ためし",
    subject=Subject.CASE,
    sections=(Section(key="one", title="本人", blanks=BLANKS[:3]), Section(key="two", title="", blanks=BLANKS[3:])),
    note="分からないところは空けておきます。",
)
ANSWERS: Answers = {
    "name": "𠮷田 一郎",
    "name_kana": "ヨシダ　イチロウ",
    "birth": "1944-05-03",
    "words": "一行目\n二行目",
    "received_on": "2026-11-18",
    "rent": "45000",
    "sex": "v2",
    "route": "other",
    "route__other": "新聞を見て",
    "reasons": ["v1", "other"],
    "reasons__other": "近所の話",
    "worries": Marks(most="v3", also=["v1", "v8"]),
    "told": "no",
    "case_number": "R8-012",
    "members": [{"name": "髙橋 花", "kana": "タカハシ　ハナ", "age": "82歳"}],
    "plan": [{"who": "水道課", "due": "2026-11-30"}, {"who": "大森", "due": "?毎月"}],
}


def choice_list(key: str) -> ChoiceList:
    """A short list with own words, or a long one."""
    count = {"few": 3, "many": 9}[key]
    values = [Choice(key=f"v{number}", label=f"値{number}") for number in range(1, count + 1)]
    values.append(Choice(key="other", label="その他", free_text=True))
    return ChoiceList(key=key, label=key, values=tuple(values))
