"""The window before work begins: one page at a time, with the steps of the first start at its left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop import __version__
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.application import PRODUCT
from hokatsu_desktop.ui.guide_names import SETTINGS, name_guide
from hokatsu_desktop.ui.guides import show_guide
from hokatsu_desktop.ui.icons import pixmap
from hokatsu_desktop.ui.start.page import Page
from hokatsu_desktop.ui.start.unlock_page import UnlockPage
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.words import Look, Words

if TYPE_CHECKING:  # loaded when something was lost
    from hokatsu_desktop.ui.loss.page import LossPage

FIRST_STEPS = ("町と担当", "合言葉", "復旧シート")
_MOST_OF_SCREEN = 0.95


class StartWindow(QWidget):
    """Shows pages; what they mean is decided elsewhere. Its title names the program and nothing else."""

    closing = Signal()
    painted = Signal()
    """The first picture is on the screen: now there is time to load what comes next."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(PRODUCT)
        self.resize(QSize(px(960), px(640)).boundedTo(self.screen().availableSize() * _MOST_OF_SCREEN))
        self.is_busy = False
        self._was_painted = False
        self.stack = QStackedWidget()
        self._steps = QVBoxLayout()
        self._side: QFrame | None = None
        self._band = QFrame()
        self._build()

    def show_page(self, page: Page | UnlockPage | LossPage, steps: Sequence[str] = (), step: int = 0) -> None:
        """Shows a page; earlier pages keep what was typed. `step` counts from 0."""
        if self.stack.indexOf(page) < 0:
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self._show_side(isinstance(page, Page), steps, step)
        field = page.first_field() or self
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self.stack.currentWidget()

    def show_practice(self) -> None:
        """Shows the band that every window of a practice store carries."""
        self._band.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """While a key or a store is being made the window stays; that is a matter of seconds."""
        if self.is_busy:
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _build(self) -> None:
        name_guide(self, SETTINGS)
        QShortcut(QKeySequence("F1"), self, lambda: show_guide(self))
        self._band.setProperty("look", "practice")
        inside = QHBoxLayout(self._band)
        inside.setContentsMargins(16, 6, 16, 6)
        inside.addWidget(QLabel("練習用"))
        self._band.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._band)
        column.addLayout(self._row, 1)

    def _make_side(self) -> QFrame:
        side = QFrame()
        side.setProperty("look", "left")
        side.setFixedWidth(px(248))
        column = QVBoxLayout(side)
        column.setContentsMargins(px(24), px(36), px(16), px(24))
        column.setSpacing(px(10))
        column.addWidget(Words(PRODUCT, Look.CARD))
        column.addWidget(Words("書くのは一度だけ。\n引き継いでも途切れません。", Look.QUIET, wrap=True))
        column.addSpacing(px(20))
        column.addLayout(self._steps)
        column.addStretch(1)
        column.addWidget(Words(f"版 {__version__}　この台帳はインターネットにつながりません。", Look.QUIET, wrap=True))
        return side

    def _show_side(self, shown: bool, steps: Sequence[str], step: int) -> None:
        """The lock screen has no left side, and is not made to wait for one."""
        if shown and self._side is None:
            self._side = self._make_side()
            self._row.insertWidget(0, self._side)
        if self._side is not None:
            self._show_steps(steps, step)
            self._side.setVisible(shown)

    def _show_steps(self, steps: Sequence[str], step: int) -> None:
        while (taken := self._steps.takeAt(0)) is not None:
            if (widget := taken.widget()) is not None:
                widget.setParent(None)
        for place, words in enumerate(steps):
            self._steps.addWidget(_step_line(place, words, step))


def bring_forward(window: QWidget) -> None:
    """Puts a window before all others, also when it was minimised."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def _step_line(place: int, words: str, now: int) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, px(4), 0, px(4))
    row.setSpacing(10)
    picture = QLabel()
    name = "check" if place < now else "round-checked" if place == now else "round"
    picture.setPixmap(pixmap(name, px(20), theme.GREEN if place < now else theme.BLUE))
    said = "済み" if place < now else "いま" if place == now else "これから"
    picture.setAccessibleName(said)
    row.addWidget(picture)
    row.addWidget(Words(words, Look.SIDE if place == now else Look.SMALL))
    row.addStretch(1)
    return line
