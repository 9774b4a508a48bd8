"""見立て: the assessment block by block, the life timeline, and what was known on a day."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case
from hokatsu_desktop.services.assessment import ASSESSMENT, NEXT_STATE, Block, BlockState, blocks_of, mark_block
from hokatsu_desktop.services.cases import CasePage, change_case
from hokatsu_desktop.ui.cases.block_marks import BlockMark, BlockStrip
from hokatsu_desktop.ui.cases.known_on_page import KnownOnPage
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.cases.timeline_page import TimelinePage
from hokatsu_desktop.ui.sheet_pane import SheetPane
from hokatsu_desktop.ui.widgets.button import ButtonLook, button

SHEET, TIMELINE, KNOWN_ON = "sheet", "timeline", "known_on"
_PARTS = ((SHEET, "アセスメント"), (TIMELINE, "生活歴"), (KNOWN_ON, "その日に知っていたこと"))


class AssessmentTab(CaseTab):
    """Nothing in it has to be filled in; what is typed is stored as it is typed."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__(hands, case_id)
        self._blocks: tuple[Block, ...] = ()
        self._marks: dict[str, BlockMark] = {}
        self._marked_form: object = None
        self._next: tuple[object, str] = (None, "")
        self.parts = Segments("見立ての部分")
        self.parts.set_parts(_PARTS)
        self.by_hand = button("手書き用", ButtonLook.QUIET)
        self.print = button("印刷", ButtonLook.SECOND, picture="print")
        self.strip = BlockStrip()
        self.pane = SheetPane(self.desk, ASSESSMENT, case_id)
        self.timeline = TimelinePage(self.desk, case_id)
        self.known = KnownOnPage(self.desk, case_id)
        self.stack = QStackedWidget()
        self._build()
        self._connect()

    def show_page(self, page: CasePage) -> None:
        self._next = (page.case.next_on, page.case.next_what)
        self.pane.reread()
        self._show_blocks()
        self._show_part()

    def show_record(self, record_id: int | None, blank: str) -> None:
        if blank == KNOWN_ON:
            self._open(KNOWN_ON)
            self.known.show_meeting(record_id or 0)
        elif blank == TIMELINE or record_id is not None:
            self._open(TIMELINE)
            self.timeline.go_to(record_id or 0)
        elif blank:
            self._open(SHEET)
            self.pane.form.focus_blank(blank)

    def spot(self) -> tuple[int | None, str]:
        part = self.parts.key()
        return None, self.pane.form.current_blank() if part == SHEET else part

    def flush(self) -> bool:
        stored = [self.pane.flush(), self.timeline.flush()]
        return all(stored)

    def print_here(self) -> bool:
        if self.parts.key() == KNOWN_ON or not self.flush():
            return False
        self.hands.printer.print_sheet(ASSESSMENT, self.case_id)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        blank = self.pane.form.current_blank()
        if self.parts.key() != SHEET or not blank or event.modifiers():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F8:
            self.mark_here()
        elif event.key() == Qt.Key.Key_F9:
            if not self.pane.form.write_unconfirmed(blank):
                self.desk.said.emit("info", "この欄には、もう書いてあるか、「未確認」と書けません。")
        else:
            super().keyPressEvent(event)

    def mark_here(self) -> None:
        """F8: the block the keyboard is in goes from まだ to 済, to 未確認, and back."""
        here = self.pane.form.section_of(self.pane.form.current_blank())
        for block in self._blocks:
            if block.key == here:
                self._mark(here, NEXT_STATE[block.state])

    def _go_to_block(self, key: str) -> None:
        self.pane.form.focus_section(key)

    def _mark(self, key: str, state: BlockState) -> None:
        if self.pane.flush():
            self.desk.try_act(lambda session: mark_block(session, self.case_id, key, state))

    def _show_blocks(self) -> None:
        with self.desk.reading() as session:
            self._blocks = blocks_of(session, self.case_id)
        if self._marked_form is not self.pane.form:
            self._marked_form = self.pane.form
            self._put_marks()
        self.strip.show_blocks(self._blocks)
        for block in self._blocks:
            self._marks[block.key].show_part(block.state)

    def _put_marks(self) -> None:
        """A new form, as another edition brings, gets its marks."""
        self._marks = {
            block.key: BlockMark(block.label, lambda state, key=block.key: self._mark(key, state))  # type: ignore[misc]
            for block in self._blocks
        }
        for key, mark in self._marks.items():
            self.pane.form.section_card(key).corner.addWidget(mark)

    def _stored(self) -> None:
        """A risk that was ticked may have brought the next date forward: that is said, and can be taken back."""
        with self.desk.reading() as session:
            case = session.get(Case, self.case_id)
            now = (case.next_on, case.next_what) if case is not None else self._next
        self._show_blocks()
        if now == self._next:
            return
        before, self._next = self._next, now
        self.desk.changed.emit()
        day = case.next_on if case is not None else None
        if day is not None:
            words = f"{case.next_what if case else ''}ため、次の確認日を{short(day)}にしました。"
            self.desk.offered.emit("warning", words, [("前の日に戻す", lambda: self._put_back(before))])

    def _put_back(self, before: tuple[object, str]) -> None:
        day, what = before
        self.desk.try_act(lambda session: change_case(session, self.case_id, next_on=day, next_what=what))

    def _open(self, key: str) -> None:
        self.parts.show_part(key)
        self._show_part()

    def _show_part(self) -> None:
        key = self.parts.key()
        if key != SHEET:
            self.pane.flush()
        if key == TIMELINE:
            self.timeline.reread()
        elif key == KNOWN_ON:
            self.timeline.flush()
            self.known.reread()
        self.by_hand.setVisible(key == SHEET)
        self.print.setVisible(key != KNOWN_ON)
        self.stack.setCurrentIndex([name for name, _ in _PARTS].index(key))

    def _connect(self) -> None:
        self.parts.shown.connect(lambda _key: self._show_part())
        self.strip.wanted.connect(self._go_to_block)
        self.pane.stored.connect(self._stored)
        self.print.clicked.connect(lambda _checked=False: self.print_here())
        self.by_hand.clicked.connect(lambda _checked=False: self.hands.printer.print_blank(ASSESSMENT))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 10, 24, 0)
        head.setSpacing(10)
        head.addWidget(self.parts)
        head.addStretch()
        head.addWidget(self.by_hand)
        head.addWidget(self.print)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.pane, 1)
        for part in (sheet, self.timeline, self.known):
            self.stack.addWidget(part)
        self.column.addLayout(head)
        self.column.addWidget(self.stack, 1)
