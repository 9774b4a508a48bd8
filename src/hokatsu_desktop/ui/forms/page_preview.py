"""The right of 様式を直す: one page of the very paper, drawn anew in the worker a moment after each change."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.services.papers import Imprint, Paper
from hokatsu_desktop.ui.cases.page import clear
from hokatsu_desktop.ui.forms.blank_pages import page_of
from hokatsu_desktop.ui.forms.paper_picture import PaperPicture
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.busy import Tasks
from hokatsu_desktop.ui.widgets.button import picture_button
from hokatsu_desktop.ui.widgets.words import Look, Words

REST = 350  # milliseconds of quiet before the paper is drawn
SIDE = 16


Gather = Callable[[], tuple[Paper, Imprint] | None]
"""The paper to draw, or None when the store was closed meanwhile."""


@dataclass(frozen=True)
class Drawn:
    """One page as a picture, and what the paper cannot print."""

    picture: QImage
    number: int  # from 0
    pages: int
    warning: str


def drawn(paper: Paper, imprint: Imprint, number: int, width: int) -> Drawn:
    """The page with this number, or the last one, `width` dots wide; runs in the worker."""
    from hokatsu_desktop.printing.papers import print_papers

    printed = print_papers([paper], imprint, title=paper.sheet.title)
    place = min(number, printed.pages - 1)
    return Drawn(page_of(printed.pdf, place, width), place, printed.pages, printed.warning)


class PagePreview(QWidget):
    """Give it paper with `show_paper` as often as you like: it draws the last one, one job at a time."""

    def __init__(self, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._gather: Gather | None = None
        self._number = 0
        self._is_drawing = False
        self._is_late = False
        self._is_over = False
        self.back = picture_button("chevron-left", "前のページ", edged=True)
        self.forward = picture_button("chevron-right", "次のページ", edged=True)
        self.count = Words(look=Look.QUIET)
        self.warning = Words(look=Look.CARE, wrap=True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._draw)
        self.back.clicked.connect(lambda _checked=False: self.turn(-1))
        self.forward.clicked.connect(lambda _checked=False: self.turn(1))
        self._build()

    def show_paper(self, gather: Gather, *, at_once: bool = False) -> None:
        """Draws what `gather` gives, after a moment of quiet; it is asked then, not at every key."""
        if self._is_over:
            return
        self._gather = gather
        self._rest.start(0 if at_once else REST)

    def turn(self, step: int) -> None:
        """Shows the next page or the one before."""
        self._number = max(0, self._number + step)
        self._rest.start(0)

    def stop(self) -> None:
        """Draws nothing more; what the worker is at is not shown."""
        self._is_over = True
        self._rest.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._gather is not None and not self._is_over:
            self._rest.start()

    def _draw(self) -> None:
        if self._gather is None or not self.isVisible():
            return
        if self._is_drawing:
            self._is_late = True
            return
        gathered = self._gather()
        if gathered is None:
            return
        paper, imprint = gathered
        number, width = self._number, self._width()
        self._is_drawing = True
        self._tasks.run(lambda: drawn(paper, imprint, number, width), self._arrived, self._failed)

    def _arrived(self, page: Drawn) -> None:
        if self._is_over:
            return
        self._is_drawing = False
        place = self._area.verticalScrollBar().value() if page.number == self._number else 0
        clear(self._pages)
        self._pages.addWidget(
            PaperPicture(f"見本 {page.number + 1}ページ目", page.picture), 0, Qt.AlignmentFlag.AlignTop
        )
        self._number = page.number
        self.count.say(f"{page.number + 1}／{page.pages}ページ")
        self.back.setEnabled(page.number > 0)
        self.forward.setEnabled(page.number < page.pages - 1)
        self.warning.say(page.warning)
        self.warning.setVisible(bool(page.warning))
        self._area.verticalScrollBar().setValue(place)
        self._draw_late()

    def _failed(self, error: Exception) -> None:
        self._is_drawing = False
        raise error

    def _draw_late(self) -> None:
        if self._is_late:
            self._is_late = False
            self._rest.start(0)

    def _width(self) -> int:
        room = self.width() - 2 * SIDE - self._area.verticalScrollBar().sizeHint().width()
        return max(px(200), round(room * self.devicePixelRatioF()))

    def _build(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(SIDE, 8, SIDE, 8)
        bar.setSpacing(8)
        bar.addWidget(Words("見本（手書き用）", Look.LABEL))
        bar.addStretch(1)
        bar.addWidget(self.back)
        bar.addWidget(self.count)
        bar.addWidget(self.forward)
        self.back.setEnabled(False)
        self.forward.setEnabled(False)
        self.warning.hide()
        page = QWidget()
        self._pages = QVBoxLayout(page)
        self._pages.setContentsMargins(SIDE, 0, SIDE, SIDE)
        self._area = scrolled(page)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll the paper
        self._area.setAccessibleName("直した様式の見本")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.warning)
        column.addWidget(self._area, 1)
