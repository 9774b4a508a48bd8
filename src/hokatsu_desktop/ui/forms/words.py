"""What the parts of a sheet are called on the screen 様式を直す."""

from hokatsu_desktop.services.edition_archive import Origin
from hokatsu_desktop.sheets.definition import Blank, Kind, Section

KINDS = {
    Kind.TEXT: "一行の言葉",
    Kind.LINES: "何行かの文",
    Kind.DATE: "日付",
    Kind.NUMBER: "数",
    Kind.CHOICE: "一つ選ぶ",
    Kind.CHOICES: "いくつでも選ぶ",
    Kind.MARKS: "○と◎をつける",
    Kind.YES_NO: "はい・いいえ",
    Kind.PEOPLE: "世帯の人の表",
    Kind.ROWS: "表",
    Kind.DRAWING: "図",
    Kind.SIGN: "署名・押印",
    Kind.WORDS: "印刷する文",
}
ORIGINS = {
    Origin.OFFICE: "町で直した様式",
    Origin.SHIPPED: "標準の様式",
    Origin.IMPORTED: "よその町から取り込んだ様式",
}
WHOLE = "様式ぜんたい"


def section_words(section: Section) -> str:
    """The heading of a section, or that it has none."""
    return section.title or "（見出しなし）"


def blank_words(blank: Blank) -> str:
    """The label of a blank on one line."""
    return blank.label.replace("\n", " ") or "（名前なし）"
