"""A sheet without answers as pictures of its pages, made in the worker."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from hokatsu_desktop.services.papers import Imprint, Paper


def blank_pages(paper: Paper, imprint: Imprint, width: int) -> tuple[QImage, ...]:
    """The pages of a paper, each `width` pixels wide."""
    from hokatsu_desktop.printing.papers import print_papers

    return pages_of(print_papers([paper], imprint, title=paper.sheet.title).pdf, width)


def pages_of(pdf: bytes, width: int) -> tuple[QImage, ...]:
    """The pages of a PDF in memory, each `width` pixels wide; may run in any one thread."""
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = tuple(_page(document, number, width) for number in range(document.pageCount()))
    document.close()
    return pages


def _page(document: QPdfDocument, number: int, width: int) -> QImage:
    points = document.pagePointSize(number)
    return document.render(number, QSize(width, round(width * points.height() / points.width())))
