"""What the main window asks of each section (きょう, ケース, 会議, …)."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.ui.place import Place


class Section(Protocol):
    """One section of the left bar: a widget that can go to a place, say where it is, and store what is typed."""

    def widget(self) -> QWidget:
        """The widget for the middle of the window."""

    def side_panel(self) -> QWidget | None:
        """The widget for the foldable right side, if the section has one."""

    def show_place(self, place: Place) -> None:
        """Open the record, tab and blank that the place names."""

    def place(self) -> Place:
        """Where the section is now, for coming back to it."""

    def close_gone(self) -> bool:
        """After an undo or redo, before the rest reads again: close what is open and is there no more.

        True if the user looks at something else now.
        """

    def flush(self) -> None:
        """Store what is typed at once: before a lock, a print, or leaving."""

    def finish(self) -> None:
        """Ctrl+Enter: finish what is being written here, if anything."""

    def count(self) -> int:
        """The number beside the section's name; 0 shows none."""

    def print_here(self) -> None:
        """Ctrl+P: print what is open. A section without paper says so in the message bar."""

    def print_packet(self) -> None:
        """Ctrl+Shift+P: print the whole packet of what is open."""
