"""書類: every sheet of the case that can be printed, and each form empty for handwriting."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.case_papers import CasePaper, blank_papers, papers_of_case
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.ui.cases.page import Page, clear, show_all
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words


class PapersTab(CaseTab):
    """One line for each sheet with its two prints."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__(hands, case_id)
        self._shown: object = None
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)
        self.grid.setColumnStretch(0, 1)
        filled, by_hand = Card("このケースの書類"), Card("手書き用の紙")
        filled.body.addLayout(self.grid)
        by_hand.add(
            Words("何も書いていない様式です。画面と同じ並びなので、あとから上から順に写せます。", Look.QUIET, wrap=True)
        )
        by_hand.body.addLayout(self._blanks())
        self.page = Page()
        self.page.add(filled)
        self.page.add(by_hand)
        self.column.addWidget(self.page)

    def show_page(self, page: CasePage) -> None:
        with self.desk.reading() as session:
            papers = papers_of_case(session, self.case_id)
        if papers != self._shown:
            self._shown = papers
            self._show(papers)

    def _show(self, papers: Sequence[CasePaper]) -> None:
        clear(self.grid)
        for row, paper in enumerate(papers):
            changed = f"　{short(paper.changed_on)} 記入" if paper.changed_on else ""
            words = Words(paper.title, wrap=True)
            about = Words(f"{paper.about}{changed}", Look.QUIET, wrap=True)
            show = button("印刷", ButtonLook.INLINE)
            show.setAccessibleName(f"{paper.title}　{paper.about}を印刷")
            show.clicked.connect(
                lambda _checked=False, paper=paper: self.hands.printer.print_sheet(paper.key, paper.subject_id)
            )
            middle = Qt.AlignmentFlag.AlignVCenter
            self.grid.addWidget(words, row, 0, middle)
            self.grid.addWidget(about, row, 1, middle)
            self.grid.addWidget(show, row, 2, middle)
        self.grid.setColumnStretch(1, 1)
        show_all(self.grid)

    def _blanks(self) -> FlowLayout:
        line = FlowLayout(across=8, down=8)
        with self.desk.reading() as session:
            papers = blank_papers(session)
        for key, title in papers:
            made = button(title, ButtonLook.INLINE, picture="print")
            made.setAccessibleName(f"{title}を手書き用に印刷")
            made.clicked.connect(lambda _checked=False, key=key: self.hands.printer.print_blank(key))
            line.addWidget(made)
        return line
