"""When the tests happen, and what they print on."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from hokatsu_desktop.services.looking_back import Fate, Span

NOW = datetime(2026, 11, 23, 10, 32, tzinfo=timezone(timedelta(hours=9)))


@dataclass
class FakePrinter:
    """Notes what was asked to be printed."""

    asked: list[str] = field(default_factory=list)

    def print_sheet(self, key: str, subject_id: int) -> None:
        """A filled-in sheet."""
        self.asked.append(f"{key} {subject_id}")

    def print_blank(self, key: str) -> None:
        """A blank form."""
        self.asked.append(key)

    def print_meeting_end(self, meeting_id: int) -> None:
        """What a meeting hands out at its end."""
        self.asked.append(f"packet {meeting_id}")

    def print_looking_back(self, span: Span, fates: Sequence[Fate], narrowed: str) -> None:
        """What meetings decided."""
        self.asked.append(f"looking_back {len(fates)}")

    def print_handover(self) -> None:
        """事務引継書 and the 別紙."""
        self.asked.append("handover")

    def print_pledge(self, seat_id: int) -> None:
        """The 誓約書 of a member."""
        self.asked.append(f"pledge {seat_id}")

    def print_packet(self, meeting_id: int) -> None:
        """All papers of a meeting."""
        self.asked.append(f"packet {meeting_id}")
