"""A sheet without answers as pictures of its pages, made in the worker."""

from collections.abc import Iterator
from contextlib import contextmanager

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
    with _opened(pdf) as document:
        return tuple(_page(document, number, width) for number in range(document.pageCount()))


def page_of(pdf: bytes, number: int, width: int) -> QImage:
    """One page of a PDF in memory, from 0, `width` pixels wide; may run in any one thread."""
    with _opened(pdf) as document:
        return _page(document, number, width)


@contextmanager
def _opened(pdf: bytes) -> Iterator[QPdfDocument]:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    yield document
    document.close()


def _page(document: QPdfDocument, number: int, width: int) -> QImage:
    points = document.pagePointSize(number)
    return document.render(number, QSize(width, round(width * points.height() / points.width())))
