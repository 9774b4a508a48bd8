"""A printer that is made when somebody first prints, so that the window opens without what gathers and sets paper."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hokatsu_desktop.services.looking_back import Fate, Span
    from hokatsu_desktop.ui.printer import Printer


class LatePrinter:
    """Keeps the contract of ui/printer.py; `make` gives the printer that does the work."""

    def __init__(self, make: Callable[[], Printer]) -> None:
        self._make = make
        self._made: Printer | None = None

    def made(self) -> Printer:
        """The printer itself."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def print_sheet(self, key: str, subject_id: int) -> None:
        """Preview a filled-in sheet of one record."""
        self.made().print_sheet(key, subject_id)

    def print_blank(self, key: str) -> None:
        """Preview a sheet without answers."""
        self.made().print_blank(key)

    def print_meeting_end(self, meeting_id: int) -> None:
        """Preview what a meeting hands out."""
        self.made().print_meeting_end(meeting_id)

    def print_looking_back(self, span: Span, fates: Sequence[Fate], narrowed: str) -> None:
        """Preview what meetings decided."""
        self.made().print_looking_back(span, fates, narrowed)

    def print_handover(self) -> None:
        """Preview 事務引継書."""
        self.made().print_handover()

    def print_pledge(self, seat_id: int) -> None:
        """Preview the 誓約書 of a member."""
        self.made().print_pledge(seat_id)

    def print_packet(self, meeting_id: int) -> None:
        """Preview all papers of a meeting."""
        self.made().print_packet(meeting_id)
