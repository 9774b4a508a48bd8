"""Small sheets of our own with every kind of blank. The people in them are invented."""

from datetime import date, datetime, timedelta, timezone

from hokatsu_desktop.drawing.shapes import Ellipse, Line, Polyline, Rect, Shape, Text
from hokatsu_desktop.printing.document import Document
from hokatsu_desktop.printing.sheet import SheetFrame, render_sheet
from hokatsu_desktop.sheets.answers import Answers, Marks
from hokatsu_desktop.sheets.definition import Blank, Column, Kind, Section, Sheet, Subject
from hokatsu_desktop.sheets.lists import Choice, ChoiceList

COLOURS = ChoiceList(
    key="colour",
    label="色",
    values=(
        Choice(key="red", label="あか"),
        Choice(key="blue", label="あお"),
        Choice(key="old", label="むかしの色", retired=True),
        Choice(key="other", label="その他の色", free_text=True),
    ),
)
MANY = ChoiceList(
    key="many",
    label="たくさん",
    several=True,
    values=tuple(Choice(key=f"value{number}", label=f"第{number}の項目") for number in range(1, 21)),
)
LISTS = {found.key: found for found in (COLOURS, MANY)}

TABLE_COLUMNS = (
    Column(key="who", label="だれが", width=4),
    Column(key="what", label="なにを", kind=Kind.LINES, width=5),
    Column(key="due", label="いつまで", kind=Kind.DATE, width=3),
)

SAMPLE = Sheet(
    key="sample",
    title="見本シート",
    short_title="見本",
    subject=Subject.CASE,
    form_number="様式第9号",
    handling="取扱注意",
    note="この見本は架空のものです。",
    lists=(COLOURS, MANY),
    sections=(
        Section(
            key="head",
            title="",
            blanks=(
                Blank(key="name", label="氏名", kind=Kind.TEXT, width=6),
                Blank(key="birth", label="生年月日", kind=Kind.DATE, width=6, reported=True),
                Blank(key="income", label="収入", kind=Kind.NUMBER, width=6, suffix="円"),
                Blank(key="agreed", label="同意", kind=Kind.YES_NO, width=6),
                Blank(key="colour", label="すきな色", kind=Kind.CHOICE, list="colour"),
                Blank(key="colours", label="ほかの色", kind=Kind.CHOICES, list="colour"),
                Blank(key="long_list", label="長い一覧", kind=Kind.CHOICES, list="many"),
                Blank(key="worries", label="困りごと", kind=Kind.MARKS, list="colour"),
            ),
        ),
        Section(
            key="story",
            title="いきさつ",
            blanks=(
                Blank(key="story", label="これまでの経過", kind=Kind.LINES, lines=3),
                Blank(
                    key="tasks", label="すること", kind=Kind.ROWS, columns=TABLE_COLUMNS, empty_rows=2, reported=True
                ),
                Blank(key="drawing", label="ジェノグラム", kind=Kind.DRAWING, lines=4),
                Blank(key="words", label="上のとおり説明を受けました。", kind=Kind.WORDS),
                Blank(key="sign", label="署名", kind=Kind.SIGN),
            ),
        ),
    ),
)

ANSWERS: Answers = {
    "name": "𠮷田　葛\U000e0100城",
    "birth": "1944-05-03",
    "income": "85,000",
    "agreed": "yes",
    "colour": "other",
    "colour__other": "うす緑",
    "colours": ["blue", "old"],
    "long_list": ["value2", "value19"],
    "worries": Marks(most="red", also=["blue"]),
    "story": "髙橋さんから電話。\n水道が止まりそうだと話された。",
    "tasks": [
        {"who": "水道課　山本", "what": "止水の判断を待つ", "due": "2026-12-04"},
        {"who": "包括　木下", "what": "火の元を確かめる", "due": "?毎月"},
    ],
}

DRAWING: tuple[Shape, ...] = (
    Rect(left=10, top=10, width=12, height=12),
    Ellipse(left=40, top=10, width=12, height=12, dash=(2, 2)),
    Line(start=(22, 16), end=(40, 16), arrow=True),
    Polyline(points=((22, 30), (26, 26), (30, 30), (34, 26)), width_pt=1.5),
    Text(at=(16, 18), words="82", align="centre"),
    Text(at=(46, 18), words="母の妹", align="centre", bold=True),
)

FRAME = SheetFrame(
    dated=date(2026, 11, 26),
    printed_at=datetime(2026, 11, 26, 11, 42, tzinfo=timezone(timedelta(hours=9))),
    printed_by="見本",
    state_digits="482109375526",
    drawings={"drawing": DRAWING},
)

ORDER = [
    *("様式第9号", "令和8年11月26日", "取扱注意", "見本シート"),
    *("氏名", "𠮷田葛\U000e0100城", "生年月日", "昭和19年5月3日", "収入", "85,000円"),
    *("同意", "[レ]はい[]いいえ", "すきな色", "[]あか[]あお[レ]その他の色（うす緑）"),
    *(
        "ほかの色",
        "[]あか[レ]あお[レ]むかしの色[]その他の色",
        "長い一覧",
        "[レ]第2の項目[レ]第19の項目",
        "ほか18項目は印なし",
    ),
    *("困りごと", "[◎]あか[○]あお[]その他の色", "いきさつ", "これまでの経過"),
    *("髙橋さんから電話。水道が止まりそうだと話された。", "すること", "だれが", "なにを", "いつまで"),
    *("水道課山本", "止水の判断を待つ", "令和8年12月4日", "包括木下", "火の元を確かめる", "毎月"),
    *("ジェノグラム", "82", "母の妹", "上のとおり説明を受けました。", "署名", "この見本は架空のものです。"),
    *("この紙の時点4821-0937-5526", "印刷R8.11.2611:42見本", "1／1"),
]


def sample_pdf() -> bytes:
    """The sample sheet filled in."""
    document = Document("見本シート")
    render_sheet(document, SAMPLE, ANSWERS, FRAME)
    return document.to_bytes()
