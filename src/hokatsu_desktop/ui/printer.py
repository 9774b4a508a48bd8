"""What a screen may ask to have printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hokatsu_desktop.services.looking_back import Fate, Span


class Printer(Protocol):
    """Prints through the preview; each print leaves a line in the change log."""

    def print_sheet(self, key: str, subject_id: int) -> None:
        """Preview a filled-in sheet of one record."""

    def print_blank(self, key: str) -> None:
        """Preview a sheet without answers, for handwriting."""

    def print_meeting_end(self, meeting_id: int) -> None:
        """Preview what a meeting hands out before people stand up: each case's sheet, and a page for each who came."""

    def print_looking_back(self, span: Span, fates: Sequence[Fate], narrowed: str) -> None:
        """Preview what meetings decided within a span and what became of it; `narrowed` says in words what is shown."""

    def print_handover(self) -> None:
        """Preview 事務引継書 and the 別紙 of each case that is handed over."""

    def print_pledge(self, seat_id: int) -> None:
        """Preview the 誓約書 of a member of a regular meeting."""

    def print_packet(self, meeting_id: int) -> None:
        """Preview all papers of a meeting."""
