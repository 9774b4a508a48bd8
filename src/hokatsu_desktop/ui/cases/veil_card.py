"""閉じたケース: which case is closed to which member of staff, closing one, and opening it again."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Staff
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.veils import VeilLine, hide_case, lift_veil, may_be_closed_to, veils
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.focus_order import first_stop_in
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ChipChoice
from hokatsu_desktop.ui.widgets.labelled import labelled
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

_ABOUT = (
    "この職員には、一覧にも、検索にも、印刷にも出なくなります。ほかの職員には、閉じていることと、わけが見えます。"
    "所属長には、いつも見えます。"
)
_ABOUT_ALL = (
    "親族や近所など、見ないほうがよい職員にケースを閉じるときは、ケースの「概要」の「職員に閉じる…」で決めます。"
)
_WIDTH = 560


class VeilDialog(Dialog):
    """Asks to whom a case is closed, and why; closes itself when it was done."""

    def __init__(self, desk: Desk, case_id: int, parent: QWidget | None = None) -> None:
        super().__init__("職員に閉じる", parent)
        self._desk = desk
        self._case_id = case_id
        with desk.reading() as session:
            staff = may_be_closed_to(session, case_id)
        self.who = ChipChoice("staff", "見せない職員", _choices(staff))
        self.why = TextField("why", "わけ")
        self.message = MessageBar()
        self.body.addWidget(Words(_ABOUT, wrap=True))
        self.body.addLayout(labelled("見せない職員", self.who))
        self.body.addLayout(labelled("わけ（親族、近所など）", self.why))
        self.body.addWidget(self.message)
        self.go_on = self.add_button(button("この職員に閉じる", ButtonLook.PRIMARY), closes=False)
        self.go_on.clicked.connect(lambda _checked=False: self._press())
        self.add_way_out(button("やめる", ButtonLook.QUIET))
        self.setMinimumWidth(_WIDTH)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        first = first_stop_in(self.who)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _press(self) -> None:
        if not self.who.value():
            self.message.tell(MessageKind.WARNING, "見せない職員を選んでください。", closes=False)
            return
        staff_id, why = int(self.who.value()), self.why.value()
        try:
            self._desk.act(lambda session: hide_case(session, self._case_id, staff_id, why))
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words, closes=False)
            return
        self.accept()
        self._desk.said.emit("success", "ケースを閉じました。この職員には表示されません。")


class VeilCard(Card):
    """The lines of one case, not there while there are none; with no case those of all cases, for the settings."""

    def __init__(self, desk: Desk, case_id: int | None = None) -> None:
        super().__init__("閉じたケース" if case_id is None else "見せない職員", small=case_id is not None)
        self._desk = desk
        self._case_id = case_id
        self._shown: tuple[VeilLine, ...] | None = None
        self.buttons: dict[int, QWidget] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self.nothing = Words("閉じたケースはありません。", Look.QUIET)
        self.add(self.nothing)
        self.body.addLayout(self._grid)
        if case_id is None:
            self.add(Words(_ABOUT_ALL, Look.QUIET, wrap=True))
        self.reread()

    def reread(self) -> None:
        """Show what is in force now, and below it what was."""
        with self._desk.reading() as session:
            lines = tuple(veils(session, self._case_id))
        self.setVisible(self._case_id is None or bool(lines))
        self.nothing.setVisible(not lines)
        if lines == self._shown:
            return
        self._shown = lines
        clear(self._grid)
        self.buttons.clear()
        for row, line in enumerate(lines):
            self._grid.addWidget(Words(line.staff_name, Look.LABEL), row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(Words(self._words(line), Look.BODY, wrap=True), row, 1, Qt.AlignmentFlag.AlignTop)
            if line.lifted_on is None:
                lift = button("開く", ButtonLook.INLINE)
                lift.setAccessibleName(f"{line.case_words}を{line.staff_name}さんに開く")
                lift.clicked.connect(partial(self._lift, line.veil_id))
                self.buttons[line.veil_id] = lift
                self._grid.addWidget(lift, row, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        show_all(self._grid)

    def _words(self, line: VeilLine) -> str:
        by = f"（{line.by_name}）" if line.by_name else ""
        lifted = f"{short(line.lifted_on)}に開いた（{line.lifted_by_name}）" if line.lifted_on else ""
        case = line.case_words if self._case_id is None else ""
        return "　".join(filter(None, (case, f"わけ：{line.why}", f"{short(line.since_on)}から{by}", lifted)))

    def _lift(self, veil_id: int, _checked: bool = False) -> None:
        if self._desk.try_act(lambda session: lift_veil(session, veil_id)) is not None:
            self._desk.said.emit("success", "ケースを開きました。この職員にも、また表示されます。")


def _choices(staff: Sequence[Staff]) -> ChoiceList:
    values = tuple(Choice(key=str(one.id), label=one.name) for one in staff)
    return ChoiceList(key="staff", label="見せない職員", values=values)
