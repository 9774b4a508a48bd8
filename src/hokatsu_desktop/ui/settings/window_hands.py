"""What the page of settings asks of the window around it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class WindowHands:
    """`backup_made` is told when the newest backup is another one; zoom is in per cent.

    `print_book` opens the preview of 事務引継書 with the 別紙 of each case that is handed over, `print_sheet`
    that of a sheet of the office.
    """

    lock: Callable[[], None]
    zoom: Callable[[], int]
    set_zoom: Callable[[int], None]
    backup_made: Callable[[], None]
    print_book: Callable[[], None] = lambda: None
    print_sheet: Callable[[str, int], None] = lambda _key, _subject_id: None
