"""Enter in the last field of a short entry line adds the line, as in a table."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from hokatsu_desktop.ui.widgets.moving import is_enter
from hokatsu_desktop.ui.widgets.text_field import TextField


class EntryKey(QObject):
    """Watches one field; an Enter that ends a composition is left alone."""

    def __init__(self, field: TextField, act: Callable[[], object]) -> None:
        super().__init__(field)
        self._field = field
        self._act = act
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_enter(event)
        if not pressed or self._field.is_composing() or not self._field.value():
            return False
        self._act()
        return True
