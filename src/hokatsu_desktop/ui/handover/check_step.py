"""The second step: the code sheets are printed, the medium is put in again, and the code is typed from the paper."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hokatsu_desktop.store.handover_code import HandoverCode
from hokatsu_desktop.store.package import WrittenPackage
from hokatsu_desktop.ui.handover.typed_code import typed_code
from hokatsu_desktop.ui.meetings.picker import roomy_column
from hokatsu_desktop.ui.start.code_groups import CodeGroups
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.words import Look, Words

_REPLUG = 2  # the step that a share has another one for
_STEPS = (
    "コードの紙を2枚印刷します。1枚は受け取る方へ、1枚は所属長の金庫へ。数字は、紙のほかには残りません。",
    "媒体を「安全に取り外す」で抜いて、もう一度差します。書いたつもりで書けていないことがあるからです。",
    "印刷した「引継ぎコード」の紙を見ながら、数字を打ち込みます。受け取る方が開けることを、ここで試します。",
)


_REOPEN = "共有フォルダーの窓をいちど閉じて、開き直します。このあと、写しではなくフォルダーにあるものを読み直します。"


class CheckStep(QWidget):
    """`print_wanted` asks for the code sheets; `code_or_none` looks at what was typed."""

    print_wanted = Signal()
    told = Signal(str)

    def __init__(self, written: WrittenPackage, *, shared: bool = False) -> None:
        super().__init__()
        self.digits = CodeGroups()
        self.print_button = button("コードの紙を印刷する…", picture="print")
        self.print_button.clicked.connect(self.print_wanted)
        column = roomy_column(self)
        column.setSpacing(px(10))
        column.addWidget(Words(f"書き出しました：{written.name}（{_size(written.size)}）", Look.LABEL))
        for number, words in enumerate(_STEPS, start=1):
            shown = _REOPEN if shared and number == _REPLUG else words
            column.addWidget(Words(f"{number}. {shown}", wrap=True))
            if number == 1:
                row = QHBoxLayout()
                row.addWidget(self.print_button)
                row.addStretch(1)
                column.addLayout(row)
        column.addWidget(self.digits)
        column.addStretch(1)

    def code_or_none(self) -> HandoverCode | None:
        """The code that was typed; says what is wrong, and None, unless it is written as a code is."""
        return typed_code(self.digits, self.told.emit)


def _size(size: int) -> str:
    return f"{max(1, round(size / 1024 / 1024))}MB"
