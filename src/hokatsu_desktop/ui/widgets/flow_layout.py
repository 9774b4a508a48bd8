"""A layout that sets its items side by side and goes on in the next line when the width is used up."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class FlowLayout(QLayout):
    """Items keep their own width; one wider than the line gets the whole line and may wrap its text there."""

    def __init__(self, parent: QWidget | None = None, *, across: int = 8, down: int = 8) -> None:
        self._heights: dict[int, int] = {}  # by width, until something changes
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._across = across
        self._down = down
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def addWidget(self, widget: QWidget) -> None:
        """Puts a widget at the end. Qt's own way makes an item that nobody deletes."""
        self.insert(len(self._items), widget)

    def insert(self, index: int, widget: QWidget) -> None:
        """Puts a widget before the item at `index`."""
        self.addChildWidget(widget)
        self._items.insert(index, QWidgetItem(widget))
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._arrange(area, move=True)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() for item in self._items if not item.isEmpty()]
        width = sum(widths) + self._across * max(0, len(widths) - 1)
        return QSize(width, self.heightForWidth(width) if widths else 0)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, area: QRect, *, move: bool) -> int:
        """Places the items (if `move`) and gives the height used."""
        x, y, tallest = area.x(), area.y(), 0
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            width = min(item.sizeHint().width(), max(area.width(), item.minimumSize().width()))
            height = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
            if line and x + width > area.right() + 1:
                _settle(line, tallest, move=move)
                x, y, tallest, line = area.x(), y + tallest + self._down, 0, []
            line.append((item, QRect(QPoint(x, y), QSize(width, height))))
            x += width + self._across
            tallest = max(tallest, height)
        _settle(line, tallest, move=move)
        return y + tallest - area.y()


def _settle(line: list[tuple[QLayoutItem, QRect]], tallest: int, *, move: bool) -> None:
    """Centres the items of one line on each other."""
    if move:
        for item, area in line:
            item.setGeometry(area.translated(0, (tallest - area.height()) // 2))
