"""Reads written Excel, Word and CSV files back with other libraries than the ones that wrote them."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO
from itertools import zip_longest

import docx
import python_calamine
from docx.oxml.ns import qn

Cells = list[list[str]]  # columns or rows of texts


def excel_columns(xlsx: bytes) -> Cells:
    """The cells of all worksheets, column by column: a text that goes on in the cell below stands together."""
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(xlsx))
    return [
        [_said(cell) for cell in column]
        for name in book.sheet_names
        for column in zip_longest(*book.get_sheet_by_name(name).to_python(), fillvalue="")
    ]


def excel_numbers(xlsx: bytes) -> list[float]:
    """All numbers in a workbook."""
    book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(xlsx))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return [cell for row in rows for cell in row if isinstance(cell, float)]


def word_cells(file: bytes) -> list[str]:
    """The text of every cell of every table, then of every paragraph outside tables."""
    document = docx.Document(BytesIO(file))
    body = document.element.body
    cells = ["\n".join(_runs(line) for line in cell.iter(qn("w:p"))) for cell in body.iter(qn("w:tc"))]
    return [*cells, *(paragraph.text for paragraph in document.paragraphs)]


def csv_rows(file: bytes) -> Cells:
    """The rows below the headings; the apostrophe that makes a text of a formula is taken off."""
    _, *rows = csv.reader(StringIO(file.decode("utf-8-sig"), newline=""))
    return [[cell.removeprefix("'") for cell in row] for row in rows]


def _runs(paragraph: object) -> str:
    return "".join(_text(node) for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")))  # type: ignore[attr-defined]


def _text(node: object) -> str:
    return {qn("w:tab"): "\t", qn("w:br"): "\n"}.get(node.tag, node.text or "")  # type: ignore[attr-defined]


def _said(cell: object) -> str:
    """A cell in words; a whole number without decimals."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def pieces(columns: Cells) -> Iterator[str]:
    """Every cell, and every column as one text."""
    for column in columns:
        yield from column
        yield "".join(column)
