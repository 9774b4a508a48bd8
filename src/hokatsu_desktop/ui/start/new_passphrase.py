"""The pair of fields for choosing a new passphrase: what is wrong is said while typing, five words can be suggested."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hokatsu_desktop.store.passphrases import normal_passphrase, passphrase_problem
from hokatsu_desktop.ui.start.passphrase_field import SHOW_WORDS, PassphraseField
from hokatsu_desktop.ui.start.question import Question
from hokatsu_desktop.ui.start.suggestion import suggested_passphrase
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout


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
        row = QWidget()
        flow = FlowLayout(row, across=16, down=8)
        flow.addWidget(self.suggest)
        flow.addWidget(self.show_letters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.first_question)
        column.addWidget(row)
        column.addWidget(self.second_question)
        QWidget.setTabOrder(self.first, self.second)
        QWidget.setTabOrder(self.second, self.suggest)
        QWidget.setTabOrder(self.suggest, self.show_letters)
        self.show_letters.toggled.connect(self.first.set_shown)
        self.show_letters.toggled.connect(self.second.set_shown)
        self.suggest.clicked.connect(self._suggest)
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
        if self._is_on_the_way():
            self.second_question.clear()
        elif self._are_same():
            self.second_question.good("上と同じです。")
        else:
            self.second_question.wrong(self._second_problem())

    def _are_same(self) -> bool:
        return normal_passphrase(self.first.value()) == normal_passphrase(self.second.value())

    def _is_on_the_way(self) -> bool:
        """Whether what was typed so far is the beginning of the passphrase, and not yet all of it."""
        typed, wanted = normal_passphrase(self.second.value()), normal_passphrase(self.first.value())
        return wanted.startswith(typed) and typed != wanted

    def _second_problem(self) -> str:
        if self._is_on_the_way():
            return "同じ合言葉を、もう一度最後まで入れてください。"
        return "上の合言葉とちがいます。「入力中の文字を見せる」で見くらべられます。"
