"""The page of a record that is one sheet: its heading, what can be done with it, and the form that stores itself."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.parts.record_page import RecordPage
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.sheet_pane import SheetPane
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words


@dataclass(frozen=True, kw_only=True)
class PageAct:
    """A button above the form: its words for the record as it stands, what it does, and where it leads."""

    words: Callable[[Session, int], str]
    then: Callable[[Session, int], Place | None]
    picture: str


class Beside(Protocol):
    """What stands with the heading of some pages."""

    parts: tuple[QWidget, ...]

    def reread(self) -> None:
        """Say what it says as the record stands."""


class Below(Protocol):
    """What stands below the form of some pages and stores itself."""

    @property
    def part(self) -> QWidget:
        """What is shown."""

    def flush(self) -> bool:
        """Store what is typed at once; True if all of it is stored."""


@dataclass(frozen=True, kw_only=True)
class PageKind:
    """Which sheet, where one begins to write, what the heading says, and what is to be warned of."""

    sheet: str
    begin_at: str
    title: Callable[[Session, int], str]
    note: Callable[[Session, int], str] = lambda _session, _record: ""
    acts: tuple[PageAct, ...] = ()
    beside: Callable[[int, Callable[[], bool]], Beside] | None = None  # given the record, and what stores the page
    below: Callable[[int], Below] | None = None  # given the record


class SheetPage(RecordPage):
    """One record. Its form is the paper that is printed."""

    def __init__(self, desk: Desk, printer: Printer, kind: PageKind, record_id: int) -> None:
        super().__init__(record_id)
        self._desk = desk
        self._printer = printer
        self._kind = kind
        self.title = ElidedWords(look=Look.TITLE)
        self.note = Words(look=Look.WRONG, wrap=True)
        self.print_button = button("印刷", picture="print")
        self.act_buttons = [button("", picture=one.picture) for one in kind.acts]
        self.beside = kind.beside(record_id, self.flush) if kind.beside is not None else None
        self.below = kind.below(record_id) if kind.below is not None else None
        self.pane = SheetPane(desk, kind.sheet, record_id, below=self.below.part if self.below is not None else None)
        self._build()
        self._connect()
        self._say()

    def flush(self) -> bool:
        """Store what is typed at once; True if all of it is stored."""
        stored = [self.pane.flush(), self.below is None or self.below.flush()]
        return all(stored)

    def print_here(self) -> None:
        """Ctrl+P: the sheet."""
        if self.flush():
            self._printer.print_sheet(self._kind.sheet, self.record_id)

    def start_typing(self) -> None:
        """The keyboard goes to where one begins to write."""
        self.pane.form.focus_blank(self._kind.begin_at)

    def _do(self, one: PageAct) -> None:
        if not self.flush():
            return
        places: list[Place | None] = []
        self._desk.try_act(lambda session: places.append(one.then(session, self.record_id)))
        for place in places:
            if place is not None:
                self._desk.go(place)

    def _say(self) -> None:
        """Say heading, note and buttons as the record stands; nothing when it is gone: the shelf closes this page."""
        with self._desk.reading() as session:
            title = self._kind.title(session, self.record_id)
            if not title:
                return
            note = self._kind.note(session, self.record_id)
            words = [one.words(session, self.record_id) for one in self._kind.acts]
        self.title.say(title)
        self.note.say(note)
        self.note.setVisible(bool(note))
        for made, said in zip(self.act_buttons, words, strict=True):
            made.setText(said)
            made.setVisible(bool(said))

    def _connect(self) -> None:
        self.print_button.clicked.connect(lambda _checked=False: self.print_here())
        for made, one in zip(self.act_buttons, self._kind.acts, strict=True):
            made.clicked.connect(lambda _checked=False, one=one: self._do(one))
        self.pane.stored.connect(self._say)
        if self.beside is not None:
            self.pane.stored.connect(self.beside.reread)
        self._desk.changed.connect(self._say)

    def _build(self) -> None:
        line = FlowLayout(across=14, down=6)
        further = self.beside.parts if self.beside is not None else ()
        for part in (self.title, *self.act_buttons, self.print_button, *further):
            line.addWidget(part)
        head = QVBoxLayout()
        head.setContentsMargins(24, 14, 24, 10)
        head.setSpacing(6)
        head.addLayout(line)
        head.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.pane, 1)
