"""A backup before much is taken in at once, so that a file that was the wrong one does no lasting harm."""

from collections.abc import Callable

from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.start.store_work import back_up_unless_there

_FAILED = "取り込む前の控えを作れなかったので、まだ何も取り込んでいません。"


def back_up_first(desk: Desk, then: Callable[[], None], tell: Callable[[str], None] | None = None) -> None:
    """Makes a backup in the worker unless the newest holds everything, then calls `then`; without one nothing is done.

    Where it cannot be made, `tell` is given the words; without it the window says them.
    """

    def failed(error: Exception) -> None:
        if not isinstance(error, StoreRefusal):
            raise error
        words = f"{_FAILED}{error.words}"
        if tell is not None:
            tell(words)
        else:
            desk.said.emit("error", words)

    store, moment = desk.store, desk.now()
    desk.tasks.run(lambda: back_up_unless_there(store, moment), lambda _nothing: then(), failed)
