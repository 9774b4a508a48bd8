"""A field of several lines that grows with its text; Tab leaves it, paste is plain, lines have air between them.

A QTextEdit and not a QPlainTextEdit: the latter ignores line height, and the lines of BIZ UDPGothic touch without it.
"""

from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.moving import move_by_enter
from hokatsu_desktop.ui.widgets.text_field import is_block
from hokatsu_desktop.ui.widgets.words import set_look_property

_LINE_HEIGHT = 150.0


class LinesField(QTextEdit):
    """`enter_moves=True` is for table cells: Enter goes on and Alt+Enter breaks the line, as in Excel.

    With `most` lines it grows no further and scrolls.
    """

    changed = Signal()
    left = Signal()
    cursor_seen = Signal(QRect)
    """Where the cursor is, in the field's own coordinates, after it moved or the field grew."""
    block_pasted = Signal(str)

    def __init__(
        self,
        key: str = "",
        name: str = "",
        lines: int = 2,
        *,
        enter_moves: bool = False,
        most: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(key)
        self.setAccessibleName(name)
        self.takes_blocks = False
        self._lines = max(1, lines)
        self._most = most
        self._enter_moves = enter_moves
        self._silent = False
        self._last = ""
        self._has_width = False
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(never if most is None else Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(0)
        self.document().setDocumentMargin(0)
        self._open_lines()
        self.document().contentsChanged.connect(self._told)
        self.cursorPositionChanged.connect(lambda: self.cursor_seen.emit(self._cursor_area()))
        self._grow()

    def value(self) -> str:
        """The text without blanks and empty lines around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str) -> None:
        """Shows `value`; says nothing to `changed`."""
        if value == self.value():
            return
        self._silent = True
        self.setPlainText(value)
        self._open_lines()
        self._silent = False
        self._grow()

    def set_read_only(self, locked: bool) -> None:
        """Only shown, not to be changed; the text can still be reached and copied by keyboard."""
        if locked != self.isReadOnly():
            self.setReadOnly(locked)
        if locked:
            flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            self.setTextInteractionFlags(flags)
        set_look_property(self, "locked", locked)

    def set_wrong(self, wrong: bool) -> None:
        """Marks the field; the words about it stand below it."""
        set_look_property(self, "wrong", wrong)

    def insert_words(self, words: str) -> None:
        """Types `words` for the user, at the cursor."""
        self.textCursor().insertText(words)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        if self.takes_blocks and is_block(text):
            self.block_pasted.emit(text)
        elif text:
            self.insert_words(text.replace("\r\n", "\n"))

    def inputMethodQuery(self, query: Qt.InputMethodQuery, *argument: Any) -> Any:
        """Moves the cursor's place by the padding, or the candidate window covers the line (Qt leaves it out)."""
        answer = super().inputMethodQuery(query, *argument)
        areas = (Qt.InputMethodQuery.ImCursorRectangle, Qt.InputMethodQuery.ImAnchorRectangle)
        if query in areas and isinstance(answer, QRect | QRectF):
            return answer.translated(self.viewport().pos())
        return answer

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt_enter = (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & Qt.KeyboardModifier.AltModifier
        )
        if alt_enter:
            self.insert_words("\n")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()  # この記録を終える is the window's
        elif not (self._enter_moves and move_by_enter(self, event)):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Lets 元に戻す and やり直す go on to the window when there is nothing of the field to take back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        handled = bool(super().event(event))
        if event.type() is QEvent.Type.FocusOut:
            self.left.emit()
        return handled

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._has_width = True
        self._grow()
        if self.hasFocus():
            self.cursor_seen.emit(self._cursor_area())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._grow()

    def _cursor_area(self) -> QRect:
        return self.cursorRect().translated(self.viewport().pos())

    def _open_lines(self) -> None:
        document = self.document()
        document.setUndoRedoEnabled(False)  # the line height is not something to take back
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        spacing = QTextBlockFormat()
        spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(spacing)
        document.setUndoRedoEnabled(True)

    def _told(self) -> None:
        self._grow()
        text = self.toPlainText()
        if text != self._last and not self._silent:  # Qt tells of a composition as well; it is no change yet
            self._last = text
            self.changed.emit()
        self._last = text

    def _grow(self) -> None:
        line = self.fontMetrics().height() * _LINE_HEIGHT / 100
        text = self._lines * line
        if self._has_width:  # before, every text would seem to need a hundred lines and stretch its window
            text = max(text, self.document().size().height())
        if self._most is not None:
            text = min(text, self._most * line)
        around = self.height() - self.viewport().height() if self.isVisible() else px(12)
        wanted = round(text) + max(around, px(10))
        if wanted != self.minimumHeight() or wanted != self.maximumHeight():
            self.setFixedHeight(wanted)
