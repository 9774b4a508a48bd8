"""経過を書く (Ctrl+J): one small window over any screen; a draft from the first character, finished by Ctrl+Enter."""

from datetime import date, time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Case, Note
from hokatsu_desktop.services.notes import begin_note, draft_of, drop_empty_draft, finish_note, save_note
from hokatsu_desktop.services.refusal import Gone, Refusal
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.cases.page import Page
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.dialog import Dialog
from hokatsu_desktop.ui.notes.note_form import NoteForm
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.date_field import DateField
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.message_bar import MessageBar, MessageKind
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.words import Look, Words


class NoteWriter(Dialog):
    """Goes on with the draft that this member of staff left in the case, or with the note asked for.

    Esc closes it and keeps the draft; a draft in which nothing stands goes away.
    """

    def __init__(self, desk: Desk, case_id: int, parent: QWidget | None = None, *, note_id: int | None = None) -> None:
        title = _title(desk, case_id)
        super().__init__(f"経過を書く　{title}", parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self._case_id = case_id
        self.note_id = note_id
        self._touched: set[str] = set()
        self.form = NoteForm(desk.today(), self._changed, self._left)
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.failed.connect(lambda error: desk.not_stored.emit(reason_of(error)))
        self.message = MessageBar()
        self.saved = Words(look=Look.QUIET)
        self.autosave.said.connect(self._say_saved)
        self.finish_button = button("書き終える　Ctrl+Enter", ButtonLook.PRIMARY)
        self.close_button = button("閉じる（書きかけは残ります）", ButtonLook.SECOND)
        self.again_button = button("新しく書く", ButtonLook.INLINE)
        self._build()
        self._show_first()

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self.autosave.flush()

    def catch_up(self) -> None:
        """After an undo or redo: shows the note as it is stored; one that is gone begins anew with the next word."""
        if self.note_id is None or self.autosave.state is SaveState.FAILED:
            return
        with self._desk.reading() as session:
            note = session.get(Note, self.note_id)
        if note is None:
            self.note_id = None
        else:
            self.form.show_note(note)

    def finish(self) -> bool:
        """Ctrl+Enter: the note counts, and the window closes. Refused, it says why and stays."""
        if problem := self.form.unread():
            self.message.tell(MessageKind.WARNING, problem)
            return False
        if not self.flush():
            return False
        try:
            self._desk.act(self._finish_job)
        except (Refusal, StoreRefusal) as refusal:
            self.message.tell(MessageKind.WARNING, refusal.words)
            self.form.lines["facts"].setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._desk.said.emit("success", "経過を書きました。")
        self.note_id = None
        self.accept()
        return True

    def done(self, result: int) -> None:
        if not self.flush():
            self.message.tell(MessageKind.ERROR, "まだ保存できていません。書いたものは、この画面に残っています。")
            return
        note_id = self.note_id
        if note_id is not None:
            self._desk.try_act(lambda session: drop_empty_draft(session, note_id))
            self._desk.changed.emit()
        self.autosave.stop()
        super().done(result)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            self.resize(min(px(760), parent.width() - 48), min(px(760), parent.height() - 32))
        self.form.focus_first()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.finish()
        else:
            super().keyPressEvent(event)

    def _build(self) -> None:
        page = Page()
        page.column.addWidget(self.form)
        self.body.addWidget(self.message)
        self._resumed = QWidget()
        hint = QHBoxLayout(self._resumed)
        hint.setContentsMargins(0, 0, 0, 0)
        self._hint = Words(look=Look.CARE)
        hint.addWidget(self._hint)
        hint.addWidget(self.again_button)
        hint.addStretch()
        self.body.addWidget(self._resumed)
        self.body.addWidget(page, 1)
        self._buttons.insertWidget(0, self.saved)
        self.add_button(self.close_button, closes=False)
        self.add_button(self.finish_button, closes=False)
        self.finish_button.clicked.connect(lambda _checked=False: self.finish())
        self.close_button.clicked.connect(lambda _checked=False: self.reject())
        self.again_button.clicked.connect(lambda _checked=False: self._begin_new())
        for keys, act in (("Ctrl+;", self._insert_date), ("Ctrl+:", self._insert_time)):
            QShortcut(QKeySequence(keys), self, act)

    def _show_first(self) -> None:
        with self._desk.reading() as session:
            wanted = self.note_id
            note = session.get(Note, wanted) if wanted is not None else draft_of(session, self._case_id)
        resumed = note is not None and self.note_id is None
        if note is None:
            self._begin_new()
            return
        self.note_id = note.id
        self.form.show_note(note)
        self._hint.say(f"{short(note.happened_on)}の書きかけの続きです。" if resumed else "")
        self._resumed.setVisible(resumed)

    def _begin_new(self) -> None:
        """Empties the form for a new note, dated now; the draft that was shown stays."""
        if not self.flush():
            return
        self.note_id = None
        moment = self._desk.now()
        self.form.show_note(_empty(self._case_id, moment.date(), time(moment.hour, moment.minute)))
        self._touched.clear()
        self._resumed.hide()
        if self.isVisible():
            self.form.focus_first()

    def _left(self) -> None:
        self.autosave.leave()

    def _changed(self, name: str) -> None:
        self._touched.add(name)
        self.autosave.touch()

    def _save(self) -> None:
        names = set(self._touched)
        try:
            self._keep(names)
        except Gone:  # its making was taken back meanwhile: nothing on the form may be lost
            self.note_id = None
            self._keep(names)
        self._touched -= names

    def _keep(self, names: set[str]) -> None:
        values = self.form.values(names)
        if values:
            self.note_id = self._desk.act(lambda session: self._store(session, values), quiet=True)

    def _store(self, session: Session, values: dict[str, object]) -> int:
        """A new note takes all that stands on the form, also what an undo took from the store."""
        note_id = self.note_id
        if note_id is None:
            note_id = begin_note(session, self._case_id).id
            values = self.form.values()
        return save_note(session, note_id, **values).id

    def _finish_job(self, session: Session) -> Note:
        note_id = self.note_id if self.note_id is not None else self._store(session, {})
        return finish_note(session, note_id)

    def _say_saved(self, words: str) -> None:
        self.saved.set_look(Look.WRONG if words.startswith("保存できません") else Look.QUIET)
        self.saved.say(words)

    def _insert_date(self) -> None:
        focus = QApplication.focusWidget()
        around = focus.parentWidget() if focus is not None else None
        if isinstance(around, DateField):
            around.set_day(self._desk.today())
        elif isinstance(focus, TextField | LinesField) and focus is not self.form.time:
            focus.insert_words(short(self._desk.today()))

    def _insert_time(self) -> None:
        focus = QApplication.focusWidget()
        if focus is self.form.time:
            self.form.time.selectAll()
        if isinstance(focus, TextField | LinesField):
            focus.insert_words(f"{self._desk.now():%H:%M}")


def _title(desk: Desk, case_id: int) -> str:
    with desk.reading() as session:
        case = session.get(Case, case_id)
    if case is None:
        return ""
    return "　".join(word for word in (case.title, case.number) if word)


def _empty(case_id: int, day: date, at: time) -> Note:
    """A note that is nowhere stored, to show an empty form by."""
    return Note(case_id=case_id, happened_on=day, begins_at=at)
