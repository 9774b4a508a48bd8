"""Things to do with a tick each, and a line to add one more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import PartialDate, short
from hokatsu_desktop.models import Task
from hokatsu_desktop.services.tasks import add_task, finish_task, split_due
from hokatsu_desktop.ui.cases.entry_key import EntryKey
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.cases.saved_words import UnsentWords
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words, mark_found


@dataclass(frozen=True)
class TaskLine:
    """One thing to do as a line."""

    task_id: int
    what: str
    meta: str  # when and who
    is_late: bool


def task_line(task: Task, today: date) -> TaskLine:
    """A task as a line: 「R8.11.25まで　木村」, with a mark when it is late or due today."""
    late = task.due_on is not None and task.due_on < today
    due = task.due_words
    if task.due_on is not None:
        mark = "▲ " if late else "● きょう " if task.due_on == today else ""
        due = f"{mark}{short(task.due_on)}まで"
    return TaskLine(task.id, task.what, "　".join(word for word in (due, task.who) if word), late)


class TaskList(QWidget):
    """`ticks=False` shows things that cannot be done yet (同意が取れたら); `most` is for a narrow place."""

    def __init__(
        self,
        desk: Desk,
        nothing: str,
        *,
        ticks: bool = True,
        most: int = 500,
        look: Look = Look.BODY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._most = most
        self._look = look
        self._desk = desk
        self._nothing = Words(nothing, Look.QUIET, wrap=True)
        self._ticks_shown = ticks
        self._lines: tuple[TaskLine, ...] | None = None
        self._ticks: list[QCheckBox] = []
        self._by_task: dict[int, QWidget] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._nothing)
        column.addLayout(self._rows)

    def set_tasks(self, tasks: Sequence[Task]) -> None:
        """Shows these tasks; the keyboard stays at the place in the list where it was."""
        lines = tuple(task_line(task, self._desk.today()) for task in tasks)
        if lines == self._lines:
            return
        focused = next((place for place, tick in enumerate(self._ticks) if tick.hasFocus()), None)
        self._lines = lines
        self._ticks = []
        clear(self._rows)
        self._by_task = {line.task_id: self._row(line) for line in lines[: self._most]}
        for row in self._by_task.values():
            self._rows.addWidget(row)
        if len(lines) > self._most:
            self._rows.addWidget(Words(f"ほか{len(lines) - self._most}件は、概要にあります。", Look.QUIET, wrap=True))
        show_all(self._rows)
        self._nothing.setVisible(not lines)
        if focused is not None and self._ticks:
            self._ticks[min(focused, len(self._ticks) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, task_id: int) -> QWidget | None:
        """Puts the keyboard on the tick of a task, or a ground behind one without; gives its line, None if not listed."""
        row = self._by_task.get(task_id)
        tick = row.findChild(QCheckBox) if row is not None else None
        if tick is not None:
            tick.setFocus(Qt.FocusReason.OtherFocusReason)
        for line in self._by_task.values():
            for words in line.findChildren(Words):
                mark_found(words, line is row and tick is None)
        return row

    def ticks(self) -> tuple[QCheckBox, ...]:
        """The boxes to tick, in the order of the lines."""
        return tuple(self._ticks)

    def _row(self, line: TaskLine) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2)
        if self._ticks_shown:
            across.addWidget(self._tick(line), 0, Qt.AlignmentFlag.AlignTop)
        else:
            across.addWidget(Words("・"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(line.what, self._look, wrap=True))
        if line.meta:
            words.addWidget(Words(line.meta, Look.WRONG if line.is_late else Look.QUIET, wrap=True))
        across.addLayout(words, 1)
        return row

    def _tick(self, line: TaskLine) -> QCheckBox:
        tick = QCheckBox()
        tick.setAccessibleName(f"済みにする　{line.what}　{line.meta}")
        tick.setToolTip("済みにする")
        tick.clicked.connect(lambda: self._finish(line))
        self._ticks.append(tick)
        return tick

    def _finish(self, line: TaskLine) -> None:
        if self._desk.try_act(lambda session: finish_task(session, line.task_id)) is not None:
            self._desk.said.emit("success", f"「{line.what}」を済みにしました。Ctrl+Z で元に戻せます。")


class TaskEntry(QWidget):
    """One line: what, who, by when; Enter in the last field or 加える adds it."""

    def __init__(self, desk: Desk, case_id: int, *, asleep: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._case_id = case_id
        self._asleep = asleep
        name = "同意が取れたらすること" if asleep else "やること"
        self.what = TextField("task_what", name)
        self.who = TextField("task_who", "だれが")
        self.due = DateField("task_due", "いつまで", desk.today(), compact=True)
        self.add = button("加える", ButtonLook.SECOND)
        self.add.setAccessibleName(f"{name}を加える")
        self.add.clicked.connect(self._add)
        EntryKey(self.what if asleep else self.due.field, self._add)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addLayout(labelled("なにを", self.what), 3)
        if not asleep:
            row.addLayout(labelled("だれが", self.who), 2)
            row.addLayout(labelled("いつまで", self.due), 2)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignBottom)
        if asleep:
            for field in (self.who, self.due):
                field.setParent(self)
                field.hide()
        self._unsent = UnsentWords(desk, {"what": self.what, "who": self.who, "due": self.due}, self)
        self._unsent.show(f"{'asleep' if asleep else 'task'} {case_id}")

    def _add(self) -> None:
        due_on, due_words = split_due(self.due.value())
        added = self._desk.try_act(
            lambda session: add_task(
                session,
                self.what.value(),
                case_id=self._case_id,
                who=self.who.value(),
                due_on=due_on,
                due_words=due_words,
                waits_for_consent=self._asleep,
            )
        )
        if added is not None:
            self._unsent.forget()
            for field in (self.what, self.who):
                field.clear()
            self.due.set_value("")
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)


def labelled(words: str, field: QWidget) -> QVBoxLayout:
    """A field with its label above, buddies."""
    column = QVBoxLayout()
    column.setSpacing(px(5))  # room for the ring around the field
    label = Words(words, Look.SMALL)
    label.setBuddy(field)
    column.addWidget(label)
    column.addWidget(field)
    column.addStretch(1)  # neighbours of another height keep their labels on one line
    return column


def stored_day(stored: str) -> date | None:
    """The day of a stored date answer if it is a whole one, else None."""
    try:
        return PartialDate.from_text(stored).as_date() if stored else None
    except ValueError:
        return None
