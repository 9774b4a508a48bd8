"""Wrong and half-filled inputs on the screens of ケース and 経過: rows of the table."""

from hokatsu_desktop.ui.place import Place
from tests.ui_bad_inputs.acts import Act, ctrl_enter, esc, leave, paste, tab, write
from tests.ui_bad_inputs.office import BadInput, Office
from tests.ui_bad_inputs.words import (
    BACKWARDS,
    CONTROLS,
    EMOJI,
    EXCEL,
    LONG,
    MARKUP,
    RARE,
    SQL,
)


def reception(office: Office) -> None:
    """つなぎを受け付ける, empty."""
    office.go(Place(section="cases", tab="new"))


def sheet(office: Office) -> None:
    """A票 of a case of the row's own."""
    office.the_case("referral")


def overview(office: Office) -> None:
    """概要."""
    office.the_case("overview")


def household(office: Office) -> None:
    """世帯."""
    office.the_case("household")


def assessment(office: Office) -> None:
    """アセスメント."""
    office.the_case("assessment")


def note(office: Office) -> None:
    """経過を書く, over a case of the row's own: a draft would be gone on with."""
    office.a_new_case()
    office.the_case("notes")
    office.window.cases.made().write_note()
    office.settle()


def date_row(name: str, typed: str, said: str, at: Act = reception, field: str = "person_birth") -> BadInput:
    """A date that cannot be: said below the field, kept as it was typed."""
    return BadInput(
        name=name, at=at, does=(write(field, typed), tab), keeps=(f"?{typed}",), says=(said,), comes_back=None
    )


DATES = (
    date_row("birth 2/30", "昭和40年2月30日", "28日まで"),
    date_row("birth in 令和99", "令和99年5月5日", "西暦2117年になります"),
    date_row("birth in month 13", "S40.13.1", "13月はありません"),
    date_row("birth in 平成40", "平成40年1月1日", "生まれた日が今日より後"),
    date_row("birth tomorrow", "R8.11.24", "まだ来ていません"),
    date_row("birth without year", "5月3日", "生まれた年がありません"),
    date_row("birth by zodiac", "うさぎ年の生まれ", "日付として読めません"),
    date_row("birth by emoji", "🎂", "日付として読めません"),
    date_row("age of 300", "300歳", "300歳とあります"),
    date_row("day of consent 32", "R8.11.32", "32日はありません", sheet, "consent_obtained_on"),
    date_row("submitted on a wrong weekday", "令和8年11月20日（月）", "金曜日です", sheet, "submitted_on"),
    date_row("submitted in 昭和64 autumn", "昭和64年10月1日", "昭和64年は1月7日まで", sheet, "submitted_on"),
    date_row("received in the year 3026", "3026/4/1", "1800年から2100年まで", assessment, "screened_on"),
    BadInput(
        name="date of a hundred digits",
        at=sheet,
        does=(write("submitted_on", "1" * 100), tab),
        keeps=("?" + "1" * 100,),
        says=("日付として読めません",),
    ),
    BadInput(
        name="date emptied again",
        at=sheet,
        does=(write("submitted_on", "R8.11.20"), tab, write("submitted_on", ""), tab),
        comes_back=("submitted_on", ""),
    ),
    BadInput(
        name="date with line ends",
        at=sheet,
        does=(paste("submitted_on", "R8.11.20\r\n"), tab),
        keeps=("2026-11-20",),
    ),
)
TEXTS = (
    *(
        BadInput(
            name=f"name: {name}",
            at=sheet,
            does=(way("person_name", words), tab, leave),
            keeps=(kept,),
            comes_back=("person_name", kept),
        )
        for name, way, words, kept in (
            ("emoji", write, EMOJI, EMOJI),
            ("rare letters", write, RARE, RARE),
            ("SQL", write, SQL, SQL),
            ("markup", write, MARKUP, MARKUP),
            ("only blanks", write, "　 \u3000", ""),
            ("line ends", paste, "架空\r\n花子\r\n", "架空 花子"),
            ("tabs", paste, "架空\t花子", "架空 花子"),
            ("a table of Excel", paste, EXCEL, "氏名 続柄 年齢 架空 二郎 孫 12 架空 三郎 孫 9"),
            ("control characters", paste, CONTROLS, CONTROLS),
            ("turned round", paste, BACKWARDS, BACKWARDS),
            ("10,000 letters", paste, LONG, LONG),
        )
    ),
    *(
        BadInput(
            name=f"worries: {name}",
            at=sheet,
            does=(paste("worries_words", words), leave),
            keeps=(kept,),
            comes_back=("worries_words", kept),
        )
        for name, words, kept in (
            ("10,000 letters", LONG, LONG),
            ("a table of Excel", EXCEL, EXCEL.replace("\r\n", "\n").strip()),
            ("control characters", CONTROLS, CONTROLS),
            ("emoji", EMOJI, EMOJI),
            ("markup", MARKUP, MARKUP),
            ("300 empty lines", "あ" + "\n" * 300 + "い", "あ" + "\n" * 300 + "い"),
        )
    ),
    BadInput(
        name="phone in kana", at=sheet, does=(write("person_phone", "れいきゅうれい"), tab), keeps=("れいきゅうれい",)
    ),
    BadInput(
        name="phone in wide digits",
        at=sheet,
        does=(write("person_phone", "０５５５−１２ー３４５６"), tab),
        keeps=("０５５５−１２ー３４５６",),
    ),
    BadInput(
        name="kana field holds kanji", at=sheet, does=(write("person_kana", "架空花子😀"), tab), keeps=("架空花子😀",)
    ),
)

NOTES = (
    BadInput(
        name="note without a word",
        at=note,
        does=(ctrl_enter,),
        says=("内容がまだ書かれていません",),
    ),
    BadInput(
        name="note on 2/30",
        at=note,
        does=(write("happened_on", "2/30"), tab, write("facts", "二月末に来所"), ctrl_enter, esc),
        says=("28日まで", "日付は年月日まで"),
        keeps=("二月末に来所",),
    ),
    BadInput(
        name="note at 25:70",
        at=note,
        does=(write("begins_at", "25:70"), write("facts", "夜中に電話"), ctrl_enter, esc),
        says=("時刻が読めません",),
        keeps=("夜中に電話",),
    ),
    BadInput(
        name="note tomorrow",
        at=note,
        does=(write("happened_on", "あした"), tab, write("facts", "明日の訪問"), ctrl_enter, esc),
        says=("日付が、きょうより先",),
        keeps=("明日の訪問",),
    ),
    BadInput(
        name="note of 10,000 letters",
        at=note,
        does=(paste("own_words", LONG + "おわり"), ctrl_enter),
        keeps=(LONG + "おわり",),
    ),
    BadInput(
        name="note pasted from Excel",
        at=note,
        does=(paste("third_party", "近所\t見た\r\n役場\t聞いた\r\n"), ctrl_enter),
        keeps=("近所\t見た\n役場\t聞いた",),
    ),
    BadInput(
        name="note left by Esc",
        at=note,
        does=(write("facts", "途中で呼ばれた"), esc),
        keeps=("途中で呼ばれた",),
    ),
)
