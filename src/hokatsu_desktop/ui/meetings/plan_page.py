"""プラン: the sheet of one support plan, deciding it, and printing it with its signature lines."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, Plan
from hokatsu_desktop.services.plans import decide_plan
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.sheet_pane import SheetPane
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import Look, Words

SHEET = "support_plan"
DECIDED_ON = "decided_on"  # written by the act of deciding itself


class PlanPage(QWidget):
    """One plan. `left` asks to go back to where the plan was opened from; `has_way_back` shows the button for it."""

    left = Signal()
    decided = Signal(int)
    """The id of the plan that was decided."""

    def __init__(
        self,
        desk: Desk,
        printer: Printer,
        plan_id: int,
        parent: QWidget | None = None,
        *,
        has_way_back: bool = False,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printer = printer
        self.plan_id = plan_id
        self.message = MessageBar()
        self.title = Words(look=Look.TITLE)
        self.number = Words(look=Look.QUIET)
        self.state = Tag("", Tone.PLAIN)
        self.pane = SheetPane(desk, SHEET, plan_id)
        self.case_id = self.pane.case_id
        self.back_button = button("‹ 戻る", ButtonLook.QUIET)
        self.print_button = button("印刷", picture="print")
        self.decide_button = button("プランを決める　Ctrl+Enter", ButtonLook.PRIMARY)
        self._build()
        self.back_button.setVisible(has_way_back)  # not before it has a place: a widget alone would open as a window
        self.back_button.clicked.connect(self.left)
        self.print_button.clicked.connect(self.print_here)
        self.decide_button.clicked.connect(self.finish)
        desk.changed.connect(self._tell)
        self._tell()

    def flush(self) -> bool:
        """Store what is typed at once."""
        return self.pane.flush()

    def print_here(self) -> None:
        """Two pages with the lines for the signatures."""
        self.flush()
        self._printer.print_sheet(SHEET, self.plan_id)

    def finish(self) -> None:
        """Decides the plan; what is missing on the sheet is shown first, and may stay missing."""
        self.flush()
        found = [gap for gap in self.pane.check() if gap.blank_key != DECIDED_ON]
        self.pane.form.show_gaps(found)
        if not found:
            self.decide()
            return
        self.message.tell(
            MessageKind.WARNING,
            f"まだ書かれていないところが{len(found)}か所あります。このままでも決められます。",
            [("このまま決める", self.decide)],
        )
        self.message.buttons()[0].setFocus()

    def decide(self) -> None:
        """Decides the plan as it stands."""
        self.flush()
        try:
            self._desk.act(lambda session: decide_plan(session, self.plan_id))
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
            return
        self.message.tell(
            MessageKind.SUCCESS,
            "プランを決めました。役割は、それぞれの「やること」になりました。",
            [("印刷", self.print_here)],
        )
        self.message.buttons()[0].setFocus(Qt.FocusReason.OtherFocusReason)  # the button it was on has gone
        self.decided.emit(self.plan_id)

    def _tell(self) -> None:
        with self._desk.reading() as session:
            plan = session.get(Plan, self.plan_id)
            case = session.get(Case, plan.case_id) if plan is not None else None
        if plan is None or case is None:  # its making was taken back; the section closes this page
            return
        self.title.say(f"プラン　{case.title}")
        self.number.say(plan.number)
        if plan.decided_on is not None:
            self.state.set_tag(f"{short(plan.decided_on)} 決定", Tone.GOOD)
            self.decide_button.setText("決めなおす　Ctrl+Enter")
        else:
            self.state.set_tag("まだ案です", Tone.CARE)

    def _build(self) -> None:
        line = FlowLayout(across=12, down=4)
        for part in (self.title, self.number, self.state):
            line.addWidget(part)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self.back_button)
        row.addLayout(line, 1)
        row.addWidget(self.print_button)
        row.addWidget(self.decide_button)
        top = QVBoxLayout()
        top.setContentsMargins(24, 14, 24, 8)
        top.setSpacing(10)
        top.addLayout(row)
        top.addWidget(self.message)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.pane, 1)
