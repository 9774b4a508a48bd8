"""A line for what became of something, stored shortly after the last key and when it is left."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent

from hokatsu_desktop.ui.widgets.text_field import TextField

PAUSE = 800  # milliseconds without a key until a result is stored


class ResultField(TextField):
    """Stores through `keep`, which says whether it is stored; what is not stays and is tried again. `stepped` is told of the arrows up and down, which mean nothing in one line."""

    def __init__(
        self,
        key: str,
        name: str,
        told: str,
        keep: Callable[[str], bool],
        stepped: Callable[[int], None] | None = None,
    ) -> None:
        super().__init__(key, name)
        self._told = told
        self._keep = keep
        self._stepped = stepped
        self.set_value(told)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self.flush)
        self.changed.connect(self._pause.start)
        self.left.connect(self.flush)

    def show_stored(self, stored: str) -> None:
        """Shows what the store holds now, as after an undo; what is being typed stays."""
        if self.value() == self._told:
            self._told = stored
            self.set_value(stored)

    def flush(self) -> bool:
        """Store what is typed; True if it is stored."""
        self._pause.stop()
        typed = self.value()
        if typed != self._told and self._keep(typed):
            self._told = typed
        return typed == self._told

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if by and self._stepped is not None and not event.modifiers() and not self.is_composing():
            self._stepped(by)
        else:
            super().keyPressEvent(event)
