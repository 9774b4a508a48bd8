"""The fields of one note: when, how, with whom, and four kinds of knowledge kept apart."""

from collections.abc import Callable
from datetime import date, time

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import PartialDate, clock
from hokatsu_desktop.models import Note
from hokatsu_desktop.ui.notes.mode_choice import ModeChoice
from hokatsu_desktop.ui.notes.time_reading import read_time
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.field_note import FieldNote
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_LINES = {  # in the order of the paper: label, help, lines
    "facts": ("事実", "見たこと、したこと、聞いたこと", 2),
    "own_words": ("本人のことば", "そのままのことばで", 1),
    "third_party": ("第三者からの情報", "近所・関係機関などから聞いたこと", 1),
    "staff_view": ("職員の見立て", "思ったこと、これからのこと", 1),
}


class NoteForm(QWidget):
    """Says which attribute of the note changed; stores nothing."""

    def __init__(self, today: date, changed: Callable[[str], None], left: Callable[[], None]) -> None:
        super().__init__()
        self._today = today
        self._changed = changed
        self._left = left
        self.day = DateField("happened_on", "日付", today)
        self.time = TextField("begins_at", "時刻")
        self.time_note = FieldNote(keeps_room=True)
        self.mode = ModeChoice()
        self.partner = TextField("partner", "相手")
        self.lines = {name: LinesField(name, label, lines) for name, (label, _, lines) in _LINES.items()}
        self.source = TextField("third_party_source", "だれから聞いたか")
        self.is_small_change = QCheckBox("小さな変化があった")
        self.small_change = TextField("small_change", "どんな変化か")
        self._build()
        self._listen()

    def show_note(self, note: Note) -> None:
        """Shows a note."""
        self.show_moment(note.happened_on, note.begins_at)
        self.mode.set_value(note.mode)
        self.partner.set_value(note.partner)
        self.source.set_value(note.third_party_source)
        self.small_change.set_value(note.small_change)
        for name, field in self.lines.items():
            field.set_value(getattr(note, name))
        self.is_small_change.setChecked(note.is_small_change)

    def show_moment(self, day: date, at: time | None) -> None:
        """Shows when it happened."""
        self.day.set_value(PartialDate.of(day).text)
        self.time.set_value(f"{at:%H:%M}" if at is not None else "")
        self._say_time()

    def values(self, names: set[str] | None = None) -> dict[str, object]:
        """The words of these attributes, or of all, as they stand; a day or time that cannot be read is left out."""
        read: dict[str, Callable[[], object]] = {
            "happened_on": lambda: _whole_day(self.day.value()),
            "begins_at": lambda: read_time(self.time.value()),
            "mode": self.mode.value,
            "partner": self.partner.value,
            "third_party_source": self.source.value,
            "is_small_change": self.is_small_change.isChecked,
            "small_change": self.small_change.value,
            **{name: field.value for name, field in self.lines.items()},
        }
        values = {name: read[name]() for name in (read if names is None else names)}
        unreadable = {"happened_on"} | ({"begins_at"} if self.time.value() else set())
        return {name: value for name, value in values.items() if value is not None or name not in unreadable}

    def unread(self) -> str:
        """What cannot be a day or a time of something that happened, in words; empty when all is well."""
        day = _whole_day(self.day.value())
        if day is None:
            return "日付は年月日まで入れてください。"
        if day > self._today:  # a slip of the year would hide a long silence
            return "日付が、きょうより先になっています。会った日や話した日に直してください。"
        return "" if not self.time.value() or read_time(self.time.value()) else "時刻が読めません。例：10:30　午後1時半"

    def focus_first(self) -> None:
        """Puts the keyboard into 方法: one digit, and the text begins."""
        self.mode.first_stop().setFocus(Qt.FocusReason.TabFocusReason)

    def _build(self) -> None:
        self.day.setMinimumWidth(px(240))
        self.time.setMaximumWidth(px(120))
        self.source.setMinimumWidth(px(120))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        when = QHBoxLayout()
        when.setSpacing(16)
        when.addLayout(_labelled("日付", self.day))
        at = _labelled("時刻", self.time)
        at.addWidget(self.time_note)
        when.addLayout(at, 1)
        column.addLayout(when)
        column.addLayout(_labelled("方法", self.mode))
        column.addLayout(_labelled("相手", self.partner))
        for name, field in self.lines.items():
            label, help_words, _ = _LINES[name]
            if name == "third_party":
                column.addLayout(self._third_party(label, help_words))
            else:
                column.addLayout(_labelled(label, field, help_words))
        change = QHBoxLayout()
        change.setSpacing(12)
        change.addWidget(self.is_small_change)
        change.addWidget(self.small_change, 1)
        column.addLayout(change)

    def _third_party(self, label: str, help_words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(_labelled(label, self.lines["third_party"], help_words), 3)
        source = _labelled("だれから", self.source)
        source.addStretch()
        row.addLayout(source, 1)
        return row

    def _listen(self) -> None:
        told: list[tuple[str, SignalInstance, SignalInstance | None]] = [
            ("happened_on", self.day.changed, self.day.left),
            ("begins_at", self.time.changed, self.time.left),
            ("mode", self.mode.changed, self.mode.left),
            ("partner", self.partner.changed, self.partner.left),
            ("third_party_source", self.source.changed, self.source.left),
            ("small_change", self.small_change.changed, self.small_change.left),
            ("is_small_change", self.is_small_change.clicked, None),
            *((name, field.changed, field.left) for name, field in self.lines.items()),
        ]
        for name, changed, left in told:
            changed.connect(lambda *_flags, name=name: self._changed(name))
            if left is not None:
                left.connect(self._left)
        self.time.changed.connect(self._say_time)
        self.small_change.changed.connect(self._tick_change)
        self.mode.settled.connect(lambda: self.lines["facts"].setFocus(Qt.FocusReason.TabFocusReason))

    def _say_time(self) -> None:
        typed = self.time.value()
        at = read_time(typed)
        if not typed:
            self.time_note.clear()
        elif at is None:
            self.time_note.wrong("時刻が読めません。例：10:30")
        else:
            self.time_note.good(clock(at))

    def _tick_change(self) -> None:
        """Words about a small change are a small change."""
        if self.small_change.value() and not self.is_small_change.isChecked():
            self.is_small_change.setChecked(True)
            self._changed("is_small_change")


def _labelled(words: str, field: QWidget, help_words: str = "") -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(3)
    line = QHBoxLayout()
    line.setSpacing(10)
    label = Words(words, Look.LABEL)
    label.setBuddy(field)
    line.addWidget(label)
    if help_words:
        line.addWidget(Words(help_words, Look.QUIET))
    line.addStretch()
    column.addLayout(line)
    column.addWidget(field)
    return column


def _whole_day(stored: str) -> date | None:
    try:
        return PartialDate.from_text(stored).as_date() if stored else None
    except ValueError:
        return None
