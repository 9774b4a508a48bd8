"""The section 機関・資源: who can do what, how to connect, and who answers quickly."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.models import Agency
from hokatsu_desktop.services.agencies import add_agency, agencies, contacts_of
from hokatsu_desktop.services.finding import why_gone
from hokatsu_desktop.ui.agencies.narrowing import AgencyEntry, agency_row, narrowed
from hokatsu_desktop.ui.agencies.page import AgencyPage
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.list_pane import ListPane
from hokatsu_desktop.ui.widgets.moving import is_enter
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

LIST_WIDTH = 318


class AgenciesSection(QWidget):
    """Keeps the contract of ui/section.py. Place: record_id is the agency."""

    def __init__(self, desk: Desk, printer: Printer) -> None:
        super().__init__()
        self._desk = desk
        self._printer = printer
        self._entries: list[AgencyEntry] = []
        self.page: AgencyPage | None = None
        self.search = TextField("find_agency", "機関を探す（名前・困りごと・人）")
        self.add_button = button("機関を加える", picture="add")
        self.new_name = TextField("new_agency", "新しい機関の名前")
        self.keep_button = button("加える", ButtonLook.PRIMARY)
        self._new = QWidget()
        self._empty = EmptyState("まだ機関がありません。", "機関を加える", self.open_new)
        self.list = ListPane("機関・資源", self._empty)
        self.nothing = EmptyState("左の一覧から機関を選んでください。")
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        self.reread()

    def widget(self) -> QWidget:
        """The section itself."""
        return self

    def side_panel(self) -> QWidget | None:
        """機関・資源 has none."""
        return None

    def show_place(self, place: Place) -> None:
        """Open the agency that the place names, else the one shown last, else the first."""
        first = self.list.view.rows.row(0).target if self.list.view.rows.rowCount() else None
        shown = self.page.agency_id if self.page is not None else first
        target = place.record_id if place.record_id is not None else shown
        if isinstance(target, int) and not self._say_gone(target):
            self.open_agency(target)

    def _say_gone(self, agency_id: int) -> bool:
        with self._desk.reading() as session:
            words = why_gone(session, Agency, agency_id)
        if words:
            self._desk.said.emit("info", words)
        return bool(words)

    def place(self) -> Place:
        """Where the section is."""
        return Place(section="agencies", record_id=self.page.agency_id if self.page is not None else None)

    def close_gone(self) -> bool:
        """Closes the agency if its adding was taken back."""
        page = self.page
        with self._desk.reading() as session:
            is_gone = page is not None and bool(why_gone(session, Agency, page.agency_id))
        if page is None or not is_gone:
            return False
        was_shown = page.isVisible()
        self.page = None
        self.stack.setCurrentWidget(self.nothing)
        self.stack.removeWidget(page)
        page.deleteLater()
        return was_shown

    def flush(self) -> None:
        """Store everything typed."""
        if self.page is not None:
            self.page.flush()

    def count(self) -> int:
        """Nothing waits here."""
        return 0

    def print_here(self) -> None:
        """Ctrl+P: the paper of the agency that is open."""
        if self.page is not None:
            self.page.print_here()
        else:
            self._desk.said.emit("info", "印刷は、左の一覧から機関を選んでからにしてください。")

    def print_packet(self) -> None:
        """There is no packet of the directory."""
        self._desk.said.emit("info", "一式の印刷は、会議を開いてから選んでください。")

    def finish(self) -> None:
        """Ctrl+Enter: adds the agency whose name is being typed; everything else is stored already."""
        if not self._new.isHidden() and self.new_name.value():
            self._add()
        else:
            self.flush()

    def open_agency(self, agency_id: int) -> None:
        """Shows an agency."""
        old = self.page
        if old is None or old.agency_id != agency_id:
            self.flush()
            self.page = AgencyPage(self._desk, self._printer, agency_id)
            self.stack.addWidget(self.page)
            self.stack.setCurrentWidget(self.page)
        if not self.list.view.go_to(agency_id):
            self.search.clear()
            self.list.view.go_to(agency_id)
        if old is not None and old is not self.page:  # only now: the keyboard falls back to the list, which must stand
            self.stack.removeWidget(old)
            old.deleteLater()

    def open_new(self) -> None:
        """Asks for the name of a new agency; what was searched for is proposed."""
        self._new.show()
        self.new_name.set_value(self.search.value())
        self.new_name.setFocus(Qt.FocusReason.OtherFocusReason)

    def reread(self) -> None:
        """Show the directory as it stands now."""
        with self._desk.reading() as session:
            self._entries = [
                AgencyEntry(one, tuple(person for person in contacts_of(session, one.id) if person.released_on is None))
                for one in agencies(session)
            ]
        self._narrow(self.search.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the name of a new agency adds it, but not while the name is still being composed."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not is_enter(event) or self.new_name.is_composing() or not self.new_name.value():
            return False
        self._add()
        return True

    def _narrow(self, typed: str) -> None:
        self.list.set_rows([agency_row(entry) for entry in narrowed(self._entries, typed)])
        self._empty.say("見つかりません。困りごとの言葉でも探せます。" if typed.strip() else "まだ機関がありません。")

    def _add(self) -> None:
        name = self.new_name.value()
        agency = self._desk.try_act(lambda session: add_agency(session, name))
        if agency is None:
            return
        self.new_name.clear()
        self._new.hide()
        self.search.clear()
        self.open_agency(agency.id)
        if self.page is not None:
            self.page.fields["can_do"].setFocus(Qt.FocusReason.TabFocusReason)

    def _moved(self, target: object) -> None:
        if isinstance(target, int):
            self.open_agency(target)

    def _opened(self, target: object) -> None:
        self._moved(target)
        if self.page is not None:
            self.page.fields["can_do"].setFocus(Qt.FocusReason.TabFocusReason)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.search.composing.connect(self._narrow)
        self.add_button.clicked.connect(self.open_new)
        self.keep_button.clicked.connect(self._add)
        self.new_name.installEventFilter(self)
        self.list.view.moved.connect(self._moved)
        self.list.view.opened.connect(self._opened)
        self._desk.changed.connect(self.reread)

    def _build(self) -> None:
        label = Words("探す（名前・困りごと・人）", Look.SMALL)
        label.setBuddy(self.search)
        above = QVBoxLayout()
        above.setContentsMargins(16, 0, 16, 12)
        above.setSpacing(6)
        above.addWidget(label)
        above.addWidget(self.search)
        above.addWidget(self.add_button)
        above.addWidget(self._new_part())
        self.list.above.addLayout(above)
        self.list.setFixedWidth(px(LIST_WIDTH))
        line = QFrame()
        line.setProperty("look", "line")
        line.setFixedWidth(1)
        self.stack.addWidget(self.nothing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(line)
        row.addWidget(self.stack, 1)

    def _new_part(self) -> QWidget:
        label = Words("新しい機関の名前", Look.SMALL)
        label.setBuddy(self.new_name)
        row = QHBoxLayout()
        row.addWidget(self.new_name, 1)
        row.addWidget(self.keep_button)
        column = QVBoxLayout(self._new)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label)
        column.addLayout(row)
        self._new.hide()
        return self._new
