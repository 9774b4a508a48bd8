"""事業の進め方: how the town stands to the programme, from which day, and what follows for its meetings."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.japanese.wareki import plain, short
from hokatsu_desktop.models import OfficeMode
from hokatsu_desktop.services.modes import ModeSpan, change_mode, forget_change, mode_on, mode_spans
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.sheets.modes import first_entry
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_LABEL = "事業の進め方"
_NO_DAY = "いつからかを、年月日まで書いてください。まだ何も変わっていません。"


class ModePart(QWidget):
    """A mode is chosen with the day from which it holds; what was planned can be called off until then."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        choices = tuple(Choice(key=mode, label=first_entry(mode).label) for mode in OfficeMode)
        self.chips = ChipChoice("mode", _LABEL, ChoiceList(key="office_mode", label=_LABEL, values=choices))
        self.words = Words(look=Look.QUIET, wrap=True)
        self.from_on = DateField("mode_from_on", "いつから", desk.today())
        self.change = button("この日から変える", ButtonLook.SECOND)
        self._planned = QVBoxLayout()
        self._build()
        self.chips.changed.connect(self._chosen)
        self.change.clicked.connect(lambda _checked=False: self.change_now())

    def reread(self) -> None:
        """Shows the mode of today and what is planned."""
        today = self._desk.today()
        with self._desk.reading() as session:
            now, spans = mode_on(session, today), mode_spans(session)
        self.chips.set_value(now.key)
        self._say(now.key)
        self.from_on.set_day(today)
        clear(self._planned)
        for span in spans:
            if span.from_on is not None and span.from_on > today:
                self._planned.addLayout(self._row(span))
        show_all(self._planned)

    def change_now(self) -> None:
        """Has the chosen mode hold from the day that is written."""
        try:
            day = PartialDate.from_text(self.from_on.value()).as_date()
        except ValueError:
            day = None
        if day is None:
            self._desk.said.emit("warning", _NO_DAY)
            self.from_on.field.setFocus()
            return
        mode, when = OfficeMode(self.chips.value()), day

        def job(session: Session) -> bool:
            change_mode(session, mode, when)
            return True

        if self._desk.try_act(job):
            words = f"{plain(day)}から「{first_entry(mode).label}」にしました。"
            self._desk.said.emit("success", f"{words}会議の種類と、紙に出る法律の言葉が変わります。")
        self.reread()

    def _chosen(self) -> None:
        if self.chips.value():
            self._say(self.chips.value())
        else:
            self.reread()  # one of them always holds

    def _say(self, key: str) -> None:
        mode = first_entry(key)
        self.words.say(f"{mode.words}{mode.remark}")

    def _row(self, span: ModeSpan) -> FlowLayout:
        row = FlowLayout()
        day = span.from_on or self._desk.today()
        row.addWidget(Words(f"{short(day)}から「{first_entry(span.mode).label}」になります。"))
        off = button("やめる", ButtonLook.INLINE)
        off.setAccessibleName(f"{short(day)}からの変更をやめる")
        off.clicked.connect(partial(self._call_off, span))
        row.addWidget(off)
        return row

    def _call_off(self, span: ModeSpan, _checked: bool = False) -> None:
        day = span.from_on
        if day is not None:
            self._desk.try_act(lambda session: forget_change(session, day))
            self.reread()

    def _build(self) -> None:
        line = FlowLayout(across=12, down=6)
        line.addWidget(Words("いつから", Look.LABEL))
        line.addWidget(self.from_on)
        line.addWidget(self.change)
        self._planned.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chips)
        column.addWidget(self.words)
        column.addLayout(line)
        column.addLayout(self._planned)
