"""Sheets as an Excel workbook: one worksheet each, laid out like the paper, ready for A4."""

from collections.abc import Iterator, Sequence
from datetime import UTC
from io import BytesIO
from typing import Any

from hokatsu_desktop.exchange.excel_formats import Formats
from hokatsu_desktop.exchange.excel_sheet import SheetWriter
from hokatsu_desktop.exchange.safe_text import writable
from hokatsu_desktop.services.papers import Imprint, Paper

_LONGEST_NAME = 31
_NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\'", "・"))
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    # The grid is measured in the digits of this type, so it must be the same on every machine.
    "default_format_properties": {"font_name": "Calibri", "font_size": 11},
}


def write_excel(papers: Sequence[Paper], imprint: Imprint, *, title: str) -> bytes:
    """The papers as .xlsx, the same bytes for the same data. `title` must not name a person."""
    from xlsxwriter import Workbook

    file = BytesIO()
    book: Any = Workbook(file, _OPTIONS)
    book.set_properties({"title": writable(title), "created": imprint.printed_at.astimezone(UTC).replace(tzinfo=None)})
    formats = Formats(book)
    for name, paper in zip(sheet_names(papers), papers, strict=True):
        SheetWriter(book.add_worksheet(name), formats, paper, imprint).write()
    book.close()
    return file.getvalue()


def sheet_names(papers: Sequence[Paper]) -> Iterator[str]:
    """A name for each worksheet, as Excel allows them: short, without certain signs, and none twice."""
    given: set[str] = {"history"}  # Excel keeps this name for itself
    for paper in papers:
        wanted = writable(paper.sheet.short_title).replace("\n", " ").translate(_NOT_IN_A_NAME).strip() or "様式"
        name, number = _cut(wanted, _LONGEST_NAME), 2
        while name.casefold() in given:
            suffix = f"（{number}）"
            name, number = _cut(wanted, _LONGEST_NAME - len(suffix)) + suffix, number + 1
        given.add(name.casefold())
        yield name


def _cut(name: str, units: int) -> str:
    """The beginning of a name that takes at most so many UTF-16 units."""
    return name.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
