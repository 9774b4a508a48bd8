"""経過: what happened, newest first; facts, own words, third parties and the staff's view stand apart by their labels."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import clock, full
from hokatsu_desktop.models import Note
from hokatsu_desktop.services.cases import CasePage
from hokatsu_desktop.services.notes import notes_of
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.cases.facts_grid import FactName
from hokatsu_desktop.ui.cases.page import Page, clear, let_grow, show_all
from hokatsu_desktop.ui.cases.tab import CaseHands, CaseTab
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.empty_state import EmptyState
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.words import Look, Words

MOST_AT_ONCE = 30


def note_parts(note: Note) -> list[tuple[str, str]]:
    """The parts of a note that hold words, as (label, words), in the order of the paper."""
    source = f"第三者から（{note.third_party_source}）" if note.third_party_source else "第三者から"
    parts = (
        ("事実", note.facts),
        ("本人のことば", note.own_words),
        (source, note.third_party),
        ("職員の見立て", note.staff_view),
        ("小さな変化", note.small_change),
    )
    return [(label, words) for label, words in parts if words]


def note_heading(note: Note) -> str:
    """「令和8年11月18日（水）　午前10時5分」."""
    return full(note.happened_on) + (f"　{clock(note.begins_at)}" if note.begins_at else "")


def note_meta(note: Note) -> str:
    """How and with whom."""
    partners = "・".join(label_of("contact_with", key) for key in note.contact_with)
    return "　".join(
        word for word in (label_of("contact_mode", note.mode), note.partner or partners, note.place) if word
    )


class NotesTab(CaseTab):
    """The newest thirty are shown at once, older ones on demand."""

    def __init__(self, hands: CaseHands, case_id: int) -> None:
        super().__init__(hands, case_id)
        self._most = MOST_AT_ONCE
        self._shown: object = None
        self.cards: dict[int, NoteCard] = {}
        self.write = button("経過を書く　Ctrl+J", ButtonLook.PRIMARY, picture="pen")
        self.more = button("前のものを出す", ButtonLook.SECOND)
        self.empty = EmptyState("まだ経過がありません。電話一本でも、ひとことで書けます。", "経過を書く", self._write)
        self.page = Page()
        self._cards = QVBoxLayout()
        self._cards.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self.write)
        head.addStretch()
        self.page.column.addLayout(head)
        self.page.column.addLayout(self._cards)
        self.page.column.addWidget(self.empty)
        self.page.column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addWidget(self.page)
        self.write.clicked.connect(lambda _checked=False: self._write())
        self.more.clicked.connect(lambda _checked=False: self._show_more())

    def show_page(self, page: CasePage) -> None:
        self._read()

    def show_record(self, record_id: int | None, blank: str) -> None:
        if record_id is not None and record_id not in self.cards:
            self._most = 500
            self._read()
        card = self.cards.get(record_id or 0)
        if card is not None:
            card.edit.setFocus(Qt.FocusReason.OtherFocusReason)
            self.page.ensureWidgetVisible(card, 0, px(24))

    def _read(self) -> None:
        with self.desk.reading() as session:
            notes = notes_of(session, self.case_id, most=self._most + 1)
        shown = [(note.id, note.is_draft, note_heading(note), note_meta(note), note_parts(note)) for note in notes]
        if shown != self._shown:
            self._shown = shown
            self._show(notes[: self._most])
        self.more.setVisible(len(notes) > self._most)
        self.empty.setVisible(not notes)
        self.write.setVisible(bool(notes))

    def _show(self, notes: Sequence[Note]) -> None:
        clear(self._cards)
        self.cards = {note.id: NoteCard(note) for note in notes}
        for note_id, card in self.cards.items():
            card.edit.clicked.connect(lambda _checked=False, note_id=note_id: self.hands.write_note(note_id))
            self._cards.addWidget(let_grow(card))
        show_all(self._cards)

    def _show_more(self) -> None:
        self._most += MOST_AT_ONCE
        self._read()

    def _write(self) -> None:
        self.hands.write_note(None)


class NoteCard(Card):
    """One note."""

    def __init__(self, note: Note) -> None:
        super().__init__()
        heading = note_heading(note)
        self.setAccessibleName(f"{heading}　{note_meta(note)}")
        self.edit = button("続きを書く" if note.is_draft else "直す", ButtonLook.INLINE)
        self.edit.setAccessibleName(f"{heading}の経過を{self.edit.text()}")
        self.body.setSpacing(8)
        self.body.addLayout(self._head(note, heading))
        for label, words in note_parts(note):
            self.body.addWidget(_part(label, words))

    def _head(self, note: Note, heading: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Words(heading, Look.LABEL))
        row.addWidget(Words(note_meta(note), Look.QUIET, wrap=True), 1)
        if note.is_draft:
            row.addWidget(Tag("書きかけ", Tone.OUTLINE))
        if note.is_small_change:
            row.addWidget(Tag("小さな変化", Tone.GOOD))
        row.addWidget(self.edit)
        return row


def _part(label: str, words: str) -> QWidget:
    """One part: whose knowledge it is at the left, the words beside it."""
    part = QWidget()
    row = QHBoxLayout(part)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    row.addWidget(FactName(label), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Words(words, wrap=True), 1)
    return part
