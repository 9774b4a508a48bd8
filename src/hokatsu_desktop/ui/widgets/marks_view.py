"""A drawing whose marks are chosen and moved: one stop for Tab, arrows go from mark to mark."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from hokatsu_desktop.drawing.marks import Mark
from hokatsu_desktop.drawing.shapes import Shape
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.drawing_view import DrawingView
from hokatsu_desktop.ui.widgets.mark_button import MarkButton

STEP_MM = 2.0  # that Shift and an arrow move a mark
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class MarksView(DrawingView):
    """The chosen mark stays chosen while the keyboard is elsewhere. Shift and arrows move it, as dragging does."""

    chosen = Signal(str)  # the key of a mark, empty for none
    moved_mark = Signal(str, float, float)  # the mark, and how far it stands from where the layout puts it
    key_on_mark = Signal(str, QKeyEvent)

    def __init__(
        self, name: str, *, largest: float = 1.0, moves_down: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(name, largest=largest, parent=parent)
        self._moves_down = moves_down
        self._marks: dict[str, Mark] = {}
        self._buttons: dict[str, MarkButton] = {}
        self._chosen = ""

    def set_marks(self, shapes: Sequence[Shape], words: str, marks: Sequence[Mark]) -> None:
        """Shows a drawing with these marks; the chosen one stays so if it is still there."""
        self._marks = {mark.key: mark for mark in marks}
        self.set_drawing(shapes, words)
        self.setToolTip("")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # or else setTabOrder does nothing
        for key in [key for key in self._buttons if key not in self._marks]:
            button = self._buttons.pop(key)
            button.hide()
            button.setParent(None)
            button.deleteLater()
        for mark in marks:
            button = self._buttons.get(mark.key) or self._new_button(mark.key)
            button.setAccessibleName(mark.words)
            button.setToolTip(mark.words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if marks else Qt.FocusPolicy.TabFocus)
        self._place()
        if self._chosen not in self._marks:
            self.choose("")
        self._keep_one_stop()

    def button(self, key: str) -> MarkButton:
        """The control of one mark. Raises KeyError."""
        return self._buttons[key]

    def marks(self) -> tuple[str, ...]:
        """The keys of the marks in their order."""
        return tuple(self._marks)

    def current(self) -> str:
        """The key of the chosen mark, else empty."""
        return self._chosen

    def last_stop(self) -> QWidget:
        """What the keyboard leaves the drawing from, for what Tab is to reach next."""
        return next(reversed(self._buttons.values()), self)

    def choose(self, key: str) -> None:
        """Makes this mark the chosen one; empty for none."""
        for other, button in self._buttons.items():
            button.setChecked(other == key)
        if key != self._chosen:
            self._chosen = key
            self._keep_one_stop()
            self.chosen.emit(key)

    def enter(self, key: str = "") -> None:
        """Puts the keyboard on a mark: this one, else the chosen one, else the first."""
        wanted = next((one for one in (key, self._chosen, *self._marks) if one in self._buttons), "")
        if wanted:
            self._buttons[wanted].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _new_button(self, key: str) -> MarkButton:
        button = MarkButton(key, self)
        button.moves_down = self._moves_down
        button.entered.connect(lambda: self.choose(key))
        button.key_pressed.connect(lambda event: self._key(key, event))
        button.dragged.connect(lambda way: self._drag(key, way))
        self.setTabOrder(self.last_stop(), button)  # not behind all the page
        self._buttons[key] = button
        button.show()
        return button

    def _place(self) -> None:
        """Lays the controls over the painted marks."""
        scale = self.scale()
        left, top = self.origin()
        for key, mark in self._marks.items():
            box = mark.box
            corner = QPoint(round(left + box.left * scale) - px(2), round(top + box.top * scale) - px(2))
            width, height = round((box.right - box.left) * scale), round((box.bottom - box.top) * scale)
            self._buttons[key].setGeometry(QRect(corner.x(), corner.y(), width + px(4), height + px(4)))

    def _keep_one_stop(self) -> None:
        stop = self._chosen if self._chosen in self._buttons else next(iter(self._marks), "")
        for key, button in self._buttons.items():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if key == stop else Qt.FocusPolicy.ClickFocus)

    def _key(self, key: str, event: QKeyEvent) -> None:
        direction = _DIRECTIONS.get(Qt.Key(event.key()))
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if direction is None or modifiers not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
            if not modifiers:
                self.key_on_mark.emit(key, event)
            return
        event.accept()
        if modifiers:
            self._step(key, direction)
        elif (other := self._next(key, direction)) is not None:
            self._buttons[other].setFocus(Qt.FocusReason.TabFocusReason)

    def _next(self, key: str, direction: tuple[int, int]) -> str | None:
        """The nearest mark in a direction; to the sides the next in the row before one that stands higher or lower."""
        here = _middle(self._marks[key])
        found: list[tuple[int, str]] = []
        for other, mark in self._marks.items():
            across, down = _middle(mark)[0] - here[0], _middle(mark)[1] - here[1]
            along = across * direction[0] + down * direction[1]
            aside = abs(across * direction[1]) + abs(down * direction[0])
            if along > 1.0:
                found.append((round(along + 3 * aside), other))
        return min(found, key=lambda one: one[0])[1] if found else None

    def _step(self, key: str, direction: tuple[int, int]) -> None:
        right, down = self._marks[key].shift
        if direction[1] and not self._moves_down:
            return
        self.moved_mark.emit(key, right + direction[0] * STEP_MM, down + direction[1] * STEP_MM)

    def _drag(self, key: str, way: QPoint) -> None:
        right, down = self._marks[key].shift
        scale = self.scale()
        self.moved_mark.emit(key, right + way.x() / scale, down + way.y() / scale)


def _middle(mark: Mark) -> tuple[float, float]:
    return (mark.box.left + mark.box.right) / 2, (mark.box.top + mark.box.bottom) / 2
