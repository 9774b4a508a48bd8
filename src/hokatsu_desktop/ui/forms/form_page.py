"""The right side of 様式: what the chosen sheet is for, printing it, and how it looks."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.cases.page import clear
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.words import Look, Words

PAPER_WIDTH = 640
WAITING = "見本を用意しています…"


def edition_words(sheet: Sheet) -> str:
    """「様式第1号　標準の様式」 or 「様式第1号　町で直した様式（第2版）」."""
    edition = f"町で直した様式（第{sheet.edition}版）" if sheet.edition else "標準の様式"
    return "　".join(word for word in (sheet.form_number, edition, sheet.handling) if word)


class Paper(QWidget):
    """The picture of one page, as wide as there is room but never larger than it was drawn."""

    def __init__(self, name: str, picture: QImage) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._picture = picture
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMaximumWidth(round(picture.width() / self.devicePixelRatioF()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * self._picture.height() / self._picture.width())

    def sizeHint(self) -> QSize:
        return QSize(self.maximumWidth(), self.heightForWidth(self.maximumWidth()))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(200), px(200))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(self.rect()), self._picture)
        painter.setPen(QPen(QColor(theme.EDGE), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class FormPage(QWidget):
    """Shows one sheet; pictures of its pages come later, from the worker."""

    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = Words(look=Look.TITLE)
        self.edition = Words(look=Look.QUIET)
        self.why = Words(look=Look.BODY, wrap=True)
        self.print_button = button("手書き用を印刷", ButtonLook.PRIMARY, picture="print")
        self.waiting = Words(WAITING, Look.QUIET)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(16)
        self._build()
        self.print_button.clicked.connect(lambda _checked=False: self.print_wanted.emit())

    def show_sheet(self, sheet: Sheet) -> None:
        """Shows the words about a sheet, and that its picture is on the way."""
        self.title.say(sheet.title)
        self.edition.say(edition_words(sheet))
        self.why.say(sheet.why)
        self.waiting.show()
        clear(self._pages)
        self._area.verticalScrollBar().setValue(0)

    def show_pages(self, name: str, pages: Sequence[QImage]) -> None:
        """Shows the pictures of the pages."""
        self.waiting.hide()
        clear(self._pages)
        for number, picture in enumerate(pages, 1):
            self._pages.addWidget(Paper(f"{name} {number}ページ目の見本", picture))

    def page_count(self) -> int:
        """How many pages are shown."""
        return self._pages.count()

    def picture_width(self) -> int:
        """How many dots wide a page is drawn on this screen."""
        return round(px(PAPER_WIDTH) * self.devicePixelRatioF())

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.edition)
        head.addLayout(words, 1)
        head.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(24, 4, 16, 24)
        column.setSpacing(16)
        self.why.setMaximumWidth(px(PAPER_WIDTH + 80))
        column.addWidget(self.why)
        column.addWidget(self.waiting)
        column.addLayout(self._pages)
        column.addStretch(1)
        self._area = scrolled(page)
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows scroll the paper
        self._area.setAccessibleName("様式の見本")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head.setContentsMargins(24, 14, 24, 10)
        outer.addLayout(head)
        outer.addWidget(self._area, 1)
