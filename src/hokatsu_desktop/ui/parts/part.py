"""What a section with a row of parts asks of each of them (機関, 資源, 地域の声, …)."""

from typing import Protocol

from PySide6.QtWidgets import QWidget

from hokatsu_desktop.ui.place import Place


class Part(Protocol):
    """One part: a widget that can go to a place, say where it is, and store what is typed."""

    def widget(self) -> QWidget:
        """The widget of the part."""

    def show_place(self, place: Place) -> None:
        """Open the record that the place names, else what was shown last, else the first."""

    def place(self) -> Place:
        """Where the part is; its tab is the key of the part."""

    def close_gone(self) -> bool:
        """After an undo or redo: close what is open and is there no more; True if something else is seen now."""

    def flush(self) -> object:
        """Store what is typed at once."""

    def finish(self) -> None:
        """Ctrl+Enter: finish what is being written here, if anything."""

    def print_here(self) -> None:
        """Ctrl+P: print what is open, or say how."""
