"""A filled-in sheet of one record on the screen, which stores itself as it is typed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hokatsu_desktop.services.editions import newer_edition, take_newest_edition
from hokatsu_desktop.services.papers import drawings_on
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.services.sheets import OpenSheet, open_sheet, save_sheet
from hokatsu_desktop.sheets.answers import Answers
from hokatsu_desktop.sheets.check import Gap, gaps
from hokatsu_desktop.sheets.definition import Kind
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.autosave import reason_of as system_reason
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.sheet_form.form import SheetForm
from hokatsu_desktop.ui.widgets.drawing_view import DrawingView
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind

_MENDED = "直すときは、ケースの「世帯」で直します。"


def reason_of(error: Exception) -> str:
    """Why a save failed, in words without anything that was typed."""
    return error.words if isinstance(error, Refusal | StoreRefusal) else system_reason(error)


class SheetPane(QWidget):
    """The form of one sheet. Only the answers that changed are stored, within a second of a pause.

    `below` scrolls with the form and goes on to another edition of it.
    """

    stored = Signal()
    """The answers of the form are in the store."""

    def __init__(
        self, desk: Desk, key: str, subject_id: int, parent: QWidget | None = None, *, below: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._below = below
        self.desk = desk
        self.key = key
        self.subject_id = subject_id
        self._touched: set[str] = set()
        self.message = MessageBar()
        self._is_gone = False
        self._drawings: dict[str, DrawingView] = {}
        self._offered: int | None = None  # the edition that the message bar tells of
        opened = self._read()
        self.case_id = opened.case_id
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.failed.connect(lambda error: desk.not_stored.emit(reason_of(error)))
        self.form = self._make_form(opened)
        desk.changed.connect(self.reread)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.message)
        layout.addWidget(self.form)
        self._show_drawings()
        self._offer_newest(opened)

    def flush(self) -> bool:
        """Store what is typed at once; True if all of it is stored."""
        return self.autosave.flush()

    def answers(self) -> Answers:
        """The answers as they stand on the screen."""
        return self.form.answers()

    def check(self) -> list[Gap]:
        """Show what is missing before the sheet counts as finished; gives the gaps."""
        found = gaps(self.form.sheet, self.form.answers())
        self.form.show_gaps(found)
        return found

    def reread(self) -> None:
        """Show what is stored now, unless something typed is still waiting to be stored."""
        try:
            opened = self._read()
        except Gone as gone:
            self._show_gone(gone.words)
            return
        self._show_gone("")
        self._show_drawings()
        if self.autosave.state in (SaveState.WAITING, SaveState.FAILED):
            return
        if opened.sheet != self.form.sheet:
            self._renew_form(opened)
        elif opened.answers != self.form.answers():
            self.form.set_answers(opened.answers)
        self._offer_newest(opened)

    def take_newest(self) -> None:
        """Goes on in the newest edition of the sheet; the answers come along."""
        if self.flush():
            self.desk.try_act(lambda session: take_newest_edition(session, self.key, self.subject_id))

    def _make_form(self, opened: OpenSheet) -> SheetForm:
        form = SheetForm(opened.sheet, opened.sheet.choice_list, self.desk.today())
        form.set_answers(opened.answers)
        form.answer_changed.connect(self._changed)
        form.blank_left.connect(lambda _key: self.autosave.leave())
        if self._below is not None:
            form.below.addWidget(self._below)
        return form

    def _renew_form(self, opened: OpenSheet) -> None:
        """Another edition has other fields."""
        old, self.form = self.form, self._make_form(opened)
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, self.form)
        self._drawings.clear()
        self._show_drawings()
        self.form.show()
        old.hide()
        old.deleteLater()

    def _offer_newest(self, opened: OpenSheet) -> None:
        """Says that a sheet half written could go on in a newer edition."""
        if self._is_gone or opened.finished_on is not None:
            return
        with self.desk.reading() as session:
            newest = newer_edition(session, self.key, self.subject_id)
        if newest == self._offered:
            return
        self._offered = newest
        if newest is None:
            self.message.dismiss()
        else:
            words = f"この様式には、新しい版（第{newest}版）があります。移しても、書いたことは残ります。"
            self.message.tell(MessageKind.INFO, words, (("新しい版で書く", self.take_newest),))

    def _show_gone(self, words: str) -> None:
        """A sheet whose record is gone can only be read; what stands in it stays, and it may come back by a redo."""
        if bool(words) == self._is_gone:
            return
        self._is_gone = bool(words)
        self.form.set_read_only(self._is_gone)
        if words:
            self.autosave.stop()  # trying again would not help
            self.message.tell(MessageKind.WARNING, words, closes=False)
        else:
            self.message.dismiss()

    def _read(self) -> OpenSheet:
        with self.desk.reading() as session:
            return open_sheet(session, self.key, self.subject_id)

    def _show_drawings(self) -> None:
        """Shows the household's drawings in their places on the sheet; they are mended in 世帯."""
        with self.desk.reading() as session:
            drawings = drawings_on(session, self.form.sheet, self.case_id)
        for key, shapes in drawings.items():
            if key not in self._drawings and shapes:
                self._drawings[key] = DrawingView(self.form.sheet.blank(key).label)
                self.form.put_drawing(key, self._drawings[key])
            if key in self._drawings:
                self._drawings[key].set_drawing(shapes, _MENDED)

    def _changed(self, key: str) -> None:
        self._touched.add(key)
        if self.form.sheet.blank(key).list:
            self._touched.add(other_key(key))
        self.autosave.touch()

    def _save(self) -> None:
        """Store the answers touched since the last save; what fails stays touched."""
        keys = set(self._touched)
        if not keys:
            return
        answers = self.form.answers()
        changed: Answers = {key: answers.get(key, "") for key in keys}
        self.desk.act(lambda session: save_sheet(session, self.key, self.subject_id, changed), quiet=True)
        self._touched -= keys
        self._show_counted()
        self.stored.emit()

    def _show_counted(self) -> None:
        """Tables that the program makes out of what is typed follow each save: no other screen tells of it."""
        if any(blank.shown_only and blank.kind is Kind.ROWS for blank in self.form.sheet.blanks):
            self.form.show_given(self._read().answers)
