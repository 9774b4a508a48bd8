"""地区: one table of who looks after which district, on the screen as on paper."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.services.districts import Seat, district_table
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.sheet_page import PageKind, SheetPage
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer

DISTRICTS = "districts"
SHEET = "district_table"
_NAMED = 3  # districts named in the words about what is missing


class DistrictsPart(QWidget):
    """Keeps the contract of ui/parts/part.py. Nothing is typed here: 担当地区 is written with the people of an agency."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__()
        with desk.reading() as session:
            office_id = the_office(session).id
        kind = PageKind(
            sheet=SHEET, begin_at="districts", title=lambda _session, _office: "地区の一覧", note=missing_words
        )
        self.page = SheetPage(desk, printer, kind, office_id)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page)

    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def show_place(self, place: Place) -> None:
        """There is only one place here."""

    def place(self) -> Place:
        """Where the part is."""
        return Place(section="agencies", tab=DISTRICTS)

    def close_gone(self) -> bool:
        """The table is always there."""
        return False

    def flush(self) -> bool:
        """Store what is typed at once; True if all of it is stored."""
        return self.page.flush()

    def finish(self) -> None:
        """Nothing is being written."""

    def print_here(self) -> None:
        """Ctrl+P: the table."""
        self.page.print_here()


def missing_words(session: Session, _office_id: int) -> str:
    """The districts without a 民生委員, the first ones by name; empty when there are none."""
    without = [row["district"] for row in district_table(session, the_office(session)) if not row[Seat.COMMISSIONER]]
    more = f"ほか{len(without) - _NAMED}地区" if len(without) > _NAMED else ""
    named = "、".join(filter(None, (*without[:_NAMED], more)))
    return f"民生委員が書かれていない地区：{named}" if without else ""
