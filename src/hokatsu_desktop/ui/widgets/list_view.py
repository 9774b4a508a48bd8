"""A list of two-line rows: title and pill above, what is due below. A row is read aloud as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.tag import Tone, paint_tag, tag_size

Index = QModelIndex | QPersistentModelIndex
_ROW_ROLE = Qt.ItemDataRole.UserRole
_TITLE = 17


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """One row. `alert` is a short warning in the second line; `target` is whatever the row stands for."""

    title: str
    meta: str = ""
    alert: str = ""
    tag: str = ""
    tone: Tone = Tone.PLAIN
    target: object = field(default=None, compare=True)

    @property
    def spoken(self) -> str:
        """The whole row in words."""
        return "、".join(filter(None, (self.title, self.tag, self.meta, self.alert)))


class ListModel(QAbstractListModel):
    """The rows of a list."""

    def __init__(self, rows: Sequence[ListRow] = ()) -> None:
        super().__init__()
        self._rows = tuple(rows)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row(self, number: int) -> ListRow:
        """The row at this place, from 0."""
        return self._rows[number]

    def place_of(self, target: object) -> int:
        """Where the row for `target` is, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.target == target), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return row if role == _ROW_ROLE else None


class _Painter(QStyledItemDelegate):
    """Draws one row."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: ListRow = index.data(_ROW_ROLE)
        return QSize(px(160), px(60) if row.meta or row.alert else px(44))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow = index.data(_ROW_ROLE)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        paint_ground(painter, area, state, ruled=True)
        inner = area.adjusted(px(16), px(9), -px(14), -px(9))
        two = bool(row.meta or row.alert)
        top = QRect(inner.left(), inner.top(), inner.width(), px(24) if two else inner.height())
        _paint_title(painter, row, top)
        if two:
            _paint_second(painter, row, QRect(inner.left(), top.bottom() + 1, inner.width(), inner.height() - px(24)))
        painter.restore()


def paint_ground(painter: QPainter, area: QRect, state: QStyle.StateFlag, *, ruled: bool = False) -> None:
    """Paints what lies under the words of a row: chosen, under the mouse, with the keyboard; `ruled` from the next."""
    chosen = bool(state & QStyle.StateFlag.State_Selected)
    hot = bool(state & QStyle.StateFlag.State_MouseOver)
    painter.fillRect(area, QColor(theme.BLUE_TINT if chosen else theme.GROUND if hot else theme.WHITE))
    if ruled:
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), QColor(theme.RULE))
    if chosen:
        painter.fillRect(QRect(area.left(), area.top(), px(4), area.height()), QColor(theme.BLUE))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for inset, width, colour in ((1.5, 3, theme.INK), (4, 2, theme.YELLOW)):
            painter.setPen(QPen(QColor(colour), width))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), 3, 3)


def _paint_title(painter: QPainter, row: ListRow, area: QRect) -> None:
    font = theme.font(_TITLE, bold=True)
    room = area.width()
    if row.tag:
        size = tag_size(row.tag)
        pill = QRectF(area.right() - size.width() + 1, area.top(), size.width(), size.height())
        pill.moveTop(area.top() + (area.height() - size.height()) / 2)
        paint_tag(painter, pill, row.tag, row.tone)
        room -= size.width() + px(8)
    painter.setFont(font)
    painter.setPen(QColor(theme.INK))
    title = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
    painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)


def _paint_second(painter: QPainter, row: ListRow, area: QRect) -> None:
    font = theme.font(theme.SMALL_TEXT)
    metrics = QFontMetrics(font)
    painter.setFont(font)
    flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    left = area.left()
    for words, colour in ((row.meta, theme.INK_QUIET), (row.alert and f"▲ {row.alert}", theme.RED)):
        room = area.right() - left
        if words and room > px(24):
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, area.top(), room, area.height()), flags, shown)
            left += metrics.horizontalAdvance(shown) + px(12)


class ListView(QListView):
    """Arrows move (`moved`), Enter, a double click or Space opens (`opened`); both carry the row's target."""

    moved = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows = ListModel()
        self.setModel(self.rows)
        self.setItemDelegate(_Painter(self))
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.rows.row(index.row()).target))

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Shows other rows; the row that was current stays current if it is still there, without a `moved`."""
        target = self.target()
        self.rows.set_rows(rows)
        place = self.rows.place_of(target) if target is not None else -1
        if place >= 0:
            self._put(place, tell=False)

    def target(self) -> object:
        """What the current row stands for, or None."""
        index = self.currentIndex()
        return self.rows.row(index.row()).target if index.isValid() else None

    def go_to(self, target: object) -> bool:
        """Makes the row for `target` current, without a `moved`; False if it is not in the list."""
        place = self.rows.place_of(target)
        if place >= 0:
            self._put(place, tell=False)
        return place >= 0

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self.signalsBlocked():
            self.moved.emit(self.rows.row(current.row()).target)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Qt makes the first row current when the keyboard falls to the list; nobody has moved then."""
        blocked = self.blockSignals(True)
        super().focusInEvent(event)
        self.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and not event.modifiers():
            if self.currentIndex().isValid():
                self.opened.emit(self.target())
            event.accept()
        else:
            super().keyPressEvent(event)

    def _put(self, place: int, *, tell: bool) -> None:
        blocked = self.signalsBlocked()
        self.blockSignals(not tell)
        self.setCurrentIndex(self.rows.index(place, 0))
        self.blockSignals(blocked)
        self.viewport().update()
