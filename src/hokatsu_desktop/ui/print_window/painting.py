"""Paints the pages that are shown onto a printer's paper, each at its actual size on paper of its own size."""

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QMarginsF, QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrinter

from hokatsu_desktop.ui.print_window.thumbnails import on_white

DOTS_PER_INCH = 300
_A4_LONGEST_PT = 860.0  # a page longer than this is A3
_DUPLEX = {
    "one": QPrinter.DuplexMode.DuplexNone,
    "long": QPrinter.DuplexMode.DuplexLongSide,
    "short": QPrinter.DuplexMode.DuplexShortSide,
}


def printer_for(sides: str, copies: int) -> QPrinter:
    """A printer set to whole pages without margins of its own; `sides` is "one", "long" or "short"."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("ほうかつデスク")  # the spooler's list must not name a person
    printer.setFullPage(True)
    printer.setResolution(DOTS_PER_INCH)
    printer.setDuplex(_DUPLEX[sides])
    printer.setCopyCount(copies)
    printer.setCollateCopies(True)
    return printer


class PrintRun(QObject):
    """Pages on their way to the printer, one after the other, so that the window stays alive and can stop them."""

    progressed = Signal(int, int)
    """(pages sent, pages in all)"""
    ended = Signal(bool)
    """Whether everything was sent; False when the printer failed or somebody stopped it."""

    def __init__(
        self, document: QPdfDocument, printer: QPrinter, pages: Sequence[int | None], parent: QObject | None = None
    ) -> None:
        """`pages` count from 0; None stays white."""
        super().__init__(parent)
        self._document = document
        self._printer = printer
        self._pages = list(pages) * (1 if printer.supportsMultipleCopies() else printer.copyCount())
        self._painter = QPainter()
        self._sent = 0
        self.is_stopped = False
        first = next((page for page in self._pages if page is not None), 0)
        self._size = document.pagePointSize(first)

    def start(self) -> None:
        """Begins with the first page as soon as the window has been painted."""
        QTimer.singleShot(0, self, self._step)

    def stop(self) -> None:
        """Ends it after the page under way."""
        self.is_stopped = True

    def _step(self) -> None:
        if self.is_stopped:
            self._printer.abort()
            self._end(sent=False)
        elif not self._begin_page():
            self._end(sent=False)
        else:
            page = self._pages[self._sent]
            if page is not None:
                paint_page(self._painter, self._document, page, self._printer.resolution())
            self._sent += 1
            self.progressed.emit(self._sent, len(self._pages))
            if self._sent == len(self._pages):
                self._end(sent=True)
            else:
                QTimer.singleShot(0, self, self._step)

    def _begin_page(self) -> bool:
        page = self._pages[self._sent]
        self._size = self._document.pagePointSize(page) if page is not None else self._size
        self._printer.setPageLayout(layout_for(self._size.width(), self._size.height()))
        return self._printer.newPage() if self._sent else self._painter.begin(self._printer)

    def _end(self, *, sent: bool) -> None:
        done = self._painter.end() if self._painter.isActive() else False
        self.ended.emit(sent and done)


def paint_page(painter: QPainter, document: QPdfDocument, page: int, dots: int) -> None:
    """Paint one page with this many dots for an inch, with what others wrote on it as notes."""
    points = document.pagePointSize(page)
    options = QPdfDocumentRenderOptions()
    options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
    size = QSize(round(points.width() / 72 * dots), round(points.height() / 72 * dots))
    picture = on_white(document.render(page, size, options))
    if picture.allGray():  # a third of what the printer has to take
        picture = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    painter.drawImage(0, 0, picture)


def layout_for(width_pt: float, height_pt: float) -> QPageLayout:
    """Paper of the page's own size and direction, without margins."""
    paper = QPageSize.PageSizeId.A3 if max(width_pt, height_pt) > _A4_LONGEST_PT else QPageSize.PageSizeId.A4
    turned = QPageLayout.Orientation.Landscape if width_pt > height_pt else QPageLayout.Orientation.Portrait
    return QPageLayout(QPageSize(paper), turned, QMarginsF())


def leaves(pages: Sequence[int], starts: Collection[int], *, both_sides: bool) -> list[int | None]:
    """The pages (from 0) as they are printed: on both sides every sheet begins on a leaf of its own."""
    return list(_on_leaves(pages, starts) if both_sides else pages)


def _on_leaves(pages: Sequence[int], starts: Collection[int]) -> Iterator[int | None]:
    sides = 0
    for page in pages:
        if page in starts and sides % 2:
            sides += 1
            yield None
        sides += 1
        yield page
