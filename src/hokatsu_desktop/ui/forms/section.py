"""The section 様式: every sheet at the left, what it is for and how it looks at the right."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from hokatsu_desktop.services.papers import blank_paper, imprint_of
from hokatsu_desktop.services.sheets import sheet_in_use
from hokatsu_desktop.sheets.definition import Sheet, Subject
from hokatsu_desktop.sheets.load import all_sheets
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.forms.blank_pages import blank_pages
from hokatsu_desktop.ui.forms.form_page import FormPage
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.list_pane import ListPane
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

LIST_WIDTH = 318
REST = 120  # milliseconds the arrows rest on a sheet before it is drawn
ABOUT = {
    Subject.REFERRAL: "つなぎのときに使う",
    Subject.CASE: "ケースごとに使う",
    Subject.MEETING: "会議のときに使う",
    Subject.MEETING_CASE: "会議のときに使う",
    Subject.PLAN: "プランを作るときに使う",
    Subject.NOTE: "経過を残すときに使う",
    Subject.AGENCY: "機関のことを知らせるときに使う",
    Subject.CONTACT: "機関の人にお願いするときに使う",
    Subject.HANDOUT: "資料を配るときに使う",
    Subject.OFFICE: "事務局の控えに使う",
}


def sheet_row(sheet: Sheet) -> ListRow:
    """A sheet as a row: its title, when it is used, and whether the town changed it."""
    return ListRow(
        title=sheet.title,
        meta="　".join(word for word in (sheet.form_number, ABOUT[sheet.subject]) if word),
        tag="町で直した様式" if sheet.edition else "",
        tone=Tone.INFO,
        target=sheet.key,
    )


class FormsSection(QWidget):
    """Keeps the contract of ui/section.py. Place: tab is the key of the sheet."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__()
        self._desk = desk
        self._printer = printer
        self._key = ""
        self._drawn: dict[tuple[str, int, int], tuple[QImage, ...]] = {}  # by key, edition, width
        self.list = ListPane("様式", EmptyState("様式がありません。"))
        self.page = FormPage()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._build()
        self._rest.timeout.connect(self._draw)
        self.list.view.moved.connect(self._moved)
        self.list.view.opened.connect(lambda _key: self.page.print_button.setFocus())
        self.page.print_wanted.connect(self.print_here)
        desk.changed.connect(self._forget)
        self._reread_list()

    def widget(self) -> QWidget:
        """The section itself."""
        return self

    def side_panel(self) -> QWidget | None:
        """様式 has none."""
        return None

    def show_place(self, place: Place) -> None:
        """Open the sheet that the place names, else the one shown last, else the first."""
        keys = [sheet.key for sheet in all_sheets()]
        self.open_sheet(next(key for key in (place.tab, self._key, keys[0]) if key in keys))

    def place(self) -> Place:
        """Where the section is."""
        return Place(section="forms", tab=self._key)

    def close_gone(self) -> bool:
        """No record is open here."""
        return False

    def flush(self) -> None:
        """Nothing is typed here."""

    def finish(self) -> None:
        """Ctrl+Enter: nothing is written here."""

    def count(self) -> int:
        """Nothing waits here."""
        return 0

    def print_here(self) -> None:
        """Ctrl+P: the sheet that is shown, for handwriting."""
        if self._key:
            self._printer.print_blank(self._key)

    def print_packet(self) -> None:
        """There is no packet of forms."""
        self._desk.said.emit("info", "一式の印刷は、会議を開いてから選んでください。")

    def open_sheet(self, key: str) -> None:
        """Shows a sheet at once and its picture as soon as it is drawn."""
        self._rest.stop()
        self.list.view.go_to(key)
        self._show_words(key)
        self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        """The left bar leads here without naming a sheet."""
        super().showEvent(event)
        if not self._key:
            self.show_place(Place(section="forms"))

    def changeEvent(self, event: QEvent) -> None:
        """Other letters need another width and another picture."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.list.setFixedWidth(px(LIST_WIDTH))
            if self._key and self.isVisible():
                self._rest.start()

    def _moved(self, target: object) -> None:
        if isinstance(target, str):
            self._show_words(target)
            self._rest.start()

    def _show_words(self, key: str) -> None:
        self._key = key
        with self._desk.reading() as session:
            sheet = sheet_in_use(session, key)
        self.page.show_sheet(sheet)

    def _draw(self) -> None:
        if self._desk.store.is_closed:  # locked within the moment of resting
            return
        with self._desk.reading() as session:
            paper, imprint = blank_paper(session, self._key), imprint_of(session)
        width = self.page.picture_width()
        wanted = (self._key, paper.sheet.edition, width)
        if wanted in self._drawn:
            self._show_drawn(wanted, self._drawn[wanted])
            return
        self._desk.tasks.run(lambda: blank_pages(paper, imprint, width), lambda pages: self._show_drawn(wanted, pages))

    def _show_drawn(self, drawn: tuple[str, int, int], pages: tuple[QImage, ...]) -> None:
        self._drawn[drawn] = pages
        if drawn[0] == self._key:
            self.page.show_pages(self.page.title.words(), pages)

    def _forget(self) -> None:
        """The town's name or an edition may be another now."""
        self._drawn.clear()
        self._reread_list()

    def _reread_list(self) -> None:
        with self._desk.reading() as session:
            sheets = [sheet_in_use(session, sheet.key) for sheet in all_sheets()]
        self.list.set_rows([sheet_row(sheet) for sheet in sheets])

    def _build(self) -> None:
        self.list.setFixedWidth(px(LIST_WIDTH))
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedWidth(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(line)
        row.addWidget(self.page, 1)
