"""Finding where the keyboard can go inside a part of the window."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def stops_in(part: QWidget) -> Iterator[QWidget]:
    """The widgets inside `part` that Tab reaches, in Tab's order."""
    step = _after(part)
    while step is not None and step is not part:
        inside = part.isAncestorOf(step)
        takes = bool(step.focusPolicy() & Qt.FocusPolicy.TabFocus) and step.focusProxy() is None
        if inside and takes and step.isEnabled() and step.isVisibleTo(part):
            yield step
        step = _after(step)


def first_stop_in(part: QWidget) -> QWidget | None:
    """The first widget inside `part` that Tab reaches."""
    return next(stops_in(part), None)


def _after(step: QWidget) -> QWidget | None:
    """The next widget of the focus chain.

    WORKAROUND: PySide (6.12) then holds it for a child of `step`: when `step` goes, its Python side would be lost, and
    that of everything after it, up to the window and its menus. Giving it the parent it has puts that right.
    """
    following = step.nextInFocusChain()
    if following is not None:
        following.setParent(following.parentWidget())
    return following
