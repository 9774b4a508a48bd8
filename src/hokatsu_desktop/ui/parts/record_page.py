"""What a shelf shows beside its list: the page of one record."""

from abc import abstractmethod

from PySide6.QtWidgets import QWidget


class RecordPage(QWidget):
    """One record, which stores itself as it is typed."""

    def __init__(self, record_id: int) -> None:
        super().__init__()
        self.record_id = record_id

    @abstractmethod
    def flush(self) -> bool:
        """Store what is typed at once; True if all of it is stored."""

    @abstractmethod
    def print_here(self) -> None:
        """Ctrl+P: the paper of the record."""

    @abstractmethod
    def start_typing(self) -> None:
        """Put the keyboard where one begins to write."""
