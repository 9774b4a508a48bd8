"""The pages as small pictures at the left: only those that are seen are drawn, so that a long packet opens at once."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.theme import px

Index = QModelIndex | QPersistentModelIndex
_HEIGHT = 132  # of a picture, at 100 %
_KEPT = 60  # pictures kept in memory; a page is not worth more than drawing it again


class PageModel(QAbstractListModel):
    """The pages of a document, with the sheet that begins on each."""

    def __init__(self) -> None:
        super().__init__()
        self._pages = 0
        self._titles: dict[int, str] = {}

    def set_document(self, document: QPdfDocument, titles: Mapping[int, str]) -> None:
        """Shows the pages of another document."""
        self.beginResetModel()
        self._pages = document.pageCount()
        self._titles = dict(titles)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else self._pages

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        title = self._titles.get(index.row(), "")
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return str(index.row() + 1)
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{index.row() + 1}ページ　{title}".strip()
            case Qt.ItemDataRole.ToolTipRole:
                return title
            case _:
                return None


class PageStrip(QListView):
    """Arrows, PageUp and PageDown, Home and End go from page to page."""

    chosen = Signal(int)
    """The page (from 0) that was gone to by hand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("ページの一覧")
        self.pages = PageModel()
        self.setModel(self.pages)
        self._painter = _Painter(self)
        self.setItemDelegate(self._painter)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFixedWidth(px(138))

    def set_document(self, document: QPdfDocument, titles: Mapping[int, str]) -> None:
        """Shows the pages of another document; the page stays if there is one of that number."""
        row = self.page()
        self._painter.set_document(document)
        self.pages.set_document(document, titles)
        self.go_to(min(row, document.pageCount() - 1))

    def page(self) -> int:
        """The page that is chosen, from 0."""
        return max(0, self.currentIndex().row())

    def go_to(self, page: int) -> None:
        """Marks a page without telling `chosen`."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(self.pages.index(page, 0))
        self.blockSignals(blocked)
        self.viewport().update()

    def drawn(self) -> int:
        """How many pictures were drawn so far."""
        return self._painter.drawn

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and not self.signalsBlocked():
            self.chosen.emit(current.row())


class _Painter(QStyledItemDelegate):
    """Draws one page as a picture with its number below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.drawn = 0
        self._document: QPdfDocument | None = None
        self._kept: dict[tuple[int, int], QImage] = {}

    def set_document(self, document: QPdfDocument) -> None:
        """Draws from another document."""
        self._document = document
        self._kept.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(110), px(_HEIGHT + 40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, QColor(theme.BLUE_TINT_DEEP if chosen else theme.GROUND))
        ratio = painter.device().devicePixelRatioF() if painter.device() is not None else 1.0
        picture = self._picture(index.row(), ratio)
        size = picture.deviceIndependentSize().toSize()
        place = QRect(0, 0, size.width(), size.height())
        place.moveCenter(area.center())
        place.moveBottom(area.bottom() - px(28))
        painter.drawImage(place, picture)
        painter.setPen(QPen(QColor(theme.BLUE if chosen else theme.EDGE), 2 if chosen else 1))
        painter.drawRect(place)
        painter.setFont(theme.font(theme.SMALL_TEXT, bold=chosen))
        painter.setPen(QColor(theme.BLUE_DEEP if chosen else theme.INK_SOFT))
        below = QRect(area.left(), place.bottom(), area.width(), area.bottom() - place.bottom())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        if state & QStyle.StateFlag.State_HasFocus:
            _ring(painter, area)
        painter.restore()

    def _picture(self, page: int, ratio: float) -> QImage:
        """The page, from memory if it was drawn lately."""
        high = round(px(_HEIGHT) * ratio)
        if (page, high) not in self._kept:
            if len(self._kept) >= _KEPT:
                self._kept.pop(next(iter(self._kept)))
            self._kept[page, high] = self._draw(page, high, ratio)
        return self._kept[page, high]

    def _draw(self, page: int, high: int, ratio: float) -> QImage:
        if self._document is None:
            return QImage()
        self.drawn += 1
        points = self._document.pagePointSize(page)
        scale = min(high / points.height(), px(112) * ratio / points.width())
        size = QSize(max(1, round(points.width() * scale)), max(1, round(points.height() * scale)))
        picture = on_white(self._document.render(page, size))
        picture.setDevicePixelRatio(ratio)
        return picture


def on_white(picture: QImage) -> QImage:
    """A rendered page on white paper; its ground is see-through where nothing was drawn."""
    paper = QImage(picture.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, picture)
    painter.end()
    return paper


def _ring(painter: QPainter, area: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, width, colour in ((1.5, 3, theme.INK), (4, 2, theme.YELLOW)):
        painter.setPen(QPen(QColor(colour), width))
        painter.drawRoundedRect(QRectF(area).adjusted(inset, inset, -inset, -inset), 3, 3)
