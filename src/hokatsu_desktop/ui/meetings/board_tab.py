"""The tab 当日: one board for each case of the meeting, and the window for the projector."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.services.called_meetings import meeting_page
from hokatsu_desktop.services.meetings import agenda_of
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.agenda_clock import AgendaClock, Slot
from hokatsu_desktop.ui.meetings.board import Board
from hokatsu_desktop.ui.meetings.projector import ProjectorWindow
from hokatsu_desktop.ui.widgets.unwheeled import Tabs


class BoardTab(QWidget):
    """Boards are made when their case is first shown; a second row of tabs chooses the case."""

    def __init__(self, desk: Desk, meeting_id: int, clock: AgendaClock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting_id = meeting_id
        self._clock = clock
        self._boards: dict[int, Board] = {}  # by meeting_case id
        self._cases: list[tuple[int, int]] = []  # (meeting_case id, case id) in the order of the agenda
        self.projector: ProjectorWindow | None = None
        self.chooser = Tabs()
        self.chooser.setAccessibleName("話し合うケース")
        self.chooser.setDrawBase(False)
        self.chooser.setExpanding(False)
        self.chooser.setUsesScrollButtons(False)
        self._stack = QStackedWidget()
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.addWidget(self.chooser)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.chooser.currentChanged.connect(self._show)

    def reread(self) -> None:
        """Show what the store holds now."""
        with self._desk.reading() as session:
            page = meeting_page(session, self._meeting_id)
            agenda = agenda_of(session, self._meeting_id)
        self._clock.set_slots([Slot(one.id, one.title, one.minutes, one.meeting_case_id) for one in agenda])
        cases = [(one.meeting_case.id, one.case.id) for one in page.cases]
        if cases != self._cases:
            self._set_cases(cases, [f"{place}　{one.case.title}" for place, one in enumerate(page.cases, 1)])
        self._show(self.chooser.currentIndex())

    def show_case(self, case_id: int) -> None:
        """Shows the board of a case; nothing happens for a case that is not on the meeting."""
        if not self._cases:
            self.reread()
        for place, (_, known) in enumerate(self._cases):
            if known == case_id:
                self.chooser.setCurrentIndex(place)

    def board(self) -> Board | None:
        """The board that is shown."""
        place = self.chooser.currentIndex()
        return self._boards.get(self._cases[place][0]) if 0 <= place < len(self._cases) else None

    def meeting_case_id(self) -> int | None:
        """The case's part in the meeting whose board is shown."""
        place = self.chooser.currentIndex()
        return self._cases[place][0] if 0 <= place < len(self._cases) else None

    def case_id(self) -> int | None:
        """The case whose board is shown."""
        place = self.chooser.currentIndex()
        return self._cases[place][1] if 0 <= place < len(self._cases) else None

    def start_typing(self, decision_id: int | None = None) -> None:
        """Puts the keyboard into a decision of the board that is shown, or where the first role is missing."""
        board = self.board()
        if board is not None:
            board.start_typing(decision_id)

    def step(self, by: int) -> bool:
        """Goes to another case of the meeting, with the keyboard where a role is missing; False where there is none."""
        place = self.chooser.currentIndex() + by
        if not 0 <= place < len(self._cases):
            return False
        self.flush()
        on_wall = self.projector is not None
        if on_wall:
            self.turn_projector()
        self.chooser.setCurrentIndex(place)
        if on_wall:
            self.turn_projector()
        self.start_typing()
        return True

    def flush(self) -> bool:
        """Store what is typed on any board."""
        stored = [board.flush() for board in self._boards.values()]
        return all(stored)

    def turn_projector(self) -> None:
        """F11: the board alone on the whole screen, or back again."""
        board = self.board()
        if self.projector is not None:
            self.projector.close()
        elif board is not None:
            area = self.screen().geometry()
            self.projector = ProjectorWindow(board, self._take_home, area.height())
            self.projector.closed.connect(self._forget_projector)
            self.projector.setGeometry(area)
            self.projector.showFullScreen()
            board.start_typing()

    def _forget_projector(self) -> None:
        if self.projector is not None:
            self.projector.deleteLater()
            self.projector = None

    def _take_home(self, board: Board) -> None:
        self._stack.addWidget(board)
        self._stack.setCurrentWidget(board)
        board.show()
        window = self.window()
        if isinstance(window, QWidget) and QApplication.instance() is not None:
            window.activateWindow()

    def _set_cases(self, cases: list[tuple[int, int]], titles: list[str]) -> None:
        self._cases = cases
        self.chooser.blockSignals(True)
        while self.chooser.count():
            self.chooser.removeTab(0)
        for title in titles:
            self.chooser.addTab(title)
        self.chooser.blockSignals(False)
        self.chooser.setVisible(len(cases) > 1)
        for gone in self._boards.keys() - {meeting_case for meeting_case, _ in cases}:
            board = self._boards.pop(gone)
            self._stack.removeWidget(board)
            board.deleteLater()

    def _show(self, place: int) -> None:
        if not 0 <= place < len(self._cases):
            return
        meeting_case_id = self._cases[place][0]
        board = self._boards.get(meeting_case_id)
        if board is None:
            board = Board(self._desk, meeting_case_id, self._meeting_id, self._clock)
            board.projector_wanted.connect(self.turn_projector)
            board.step_wanted.connect(self.step)
            self._boards[meeting_case_id] = board
            self._stack.addWidget(board)
        elif self.projector is None:
            board.reread()
        if self.projector is None:
            self._stack.setCurrentWidget(board)
