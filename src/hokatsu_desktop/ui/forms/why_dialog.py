"""Asking why a sheet is changed: the reason is kept with the edition and goes into the handover."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.field_note import FieldNote
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.words import Look, Words

ASKED = "なぜ直しますか"
EXAMPLE = "例：窓口で聞く順に並べかえた。／民生委員さんから、連絡先の欄がほしいと言われた。"
MISSING = "理由をひとことで書いてください。"


class WhyDialog(Dialog):
    """`given` carries the reason; without one the dialog stays open and says so."""

    given = Signal(str)

    def __init__(self, title: str, number: int, so_far: str, parent: QWidget | None = None) -> None:
        super().__init__(ASKED, parent)
        self.setMinimumWidth(px(560))
        self.why = LinesField("why", ASKED, 3)
        self.why.set_value(so_far)
        self.note = FieldNote()
        self.make = button(f"第{number}版にする　Ctrl+Enter", ButtonLook.PRIMARY)
        self.body.addWidget(
            Words(
                f"「{title}」の第{number}版になります。次に書く紙から使われます。"
                "これまでに書いた紙は、前の版のまま残ります。",
                wrap=True,
            )
        )
        self.body.addWidget(self.why)
        self.body.addWidget(self.note)
        self.body.addWidget(Words(EXAMPLE, Look.QUIET, wrap=True))
        self.add_button(self.make, closes=False)
        self.add_way_out(button("まだ直す"))
        self.make.clicked.connect(lambda _checked=False: self._give())
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._give)
        self.why.changed.connect(lambda: self._mark(missing=False))

    def _give(self) -> None:
        if not self.why.value():
            self._mark(missing=True)
            self.why.setFocus()
            return
        self.given.emit(self.why.value())
        self.accept()

    def _mark(self, *, missing: bool) -> None:
        self.why.set_wrong(missing)
        if missing:
            self.note.wrong(MISSING)
        else:
            self.note.clear()
