"""Opening a case on the screen leaves its link in the log, where the store can be written."""

from contextlib import suppress

from hokatsu_desktop.services.case_views import note_opened
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk


def note_opened_in(desk: Desk, case_id: int) -> None:
    """Keep who opened the case; a store that is only read, is in trouble, or has the case no more, shows it without."""
    if desk.store.read_only or desk.store.is_sealed:
        return
    with suppress(Refusal, StoreRefusal), desk.store.transaction() as session:
        note_opened(session, case_id)
