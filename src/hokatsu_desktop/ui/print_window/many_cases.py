"""A file that tells of many cases is written when a second person agreed; this asks, and holds the writing to it."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.services.many_cases import needs_second_person
from hokatsu_desktop.services.second_person import Approval, TwoPersonAct, checked_approval
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.print_window.job import Made
from hokatsu_desktop.ui.second_person import ask_second_person


class ManyCasesGate:
    """The FileGate of the print window."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def ask(self, made: Made, then: Callable[[Approval | None], None], parent: QWidget) -> None:
        """Goes on at once, or after a second person agreed."""
        if needs_second_person(made.papers):
            ask_second_person(self._desk, TwoPersonAct.BULK_EXPORT, then, parent)
        else:
            then(None)

    def check(self, made: Made, approval: Approval | None) -> None:
        """Raises Refusal for a file of many cases that nobody else agreed to."""
        if needs_second_person(made.papers):
            with self._desk.reading() as session:
                checked_approval(session, approval, TwoPersonAct.BULK_EXPORT)
