"""One sheet of a case in the tab 書類: filling in, attachments, and what stood on it before."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.attachments import attachments_of
from hokatsu_desktop.services.case_papers import CasePaper
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.services.sheet_work import finish_sheet, reopen_sheet
from hokatsu_desktop.services.sheets import open_sheet
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.attachments_page import AttachmentsPage
from hokatsu_desktop.ui.cases.past_page import PastPage
from hokatsu_desktop.ui.cases.segments import Segments
from hokatsu_desktop.ui.cases.sheet_parts import ATTACHED, PARTS, PAST
from hokatsu_desktop.ui.cases.tab import CaseHands
from hokatsu_desktop.ui.sheet_pane import SheetPane
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look


class SheetPage(QWidget):
    """`left` asks to go back to the list."""

    left = Signal()

    def __init__(self, hands: CaseHands, paper: CasePaper) -> None:
        super().__init__()
        self.paper = paper
        self._hands = hands
        self._desk = hands.desk
        self._finished_on: date | None = None
        self.back = button("一覧にもどる", ButtonLook.QUIET, picture="chevron-left")
        self.tag = Tag("")
        self.print = button("印刷", ButtonLook.SECOND, picture="print")
        self.finish_button = button("仕上げる　Ctrl+Enter", ButtonLook.PRIMARY)
        self.reopen = button("書きかけに戻す", ButtonLook.SECOND)
        self.parts = Segments("この書類")
        self.parts.set_parts(PARTS)
        self.pane = SheetPane(self._desk, paper.key, paper.subject_id)
        self.attachments = AttachmentsPage(self._desk, paper)
        self.past = PastPage(self._desk, paper.key, paper.subject_id)
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        self.reread()

    def reread(self) -> None:
        """Shows how the sheet stands now; the pane looks for itself."""
        try:
            with self._desk.reading() as session:
                opened = open_sheet(session, self.paper.key, self.paper.subject_id)
                attached = len(attachments_of(session, self.paper.key, self.paper.subject_id))
        except Gone:
            self.left.emit()
            return
        self._finished_on = opened.finished_on
        finished = self._finished_on is not None
        words = f"{short(self._finished_on)} 仕上げ" if self._finished_on else "書きかけ"
        self.tag.set_tag(words, Tone.GOOD if finished else Tone.CARE)
        self.finish_button.setVisible(not finished)
        self.reopen.setVisible(finished)
        self.parts.setTabText(1, f"別紙（{attached}）" if attached else "別紙")
        self._show_part()

    def take_keyboard(self) -> None:
        """Into the first blank; a finished sheet is read first, so that nothing is added to it unawares."""
        if self._finished_on is not None or not self.pane.form.start_typing():
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self, key: str) -> None:
        """Shows the sheet itself, its 別紙 or what stood on it before; another word leaves it as it is."""
        if key in dict(PARTS):
            self.parts.show_part(key)
            self._show_part()
            self.parts.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self.pane.flush()

    def print_sheet(self) -> bool:
        """Previews the sheet; False when what is typed cannot be stored."""
        if not self.flush():
            return False
        self._hands.printer.print_sheet(self.paper.key, self.paper.subject_id)
        return True

    def finish(self) -> None:
        """Marks the sheet as finished and shows what is still empty; that never stands in the way."""
        if self._finished_on is not None or not self.flush():
            return
        key, subject_id = self.paper.key, self.paper.subject_id
        try:
            missing = self._desk.act(lambda session: finish_sheet(session, key, subject_id))
        except (Refusal, StoreRefusal) as refusal:
            self._desk.said.emit("warning", refusal.words)
            return
        self.parts.setCurrentIndex(0)
        self.pane.check()
        then = (
            f"{len(missing)}か所が空いたままです。あとから書くと、その日の追記になります。"
            if missing
            else "あとから書くと、その日の追記になります。"
        )
        self._desk.said.emit("success", f"「{self.paper.title}」を仕上げました。{then}")

    def go_on(self) -> None:
        """Takes the mark of being finished away."""
        key, subject_id = self.paper.key, self.paper.subject_id
        self._desk.try_act(lambda session: reopen_sheet(session, key, subject_id))

    def stop(self) -> None:
        """Ends waiting for another save; the record is gone."""
        self.pane.autosave.stop()

    def _show_part(self) -> None:
        key = self.parts.key()
        if key == PAST:
            self.flush()
            self.past.reread()
        elif key == ATTACHED:
            self.attachments.reread()
        self.stack.setCurrentIndex([name for name, _ in PARTS].index(key))

    def _connect(self) -> None:
        self.back.clicked.connect(lambda _checked=False: self.left.emit())
        self.print.clicked.connect(lambda _checked=False: self.print_sheet())
        self.finish_button.clicked.connect(lambda _checked=False: self.finish())
        self.reopen.clicked.connect(lambda _checked=False: self.go_on())
        self.parts.shown.connect(lambda _key: self._show_part())

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 24, 0)
        head.setSpacing(10)
        head.addWidget(self.back)
        head.addStretch()
        for made in (self.print, self.reopen, self.finish_button):
            head.addWidget(made)
        name = QHBoxLayout()
        name.setContentsMargins(24, 8, 24, 0)
        name.setSpacing(12)
        name.addWidget(ElidedWords(self.paper.title, Look.CARD))
        name.addWidget(self.tag)
        name.addStretch()
        below = QHBoxLayout()
        below.setContentsMargins(24, 6, 24, 4)
        below.setSpacing(12)
        below.addWidget(self.parts)
        below.addStretch()
        below.addWidget(ElidedWords(self.paper.about, Look.QUIET), 0, Qt.AlignmentFlag.AlignRight)
        for part in (self.pane, self.attachments, self.past):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(name)
        column.addLayout(below)
        column.addWidget(self.stack, 1)
