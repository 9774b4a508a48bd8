"""Single values of rows in the stored forms of sheet answers."""

from datetime import date

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import Case


def number_of(case: Case) -> str:
    """The number a case is called by where no name may stand."""
    return case.number or "番号なし"


def day_text(day: date | None) -> str:
    """A day as a sheet keeps it."""
    return PartialDate.of(day).text if day else ""


def words(*parts: str) -> str:
    """The parts that are not empty, with a space between them."""
    return "　".join(filter(None, parts))
