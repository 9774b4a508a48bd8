"""The field for a passphrase: hidden or shown while typing, Japanese allowed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from hokatsu_desktop.ui.widgets.moving import is_enter
from hokatsu_desktop.ui.widgets.text_field import TextField

SHOW_WORDS = "入力中の文字を見せる"


class PassphraseField(TextField):
    """Dots instead of letters unless shown; what an input method is still composing is always seen.

    Qt switches the input method off in hidden fields; a passphrase may be Japanese, so it is switched on again.
    """

    entered = Signal()
    """Enter was pressed in a field that submits."""

    def __init__(self, key: str, name: str, *, submits: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(key, name, parent)
        self._submits = submits
        self.set_shown(False)

    def set_shown(self, shown: bool) -> None:
        """Shows the letters, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        secret = Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        self.setInputMethodHints(secret | Qt.InputMethodHint.ImhNoAutoUppercase)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        backwards = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if self._submits and is_enter(event) and not backwards and not self.is_composing():
            event.accept()
            self.entered.emit()
        else:
            super().keyPressEvent(event)
