"""One line for each of several things: a choice in one key and a few words, kept as soon as they are said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.sheets.lists import ChoiceList
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words


@dataclass(frozen=True)
class AnswerLine:
    """What a line is about, and what was said of it."""

    record_id: int
    title: str
    choice: str
    words: str


class AnswerLines(QWidget):
    """Calls `save` with a line's id, choice and words; what fails to be stored stays and is tried again."""

    changed = Signal()  # a line was stored

    def __init__(
        self, desk: Desk, key: str, choices: ChoiceList, words_name: str, save: Callable[[int, str, str], None]
    ) -> None:
        super().__init__()
        self._desk = desk
        self._key = key
        self._choices = choices
        self._words_name = words_name
        self._store = save
        self._titles: tuple[tuple[int, str], ...] = ()
        self._fields: dict[int, tuple[ListChoice, TextField]] = {}
        self._touched: set[int] = set()
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(12)

    def set_lines(self, lines: Sequence[AnswerLine]) -> None:
        """Shows these lines; a line that is being written stays as it is."""
        titles = tuple((line.record_id, line.title) for line in lines)
        if titles != self._titles:
            self.flush()
            self._titles = titles
            self._fields = {}
            clear(self._rows)
            for line in lines:
                self._add(line)
            show_all(self._rows)
        if self.autosave.state in (SaveState.WAITING, SaveState.FAILED):
            return
        for line in lines:
            choice, words = self._fields[line.record_id]
            choice.set_value(line.choice)
            words.set_value(line.words)

    def fields(self) -> tuple[tuple[ListChoice, TextField], ...]:
        """The choice and the words of each line, from top to bottom."""
        return tuple(self._fields.values())

    def flush(self) -> bool:
        """Stores what is said at once; True if all of it is stored."""
        return self.autosave.flush()

    def _add(self, line: AnswerLine) -> None:
        choice = ListChoice(f"{self._key}_{line.record_id}", line.title, self._choices)
        words = TextField(f"{self._key}_words_{line.record_id}", f"{line.title}　{self._words_name}")
        words.setPlaceholderText(self._words_name)
        choice.changed.connect(lambda: self._chosen(line.record_id))
        words.changed.connect(lambda: self._touch(line.record_id))
        words.left.connect(self.autosave.leave)
        self._fields[line.record_id] = (choice, words)
        fields = QHBoxLayout()
        fields.setSpacing(8)
        fields.addWidget(choice, 2)
        fields.addWidget(words, 3)
        column = QVBoxLayout()
        column.setSpacing(2)
        label = Words(line.title, Look.BODY, wrap=True)
        label.setBuddy(choice)
        column.addWidget(label)
        column.addLayout(fields)
        self._rows.addLayout(column)

    def _chosen(self, record_id: int) -> None:
        self._touch(record_id)
        self.autosave.leave()

    def _touch(self, record_id: int) -> None:
        self._touched.add(record_id)
        self.autosave.touch()

    def _save(self) -> None:
        for record_id in sorted(self._touched):
            choice, words = self._fields[record_id]
            self._store(record_id, choice.value(), words.value())
            self._touched.discard(record_id)
        self.changed.emit()
