"""A section of which one part is shown, with the row of its parts above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.part import Part
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px


@dataclass(frozen=True)
class OfferedPart:
    """A part of the row: its key, which is the tab of its places, its words, and how it is made."""

    key: str
    words: str
    make: Callable[[Desk, Printer], Part]


@dataclass(frozen=True)
class PartsOffered:
    """The parts of a section: its key, the name of the row, and the parts; the first is where one comes in."""

    section: str
    row_name: str
    parts: Sequence[OfferedPart]


class PartedSection(QWidget):
    """Keeps the contract of ui/section.py. Place: tab is the part, record_id what is open in it."""

    def __init__(self, desk: Desk, printer: Printer, offered: PartsOffered) -> None:
        super().__init__()
        self._desk = desk
        self._printer = printer
        self._section = offered.section
        self._offered = {one.key: one for one in offered.parts}
        self._made: dict[str, Part] = {}
        self.row = Segments(offered.row_name)
        self.row.set_parts([(one.key, one.words) for one in offered.parts])
        self._above = QWidget()
        self.stack = QStackedWidget()
        self._build()
        self.row.shown.connect(lambda key: self.show_place(Place(section=self._section, tab=key)))

    def part(self, key: str) -> Part:
        """One of the parts, made when it is first asked for. Raises KeyError for a part that is not offered."""
        if key not in self._made:
            self.put(key, self._offered[key].make(self._desk, self._printer))
        return self._made[key]

    def put(self, key: str, part: Part) -> None:
        """Takes a part that was made already."""
        self._made[key] = part
        self.stack.addWidget(part.widget())

    def widget(self) -> QWidget:
        """The section itself."""
        return self

    def side_panel(self) -> QWidget | None:
        """There is none."""
        return None

    def show_place(self, place: Place) -> None:
        """Go to the part that the place names; one that is not offered leads to the first."""
        key = place.tab if place.tab in self._offered else next(iter(self._offered))
        self.flush()
        self.row.show_part(key)
        part = self.part(key)
        self.stack.setCurrentWidget(part.widget())
        part.show_place(place)

    def place(self) -> Place:
        """Where the section is."""
        return self.part(self.row.key()).place()

    def close_gone(self) -> bool:
        """Closes what is there no more in every part; True if that was in the part that is shown."""
        closed = {key: part.close_gone() for key, part in self._made.items()}
        return closed.get(self.row.key(), False)

    def flush(self) -> None:
        """Store everything typed."""
        for part in self._made.values():
            part.flush()

    def count(self) -> int:
        """Nothing waits here."""
        return 0

    def print_here(self) -> None:
        """Ctrl+P: the paper of what is open."""
        self.part(self.row.key()).print_here()

    def print_packet(self) -> None:
        """Only a meeting has a packet."""
        self._desk.said.emit("info", "一式の印刷は、会議を開いてから選んでください。")

    def finish(self) -> None:
        """Ctrl+Enter: what is being written in the part that is shown."""
        self.part(self.row.key()).finish()

    def keep_row(self, kept: bool) -> None:
        """Shows the row of parts, or leaves its room to what is open."""
        self._above.setVisible(kept)

    def _build(self) -> None:
        line = QHBoxLayout(self._above)
        line.setContentsMargins(px(16), 10, px(16), 4)
        line.addWidget(self.row, 1)  # the whole width: a chosen part is bold, and would be covered by scroll buttons
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._above)
        column.addWidget(self.stack, 1)
