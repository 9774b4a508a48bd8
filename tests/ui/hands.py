"""What a user's hands do: composing with an input method, keys, the wheel."""

from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 32)  # noqa: DTZ001  # the office's wall clock


def compose(widget: QWidget, preedit: str) -> None:
    """Shows a composition, not yet committed."""
    QApplication.sendEvent(widget, QInputMethodEvent(preedit, []))


def commit(widget: QWidget, words: str) -> None:
    """Commits words, ending the composition."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(widget, event)


def type_by_ime(widget: QWidget, compositions: Sequence[str], words: str) -> None:
    """One word as an input method sends it: kana by kana, conversion, commit."""
    for preedit in compositions:
        compose(widget, preedit)
    commit(widget, words)


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key."""
    QTest.keyClick(widget, key, modifiers)


def press_here(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """One key, wherever the keyboard is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, key, modifiers)


def turn_wheel(widget: QWidget) -> None:
    """One step of the wheel over a widget, as it comes from the window system."""
    window = widget.window()
    place = widget.mapTo(window, widget.rect().center())
    QTest.wheelEvent(window.windowHandle(), QPointF(place), QPoint(0, -120))
    QApplication.processEvents()


OPEN: list[QWidget] = []
"""Windows kept alive until their test is over; pytest-qt itself holds them only weakly."""


def show(bot: QtBot, widget: QWidget, width: int = 900, height: int = 700) -> None:
    """Opens a widget as the active window; it is closed after the test."""
    bot.addWidget(widget)
    OPEN.append(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    bot.waitUntil(widget.isActiveWindow)
    QApplication.processEvents()


def focus_name() -> str:
    """The objectName of the widget the keyboard is in."""
    focus = QApplication.focusWidget()
    return focus.objectName() if focus is not None else ""
