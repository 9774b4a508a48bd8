"""The window on the wall: the board of one case alone on the whole screen."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.ui.meetings.board import Board


class ProjectorWindow(QWidget):
    """The board alone on the whole screen; F11 or Esc gives it back."""

    closed = Signal()

    def __init__(self, board: Board, home: Callable[[Board], None], height: int) -> None:
        super().__init__()
        self.setWindowTitle("会議")
        self._board = board
        self._home = home
        self._was_large = board.is_large()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(board)
        board.show()  # Qt hides a widget that changes its window
        board.set_large(True, height)
        board.projector_button.setText("戻る　F11")
        board.large_button.hide()
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.close)

    def closeEvent(self, event: QEvent) -> None:
        """The board goes back to its tab before the window is gone."""
        self._board.flush()
        self._board.projector_button.setText("映す　F11")
        self._board.large_button.show()
        self._board.set_large(self._was_large)
        typed_in = self._board.focusWidget()
        self._home(self._board)
        if typed_in is not None:
            typed_in.setFocus(Qt.FocusReason.OtherFocusReason)  # the new window has forgotten it
        self.closed.emit()
        super().closeEvent(event)  # type: ignore[arg-type]  # Qt hands a QCloseEvent to closeEvent
