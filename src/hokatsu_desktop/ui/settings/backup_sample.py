"""Once a week one of the backups, by chance, is proved again in the worker while somebody works; it gives way to any other work."""

import random

from PySide6.QtCore import QTimer

from hokatsu_desktop.services.backup_samples import note_sample, sample_is_due
from hokatsu_desktop.store.backup import Backup, is_under_key_of, prove_again
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.handover.telling import Stopped
from hokatsu_desktop.ui.settings.kept_backups import kept_backups
from hokatsu_desktop.ui.widgets.busy import Progress

_QUIET_MILLISECONDS = 3 * 60 * 1000  # nobody waits for it: first comes what somebody unlocked for
_WORDS = "控えを一つ抜き取って、壊れていないかを確かめています。週に一度です。"


def sample_later(desk: Desk) -> None:
    """Begins when the first minutes of work are over."""
    QTimer.singleShot(_QUIET_MILLISECONDS, desk, lambda: begin_sample(desk))


def begin_sample(desk: Desk, chance: random.Random | None = None) -> Backup | None:
    """Begins if it is due; gives the backup that is looked at. None in practice, and where nothing can be written."""
    store = desk.store
    if store.is_closed or store.practice or store.read_only or store.is_sealed or desk.tasks.is_busy:
        return None
    with desk.reading() as session:
        if not sample_is_due(session):
            return None
    found = [one.backup for one in kept_backups(desk) if one.backup.is_whole and is_under_key_of(store, one.backup)]
    if not found:
        return None
    chosen = (chance or random.Random()).choice(found)

    def prove(progress: Progress) -> str:
        progress.say(_WORDS)

        def stop_if_asked() -> None:
            if progress.is_asked_to_stop:
                raise Stopped

        return prove_again(store, chosen.path, stop_if_asked)

    def proved(trouble: str) -> None:
        if desk.did(lambda session: note_sample(session, chosen.made_at, trouble), quiet=True) and trouble:
            desk.changed.emit()

    desk.tasks.run_long(prove, proved, _another_time, gives_way=True)
    return chosen


def _another_time(error: Exception) -> None:
    """Stopped, or its place went away: it is due still."""
    if not isinstance(error, Stopped | StoreRefusal):
        raise error
