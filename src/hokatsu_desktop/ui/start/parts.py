"""What is made ready behind the lock screen while the passphrase is typed: nothing below it imports this module."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtWidgets import QLineEdit, QScrollArea

_WORDS = "―"  # the store that is read for practice holds nobody
_DAYS_AHEAD = 14  # of which the first screen may ask whether the town hall is open


def load_parts() -> None:
    """Imports what unlocking and the first screen need."""
    import hokatsu_desktop.services.trash
    import hokatsu_desktop.store.generation
    import hokatsu_desktop.ui.locking
    import hokatsu_desktop.ui.loss.keeping
    import hokatsu_desktop.ui.main_window
    import hokatsu_desktop.ui.start.settling  # noqa: F401


def rehearse(is_asked_to_stop: Callable[[], bool]) -> None:
    """Reads from an empty store in memory what the first screen reads, so that its statements are compiled by then."""
    from hokatsu_desktop.japanese.open_days import holiday_name
    from hokatsu_desktop.services.backup_samples import last_sample
    from hokatsu_desktop.services.called_meetings import meetings_waiting
    from hokatsu_desktop.services.clock import today
    from hokatsu_desktop.services.office import found_office, has_office, present_staff, remembered_place
    from hokatsu_desktop.services.staff import may_only_read, rekey_is_due
    from hokatsu_desktop.services.today.page import HEADINGS, pressing_count
    from hokatsu_desktop.services.trash import empty_trash
    from hokatsu_desktop.store.empty_store import empty_store
    from hokatsu_desktop.ui.window_sections import count_drafts

    with empty_store() as session:
        on = today(session)
        for days in range(_DAYS_AHEAD):
            holiday_name(on + timedelta(days=days))
        staff = found_office(session, town=_WORDS, department=_WORDS, staff_name=_WORDS)
        remembered_place(session, staff.id)
        may_only_read(session, staff.id)
        in_bars = (meetings_waiting, count_drafts, pressing_count)
        for read in (has_office, present_staff, rekey_is_due, empty_trash, last_sample, *in_bars):
            if is_asked_to_stop():
                return
            read(session)
        for heading in HEADINGS:
            if is_asked_to_stop():
                return
            heading.rows(session, on)


def meet_qt() -> None:
    """Has PySide prepare all classes of Qt, which it does when the first object that Qt made itself comes to Python."""
    for made in (QLineEdit(), QScrollArea()):  # they hold an object and a widget of classes that only Qt knows
        made.children()
        made.deleteLater()
