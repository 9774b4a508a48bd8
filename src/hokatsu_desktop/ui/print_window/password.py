"""Asks for the password of a PDF that leaves the office."""

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.field_note import FieldNote
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

SHORTEST = 8
_WHY = (
    "開くときに、この合言葉を打ち込みます。忘れると、だれにも開けません。"
    "相手には、ファイルとは別の方法（電話など）で伝えてください。"
)
_TOO_SHORT = f"{SHORTEST}文字以上にしてください。"


class PasswordDialog(Dialog):
    """One field, shown as it is typed: it has to be told to somebody. `accepted` comes only with enough letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("合言葉をつけてPDFに保存する", parent)
        self.field = TextField("pdf_password", "PDFの合言葉")
        self.note = FieldNote()
        self.go_on = button("保存先を選ぶ", ButtonLook.PRIMARY)
        self.body.addWidget(Words(_WHY, Look.BODY, wrap=True))
        row = labelled("PDFの合言葉", self.field)
        row.addWidget(
            Words(f"{SHORTEST}文字以上。英字と数字を混ぜると、見破られにくくなります。", Look.QUIET, wrap=True)
        )
        row.addWidget(self.note)
        self.body.addLayout(row)
        self.add_button(self.go_on, closes=False).clicked.connect(lambda _checked=False: self._go_on())
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.field.changed.connect(self.note.clear)
        self.setMinimumWidth(480)

    def password(self) -> str:
        """What was typed."""
        return self.field.value()

    def _go_on(self) -> None:
        if len(self.password()) < SHORTEST:
            self.note.wrong(_TOO_SHORT)
            self.field.setFocus()
        else:
            self.accept()
