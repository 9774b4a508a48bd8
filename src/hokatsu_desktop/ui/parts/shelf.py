"""One part of a section: a list that is narrowed while typing, adding by name, and the page of what is chosen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.models import Base
from hokatsu_desktop.services.finding import why_gone
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.record_page import RecordPage
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.list_pane import ListPane
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.moving import is_enter
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words

LIST_WIDTH = 318


Narrowing = Callable[[str], Sequence[ListRow]]
"""Gives the rows that answer what was typed. A row stands for the id of a record, or for a Place elsewhere."""
Page = TypeVar("Page", bound=RecordPage)


@dataclass(frozen=True, kw_only=True)
class ListAct:
    """A further button above the list: its words, and what it does with the shelf's desk."""

    words: str
    picture: str
    then: Callable[[], None]
    beside: bool = False  # a short one, on the line of the button that adds


@dataclass(frozen=True, kw_only=True)
class ShelfKind(Generic[Page]):
    """What stands on a shelf, in words and as functions of a session."""

    section: str  # of its places
    tab: str  # of its places; "" for the part that the section opens with
    heading: str
    search_name: str
    search_words: str
    search_label: str
    add_words: str
    new_name: str
    new_words: str
    choose_words: str
    empty_words: str
    unfound_words: str
    model: type[Base]
    read: Callable[[Session], Narrowing]
    add: Callable[[Session, str], int]
    page: Callable[[int], Page]
    acts: tuple[ListAct, ...] = ()


class Shelf(QWidget, Generic[Page]):
    """Keeps the contract of ui/parts/part.py."""

    def __init__(self, desk: Desk, kind: ShelfKind[Page]) -> None:
        super().__init__()
        self._desk = desk
        self._kind = kind
        self._rows: Narrowing = lambda _typed: ()
        self.page: Page | None = None
        self.search = TextField(kind.search_name, kind.search_words)
        self.add_button = button(kind.add_words, picture="add")
        self.act_buttons = [button(one.words, picture=one.picture) for one in kind.acts]
        self.new_name = TextField(kind.new_name, kind.new_words)
        self.keep_button = button("加える", ButtonLook.PRIMARY)
        self._new = QWidget()
        self._empty = EmptyState(kind.empty_words, kind.add_words, self.open_new)
        self.list = ListPane(kind.heading, self._empty)
        self.nothing = EmptyState(kind.choose_words)
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        self.reread()

    def widget(self) -> QWidget:
        """The part itself."""
        return self

    def show_place(self, place: Place) -> None:
        """Open the record that the place names, else the one shown last, else the first."""
        first = self.list.view.rows.row(0).target if self.list.view.rows.rowCount() else None
        shown = self.page.record_id if self.page is not None else first
        target = place.record_id if place.record_id is not None else shown
        if isinstance(target, int) and not self._say_gone(target):
            self.open_record(target)

    def start_searching(self) -> None:
        """Put the keyboard into the search field, with what stands there marked so that typing replaces it."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _say_gone(self, record_id: int) -> bool:
        with self._desk.reading() as session:
            words = why_gone(session, self._kind.model, record_id)
        if words:
            self._desk.said.emit("info", words)
        return bool(words)

    def place(self) -> Place:
        """Where the part is."""
        shown = self.page.record_id if self.page is not None else None
        return Place(section=self._kind.section, tab=self._kind.tab, record_id=shown)

    def close_gone(self) -> bool:
        """Closes the record if its adding was taken back."""
        page = self.page
        with self._desk.reading() as session:
            is_gone = page is not None and bool(why_gone(session, self._kind.model, page.record_id))
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

    def print_here(self) -> None:
        """Ctrl+P: the paper of the record that is open."""
        if self.page is not None:
            self.page.print_here()
        else:
            self._desk.said.emit(
                "info", f"印刷は、{self._kind.choose_words.replace('ください。', 'からにしてください。')}"
            )

    def finish(self) -> None:
        """Ctrl+Enter: adds the record whose name is being typed; everything else is stored already."""
        if not self._new.isHidden() and self.new_name.value():
            self._add()
        else:
            self.flush()

    def open_record(self, record_id: int) -> None:
        """Shows a record."""
        old = self.page
        if old is None or old.record_id != record_id:
            self.flush()
            self.page = self._kind.page(record_id)
            self.stack.addWidget(self.page)
            self.stack.setCurrentWidget(self.page)
        if not self.list.view.go_to(record_id):
            self.search.clear()
            self.list.view.go_to(record_id)
        if old is not None and old is not self.page:  # only now: the keyboard falls back to the list, which must stand
            self.stack.removeWidget(old)
            old.deleteLater()

    def open_new(self) -> None:
        """Asks for the name of a new record; what was searched for is proposed."""
        self._new.show()
        self.new_name.set_value(self.search.value())
        self.new_name.setFocus(Qt.FocusReason.OtherFocusReason)

    def reread(self) -> None:
        """Show the list as it stands now."""
        with self._desk.reading() as session:
            self._rows = self._kind.read(session)
        self._narrow(self.search.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the name of a new record adds it, but not while the name is still being composed."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if not is_enter(event) or self.new_name.is_composing() or not self.new_name.value():
            return False
        self._add()
        return True

    def _narrow(self, typed: str) -> None:
        self.list.set_rows(self._rows(typed))
        self._empty.say(self._kind.unfound_words if typed.strip() else self._kind.empty_words)

    def _add(self) -> None:
        name = self.new_name.value()
        added = self._desk.try_act(lambda session: self._kind.add(session, name))
        if added is None:
            return
        self.new_name.clear()
        self._new.hide()
        self.search.clear()
        self.open_record(added)
        self._start_typing()

    def _start_typing(self) -> None:
        if self.page is not None:
            self.page.start_typing()

    def _moved(self, target: object) -> None:
        if isinstance(target, int):
            self.open_record(target)

    def _opened(self, target: object) -> None:
        if isinstance(target, Place):
            self._desk.go(target)
            return
        self._moved(target)
        self._start_typing()

    def _clicked(self) -> None:
        target = self.list.view.target()
        if isinstance(target, Place):
            self._desk.go(target)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._narrow)
        self.search.composing.connect(self._narrow)
        self.add_button.clicked.connect(self.open_new)
        self.keep_button.clicked.connect(self._add)
        for made, one in zip(self.act_buttons, self._kind.acts, strict=True):
            made.clicked.connect(lambda _checked=False, then=one.then: then())
        self.new_name.installEventFilter(self)
        self.list.view.moved.connect(self._moved)
        self.list.view.opened.connect(self._opened)
        self.list.view.clicked.connect(lambda _index: self._clicked())
        self._desk.changed.connect(self.reread)

    def _build(self) -> None:
        label = Words(self._kind.search_label, Look.SMALL)
        label.setBuddy(self.search)
        above = QVBoxLayout()
        above.setContentsMargins(px(16), 0, px(16), px(12))
        above.setSpacing(6)
        above.addWidget(label)
        above.addWidget(self.search)
        line = QHBoxLayout()
        line.addWidget(self.add_button, 1)
        above.addLayout(line)
        for made, one in zip(self.act_buttons, self._kind.acts, strict=True):
            if one.beside:
                line.addWidget(made)
            else:
                above.addWidget(made)
        above.addWidget(self._new_part())
        self.list.above.addLayout(above)
        self.list.setFixedWidth(px(LIST_WIDTH))
        edge = QFrame()
        edge.setProperty("look", "line")
        edge.setFixedWidth(1)
        self.stack.addWidget(self.nothing)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addWidget(edge)
        row.addWidget(self.stack, 1)

    def _new_part(self) -> QWidget:
        label = Words(self._kind.new_words, Look.SMALL)
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
