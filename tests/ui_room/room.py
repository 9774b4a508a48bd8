"""What has too little room on a screen: words wider or taller than their widget, and widgets nobody can scroll to."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyleOptionFrame,
    QTabBar,
    QTableView,
    QTextEdit,
    QToolButton,
    QWidget,
)

from hokatsu_desktop.ui.widgets.option import Option
from hokatsu_desktop.ui.widgets.words import ElidedWords, Words

SLACK = 2  # pixels that rounding may cost
BESIDE_CURSOR = 2
_HIDDEN_BAR = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def cut_words(window: QWidget) -> list[str]:
    """A line for each thing of a window that cannot be seen whole and is not shortened on purpose."""
    shown = [one for one in window.findChildren(QWidget) if one.isVisibleTo(window) and one.window() is window]
    return [line for one in shown for line in (*short_of_room(one), *out_of_reach(one, window))]


def short_of_room(widget: QWidget) -> Iterator[str]:  # noqa: C901  # one case for each kind of widget
    """What a widget has to say and has no room for."""
    match widget:
        case ElidedWords():
            return
        case QLabel():
            yield from short_label(widget)
        case Option():
            yield from too_small(widget, widget.words(), QSize(0, widget.heightForWidth(widget.width())))
        case QAbstractButton() if widget.text():
            yield from too_small(widget, widget.text(), widget.sizeHint())
        case QTabBar():
            yield from short_tabs(widget)
        case QComboBox():
            yield from too_wide(widget, widget.currentText(), widget.width() - arrow_width(widget))
        case QLineEdit() if widget.isReadOnly() or not widget.text():
            words = widget.text() or widget.placeholderText()
            yield from too_wide(widget, words, room_in(widget))
        case QTextEdit() if widget.verticalScrollBarPolicy() == _HIDDEN_BAR:
            needed = widget.document().size().toSize()
            yield from too_small(widget.viewport(), widget.toPlainText(), QSize(0, needed.height()), named=widget)
        case QHeaderView() if widget.orientation() == Qt.Orientation.Horizontal:
            yield from short_heads(widget)
        case QTableView():
            yield from short_cells(widget)


def short_label(label: QLabel) -> Iterator[str]:
    """A line that is too long, or a paragraph that is too tall for its width."""
    words = label.words() if isinstance(label, Words) else label.text()
    if not words:
        return
    if label.wordWrap():
        yield from too_small(label, words, QSize(0, label.heightForWidth(label.width())))
    else:
        yield from too_small(label, words, label.sizeHint())


def too_small(widget: QWidget, words: str, needed: QSize, *, named: QWidget | None = None) -> Iterator[str]:
    """Whether a widget is smaller than it needs to be in one of the two directions."""
    told = named or widget
    if widget.width() + SLACK < needed.width() and not tells_whole(told, words):
        yield f"{name_of(told)} 「{words}」 幅 {widget.width()} < {needed.width()}"
    if widget.height() + SLACK < needed.height():
        yield f"{name_of(told)} 「{words}」 高さ {widget.height()} < {needed.height()}"


def too_wide(widget: QWidget, words: str, room: int) -> Iterator[str]:
    """Whether words are wider than the room for them."""
    needed = widget.fontMetrics().horizontalAdvance(words)
    if words and needed > room + SLACK and not tells_whole(widget, words):
        yield f"{name_of(widget)} 「{words}」 幅 {room} < {needed}"


def tells_whole(widget: QWidget, words: str) -> bool:
    """Whether the tool tip has all of it."""
    return words.replace("&", "") in widget.toolTip().replace("&", "")


def room_in(field: QLineEdit) -> int:
    """How wide the words in a field may be: it has edges, and room beside the cursor."""
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inner = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    return inner.width() - 2 * BESIDE_CURSOR


def arrow_width(choice: QComboBox) -> int:
    """What the edges and the arrow of a drop-down list take."""
    return choice.sizeHint().height() // 2


def short_tabs(bar: QTabBar) -> Iterator[str]:
    """Tabs that are narrower than their words, and those behind the arrows of the row."""
    arrows = [one for one in bar.findChildren(QToolButton) if one.isVisible()]
    for place in range(bar.count()):
        area = bar.tabRect(place)
        words = bar.tabText(place)
        needed = bar.fontMetrics().horizontalAdvance(words)
        if bar.isTabVisible(place) and area.width() + SLACK < needed:
            yield f"{name_of(bar)} 「{words}」 幅 {area.width()} < {needed}"
        if arrows and area.right() > min(one.x() for one in arrows) and not bar.usesScrollButtons():
            yield f"{name_of(bar)} 「{words}」 見えるところの外"


def short_heads(head: QHeaderView) -> Iterator[str]:
    """Headings of columns that are wider than their column."""
    model = head.model()
    for place in range(head.count()):
        words = str(model.headerData(place, head.orientation()) or "")
        needed = max((head.fontMetrics().horizontalAdvance(line) for line in words.split("\n")), default=0)
        tip = str(model.headerData(place, head.orientation(), Qt.ItemDataRole.ToolTipRole) or "")
        if not head.isSectionHidden(place) and head.sectionSize(place) + SLACK < needed and words not in tip:
            yield f"{name_of(head)} 「{words}」 幅 {head.sectionSize(place)} < {needed}"


def short_cells(table: QTableView) -> Iterator[str]:
    """Cells that end in … without a tool tip that has the whole."""
    model = table.model()
    for row in range(min(model.rowCount(QModelIndex()), 200)):
        for column in range(model.columnCount(QModelIndex())):
            index = model.index(row, column)
            words = str(index.data() or "")
            needed = table.fontMetrics().horizontalAdvance(words)
            tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            if words and not table.isColumnHidden(column) and needed > table.columnWidth(column) and words not in tip:
                yield f"{name_of(table)} 「{words}」 幅 {table.columnWidth(column)} < {needed}"


def out_of_reach(widget: QWidget, window: QWidget) -> Iterator[str]:
    """Whether a part of a widget lies outside of what its page shows or can be scrolled to."""
    if not says_something(widget):
        return
    step = widget
    while step is not window and (around := step.parentWidget()) is not None:
        if not lies_in(widget, around):
            place = widget.mapTo(around, QPoint(0, 0)).toTuple()
            yield f"{name_of(widget)} 「{words_of(widget)}」 {place} {widget.size().toTuple()} {name_of(around)} の外"
            return
        if is_view(around):
            widget = around  # scrolled to, it can be seen as far as its page can
        step = around


def is_view(widget: QWidget) -> bool:
    """Whether a widget is what is seen of a scrolled page."""
    around = widget.parentWidget()
    return isinstance(around, QAbstractScrollArea) and around.viewport() is widget


def lies_in(widget: QWidget, around: QWidget) -> bool:
    """Whether a widget can be seen whole within one of those around it; the view of a scrolled page can be moved."""
    area = QRect(widget.mapTo(around, QPoint(0, 0)), widget.size())
    whole = around.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK)
    scrolled = around.parentWidget()
    if isinstance(scrolled, QAbstractScrollArea) and is_view(around):
        across = scrolled.horizontalScrollBarPolicy() != _HIDDEN_BAR
        down = scrolled.verticalScrollBarPolicy() != _HIDDEN_BAR
        return (across or (whole.left() <= area.left() and area.right() <= whole.right())) and (
            down or (whole.top() <= area.top() and area.bottom() <= whole.bottom())
        )
    return whole.contains(area)


def says_something(widget: QWidget) -> bool:
    """Whether there is something in it that a user reads, presses or types into."""
    return isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox | QTextEdit) and bool(
        words_of(widget) or isinstance(widget, QLineEdit | QComboBox | QTextEdit)
    )


def words_of(widget: QWidget) -> str:
    """What stands in a widget."""
    match widget:
        case Words():
            return widget.words()
        case Option():
            return widget.words()
        case QLabel() | QAbstractButton() | QLineEdit():
            return widget.text() or widget.accessibleName()
        case QComboBox():
            return widget.currentText()
        case QTextEdit():
            return widget.toPlainText()
        case _:
            return ""


def overlapping(window: QWidget) -> list[str]:
    """Pairs of neighbours with words of which one lies over the other."""
    found = []
    for around in (window, *window.findChildren(QWidget)):
        parts = [
            one
            for one in around.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if one.isVisibleTo(window) and says_something(one)
        ]
        parts.sort(key=lambda one: (one.y(), one.x()))
        for one, other in pairwise(parts):
            shared = one.geometry().intersected(other.geometry())
            if shared.width() > SLACK and shared.height() > SLACK:
                found.append(f"{name_of(one)} 「{words_of(one)}」 と 「{words_of(other)}」 が重なる")
    return found


def name_of(widget: QWidget) -> str:
    """A widget for the message of a test."""
    return f"{type(widget).__name__}#{widget.objectName()}" if widget.objectName() else type(widget).__name__
