"""What each tab of a case is: a widget that shows the case, stores what is typed, and prints or finishes what is open."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.printer import Printer


@dataclass(frozen=True)
class CaseHands:
    """What a tab can reach: the desk, the printer, and writing a note (None for a new one)."""

    desk: Desk
    printer: Printer
    write_note: Callable[[int | None], None]


class CaseTab(QWidget):
    """One tab of one case. Unless a tab says otherwise there is nothing to store, print or finish."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__()
        self.hands = hands
        self.desk = hands.desk
        self.case_id = case_id
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)

    def show_page(self, page: CasePage) -> None:
        """Shows what is stored now; what is being typed stays."""
        raise NotImplementedError

    def show_record(self, record_id: int | None, blank: str) -> None:
        """Goes to a record within the tab and puts the keyboard into a blank."""

    def spot(self) -> tuple[int | None, str]:
        """The record that is open and the blank the keyboard was in last."""
        return None, ""

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return True

    def print_here(self) -> bool:
        """Prints what is open; False when the tab has no paper of its own."""
        return False

    def finish(self) -> bool:
        """Ctrl+Enter: finishes the record that is open, or says why not; False when there is none to finish."""
        return False
