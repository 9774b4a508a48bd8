"""Finding where the keyboard can go inside a part of the window."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(part: QWidget) -> Iterator[QWidget]:
    """The widgets inside `part` that Tab reaches, in Tab's order."""
    step = part.nextInFocusChain()
    while step is not None and step is not part:
        inside = part.isAncestorOf(step)
        takes = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus) and step.focusProxy() is None
        if inside and takes and step.isEnabled() and step.isVisibleTo(part):
            yield step
        step = step.nextInFocusChain()


def first_stop_in(part: QWidget) -> QWidget | None:
    """The first widget inside `part` that Tab reaches."""
    return next(stops_in(part), None)
