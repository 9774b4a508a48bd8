"""A one-line text field made for Japanese input: nothing is refused, Enter goes on, the reading is caught."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QEnterEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.moving import move_by_enter
from hokatsu_desktop.ui.widgets.reading import ReadingCatcher
from hokatsu_desktop.ui.widgets.words import set_look_property


class TextField(QLineEdit):
    """No validator and no maxLength: Qt drops what an input method commits against them, without a word."""

    changed = Signal()
    left = Signal()
    reading_committed = Signal(str, str)
    """(reading in kana, the words it belongs to)"""
    composing = Signal(str)
    """The text as it would be with the composition in it, while it is being composed."""
    block_pasted = Signal(str)
    """A pasted text with tabs or line ends, when `takes_blocks` is set; it is then not put into the field."""

    def __init__(self, key: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(key)
        self.setAccessibleName(name)
        self.takes_blocks = False
        self._catcher = ReadingCatcher()
        self._composition = ""
        self._widest = 0
        self.textEdited.connect(self._flatten)

    def value(self) -> str:
        """The text without blanks around it."""
        return self.text().strip()

    def set_value(self, value: str) -> None:
        """Shows `value`; says nothing to `changed`."""
        if value != self.value():
            self.setText(value)
            self.setCursorPosition(0)

    def set_widest(self, length: int) -> None:
        """Keeps the field from growing beyond `length` pixels (at 100 %): a date needs no whole line."""
        self._widest = length
        self.setMaximumWidth(px(length))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._widest:
            self.setMaximumWidth(px(self._widest))

    def is_composing(self) -> bool:
        """Whether an input method is at work in the field."""
        return bool(self._composition)

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed."""
        self.setReadOnly(locked)
        set_look_property(self, "locked", locked)

    def set_wrong(self, wrong: bool) -> None:
        """Marks the field; the words about it stand below it."""
        set_look_property(self, "wrong", wrong)

    def insert_words(self, words: str) -> None:
        """Types `words` for the user, at the cursor."""
        self.insert(words)
        self._flatten(self.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        preedit, committed = event.preeditString(), event.commitString()
        if committed:
            reading = self._catcher.commit(committed)
        elif not preedit:
            self._catcher.cancel()
        super().inputMethodEvent(event)
        self._composition = preedit
        if preedit:
            self._catcher.compose(preedit)
        if committed and reading:
            self.reading_committed.emit(reading, committed)
        place = self.cursorPosition()
        self.composing.emit(self.text()[:place] + preedit + self.text()[place:])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._composition:  # Enter ends the composition here, it does not leave the field
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_plain()
        elif not move_by_enter(self, event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Lets 元に戻す and やり直す go on to the window when there is nothing of the field to take back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        if event.type() is QEvent.Type.FocusOut:
            handled = super().event(event)
            self.left.emit()
            return handled
        return super().event(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """A text that is longer than the field is shown whole in the tool tip."""
        self._tell_whole()
        super().enterEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isReadOnly():  # nobody moves a cursor through it to see its end
            self._tell_whole()

    def _tell_whole(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width() - px(24)
        self.setToolTip(self.text() if cut else "")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = self.createStandardContextMenu()
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(self.paste_plain)
        menu.exec(event.globalPos())
        menu.deleteLater()

    def paste_plain(self) -> None:
        """Pastes the clipboard as plain text; several cells go out by `block_pasted` if the field takes blocks."""
        text = QGuiApplication.clipboard().text()
        if self.isReadOnly() or not text:
            return
        if self.takes_blocks and is_block(text):
            self.block_pasted.emit(text)
        else:
            self.insert_words(one_line(text))

    def _flatten(self, text: str) -> None:
        flat = one_line(text, keep_ends=True)
        if flat != text:
            place = self.cursorPosition()
            self.setText(flat)
            self.setCursorPosition(place)
        self.changed.emit()


def is_block(text: str) -> bool:
    """Whether a pasted text is more than one cell of a table."""
    return "\t" in text.strip("\r\n") or "\n" in text.strip("\r\n")


def one_line(text: str, *, keep_ends: bool = False) -> str:
    """The text with tabs and line ends turned into single blanks."""
    ends = text if keep_ends else text.strip("\r\n\t")
    return ends.replace("\r\n", " ").translate({ord(sign): " " for sign in "\r\n\t\u2028\u2029\v\f"})
