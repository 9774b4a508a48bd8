"""How far reading and writing a package is, told in megabytes, and stopping it."""

from hokatsu_desktop.store.package import Told
from hokatsu_desktop.ui.widgets.busy import Progress

_MEGABYTE = 1024 * 1024


class Stopped(Exception):
    """The user pressed 中止; nothing half-done was left."""


def telling(progress: Progress, words: str) -> Told:
    """Says in megabytes how far it is, or only what is done where nobody knows, and raises Stopped when the user wants no more."""

    def told(done: int, total: int) -> None:
        if progress.is_asked_to_stop:
            raise Stopped
        if total:
            progress.say(f"{words}（MB）", done // _MEGABYTE, max(1, total // _MEGABYTE))
        else:
            progress.say(words)

    return told
