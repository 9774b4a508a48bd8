"""The figures of a year as a table: by month, or beside the years before; a row with the name of each group."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from hokatsu_desktop.japanese.fiscal import fiscal_code
from hokatsu_desktop.services.figures.figure import Figure
from hokatsu_desktop.services.figures.yearly import Counted, Line, Year

Index = QModelIndex | QPersistentModelIndex
QUARTERS, MONTHS, YEARS = "quarters", "months", "years"
QUARTER_WORDS = ("4〜6月", "7〜9月", "10〜12月", "1〜3月")
MONTH_WORDS = tuple(f"{(number + 3) % 12 + 1}月" for number in range(12))


@dataclass(frozen=True)
class TableRow:
    """One row as it is shown; a group's own row has no cells."""

    group: Counted
    label: str
    cells: tuple[str, ...] = ()
    figure: Figure | None = None


def headings_of(year: Year, way: str, years_before: int) -> tuple[str, ...]:
    """The words above the columns."""
    earlier = tuple(fiscal_code(year.year - back) for back in range(1, years_before + 1))
    match way:
        case "quarters":
            return ("項目", "年度計", earlier[0], *QUARTER_WORDS)
        case "months":
            return ("項目", "年度計", earlier[0], *MONTH_WORDS)
        case "years":
            return ("項目", fiscal_code(year.year), *earlier)
        case _:
            raise ValueError(way)


def rows_of(year: Year, way: str) -> list[TableRow]:
    """The groups and their figures, the cells as text; months to come are empty."""
    rows = []
    for counted in year.groups:
        rows.append(TableRow(counted, counted.group.title))
        rows += [
            TableRow(counted, line.figure.label, cells_of(line, year.months_begun, way), line.figure)
            for line in counted.lines
        ]
    return rows


def cells_of(line: Line, months_begun: int, way: str) -> tuple[str, ...]:
    """The cells of one figure, under the words of headings_of."""
    figure = line.figure
    match way:
        case "quarters":
            return (str(figure.year), told(line.before[0]), *figure.by_quarter(months_begun))
        case "months":
            return (str(figure.year), told(line.before[0]), *figure.by_month(months_begun))
        case "years":
            return (str(figure.year), *map(told, line.before))
        case _:
            raise ValueError(way)


def told(number: int | None) -> str:
    """A number of a year, or a dash where nothing is kept of it."""
    return "—" if number is None else str(number)


class FiguresModel(QAbstractTableModel):
    """Read only; the first column says what was counted."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[TableRow] = ()
        self._headings: Sequence[str] = ()

    def show_rows(self, headings: Sequence[str], rows: Sequence[TableRow]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self._headings, self._rows = headings, rows
        self.endResetModel()

    def row(self, number: int) -> TableRow:
        """One row. Raises IndexError."""
        return self._rows[number]

    def as_text(self) -> str:
        """The whole table for a spreadsheet: cells with tabs between them, a line each."""
        lines = [tuple(self._headings), *((row.label, *row.cells) for row in self._rows)]
        return "\n".join("\t".join(line) for line in lines) + "\n"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own default
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self._rows[index.row()]
        words = row.label if index.column() == 0 else row.cells[index.column() - 1] if row.cells else ""
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return words
            case Qt.ItemDataRole.ToolTipRole if index.column() == 0:
                return words  # the column ends long ones in …
            case Qt.ItemDataRole.AccessibleTextRole:
                return (
                    f"{row.label}　{self._headings[index.column()]}　{words or 'まだありません'}"
                    if row.cells
                    else words
                )
            case Qt.ItemDataRole.TextAlignmentRole if index.column():
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.FontRole if not row.cells:
                font = QFont()
                font.setBold(True)
                return font
            case _:
                return None
