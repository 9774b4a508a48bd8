"""On the page of the members: the 誓約書 of each, to be printed, and the day on which it came back signed."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.services.pledges import PledgeLine, pledge_lines, record_seat_pledges
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.attendees_card import clear_layout, thin_line
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_LEAD = "名前と会議の名前が入った誓約書を印刷します。署名された紙が戻ったら、その日を書きます。"
_NOBODY = "構成員の氏名を書くと、その人の誓約書をここから印刷できます。"


class PledgeRow(QWidget):
    """One member: who they are, the button that prints, and the day."""

    def __init__(self, line: PledgeLine, desk: Desk) -> None:
        super().__init__()
        self.seat_id = line.seat_id
        self.stored = line.pledged_on
        self.print_button = button("誓約書を印刷", ButtonLook.INLINE, picture="print")
        self.print_button.setAccessibleName(f"{line.shown}の誓約書を印刷")
        self.day = DateField(f"pledged_on_{line.seat_id}", f"{line.shown}の誓約日", desk.today(), compact=True)
        self.day.setFixedWidth(px(190))
        self.day.set_value(line.pledged_on)
        acts = FlowLayout(across=12)
        for part in (self.print_button, Words("誓約日", Look.QUIET), self.day):
            acts.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        column.addWidget(Words(line.shown, Look.LABEL, wrap=True))
        column.addLayout(acts)


class PledgesCard(Card):
    """A day is stored as it is typed; the table of members above shows it too."""

    def __init__(self, desk: Desk, printer: Printer, series_id: int) -> None:
        super().__init__("誓約書")
        self.part = self
        self._desk = desk
        self._printer = printer
        self._series_id = series_id
        self._lines: list[PledgeLine] = []
        self.rows: list[PledgeRow] = []
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.failed.connect(lambda error: desk.not_stored.emit(reason_of(error)))
        self._lead = Words(look=Look.QUIET, wrap=True)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.add(self._lead)
        self.body.addLayout(self._column)
        desk.changed.connect(self.reread)
        self.reread()

    def flush(self) -> bool:
        """Store what is typed at once; True if all of it is stored."""
        return self.autosave.flush()

    def reread(self) -> None:
        """Show the members as the store has them, unless a day that was typed still waits."""
        if self.autosave.state in (SaveState.WAITING, SaveState.FAILED):
            return
        with self._desk.reading() as session:
            lines = pledge_lines(session, self._series_id)
        if [(one.seat_id, one.shown) for one in lines] != [(one.seat_id, one.shown) for one in self._lines]:
            self._show(lines)
        self._lines = lines
        for row, line in zip(self.rows, lines, strict=True):
            row.stored = line.pledged_on
            row.day.set_value(line.pledged_on)
        self._lead.say(_LEAD if lines else _NOBODY)

    def _show(self, lines: list[PledgeLine]) -> None:
        clear_layout(self._column)
        self.rows = [PledgeRow(one, self._desk) for one in lines]
        for number, row in enumerate(self.rows):
            if number:
                self._column.addWidget(thin_line())
            self._column.addWidget(row)
            row.print_button.clicked.connect(partial(self._print, row.seat_id))
            row.day.changed.connect(self.autosave.touch)
            row.day.left.connect(self.autosave.leave)

    def _print(self, seat_id: int, _checked: bool = False) -> None:
        self._printer.print_pledge(seat_id)

    def _save(self) -> None:
        typed = {row.seat_id: row.day.value() for row in self.rows if row.day.value() != row.stored}
        if not typed:
            return
        self._desk.act(lambda session: record_seat_pledges(session, typed), quiet=True)
        for row in self.rows:
            row.stored = typed.get(row.seat_id, row.stored)
        self._desk.changed.emit()
