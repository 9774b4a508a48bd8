"""The outline of a sheet: all sections and blanks from top to bottom, moved and hidden by the keyboard."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from hokatsu_desktop.sheets.definition import Blank, Section, Sheet
from hokatsu_desktop.sheets.keys import is_own
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.forms.words import KINDS, WHOLE, blank_words, section_words
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.list_view import Index, ListRow, ListView, paint_ground
from hokatsu_desktop.ui.widgets.tag import Tone, paint_tag, tag_size

HIDDEN = "出さない"
OWN = "町の欄"
_ROW = 36
_INDENT = 18


@dataclass(frozen=True)
class Part:
    """One thing that can be edited: the whole sheet (both keys empty), a section, or a blank."""

    section: str = ""
    blank: str = ""


SHEET = Part()


def name_of(part: Part) -> str:
    """The part in one word, for coming back to it: 「aim/wish」, 「aim/」 or 「/」."""
    return f"{part.section}/{part.blank}"


def part_named(name: str) -> Part:
    """The part with this name."""
    section, _, blank = name.partition("/")
    return Part(section, blank)


def outline_rows(sheet: Sheet) -> list[ListRow]:
    """The whole sheet, then each section with its blanks below it."""
    rows = [ListRow(title=WHOLE, meta="名前、決裁欄、余白など", target=SHEET)]
    for section in sheet.sections:
        rows.append(_section_row(section))
        rows += [_blank_row(section, blank) for blank in section.blanks]
    return rows


def _section_row(section: Section) -> ListRow:
    return ListRow(
        title=section_words(section),
        meta="区切り",
        tag=HIDDEN if section.hidden else "",
        tone=Tone.OUTLINE,
        target=Part(section=section.key),
    )


def _blank_row(section: Section, blank: Blank) -> ListRow:
    hidden = blank.hidden or section.hidden
    return ListRow(
        title=blank_words(blank),
        meta=KINDS[blank.kind],
        tag=HIDDEN if hidden else OWN if is_own(blank.key) else "",
        tone=Tone.OUTLINE if hidden else Tone.INFO,
        target=Part(section=section.key, blank=blank.key),
    )


class _Painter(QStyledItemDelegate):
    """One line for each part: blanks stand in, sections are bold, what is hidden is grey."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(px(160), px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ListRow = index.data(Qt.ItemDataRole.UserRole)
        area: QRect = option.rect
        painter.save()
        paint_ground(painter, area, option.state)
        part = row.target
        is_blank = isinstance(part, Part) and bool(part.blank)
        inner = area.adjusted(px(14 + _INDENT * is_blank), 0, -px(10), 0)
        room = inner.width() - _paint_tag(painter, row, inner)
        font = theme.font(theme.SMALL_TEXT + 1, bold=not is_blank)
        painter.setFont(font)
        painter.setPen(QColor(theme.INK_QUIET if row.tag == HIDDEN else theme.INK))
        title = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


def _paint_tag(painter: QPainter, row: ListRow, inner: QRect) -> int:
    """Paints the pill at the right; gives the room it takes."""
    if not row.tag:
        return 0
    size = tag_size(row.tag)
    pill = QRectF(inner.right() - size.width() + 1, inner.top(), size.width(), size.height())
    pill.moveTop(inner.top() + (inner.height() - size.height()) / 2)
    paint_tag(painter, pill, row.tag, row.tone)
    return size.width() + px(8)


class Outline(ListView):
    """↑ ↓ choose, Alt+↑ ↓ move the chosen part, Space hides or shows it, Delete removes one of our own."""

    move_wanted = Signal(int)
    hide_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("様式の区切りと欄", parent)
        self.setItemDelegate(_Painter(self))

    def part(self) -> Part:
        """The part chosen; the whole sheet before anything was."""
        target = self.target()
        return target if isinstance(target, Part) else SHEET

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_wanted.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
            event.accept()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.hide_wanted.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.remove_wanted.emit()
            event.accept()
        else:
            super().keyPressEvent(event)
