"""What the keyboard enters is brought into sight: the whole field with the words above it, from wherever it came."""

import shiboken6
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from hokatsu_desktop.ui.theme import px

_ABOUT = 36  # pixels at 100 % that are kept above and below: the label of a field, the ring


class FocusSight(QObject):
    """Scrolls after the keyboard. Qt does so only between two fields of one page, and only for the text cursor."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None or not shiboken6.isValid(new) or QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return
        area = _page_of(new)
        if area is not None:
            show_whole(area, new)


def show_whole(area: QScrollArea, field: QWidget) -> None:
    """Scrolls a page up or down until `field` is seen whole; one that is higher than the page is left where it is."""
    page = area.widget()
    if page is None:
        return
    room = area.viewport().height()
    about = min(px(_ABOUT), (room - field.height()) // 2)
    if about >= 0:
        middle = field.mapTo(page, QPoint(0, field.height() // 2))
        area.ensureVisible(area.horizontalScrollBar().value(), middle.y(), 0, (field.height() + 1) // 2 + about)


def _page_of(widget: QWidget) -> QScrollArea | None:
    """The nearest scrolled page that `widget` lies on."""
    step = widget.parentWidget()
    while step is not None:
        if isinstance(step, QScrollArea):
            page = step.widget()
            return step if page is not None and page.isAncestorOf(widget) else None
        step = None if step.isWindow() else step.parentWidget()
    return None
