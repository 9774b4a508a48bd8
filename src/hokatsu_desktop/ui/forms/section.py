"""The section 様式: every sheet at the left, what it is for and how it looks at the right."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QImage, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.services.editions import (
    draft_of,
    drafted,
    drop_draft,
    editions_of,
    go_back_to_standard,
    own_editions,
)
from hokatsu_desktop.services.office import the_office
from hokatsu_desktop.services.papers import blank_paper, imprint_of
from hokatsu_desktop.services.referral_presets import PRESETS
from hokatsu_desktop.services.sheets import sheet_in_use
from hokatsu_desktop.sheets.definition import Sheet, Subject
from hokatsu_desktop.sheets.load import all_sheets
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.forms.blank_pages import blank_pages
from hokatsu_desktop.ui.forms.editions_dialog import EditionsDialog
from hokatsu_desktop.ui.forms.editions_files import EditionsFiles
from hokatsu_desktop.ui.forms.editor import Editor
from hokatsu_desktop.ui.forms.form_page import FormPage
from hokatsu_desktop.ui.forms.outline import SHEET, Part, name_of, part_named
from hokatsu_desktop.ui.paper_page import PaperPage
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.list_pane import ListPane
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tone

LIST_WIDTH = 318
REST = 120  # milliseconds the arrows rest on a sheet before it is drawn
ABOUT = {
    Subject.REFERRAL: "つなぎのときに使う",
    Subject.CASE: "ケースごとに使う",
    Subject.CASE_PERSON: "世帯の一人ひとりに使う",
    Subject.MEETING: "会議のときに使う",
    Subject.MEETING_CASE: "会議のときに使う",
    Subject.PLAN: "プランを作るときに使う",
    Subject.PERIOD: "終結のときに使う",
    Subject.NOTE: "経過を残すときに使う",
    Subject.AGENCY: "機関のことを知らせるときに使う",
    Subject.CONTACT: "機関の人にお願いするときに使う",
    Subject.ATTENDANCE: "会議のおわりに一人ずつ渡す",
    Subject.HANDOUT: "資料を配るときに使う",
    Subject.REVIEW: "つなぎを見直すときに使う",
    Subject.RESOURCE: "町の資源を書きとめるときに使う",
    Subject.VOICE: "地域の声を書きとめるときに使う",
    Subject.ISSUE: "地域課題を会議に出すときに使う",
    Subject.TRAINING: "研修・勉強会のあとに使う",
    Subject.SURVEY: "世帯を訪ねてまわるときに使う",
    Subject.SERIES: "定例の会議を決めるときに使う",
    Subject.YEAR: "年度のまとめに使う",
    Subject.OFFICE: "事務局の控えに使う",
}


def preset_words(sheet: Sheet) -> str:
    """「岡山型」 for a town's referral sheet: two of them bear the same name."""
    return PRESETS.label_of(sheet.preset).partition("（")[0]


def sheet_row(sheet: Sheet, *, own: bool = False, drafted: bool = False) -> ListRow:
    """A sheet as a row: its title, when it is used, and whether the town changed it or is about to."""
    return ListRow(
        title=sheet.title,
        meta="　".join(word for word in (sheet.form_number, preset_words(sheet), ABOUT[sheet.subject]) if word),
        tag="直しかけ" if drafted else "町の様式" if own else "",
        tone=Tone.CARE if drafted else Tone.INFO,
        target=sheet.key,
    )


class FormsSection(QWidget):
    """Keeps the contract of ui/section.py. Place: tab is the key of the sheet, blank the part that is being edited."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__()
        self._desk = desk
        self._printer = printer
        self._key = ""
        self._drawn: dict[tuple[str, int, int], tuple[QImage, ...]] = {}  # by key, edition, width
        self.list = ListPane("様式", EmptyState("様式がありません。"))
        self.page = FormPage()
        self.editor: Editor | None = None
        self.paper: PaperPage | None = None
        self.files = EditionsFiles(desk, self)
        self.write_file = button("様式を書き出す…", ButtonLook.INLINE)
        self.take_file = button("様式を取り込む…", ButtonLook.INLINE)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._build()
        self._rest.timeout.connect(self._draw)
        self.list.view.moved.connect(self._moved)
        self.list.view.opened.connect(lambda _key: self.page.print_button.setFocus())
        self.page.print_wanted.connect(self.print_here)
        self.page.live_wanted.connect(lambda: self._printer.print_sheet(self._key, self._office_id()))
        self.page.fill_wanted.connect(self.fill_in)
        self.page.edit_wanted.connect(lambda: self.edit(self._key))
        self.page.editions_wanted.connect(self.show_editions)
        self.page.standard_wanted.connect(self._go_back_to_standard)
        self.page.drop_wanted.connect(self._drop_draft)
        self.write_file.clicked.connect(lambda _checked=False: self.files.ask_where_to_write())
        self.take_file.clicked.connect(lambda _checked=False: self.files.ask_what_to_take())
        desk.changed.connect(self._forget)
        self._reread_list()

    def widget(self) -> QWidget:
        """The section itself."""
        return self

    def side_panel(self) -> QWidget | None:
        """様式 has none."""
        return None

    def show_place(self, place: Place) -> None:
        """Open the sheet that the place names, else the one shown last, else the first; at a part, to be edited."""
        keys = [sheet.key for sheet in all_sheets()]
        key = next(key for key in (place.tab, self._key, keys[0]) if key in keys)
        if place.blank and place.tab == key:
            self.open_sheet(key)
            self.edit(key, part_named(place.blank))
        elif self.editor is None or place.tab:
            self._close_editor()
            self._close_paper()
            self.open_sheet(key)

    def place(self) -> Place:
        """Where the section is."""
        return Place(section="forms", tab=self._key, blank=name_of(self.editor.part()) if self.editor else "")

    def close_gone(self) -> bool:
        """No record is open here."""
        return False

    def flush(self) -> None:
        """Store what is half done."""
        if self.editor is not None:
            self.editor.flush()
        if self.paper is not None:
            self.paper.flush()

    def finish(self) -> None:
        """Ctrl+Enter: make the edition that is being edited."""
        if self.editor is not None:
            self.editor.finish()

    def count(self) -> int:
        """Nothing waits here."""
        return 0

    def print_here(self) -> None:
        """Ctrl+P: the sheet that is shown, for handwriting."""
        if self.editor is not None:
            self._desk.said.emit("info", "直しかけの様式は、新しい版にすると印刷できます。")
        elif self.paper is not None:
            self.paper.print_sheet()
        elif self._key:
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

    def edit(self, key: str, part: Part = SHEET) -> None:
        """Opens 様式を直す for a sheet."""
        self._close_editor()
        self._close_paper()
        self._key = key
        self.editor = Editor(self._desk, key, part)
        self.editor.left.connect(self._leave_editor)
        self.editor.made.connect(self._made)
        self._pages.addWidget(self.editor)
        self._pages.setCurrentWidget(self.editor)
        self.editor.outline.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def fill_in(self) -> None:
        """Opens the office's own sheet to be filled in."""
        self.paper = PaperPage(self._desk, self._printer, self._key, self._office_id())
        self.paper.left.connect(self._leave_paper)
        self._pages.addWidget(self.paper)
        self._pages.setCurrentWidget(self.paper)
        self.paper.start()

    def show_editions(self) -> EditionsDialog:
        """All editions of the sheet that is shown, with their reasons."""
        with self._desk.reading() as session:
            editions = editions_of(session, self._key)
        dialog = EditionsDialog(self.page.title.words(), editions, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

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
            self.page.show_sheet(sheet_in_use(session, key), editions_of(session, key)[0], draft_of(session, key))

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
        if self._key and self.editor is None and self.isVisible():
            self._show_words(self._key)
            self._rest.start()

    def _reread_list(self) -> None:
        with self._desk.reading() as session:
            sheets = [sheet_in_use(session, sheet.key) for sheet in all_sheets()]
            own, half_way = own_editions(session), drafted(session)
        self.list.set_rows([sheet_row(sheet, own=sheet.key in own, drafted=sheet.key in half_way) for sheet in sheets])

    def _office_id(self) -> int:
        with self._desk.reading() as session:
            return the_office(session).id

    def _leave_paper(self) -> None:
        self._close_paper()
        self.page.fill_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_paper(self) -> None:
        paper, self.paper = self.paper, None
        if paper is not None:
            paper.flush()
            paper.stop()
            self._pages.removeWidget(paper)
            paper.deleteLater()

    # Editing

    def _leave_editor(self) -> None:
        self._close_editor()
        self._reread_list()
        self.open_sheet(self._key)
        self.page.edit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, number: int) -> None:
        self._leave_editor()
        self._desk.said.emit(
            "success", f"「{self.page.title.words()}」の第{number}版を作りました。次に書く紙から使われます。"
        )

    def _close_editor(self) -> None:
        if self.editor is None:
            return
        self.editor.flush()
        self.editor.stop()
        self._pages.removeWidget(self.editor)
        self.editor.deleteLater()
        self.editor = None

    def _go_back_to_standard(self) -> None:
        if self._desk.try_act(lambda session: go_back_to_standard(session, self._key)) is not None:
            self._desk.said.emit("success", "標準の様式に戻しました。直した版も残っています。Ctrl+Z で元に戻せます。")

    def _drop_draft(self) -> None:
        self._desk.try_act(lambda session: drop_draft(session, self._key))
        self._desk.said.emit("info", "直しかけを捨てました。いま使っている様式は、そのままです。")

    def _build(self) -> None:
        self.list.setFixedWidth(px(LIST_WIDTH))
        files = FlowLayout(across=8, down=6)
        for made in (self.write_file, self.take_file):
            files.addWidget(made)
        below = QVBoxLayout()
        below.setContentsMargins(16, 8, 14, 10)
        below.addLayout(files)
        self.list.below.addLayout(below)
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedWidth(1)
        reading = QWidget()
        row = QHBoxLayout(reading)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(line)
        row.addWidget(self.page, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(reading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
