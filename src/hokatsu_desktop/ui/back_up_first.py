"""A backup before much is taken in at once, so that a file that was the wrong one does no lasting harm."""

from collections.abc import Callable

from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.start.store_work import back_up_unless_there

_FAILED = "取り込む前の控えを作れなかったので、まだ何も取り込んでいません。"


def back_up_first(desk: Desk, then: Callable[[], None]) -> None:
    """Makes a backup in the worker unless the newest holds everything, then calls `then`; without one nothing is done."""

    def failed(error: Exception) -> None:
        if not isinstance(error, StoreRefusal):
            raise error
        desk.said.emit("error", f"{_FAILED}{error.words}")

    store, moment = desk.store, desk.now()
    desk.tasks.run(lambda: back_up_unless_there(store, moment), lambda _nothing: then(), failed)
