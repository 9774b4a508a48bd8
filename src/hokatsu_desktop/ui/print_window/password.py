"""Asks for the password of a PDF that leaves the office."""

import unicodedata

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.printing.locked import LEAST_CHARACTERS, faults_of_password
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.field_note import FieldNote
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_WHY = (
    "開くときに、このパスワードを打ち込みます。忘れると、だれにも開けません。"
    "相手には、ファイルとは別の方法（電話など）で伝えてください。"
)
_HOW = f"半角の英字・数字・記号で{LEAST_CHARACTERS}文字以上。英字と数字を混ぜると、見破られにくくなります。"


class PasswordDialog(Dialog):
    """One field, shown as it is typed: it has to be told to somebody. `accepted` comes only with enough letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("パスワードをつけてPDFに保存する", parent)
        self.field = TextField("pdf_password", "PDFのパスワード")
        self.note = FieldNote()
        self.go_on = button("保存先を選ぶ", ButtonLook.PRIMARY)
        self.body.addWidget(Words(_WHY, Look.BODY, wrap=True))
        row = labelled("PDFのパスワード", self.field)
        row.addWidget(Words(_HOW, Look.QUIET, wrap=True))
        row.addWidget(self.note)
        self.body.addLayout(row)
        self.add_button(self.go_on, closes=False).clicked.connect(lambda _checked=False: self._go_on())
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.field.changed.connect(self.note.clear)
        self.setMinimumWidth(480)

    def password(self) -> str:
        """What was typed; an input method may have made it wide."""
        return unicodedata.normalize("NFKC", self.field.value())

    def _go_on(self) -> None:
        self.field.set_value(self.password())
        if words := faults_of_password(self.password()):
            self.note.wrong(words)
            self.field.end(False)
            self.field.setFocus()
        else:
            self.accept()
