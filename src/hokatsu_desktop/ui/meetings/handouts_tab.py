"""資料: what was handed out and came back, which papers the packet holds, and each paper of the meeting by itself."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.services.called_meetings import meeting_page
from hokatsu_desktop.services.case_papers import CasePaper
from hokatsu_desktop.services.handouts import HandoutFacts, handouts_of, meeting_is_over
from hokatsu_desktop.services.meeting_papers import COUNTED, papers_of_meeting
from hokatsu_desktop.services.packets import PARTS, choose_part, wanted_parts
from hokatsu_desktop.sheets.lists import Choice, ChoiceList
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.attendees_card import clear_layout
from hokatsu_desktop.ui.meetings.handout_card import HandoutCard
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.paper_page import PaperPage
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choices_field import ChoicesField
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

_WIDEST = 1000
WRITTEN = ("invitation", "minutes", "minutes_case")
"""The sheets that hold more than the other tabs take."""
_PARTS = ChoiceList(
    key="packet_parts",
    label="一式に入れる紙",
    several=True,
    values=tuple(Choice(key=part.key, label=part.label) for part in PARTS),
)


class HandoutsPage(QWidget):
    """The tab 資料 of one meeting."""

    def __init__(self, desk: Desk, printer: Printer, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._printer = printer
        self._meeting_id = meeting_id
        self._shown: tuple[object, ...] = ()
        self.cards: list[HandoutCard] = []
        self.parts = ChoicesField("packet_parts", "一式に入れる紙", _PARTS)
        self.papers: list[QPushButton] = []
        self.to_write: list[QPushButton] = []
        self.paper: PaperPage | None = None
        self.stack = QStackedWidget()
        self._nothing = Words(
            "まだ資料を印刷していません。「一式を印刷」で印刷すると、だれに何番を配ったかがここに残ります。",
            Look.QUIET,
            wrap=True,
        )
        self._who = Words(look=Look.QUIET, wrap=True)
        self._handouts = QVBoxLayout()
        self._papers = FlowLayout(across=8, down=8)
        self._writing = FlowLayout(across=8, down=8)
        self._build()
        self.parts.changed.connect(self._choose)

    def flush(self) -> bool:
        """Store a reason that is typed."""
        for card in self.cards:
            card.flush()
        return self.paper is None or self.paper.flush()

    def reread(self) -> None:
        """Show what the store holds now."""
        with self._desk.reading() as session:
            page = meeting_page(session, self._meeting_id)
            handouts = handouts_of(session, self._meeting_id)
            papers = [one for one in papers_of_meeting(session, self._meeting_id) if one.key != COUNTED]
            wanted = wanted_parts(session)
            over = meeting_is_over(page.meeting, self._desk.today())
        self.parts.set_value([part.key for part in PARTS if part.key in wanted])
        coming = sum(one.presence != "absent" for one in page.attendances)
        self._who.say(
            f"「一式を印刷」（Ctrl+Shift+P）で、来る人{coming}人に1部ずつ、番号と名前を付けて印刷します。欠席の人の分は印刷しません。"
        )
        shown = (*handouts, over, *papers)
        if shown != self._shown:
            self._shown = shown
            self._show_handouts(handouts, over=over)
            self._show_papers(papers)

    def show_copy(self, copy_id: int | None = None) -> None:
        """Puts the keyboard on one copy, else on the first that is still out."""
        rows = [row for card in self.cards for row in card.rows]
        wanted = [row for row in rows if row.copy.copy_id == copy_id] or [row for row in rows if row.copy.is_out]
        for row in wanted[:1]:
            row.tick.setFocus(Qt.FocusReason.TabFocusReason)

    def print_here(self) -> None:
        """The sheet that is being written, else the collection list of the newest print, else the agenda."""
        if self.paper is not None:
            self.paper.print_sheet()
        elif self.cards:
            self._printer.print_sheet(COUNTED, self.cards[0].handout_id)
        else:
            self._printer.print_sheet("agenda", self._meeting_id)

    def open_paper(self, paper: CasePaper) -> None:
        """Shows one of the meeting's sheets to be filled in."""
        self.flush()
        self.paper = PaperPage(self._desk, self._printer, paper.key, paper.subject_id, paper.about)
        self.paper.left.connect(self.close_paper)
        self.stack.addWidget(self.paper)
        self.stack.setCurrentWidget(self.paper)
        self.paper.start()

    def close_paper(self) -> None:
        """Goes back to the list of papers."""
        paper, self.paper = self.paper, None
        if paper is None:
            return
        self.stack.setCurrentIndex(0)
        self.reread()
        for made in self.to_write[:1]:
            made.show()  # it may have been made a moment ago
            made.setFocus(Qt.FocusReason.OtherFocusReason)
        paper.stop()
        self.stack.removeWidget(paper)
        paper.deleteLater()

    def _show_handouts(self, handouts: list[HandoutFacts], *, over: bool) -> None:
        """The keyboard stays on the copy where it was."""
        place = next((found for card in self.cards if (found := card.place_of_keyboard())), None)
        clear_layout(self._handouts)
        self.cards = [HandoutCard(self._desk, self._printer, facts, over=over) for facts in handouts]
        for card in self.cards:
            self._handouts.addWidget(card)
        stops = [stop for card in self.cards for stop in card.stops() if self.isAncestorOf(stop)]
        for one, other in pairwise([*stops, self.parts.first_stop()]):
            QWidget.setTabOrder(one, other)
        for card in self.cards:
            if place is not None:
                card.put_keyboard(place)
        self._nothing_card.setVisible(not handouts)

    def _show_papers(self, papers: list[CasePaper]) -> None:
        clear_layout(self._papers)
        self.papers = []
        for one in papers:
            made = button(f"{one.title}　{one.about}".strip(), ButtonLook.SECOND, picture="print")
            made.clicked.connect(partial(self._print, one.key, one.subject_id))
            self._papers.addWidget(made)
            self.papers.append(made)
        clear_layout(self._writing)
        self.to_write = []
        for one in papers:
            if one.key in WRITTEN:
                made = button(f"{one.title}　{one.about}".strip(), ButtonLook.SECOND, picture="pen")
                made.setAccessibleName(f"{made.text()}に書きこむ")
                made.clicked.connect(lambda _checked=False, paper=one: self.open_paper(paper))
                self._writing.addWidget(made)
                self.to_write.append(made)

    def _print(self, key: str, subject_id: int, _checked: bool = False) -> None:
        self.flush()
        self._printer.print_sheet(key, subject_id)

    def _choose(self) -> None:
        """Remember what was ticked or cleared."""
        ticked = set(self.parts.value())
        with self._desk.reading() as session:
            wanted = wanted_parts(session)
        for key in ticked ^ wanted:
            self._desk.try_act(partial(choose_part, key=key, wanted=key in ticked))

    def _build(self) -> None:
        self._nothing_card = Card("配った資料")
        self._nothing_card.add(self._nothing)
        parts = Card("一式に入れる紙")
        parts.add(self.parts)
        parts.add(self._who)
        papers = Card("1つずつ印刷する")
        papers.body.addLayout(self._papers)
        writing = Card("書きこむ")
        writing.add(
            Words(
                "当日の画面で書いたことは、もう入っています。文書番号や、気づいたことを書き足せます。",
                Look.QUIET,
                wrap=True,
            )
        )
        writing.body.addLayout(self._writing)
        self._handouts.setSpacing(16)
        inner = QWidget()
        inner.setMaximumWidth(px(_WIDEST))
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 16, 16, 24)
        column.setSpacing(16)
        column.addLayout(self._handouts)
        column.addWidget(self._nothing_card)
        column.addWidget(parts)
        column.addWidget(papers)
        column.addWidget(writing)
        column.addStretch(1)
        self.stack.addWidget(scrolled(inner))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
