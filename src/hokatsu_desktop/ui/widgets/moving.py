"""Moving from field to field with Enter and Shift+Enter, as Japanese bookkeeping programs do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

BESIDE = "besideField"
"""Property of a button that belongs to the field before it: Tab stops there, Enter goes past it."""
_PROPERTY = "enterMoves"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def set_enter_moves(moves: bool) -> None:
    """Switches Enter = next field on or off for the whole program (a setting of the user)."""
    application = QApplication.instance()
    if application is not None:
        application.setProperty(_PROPERTY, moves)


def enter_moves() -> bool:
    """Whether Enter goes to the next field; on unless switched off."""
    application = QApplication.instance()
    return application is None or application.property(_PROPERTY) is not False


def is_enter(event: QKeyEvent) -> bool:
    """Whether the key is Enter or Shift+Enter, on either part of the keyboard."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _ENTER and modifiers in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)


def move_by_enter(widget: QWidget, event: QKeyEvent) -> bool:
    """Handles Enter in a one-line field: True if the key was used up. Ctrl+Enter and the like are left to the window."""
    if not is_enter(event):
        return False
    if enter_moves():
        move_on(widget, back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
    event.accept()
    return True


def move_on(widget: QWidget, *, back: bool = False) -> None:
    """Puts the keyboard into the field after (or before) this one, scrolling there if needed."""
    widget.focusNextPrevChild(not back)
    stop = QApplication.focusWidget()
    if stop is not None and stop is not widget and stop.property(BESIDE):
        stop.focusNextPrevChild(not back)
