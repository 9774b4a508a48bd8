"""The ring around the control that the keyboard is in: black outside, yellow inside, drawn over everything."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QMenuBar,
    QTabBar,
    QWidget,
)

from hokatsu_desktop.ui.theme import INK, YELLOW, px

INSIDE = "ringInside"
"""Property of a widget whose ring is drawn inside its edge, because its neighbours touch it."""
_TAB_GAP = 16  # of the 20 pixels that stand between two tabs and count as part of the left one
_WATCHED = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.DynamicPropertyChange,
)


def ring_room() -> int:
    """Pixels that the ring takes outside a control."""
    return px(2) + px(3)


class FocusRing(QObject):
    """Follows the keyboard focus of the whole program with one frame.

    A pressed button keeps no ring after a mouse click (as :focus-visible does on the web); text fields always have one.
    """

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._frame: _Frame | None = None
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        application.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._forget()
        if new is None or not _wants_ring(new):
            return
        self._target = new
        if isinstance(new, QTabBar):
            new.currentChanged.connect(self._place)
        home = _home(new)
        if self._frame is None or not shiboken6.isValid(self._frame):
            self._frame = _Frame(home)
        elif self._frame.parentWidget() is not home:
            self._frame.setParent(home)
        step: QWidget | None = new
        while step is not None and step is not home:
            step.installEventFilter(self)
            self._watched.append(step)
            step = step.parentWidget()
        self._place()

    def _forget(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if isinstance(self._target, QTabBar) and shiboken6.isValid(self._target):
            self._target.currentChanged.disconnect(self._place)
        self._target = None
        if self._frame is not None and shiboken6.isValid(self._frame):
            self._frame.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _WATCHED:
            self._place()
        return False

    def _place(self) -> None:
        target, frame = self._target, self._frame
        if target is None or frame is None or not shiboken6.isValid(target) or not shiboken6.isValid(frame):
            return
        home = frame.parentWidget()
        if home is None or not target.isVisibleTo(home):
            frame.hide()
            return
        inside = bool(target.property(INSIDE))
        area = _ring_area(target)
        area.moveTopLeft(target.mapTo(home, area.topLeft()))
        out = 0 if inside else ring_room()
        frame.setGeometry(area.adjusted(-out, -out, out, out))
        frame.show()
        frame.raise_()


def _wants_ring(widget: QWidget) -> bool:
    if widget.isWindow() or isinstance(widget, QMenuBar):
        return False
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        return model is None or model.rowCount() == 0  # otherwise the current row carries the ring
    if isinstance(widget, QAbstractButton | QTabBar):
        return QApplication.mouseButtons() == Qt.MouseButton.NoButton
    return True


def _ring_area(widget: QWidget) -> QRect:
    if isinstance(widget, QTabBar):
        gap = 0 if widget.property("look") == "segments" else px(_TAB_GAP)
        return widget.tabRect(widget.currentIndex()).adjusted(0, 0, -gap, 0)
    return widget.rect()


def _home(widget: QWidget) -> QWidget:
    """The scrolled page the widget is on, so that the ring scrolls and is clipped with it; otherwise the window."""
    step = widget
    while not step.isWindow() and (parent := step.parentWidget()) is not None:
        area = parent.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
            return parent if step is widget else step
        step = parent
    return step


class _Frame(QFrame):
    """The drawn ring; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        black, yellow = px(3), px(2)
        _ring(painter, QRectF(self.rect()), black, INK, px(9))
        _ring(painter, QRectF(self.rect()).adjusted(black, black, -black, -black), yellow, YELLOW, px(7))
        painter.end()


def _ring(painter: QPainter, area: QRectF, width: int, colour: str, radius: int) -> None:
    half = width / 2
    painter.setPen(QPen(QColor(colour), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius)
