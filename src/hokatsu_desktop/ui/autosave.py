"""Saving without being asked: shortly after the last change, at every change of field, and at once on demand."""

import errno
from collections.abc import Callable
from datetime import datetime
from enum import Enum

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

PAUSE = 800
"""Milliseconds after the last change; with the save itself this stays below the 2 seconds we promise."""
LONGEST = 1500
"""Milliseconds after which steady typing is saved all the same, so that a power cut takes at most 2 seconds of it."""
AGAIN = 5000
"""Milliseconds until a save that failed is tried again by itself."""


class SaveState(Enum):
    """How things stand."""

    QUIET = "quiet"  # nothing has been changed yet
    WAITING = "waiting"  # changed, not yet saved
    SAVED = "saved"
    FAILED = "failed"


def reason_of(error: Exception) -> str:
    """Why a save failed, in plain words and without anything that was typed."""
    if isinstance(error, OSError):
        match error.errno:
            case errno.ENOSPC | errno.EDQUOT:
                return "保存先の空きがありません"
            case errno.EACCES | errno.EPERM | errno.EROFS:
                return "保存先に書き込めません"
            case errno.ENOENT | errno.ENODEV | errno.EIO:
                return "保存先が見つかりません"
    return "もう一度ためしています"


class Autosave(QObject):
    """Calls `save` for the screen. What was typed stays on the screen until a save succeeded, whatever happens."""

    said = Signal(str)
    """「保存しました 10:32」「保存中…」「保存できません（理由）」 for the bottom line."""
    failed = Signal(Exception)
    """The error of a save, for the problem report."""

    def __init__(
        self,
        save: Callable[[], None],
        clock: Callable[[], datetime],
        *,
        reason: Callable[[Exception], str] = reason_of,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._save = save
        self._clock = clock
        self._reason = reason
        self.state = SaveState.QUIET
        self._unsaved_for = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save_now)

    def touch(self) -> None:
        """Something was changed: it is saved after a pause."""
        if self.state is not SaveState.WAITING:
            self._unsaved_for.start()
        self.state = SaveState.WAITING
        self.said.emit("保存中…")
        self._timer.start(max(0, min(PAUSE, LONGEST - self._unsaved_for.elapsed())))

    def leave(self) -> None:
        """The keyboard left a field: what waits is saved at once."""
        if self.state is SaveState.WAITING:
            self.save_now()

    def flush(self) -> bool:
        """Ends a composition and saves at once; before printing, locking, changing the screen and closing.

        True if everything is saved.
        """
        QGuiApplication.inputMethod().commit()
        if self.state in (SaveState.WAITING, SaveState.FAILED):
            self.save_now()
        return self.state is not SaveState.FAILED

    def save_by_hand(self) -> bool:
        """Ctrl+S: saves whatever there is and says so, changed or not. True if it worked."""
        QGuiApplication.inputMethod().commit()
        self.save_now()
        return self.state is SaveState.SAVED

    def save_now(self) -> None:
        """Saves and says how it went; after a failure it tries again by itself."""
        self._timer.stop()
        self.state = SaveState.SAVED  # a change during the save counts as a new one
        try:
            self._save()
        except Exception as error:  # whatever it was, the words must stay and the user must know
            self.state = SaveState.FAILED
            self.said.emit(f"保存できません（{self._reason(error)}）")
            self.failed.emit(error)
            self._timer.start(AGAIN)
            return
        if self.state is SaveState.SAVED:
            self.said.emit(f"保存しました {self._clock():%H:%M}")

    def stop(self) -> None:
        """Ends waiting and trying again; call `flush` before."""
        self._timer.stop()
