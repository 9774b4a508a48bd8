"""The widget for one blank, and how its answers go in and out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from hokatsu_desktop.sheets.answers import Answer, Answers, as_keys, as_marks, as_rows, as_text
from hokatsu_desktop.sheets.definition import Blank, Kind
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.ui.widgets.choice_field import ChoiceField
from hokatsu_desktop.ui.widgets.choices_field import ChoicesField
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.marks_field import MarksField
from hokatsu_desktop.ui.widgets.number_field import NumberField
from hokatsu_desktop.ui.widgets.row_cell import ListOf, is_birth
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words
from hokatsu_desktop.ui.widgets.yes_no import YesNo

Given = Mapping[str, Answer]


@dataclass(frozen=True, kw_only=True)
class AnswerPort:
    """One blank on the screen. `read` gives all keys the blank answers (its own words for その他 too), empty or not."""

    widget: QWidget
    read: Callable[[], Answers]
    write: Callable[[Given], None]
    lock: Callable[[bool], None]
    set_wrong: Callable[[bool], None]
    first_stop: Callable[[], QWidget | None]
    changed: SignalInstance | None = None


def make_port(blank: Blank, list_of: ListOf, today: date) -> AnswerPort:  # noqa: C901, PLR0911  # one line per kind
    """The widget for a blank. Raises ValueError for a kind that this form does not know."""
    match blank.kind:
        case Kind.TEXT:
            return _text(blank, TextField(blank.key, blank.label))
        case Kind.LINES:
            return _text(blank, LinesField(blank.key, blank.label, blank.lines + 1))
        case Kind.DATE:
            return _text(blank, DateField(blank.key, blank.label, today, birth=is_birth(blank.bind or blank.key)))
        case Kind.NUMBER:
            return _text(blank, NumberField(blank.key, blank.label, suffix=blank.suffix))
        case Kind.CHOICE:
            return _choice(blank, ChoiceField(blank.key, blank.label, list_of(blank.list)))
        case Kind.CHOICES:
            return _choices(blank, ChoicesField(blank.key, blank.label, list_of(blank.list)))
        case Kind.MARKS:
            return _marks(blank, MarksField(blank.key, blank.label, list_of(blank.list)))
        case Kind.YES_NO:
            return _yes_no(blank, YesNo(blank.key, blank.label))
        case Kind.ROWS | Kind.PEOPLE:
            return _rows(blank, RowsField(blank.key, blank.label, blank.columns, list_of, today))
        case Kind.DRAWING | Kind.SIGN | Kind.WORDS:
            return _unanswered(blank)
        case _:
            raise ValueError(blank.kind)


def _text(blank: Blank, field: TextField | LinesField | DateField | NumberField) -> AnswerPort:
    stop = field.field if isinstance(field, DateField | NumberField) else field

    def write(answers: Given) -> None:
        field.set_value(as_text(answers.get(blank.key)))
        if blank.shown_only and isinstance(field, TextField):
            field.setToolTip(field.value())  # nobody moves a cursor through it to see its end

    return AnswerPort(
        widget=field,
        read=lambda: {blank.key: field.value()},
        write=write,
        lock=field.set_read_only,
        set_wrong=field.set_wrong,
        first_stop=lambda: stop,
        changed=field.changed,
    )


def _yes_no(blank: Blank, field: YesNo) -> AnswerPort:
    return AnswerPort(
        widget=field,
        read=lambda: {blank.key: field.value()},
        write=lambda answers: field.set_value(as_text(answers.get(blank.key))),
        lock=field.set_read_only,
        set_wrong=field.set_wrong,
        first_stop=field.first_stop,
        changed=field.changed,
    )


def _choice(blank: Blank, field: ChoiceField) -> AnswerPort:
    def write(answers: Given) -> None:
        field.set_other(as_text(answers.get(other_key(blank.key))))
        field.set_value(as_text(answers.get(blank.key)))

    return AnswerPort(
        widget=field,
        read=lambda: {blank.key: field.value(), other_key(blank.key): field.other()},
        write=write,
        lock=field.set_read_only,
        set_wrong=field.set_wrong,
        first_stop=field.first_stop,
        changed=field.changed,
    )


def _choices(blank: Blank, field: ChoicesField) -> AnswerPort:
    def write(answers: Given) -> None:
        field.set_other(as_text(answers.get(other_key(blank.key))))
        field.set_value(as_keys(answers.get(blank.key)))

    return AnswerPort(
        widget=field,
        read=lambda: {blank.key: field.value(), other_key(blank.key): field.other()},
        write=write,
        lock=field.set_read_only,
        set_wrong=field.set_wrong,
        first_stop=field.first_stop,
        changed=field.changed,
    )


def _marks(blank: Blank, field: MarksField) -> AnswerPort:
    def write(answers: Given) -> None:
        field.set_other(as_text(answers.get(other_key(blank.key))))
        field.set_value(as_marks(answers.get(blank.key)))

    return AnswerPort(
        widget=field,
        read=lambda: {blank.key: field.value(), other_key(blank.key): field.other()},
        write=write,
        lock=field.set_read_only,
        set_wrong=field.set_wrong,
        first_stop=field.first_stop,
        changed=field.changed,
    )


def _rows(blank: Blank, field: RowsField) -> AnswerPort:
    return AnswerPort(
        widget=field,
        read=lambda: {blank.key: field.value()},
        write=lambda answers: field.set_value(as_rows(answers.get(blank.key))),
        lock=field.set_read_only,
        set_wrong=field.set_wrong,
        first_stop=field.first_stop,
        changed=field.changed,
    )


_UNANSWERED = {
    Kind.DRAWING: "図は世帯の画面で描きます。",
    Kind.SIGN: "紙に署名・押印をもらうところです。",
    Kind.WORDS: "",
}


def _unanswered(blank: Blank) -> AnswerPort:
    sentence = _UNANSWERED[blank.kind]
    widget: QLabel | QFrame = Words(blank.help, wrap=True) if blank.kind is Kind.WORDS else _paper(sentence)
    widget.setObjectName(blank.key)
    return AnswerPort(
        widget=widget,
        read=dict,
        write=lambda _answers: None,
        lock=lambda _locked: None,
        set_wrong=lambda _wrong: None,
        first_stop=lambda: None,
    )


def _paper(sentence: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("look", "blank-paper")
    box = QVBoxLayout(frame)
    box.setContentsMargins(14, 14, 14, 14)
    box.addWidget(Words(sentence, Look.QUIET, wrap=True))
    return frame
