"""How far reading and writing a package is, told in megabytes, and stopping it."""

from hokatsu_desktop.store.package import Told
from hokatsu_desktop.ui.widgets.busy import Progress

_MEGABYTE = 1024 * 1024


class Stopped(Exception):
    """The user pressed 中止; nothing half-done was left."""


def telling(progress: Progress, words: str) -> Told:
    """Says in megabytes how far it is, and raises Stopped when the user wants no more."""

    def told(done: int, total: int) -> None:
        if progress.is_asked_to_stop:
            raise Stopped
        progress.say(f"{words}（MB）", done // _MEGABYTE, max(1, total // _MEGABYTE))

    return told
