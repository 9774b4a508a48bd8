"""What stands above a blank: its label, ※必須, the small word tags, and the help text."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.sheets.definition import Blank, Confidential, Kind
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import Look, Words

CONFIDENTIAL = {
    Confidential.WORDS: "本人のことば",
    Confidential.THIRD_PARTY: "第三者情報",
    Confidential.STAFF_VIEW: "職員の見立て",
    Confidential.SUPPORTER: "支援者の困りごと",
}


class BlankHead(QWidget):
    """The label is the buddy of the field's first stop, so that its name is read with the field; fixed words are all there is."""

    def __init__(self, blank: Blank, buddy: QWidget | None) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        if blank.kind is Kind.WORDS:
            column.addWidget(Words(blank.label, wrap=True))
            return
        column.addLayout(_label_line(blank, buddy))
        if blank.help:
            column.addWidget(Words(blank.help, Look.QUIET, wrap=True))


def _label_line(blank: Blank, buddy: QWidget | None) -> FlowLayout:
    line = FlowLayout(across=8, down=2)
    label = Words(blank.label, Look.LABEL)
    if buddy is not None:
        label.setBuddy(buddy)
    line.addWidget(label)
    if blank.required:
        line.addWidget(Words("※必須", Look.WRONG))
    if blank.reported:
        framed = Tag("太枠", Tone.FRAMED)
        framed.setToolTip("国への報告で数える欄です。")
        line.addWidget(framed)
    if blank.confidential in CONFIDENTIAL:
        line.addWidget(Tag(CONFIDENTIAL[blank.confidential], Tone.OUTLINE))
    return line


def described(blank: Blank) -> str:
    """What is said to the ear about the blank besides its name."""
    parts = [
        "必須" if blank.required else "",
        "国への報告で数える欄" if blank.reported else "",
        CONFIDENTIAL.get(blank.confidential, ""),
        blank.help,
    ]
    return "。".join(filter(None, parts))
