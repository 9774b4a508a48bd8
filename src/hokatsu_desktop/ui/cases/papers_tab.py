"""書類: every sheet of the case to write and to print, sheets to begin, and empty forms for handwriting."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget

from hokatsu_desktop.japanese.fold import fold
from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.services.case_papers import CasePaper, blank_papers, papers_of_case
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.papers_given import papers_given
from hokatsu_desktop.services.sheet_work import papers_to_show, standings
from hokatsu_desktop.ui.cases.given_card import GivenCard
from hokatsu_desktop.ui.cases.page import Page, clear, lay_out_now, show_all
from hokatsu_desktop.ui.cases.sheet_page import SheetPage
from hokatsu_desktop.ui.cases.sheet_parts import SHEET
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.palette_dialog import Found, PaletteDialog
from hokatsu_desktop.ui.place import GIVEN
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import Look, Words

FIRST_GIVEN, MOST_GIVEN = 50, 500  # papers that went out: at once, and once somebody looks for an older one
Begun = Mapping[tuple[str, int], date | None]
_BY_HAND = "何も書いていない様式です。画面と同じ並びなので、あとから上から順に写せます。"


class PapersTab(CaseTab):
    """The list of sheets; one that is opened stands in its place and leads back."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__(hands, case_id)
        self._shown: object = None
        self._offered: Sequence[CasePaper] = ()
        self._most_given = FIRST_GIVEN
        self.sheet: SheetPage | None = None
        self.begin = button("様式を書く", ButtonLook.SECOND, picture="pen")
        self.by_hand = button("手書き用の紙を選ぶ", ButtonLook.SECOND, picture="print")
        self.grid = QGridLayout()
        self.given = GivenCard()
        self.page = Page()
        self.stack = QStackedWidget()
        self._build()
        self.begin.clicked.connect(lambda _checked=False: self._offer_sheets())
        self.by_hand.clicked.connect(lambda _checked=False: self._offer_blanks())

    def show_page(self, page: CasePage) -> None:
        with self.desk.reading() as session:
            at_work, self._offered = papers_to_show(session, self.case_id)
            begun = standings(session, self.case_id)
        self._read_given()
        self.begin.setVisible(bool(self._offered))
        if (at_work, begun) != self._shown:
            self._shown = (at_work, begun)
            self._show(at_work, begun)
        if self.sheet is not None:
            self.sheet.reread()

    def open_sheet(self, paper: CasePaper) -> None:
        """Shows a sheet to be filled in."""
        self._drop_sheet()
        self.sheet = SheetPage(self.hands, paper)
        self.sheet.left.connect(self.to_list)
        self.stack.addWidget(self.sheet)
        self.stack.setCurrentWidget(self.sheet)
        self.sheet.take_keyboard()

    def to_list(self) -> None:
        """Goes back to the list."""
        self._drop_sheet()
        self.stack.setCurrentWidget(self.page)
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_record(self, record_id: int | None, blank: str) -> None:
        """Opens the sheet of a record; `blank` names the sheet, then its blank or the part: "evaluation:own_view", "reception/attached".

        GIVEN leads to a paper that went out.
        """
        if blank == GIVEN and record_id is not None:
            self._show_given(record_id)
            return
        sheet, _, name = blank.partition(":")
        key, _, part = sheet.partition("/")
        with self.desk.reading() as session:
            papers = papers_of_case(session, self.case_id)
        paper = next((one for one in papers if (one.key, one.subject_id) == (key, record_id)), None)
        if paper is None:
            return
        if self.sheet is None or self.sheet.paper != paper:
            self.open_sheet(paper)
        if self.sheet is not None and part:
            self.sheet.show_part(part)
        if self.sheet is not None and name:
            self.sheet.pane.form.focus_blank(name)

    def _read_given(self) -> None:
        with self.desk.reading() as session:
            self.given.show_given(papers_given(session, self.case_id, most=self._most_given))

    def _show_given(self, given_id: int) -> None:
        """The line of a paper that went out, with the keyboard on its words."""
        self.to_list()
        line = self.given.mark(given_id)
        if line is None:
            self._most_given = MOST_GIVEN
            self._read_given()
            line = self.given.mark(given_id)
        if line is not None:
            line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            lay_out_now()
            self.page.ensureWidgetVisible(line, 0, px(80))

    def spot(self) -> tuple[int | None, str]:
        if self.sheet is None:
            return None, ""
        paper, part = self.sheet.paper, self.sheet.parts.key()
        spot = f":{self.sheet.pane.form.current_blank()}" if part == SHEET else f"/{part}"
        return paper.subject_id, f"{paper.key}{spot}"

    def flush(self) -> bool:
        return self.sheet.flush() if self.sheet is not None else True

    def print_here(self) -> bool:
        return self.sheet is not None and self.sheet.print_sheet()

    def finish(self) -> bool:
        if self.sheet is None:
            return False
        self.sheet.finish()
        return True

    # What can be begun or printed empty

    def _offer_sheets(self) -> None:
        def begin(paper: object) -> None:
            if isinstance(paper, CasePaper):
                self.open_sheet(paper)

        offered = [Found(paper.title, paper.about, target=paper) for paper in self._offered]
        self._choose("どの様式を書きますか", offered, begin)

    def _offer_blanks(self) -> None:
        with self.desk.reading() as session:
            offered = [Found(title, target=key) for key, title in blank_papers(session)]
        self._choose("どの様式を手書き用に印刷しますか", offered, lambda key: self.hands.printer.print_blank(str(key)))

    def _choose(self, heading: str, offered: Sequence[Found], then: Callable[[object], None]) -> None:
        """A list that narrows as its names are typed."""

        def find(typed: str) -> list[Found]:
            return [one for one in offered if fold(typed) in fold(f"{one.title}{one.meta}")]

        dialog = PaletteDialog(find, self.window(), heading=heading)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(then)
        dialog.open()

    # Parts

    def _show(self, papers: Sequence[CasePaper], begun: Begun) -> None:
        clear(self.grid)
        middle = Qt.AlignmentFlag.AlignVCenter
        for row, paper in enumerate(papers):
            changed = f"　{short(paper.changed_on)} 記入" if paper.changed_on else ""
            self.grid.addWidget(Words(paper.title, wrap=True), row, 0, middle)
            self.grid.addWidget(Words(f"{paper.about}{changed}", Look.QUIET, wrap=True), row, 1, middle)
            finished = begun.get((paper.key, paper.subject_id))
            if finished is not None:
                self.grid.addWidget(Tag(f"{short(finished)} 仕上げ", Tone.GOOD), row, 2, middle)
            self.grid.addLayout(self._buttons(paper), row, 3, middle)
        self.grid.setColumnStretch(0, 1)
        self.grid.setColumnStretch(1, 1)
        show_all(self.grid)

    def _buttons(self, paper: CasePaper) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(_inline("開く", f"{paper.title}　{paper.about}を開く", lambda: self.open_sheet(paper)))
        line.addWidget(
            _inline(
                "印刷",
                f"{paper.title}　{paper.about}を印刷",
                lambda: self.hands.printer.print_sheet(paper.key, paper.subject_id),
            )
        )
        return line

    def _drop_sheet(self) -> None:
        if self.sheet is None:
            return
        sheet, self.sheet = self.sheet, None
        sheet.flush()
        sheet.stop()
        sheet.hide()
        self.stack.removeWidget(sheet)
        sheet.deleteLater()

    def _build(self) -> None:
        self.grid.setHorizontalSpacing(12)
        self.grid.setVerticalSpacing(8)
        filled, empty = Card("このケースの書類"), Card("手書き用の紙")
        filled.corner.addWidget(self.begin)
        filled.body.addLayout(self.grid)
        empty.corner.addWidget(self.by_hand)
        empty.add(Words(_BY_HAND, Look.QUIET, wrap=True))
        self.page.add(filled)
        self.page.add(self.given)
        self.page.add(empty)
        self.stack.addWidget(self.page)
        self.column.addWidget(self.stack)


def _inline(words: str, name: str, act: Callable[[], object]) -> QPushButton:
    made = button(words, ButtonLook.INLINE)
    made.setAccessibleName(name)
    made.clicked.connect(lambda _checked=False: act())
    return made
