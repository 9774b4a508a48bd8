"""The section 会議: the meetings, the regular meetings they belong to, and who sits in them, and looking back."""

from hokatsu_desktop.services.called_meetings import meetings_waiting
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.looking_back_part import LOOKING_BACK, LookingBackPart
from hokatsu_desktop.ui.meetings.section import MeetingsSection
from hokatsu_desktop.ui.meetings.series_part import MEMBERS, SERIES, members_part, series_part
from hokatsu_desktop.ui.parts.parted_section import OfferedPart, PartedSection, PartsOffered
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer

MEETINGS = ""
PARTS = PartsOffered(
    "meetings",
    "会議の分け方",
    (
        OfferedPart(MEETINGS, "会議", MeetingsSection),
        OfferedPart(SERIES, "定例", series_part),
        OfferedPart(MEMBERS, "構成員", members_part),
        OfferedPart(LOOKING_BACK, "ふりかえり", LookingBackPart),
    ),
)


class MeetingsParts(PartedSection):
    """Keeps the contract of ui/section.py; the places of a meeting are those of ui/meetings/section.py."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__(desk, printer, PARTS)
        self.meetings = MeetingsSection(desk, printer)
        self.put(MEETINGS, self.meetings)
        self._room_wanted = False
        self.meetings.room_wanted.connect(self._give_room)

    def show_place(self, place: Place) -> None:
        """Go there; the row gives way only to the meeting that asked for its room."""
        super().show_place(place)
        self._give_room(self._room_wanted)

    def _give_room(self, wanted: bool) -> None:
        self._room_wanted = wanted
        self.keep_row(not wanted or self.row.key() != MEETINGS)

    def count(self) -> int:
        """Meetings within a week, and those that were never ended."""
        with self._desk.reading() as session:
            return meetings_waiting(session)

    def print_packet(self) -> None:
        """The whole packet of the meeting that is open."""
        if self.row.key() == MEETINGS:
            self.meetings.print_packet()
        else:
            super().print_packet()
