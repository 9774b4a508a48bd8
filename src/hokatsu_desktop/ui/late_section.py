"""A section that is made when somebody first goes there, so that the window opens with what it shows and no more."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.section import Section

Made = TypeVar("Made", bound=Section)


class LateSection(Generic[Made]):
    """Keeps the contract of ui/section.py for a section that may not be there yet.

    `make` gives the section, `count` the number beside its name until then.
    """

    def __init__(
        self, desk: Desk, key: str, make: Callable[[], Made], count: Callable[[Session], int] | None = None
    ) -> None:
        self._desk = desk
        self._key = key
        self._make = make
        self._count = count
        self._made: Made | None = None
        self._page = _Page(self.made)

    def made(self) -> Made:
        """The section itself."""
        if self._made is None:
            self._made = self._make()
            widget = self._made.widget()
            self._page.column.addWidget(widget)
            widget.show()  # at once: the keyboard may be sent into it next
        return self._made

    # The contract of a section

    def widget(self) -> QWidget:
        """The section's widget, or the page that it will fill."""
        return self._page if self._made is None else self._made.widget()

    def side_panel(self) -> QWidget | None:
        """Asked for when the section is shown."""
        return self.made().side_panel()

    def show_place(self, place: Place) -> None:
        """Goes there."""
        self.made().show_place(place)

    def place(self) -> Place:
        """Where the section is; at its beginning when nobody was there."""
        return Place(section=self._key) if self._made is None else self._made.place()

    def close_gone(self) -> bool:
        """Nothing is open where nobody was."""
        return self._made is not None and self._made.close_gone()

    def flush(self) -> None:
        """Nothing is typed where nobody was."""
        if self._made is not None:
            self._made.flush()

    def finish(self) -> None:
        """Asked of the section that is shown."""
        self.made().finish()

    def count(self) -> int:
        """The number beside the section's name; 0 shows none."""
        if self._made is not None:
            return self._made.count()
        if self._count is None:
            return 0
        with self._desk.reading() as session:
            return self._count(session)

    def print_here(self) -> None:
        """Asked of the section that is shown."""
        self.made().print_here()

    def print_packet(self) -> None:
        """Asked of the section that is shown."""
        self.made().print_packet()


class _Page(QWidget):
    """Stands in the window; asks for the section when it is shown."""

    def __init__(self, fill: Callable[[], object]) -> None:
        super().__init__()
        self._fill = fill
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        self._fill()
        super().showEvent(event)
