"""Reading and writing cells copied from Excel: tabs between cells, line ends between rows, quotes around cells with line ends."""

import csv
from collections.abc import Sequence
from io import StringIO


def pasted_rows(text: str) -> list[list[str]]:
    """The cells of a pasted block, wholly empty lines left out."""
    lines = csv.reader(StringIO(text.replace("\r\n", "\n"), newline=""), delimiter="\t")
    rows = [[cell.strip() for cell in line] for line in lines]
    return [row for row in rows if any(row)]


def as_pasted(rows: Sequence[Sequence[str]]) -> str:
    """The text that Excel would have copied for these cells."""
    text = StringIO(newline="")
    csv.writer(text, delimiter="\t", lineterminator="\n").writerows(rows)
    return text.getvalue()
