"""Ctrl+K: one field that finds anything, and the list of what was found below it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QVBoxLayout, QWidget

from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.list_view import ListRow, ListView
from hokatsu_desktop.ui.widgets.tag import Tone
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_MOST_SHOWN = 50
_ANYTHING = "名前・かな・番号・電話・操作で探す"


@dataclass(frozen=True)
class Found:
    """One thing found: a case, a person, an agency, a command. `target` goes back to whoever asked."""

    title: str
    meta: str = ""
    tag: str = ""
    target: object = None


class PaletteDialog(QDialog):
    """A frameless dialog and not a popup: input methods do not work in popups on Windows (QTBUG-83490).

    It searches while the name is still being composed, and remembers nothing of what was looked for.
    """

    chosen = Signal(object)
    """The target of the row that was taken."""

    def __init__(
        self, find: Callable[[str], list[Found]], parent: QWidget | None = None, *, heading: str = _ANYTHING
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setAccessibleName(heading if heading != _ANYTHING else "探す")
        self._heading = heading
        self._find = find
        self.field = TextField("find", "名前・かな・番号・電話で探す")
        self.list = ListView("見つかったもの")
        self._hint = Words(look=Look.QUIET)
        self._build()
        self.field.textChanged.connect(self._look_for)
        self.field.composing.connect(self._look_for)
        self.list.opened.connect(self._take)
        self.list.clicked.connect(lambda _index: self._take(self.list.target()))
        self._look_for("")

    def query(self) -> str:
        """What is being looked for."""
        return self.field.value()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            width = min(px(680), parent.width() - 48)
            self.resize(width, min(px(520), parent.height() - 96))
            middle = parent.mapToGlobal(QPoint((parent.width() - width) // 2, px(56)))
            self.move(middle)
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        frame = QFrame(self)
        frame.setProperty("look", "popup")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(Words(self._heading, Look.LABEL))
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self._hint)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.field.installEventFilter(_ListKeys(self))

    def _look_for(self, typed: str) -> None:
        found = self._find(typed.strip())
        rows = [
            ListRow(title=one.title, meta=one.meta, tag=one.tag, tone=Tone.PLAIN, target=place)
            for place, one in enumerate(found[:_MOST_SHOWN])
        ]
        self._found = found
        self.list.set_rows(rows)
        if rows:
            self.list.go_to(0)
        self._hint.say(_hint(typed.strip(), len(found)))
        self.setAccessibleDescription(self._hint.words())

    def step(self, by: int) -> None:
        """Moves up or down in the list."""
        count = self.list.rows.rowCount()
        if count:
            self.list.go_to((self.list.currentIndex().row() + by) % count)

    def take_current(self) -> None:
        """Takes the row that is marked."""
        self._take(self.list.target())

    def _take(self, place: object) -> None:
        if isinstance(place, int) and place < len(self._found):
            target = self._found[place].target
            self.accept()
            self.chosen.emit(target)


def _hint(typed: str, count: int) -> str:
    if typed and not count:
        return "見つかりません。ひらがなや番号の一部でも探せます。"
    return "↑ ↓ で選び、Enter で決めます。Esc で閉じます。"


class _ListKeys(QObject):
    """↑ ↓ Enter in the search field work on the list below it, but not while a word is being composed."""

    def __init__(self, dialog: PaletteDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if self._dialog.field.is_composing():
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self._dialog.step(1)
            case Qt.Key.Key_Up:
                self._dialog.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._dialog.take_current()
            case _:
                return False
        return True
