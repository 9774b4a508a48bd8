"""Paints the pages that are shown onto a printer's paper, each at its actual size on paper of its own size."""

from collections.abc import Collection, Iterator, Sequence

from PySide6.QtCore import QMarginsF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
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


def paint_pages(document: QPdfDocument, printer: QPrinter, pages: Sequence[int | None]) -> bool:
    """Paint pages (from 0; None stays white) at their actual size; False when the printer fails."""
    painter = QPainter()
    size = next((document.pagePointSize(page) for page in pages if page is not None), None)
    if size is None:
        return False
    turns = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    fresh = True
    for page in list(pages) * turns:
        size = document.pagePointSize(page) if page is not None else size
        printer.setPageLayout(layout_for(size.width(), size.height()))
        if not (painter.begin(printer) if fresh else printer.newPage()):
            return False
        fresh = False
        if page is not None:
            paint_page(painter, document, page, printer.resolution())
    return painter.end()


def paint_page(painter: QPainter, document: QPdfDocument, page: int, dots: int) -> None:
    """Paint one page with this many dots for an inch, with what others wrote on it as notes."""
    points = document.pagePointSize(page)
    options = QPdfDocumentRenderOptions()
    options.setRenderFlags(QPdfDocumentRenderOptions.RenderFlag.Annotations)
    size = QSize(round(points.width() / 72 * dots), round(points.height() / 72 * dots))
    painter.drawImage(0, 0, on_white(document.render(page, size, options)))


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
