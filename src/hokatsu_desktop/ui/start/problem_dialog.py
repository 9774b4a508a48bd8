"""The one dialog for faults of the program."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import Look, Words

_WORDS = (
    "ほうかつデスクの中で、思わぬことが起きました。ここまでに保存したものは残っています。"
    "下の記録には、氏名や入力した内容は入っていません。情報担当や作った人に、このまま渡せます。"
)


class ProblemDialog(QDialog):
    """Goes on or closes; `closing` is told that the user wants to end the program."""

    def __init__(self, report: str, closing: Callable[[], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("思わぬことが起きました")
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName("記録")
        self.copy_button = button("記録を写す")
        self.stay_button = button("このまま続ける", ButtonLook.PRIMARY)
        self.close_button = button("閉じる", ButtonLook.QUIET)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.report.toPlainText()))
        self.stay_button.clicked.connect(self.accept)
        self.close_button.clicked.connect(self.reject)
        self.close_button.clicked.connect(lambda: closing())  # noqa: PLW0108  the button would hand over whether it is checked
        row = QHBoxLayout()
        for made in (self.stay_button, self.close_button):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.copy_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(Words("思わぬことが起きました", Look.CARD))
        column.addWidget(Words(_WORDS, wrap=True))
        column.addWidget(self.report, 1)
        column.addLayout(row)
        self.resize(px(620), px(440))
        self.stay_button.setFocus(Qt.FocusReason.OtherFocusReason)
