"""The pages themselves, one below the other, in the size the user likes."""

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QColor, QPalette, QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui import theme
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import picture_button
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look

WIDTH, WHOLE = "width", "whole"
STEPS = (50, 75, 100, 125, 150, 200)  # per cent of the size on paper
_SIZES = ChoiceList(
    key="page_size",
    label="見る大きさ",
    values=(
        Choice(key=WIDTH, label="幅に合わせる"),
        Choice(key=WHOLE, label="ページ全体"),
        *(Choice(key=str(step), label="実際のサイズ（100 %）" if step == 100 else f"{step} %") for step in STEPS),
    ),
)


class PageView(QWidget):
    """Shows a document; `page_changed` tells which page (from 0) is looked at."""

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.size_choice = ListChoice("page_size", "見る大きさ", _SIZES)
        self.size_choice.removeItem(0)  # one of them is always chosen
        self.size_choice.setMinimumWidth(px(120))
        self.size_choice.setMaximumWidth(px(250))
        self.smaller = picture_button("minus", "小さくする（Ctrl+－）", edged=True)
        self.larger = picture_button("add", "大きくする（Ctrl+＋）", edged=True)
        self.place = ElidedWords(look=Look.SMALL)
        self.view = _Pages(self)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setAccessibleName("印刷するページ")
        colours = self.view.palette()
        colours.setColor(QPalette.ColorRole.Dark, QColor(theme.RULE))  # the table that the pages lie on
        self.view.setPalette(colours)
        self._build()
        self.size_choice.changed.connect(lambda: self.show_size(self.size_choice.value()))
        self.smaller.clicked.connect(lambda _checked=False: self.step(-1))
        self.larger.clicked.connect(lambda _checked=False: self.step(1))
        self.view.pageNavigator().currentPageChanged.connect(self._page_moved)
        self.show_size(WIDTH)

    def set_document(self, document: QPdfDocument) -> None:
        """Shows another document, at the page that was looked at."""
        page = self.page()
        self.view.setDocument(document)
        self.go_to(min(page, document.pageCount() - 1))
        self._say_place()

    def page(self) -> int:
        """The page that is looked at, from 0."""
        return max(0, self.view.pageNavigator().currentPage())

    def go_to(self, page: int) -> None:
        """Shows a page from its top."""
        self.view.go_to(page)

    def show_size(self, size: str) -> None:
        """Shows the pages in one of the offered sizes; the page that is looked at stays."""
        page = self.page()
        self.size_choice.set_value(size)
        match size:
            case "width":
                self.view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
            case "whole":
                self.view.setZoomMode(QPdfView.ZoomMode.FitInView)
            case _:
                self.view.setZoomMode(QPdfView.ZoomMode.Custom)
                self.view.setZoomFactor(int(size) / 100)
        self.go_to(page)

    def step(self, by: int) -> None:
        """The next larger or smaller size in per cent; a fitted page counts as the step it is nearest to."""
        now = self._percent()
        beyond = [step for step in STEPS if (step > now if by > 0 else step < now)]
        if beyond:
            self.show_size(str(min(beyond) if by > 0 else max(beyond)))

    def _percent(self) -> float:
        """How large the page is shown now, in per cent of its size on paper."""
        chosen = self.size_choice.value()
        document = self.view.document()
        if chosen not in (WIDTH, WHOLE) or document is None or not document.pageCount():
            return float(chosen) if chosen not in (WIDTH, WHOLE) else 100.0
        points = document.pagePointSize(self.page())
        inside, dots = self.view.viewport().size(), self.logicalDpiX() / 72
        wide = inside.width() / (points.width() * dots)
        return 100 * (wide if chosen == WIDTH else min(wide, inside.height() / (points.height() * dots)))

    def _page_moved(self, page: int) -> None:
        self._say_place()
        self.page_changed.emit(page)

    def _say_place(self) -> None:
        document = self.view.document()
        total = document.pageCount() if document is not None else 0
        self.place.say(f"{self.page() + 1}／{total}ページ" if total else "")

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.size_choice, 1)
        row.addWidget(self.smaller)
        row.addWidget(self.larger)
        row.addStretch()
        row.addWidget(self.place)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.view, 1)


class _Pages(QPdfView):
    """Qt's view, which loses the page when its room changes and the pages with it."""

    def go_to(self, page: int) -> None:
        """Shows a page from its top.

        WORKAROUND: Qt does not scroll for a jump to the page it thinks it is on, so a page beside it comes between.
        """
        ways = self.pageNavigator()
        if page == ways.currentPage():
            ways.jump(page - 1 if page else 1, QPointF())
        ways.jump(page, QPointF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        page = self.pageNavigator().currentPage()
        super().resizeEvent(event)
        if self.zoomMode() is not QPdfView.ZoomMode.Custom and page >= 0:
            self.go_to(page)
