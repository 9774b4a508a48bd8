"""Fields for passphrases: hidden or shown while typing, Japanese allowed; and the pair for choosing a new one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hokatsu_desktop.store.passphrases import normal_passphrase, passphrase_problem
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.start.suggestion import suggested_passphrase
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
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


class NewPassphrase(QWidget):
    """A new passphrase, typed twice: what is wrong is said while typing, and five words can be suggested."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._town = ""
        self.first = PassphraseField("new_passphrase", "新しい合言葉")
        self.second = PassphraseField("new_passphrase_again", "新しい合言葉をもう一度")
        self.first_question = Question(
            "合言葉", self.first, "15文字以上。かな・漢字も使えます。例：関係のない言葉を4つか5つ並べる"
        )
        self.second_question = Question("もう一度", self.second)
        self.show_letters = QCheckBox(SHOW_WORDS)
        self.suggest = button("覚えやすい言葉を出す", ButtonLook.INLINE)
        self._build()

    def set_town(self, town: str) -> None:
        """The town's name, which makes no good passphrase."""
        self._town = town

    def value(self) -> str:
        """The passphrase as typed in the first field."""
        return self.first.value()

    def clear(self) -> None:
        """Forgets what was typed."""
        for field, question in ((self.first, self.first_question), (self.second, self.second_question)):
            field.clear()
            question.clear()

    def accept_or_tell(self) -> bool:
        """Whether both fields hold the same good passphrase; if not, says what is wrong and goes there."""
        if problem := passphrase_problem(self.first.value(), self._town):
            self.first_question.wrong(problem)
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        if not self._are_same():
            self.second_question.wrong(self._second_problem())
            self.second.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        return True

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.suggest)
        row.addWidget(self.show_letters)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.first_question)
        column.addLayout(row)
        column.addWidget(self.second_question)
        QWidget.setTabOrder(self.first, self.second)
        QWidget.setTabOrder(self.second, self.suggest)
        QWidget.setTabOrder(self.suggest, self.show_letters)
        self.show_letters.toggled.connect(self.first.set_shown)
        self.show_letters.toggled.connect(self.second.set_shown)
        self.suggest.clicked.connect(lambda: self._suggest())
        self.first.changed.connect(self._look_at_first)
        self.second.changed.connect(self._look_at_second)

    def _suggest(self) -> None:
        """Shown, so that it can be learnt; the second field stays empty, so that it is."""
        self.show_letters.setChecked(True)
        self.first.set_value(suggested_passphrase(self._town))
        self.second.clear()
        self.second_question.clear()
        self._look_at_first()
        self.second.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at_first(self) -> None:
        typed = self.first.value()
        if not typed:
            self.first_question.clear()
        elif problem := passphrase_problem(typed, self._town):
            self.first_question.wrong(problem)
        else:
            self.first_question.good(f"使える合言葉です（{len(normal_passphrase(typed))}文字）。")
        if self.second.value():
            self._look_at_second()

    def _look_at_second(self) -> None:
        if not self.second.value():
            self.second_question.clear()
        elif self._are_same():
            self.second_question.good("上と同じです。")
        else:
            self.second_question.wrong(self._second_problem())

    def _are_same(self) -> bool:
        return normal_passphrase(self.first.value()) == normal_passphrase(self.second.value())

    def _second_problem(self) -> str:
        if not self.second.value():
            return "同じ合言葉を、もう一度入れてください。"
        if normal_passphrase(self.first.value()).startswith(normal_passphrase(self.second.value())):
            return "まだ途中です。続きを入れてください。"
        return "上の合言葉とちがいます。「入力中の文字を見せる」で見くらべられます。"
