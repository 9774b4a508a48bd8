"""What hands do, as parts of a row: each waits for the office it is done in."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.ui_bad_inputs.office import CONTROL, Office

Act = Callable[[Office], object]


def write(field: str, words: str) -> Act:
    """Words by the input method."""
    return lambda office: office.write(field, words)


def keys(field: str, letters: str) -> Act:
    """Letters key by key."""
    return lambda office: office.keys(field, letters)


def paste(field: str, words: str) -> Act:
    """Words from the clipboard."""
    return lambda office: office.paste(field, words)


def push(words: str) -> Act:
    """A button."""
    return lambda office: office.push(words)


def tick(group: str, words: str) -> Act:
    """An option."""
    return lambda office: office.tick(group, words)


def tab(office: Office) -> None:
    """Tab."""
    office.tab()


def leave(office: Office) -> None:
    """Away by the left bar."""
    office.leave()


def ctrl_enter(office: Office) -> None:
    """Ctrl+Enter."""
    office.press(Qt.Key.Key_Return, CONTROL)


def esc(office: Office) -> None:
    """Esc."""
    office.press(Qt.Key.Key_Escape)


def enter(office: Office) -> None:
    """Enter."""
    office.press(Qt.Key.Key_Return)


def half(field: str, reading: str) -> Act:
    """A reading that the input method still holds when the next thing is done."""
    return lambda office: office.half(field, reading)


def lock_away(office: Office) -> None:
    """What locking does first: everything typed is stored."""
    office.window.flush()
    office.settle()
