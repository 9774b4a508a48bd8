"""ごみ箱: the drafts that were thrown away, each with the way back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.trash import KEPT_DAYS, TrashedLine, restore, trashed
from hokatsu_desktop.ui.cases.page import Page, clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = f"捨てた下書きは、{KEPT_DAYS}日のあいだここに残ります。そのあと、次に始めたときに消えます。"
_NOTHING = "ごみ箱は空です。"


class TrashPage(QWidget):
    """One line for each draft; taking one out needs one press and no answer to a question."""

    restored = Signal(int)
    """The case of the draft that was taken out."""
    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: tuple[TrashedLine, ...] | None = None
        self.back = button("書きかけの一覧へ", ButtonLook.QUIET, picture="chevron-left")
        self.buttons: list[QWidget] = []
        self._about = Words(_ABOUT, Look.QUIET, wrap=True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(0, 1)
        self._build()
        self.back.clicked.connect(lambda _checked=False: self.left.emit())
        desk.changed.connect(self.reread)

    def reread(self) -> None:
        """Shows what is in the trash now."""
        with self._desk.reading() as session:
            lines = tuple(trashed(session))
        if lines != self._lines:
            self._lines = lines
            self._show(lines)

    def focus_first(self) -> None:
        """Puts the keyboard on the first way back."""
        (self.buttons[0] if self.buttons else self.back).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, lines: Sequence[TrashedLine]) -> None:
        clear(self._grid)
        self.buttons = []
        if not lines:
            self._grid.addWidget(Words(_NOTHING, Look.QUIET), 0, 0)
        for row, line in enumerate(lines):
            days = f"{short(line.thrown_on)} に捨てました　{short(line.kept_until)} まで残ります"
            again = button("元に戻す", ButtonLook.INLINE)
            again.setAccessibleName(f"{line.title}の下書きを元に戻す")
            again.clicked.connect(lambda _checked=False, case_id=line.case_id: self._restore(case_id))
            self.buttons.append(again)
            self._grid.addWidget(Words(line.title, wrap=True), row, 0)
            self._grid.addWidget(Words(days, Look.QUIET), row, 1)
            self._grid.addWidget(again, row, 2)
        show_all(self._grid)

    def _restore(self, case_id: int) -> None:
        if self._desk.try_act(lambda session: restore(session, case_id)) is not None:
            self._desk.said.emit("success", "下書きを元に戻しました。")
            self.restored.emit(case_id)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 14, 24, 4)
        head.setSpacing(12)
        head.addWidget(self.back)
        head.addWidget(Words("ごみ箱", Look.TITLE))
        head.addStretch()
        card = Card("捨てた下書き")
        card.add(self._about)
        card.body.addLayout(self._grid)
        page = Page()
        page.add(card)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(page, 1)
