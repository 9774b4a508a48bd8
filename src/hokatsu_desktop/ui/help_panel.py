"""F1: the one-page guide of where the keyboard is, in a window beside the work."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import (
    QColor,
    QShowEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QFrame, QTextBrowser, QVBoxLayout, QWidget

from hokatsu_desktop.assets import resource
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.frame import Frame
from hokatsu_desktop.ui.guide_names import BACKUPS, HANDOVER
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.section_titles import TITLES
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.choice_field import ListChoice

HELP = "help"
GUIDES = {**TITLES, HANDOVER: "引継ぎ", BACKUPS: "控え（バックアップ）"}
WIDTH = 440
_LINE_HEIGHT = 155.0
_FRAME = 40  # pixels at most for the title and the edges that the desktop puts around the panel


def guide_path(guide: str) -> Path:
    """The file of a guide; that of きょう where there is none."""
    path = resource(HELP, f"{guide}.md")
    return path if path.is_file() else resource(HELP, "today.md")


class HelpPanel(QDialog):
    """Not modal: the guide stays open beside the work, and follows it from section to section. Esc closes it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("この画面の手引き")
        self._guide = ""
        titles = ChoiceList(
            key="guide",
            label="手引き",
            values=tuple(Choice(key=key, label=f"「{title}」の手引き") for key, title in GUIDES.items()),
        )
        self.choice = ListChoice("guide", "どの画面の手引きか", titles)
        self.choice.removeItem(0)  # one of them is always shown
        self.browser = QTextBrowser()
        self.browser.setAccessibleName("手引き")
        self.browser.setFrameShape(QFrame.Shape.NoFrame)
        self.browser.setStyleSheet("QTextBrowser { border: none; }")
        self.browser.setOpenLinks(False)
        self.close_button = button("閉じる")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 12, 16)
        column.setSpacing(8)
        column.addWidget(label_for("どの画面の手引きか", self.choice))
        column.addWidget(self.choice)
        column.addWidget(self.browser, 1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self.choice.changed.connect(lambda: self._show(self.choice.value()))
        self.close_button.clicked.connect(self.reject)
        if isinstance(parent, Frame):
            parent.section_changed.connect(self._follow)

    def show_guide(self, guide: str) -> None:
        """Shows a guide."""
        self.choice.set_value(guide)
        self._show(guide)

    def guide(self) -> str:
        """Which guide is shown."""
        return self._guide

    def showEvent(self, event: QShowEvent) -> None:
        """At the right edge of the outermost window, also for a small window over it, and never beyond the screen."""
        super().showEvent(event)
        outer = _outermost(self)
        self.resize(px(WIDTH), max(px(400), outer.height() - px(150)))
        wanted = outer.mapToGlobal(QPoint(outer.width() - self.width() - px(16), px(90)))
        room = outer.screen().availableGeometry().united(outer.frameGeometry())
        lowest = room.bottom() - self.height() - _FRAME
        self.move(min(wanted.x(), room.right() - self.width()), max(room.top(), min(wanted.y(), lowest)))
        self.browser.setFocus(Qt.FocusReason.PopupFocusReason)

    def _follow(self, section: str) -> None:
        if self.isVisible():
            self.show_guide(section)

    def _show(self, guide: str) -> None:
        if not guide or guide == self._guide:
            return
        self._guide = guide
        self.browser.setMarkdown(guide_path(guide).read_text(encoding="utf-8"))
        open_lines(self.browser.document())
        self.browser.verticalScrollBar().setValue(0)


def _outermost(part: QWidget) -> QWidget:
    """The window that all windows around a part lie over."""
    while (around := part.parentWidget()) is not None:
        part = around
    return part


def open_lines(document: QTextDocument) -> None:
    """Gives a guide air, headings of our sizes, and tables with single lines: what Markdown itself cannot say."""
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    spacing = QTextBlockFormat()
    spacing.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    cursor.mergeBlockFormat(spacing)
    block = document.begin()
    while block.isValid():
        if block.blockFormat().headingLevel():
            _set_heading(QTextCursor(block))
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)


def _set_heading(cursor: QTextCursor) -> None:
    is_title = cursor.blockFormat().headingLevel() == 1
    room = QTextBlockFormat()
    room.setTopMargin(px(4 if is_title else 18))
    room.setBottomMargin(px(6))
    cursor.mergeBlockFormat(room)
    letters = QTextCharFormat()  # in place of the whole format: Markdown's own would enlarge our size once more
    letters.setFont(theme.font(22 if is_title else 17, bold=True))
    letters.setForeground(QColor(theme.INK if is_title else theme.BLUE))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.setCharFormat(letters)


def _set_table(table: QTextTable) -> None:
    look = table.format()
    look.setCellPadding(px(5))
    look.setCellSpacing(0)
    look.setBorder(1)
    look.setBorderBrush(QColor(theme.RULE))
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setBorderCollapse(True)
    look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 98))
    look.setColumnWidthConstraints(
        [QTextLength(QTextLength.Type.PercentageLength, share) for share in (38, 62)][: table.columns()]
    )
    table.setFormat(look)
