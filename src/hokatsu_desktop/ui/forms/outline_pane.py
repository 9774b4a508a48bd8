"""The left of 様式を直す: the outline, and what can be done to the chosen part."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from hokatsu_desktop.sheets.definition import Kind, Sheet
from hokatsu_desktop.sheets.editing import OWN_KINDS
from hokatsu_desktop.sheets.keys import is_own
from hokatsu_desktop.ui.forms.outline import SHEET, Outline, Part, outline_rows
from hokatsu_desktop.ui.forms.outline_acts import is_hidden, still_there
from hokatsu_desktop.ui.forms.words import KINDS
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

KEYS = "Alt+↑↓ 動かす　スペース 出さない"
ROOMY = 440  # pixels at 100 % from which there is room to name the keys


class OutlinePane(QWidget):
    """Tells what is wanted; it changes nothing itself."""

    chosen = Signal()
    opened = Signal()
    add_wanted = Signal(object)
    """The Kind of a new blank."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = Outline()
        self.up = button("↑", ButtonLook.INLINE)
        self.down = button("↓", ButtonLook.INLINE)
        self.hide_it = button("出さない", ButtonLook.INLINE)
        self.remove = button("消す", ButtonLook.INLINE)
        self.add = button("欄を足す ▾", ButtonLook.INLINE)
        self.undo = button("一つ戻す", ButtonLook.INLINE)
        self.redo = button("やり直す", ButtonLook.INLINE)
        for made, words in ((self.up, "上へ動かす"), (self.down, "下へ動かす")):
            made.setAccessibleName(words)
            made.setToolTip(words)
        self._keys = Words(KEYS, Look.QUIET)
        self._build()
        self.view.moved.connect(lambda _part: self.chosen.emit())
        self.view.opened.connect(lambda _part: self.opened.emit())
        self.up.clicked.connect(lambda _checked=False: self.view.move_wanted.emit(-1))
        self.down.clicked.connect(lambda _checked=False: self.view.move_wanted.emit(1))
        self.hide_it.clicked.connect(lambda _checked=False: self.view.hide_wanted.emit())
        self.remove.clicked.connect(lambda _checked=False: self.view.remove_wanted.emit())

    def show_sheet(self, sheet: Sheet) -> None:
        """Shows the parts of a sheet; the chosen one stays if it is still there."""
        part = still_there(sheet, self.view.part())
        self.view.set_rows(outline_rows(sheet))
        self.view.go_to(part)
        self.show_acts(sheet)

    def go_to(self, sheet: Sheet, part: Part) -> None:
        """Chooses a part without telling."""
        self.view.go_to(still_there(sheet, part))
        self.view.scrollTo(self.view.currentIndex())
        self.show_acts(sheet)

    def show_acts(self, sheet: Sheet) -> None:
        """Enables what can be done to the chosen part."""
        part = self.view.part()
        for made in (self.up, self.down, self.hide_it):
            made.setEnabled(part != SHEET)
        self.hide_it.setText("出す" if is_hidden(sheet, part) else "出さない")
        self.remove.setEnabled(is_own(part.blank))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keys.setVisible(self.height() >= px(ROOMY))

    def _build(self) -> None:
        menu = QMenu(self.add)
        for kind in OWN_KINDS:
            menu.addAction(KINDS[kind], partial(self._add, kind))
        self.add.setMenu(menu)
        self.add.setAccessibleName("欄を足す")
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedHeight(1)
        acts = FlowLayout(across=6, down=6)
        for made in (self.up, self.down, self.hide_it, self.remove, self.add, self.undo, self.redo):
            acts.addWidget(made)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 8, 12, 10)
        foot.setSpacing(6)
        foot.addLayout(acts)
        foot.addWidget(self._keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(line)
        column.addLayout(foot)

    def _add(self, kind: Kind) -> None:
        self.add_wanted.emit(kind)
