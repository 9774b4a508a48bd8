"""Some blanks of one filled-in sheet, placed freely on a screen; together they store themselves."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from hokatsu_desktop.services.refusal import Gone
from hokatsu_desktop.services.row_matching import ID
from hokatsu_desktop.services.sheets import OpenSheet, open_sheet, save_sheet
from hokatsu_desktop.sheets.answers import Answer, Answers, as_rows
from hokatsu_desktop.sheets.definition import Sheet
from hokatsu_desktop.sheets.keys import other_key
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.sheet_form.blank_box import BlankBox
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.widgets.rows_field import RowsField


class BoundFields(QObject):
    """Give out fields with `box`, or take a table of your own with `take`; call `reread` once all are there."""

    changed = Signal(str)
    """The key of a blank whose answer the user changed."""
    stored = Signal()
    """The answers are in the store."""

    def __init__(self, desk: Desk, key: str, subject_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._key = key
        self._subject_id = subject_id
        self._boxes: dict[str, BlankBox] = {}
        self._tables: dict[str, RowsField] = {}
        self._touched: set[str] = set()
        self._without_ids: set[str] = set()  # tables whose new rows were stored but could not be given their ids yet
        self.sheet: Sheet = self._opened().sheet
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.failed.connect(lambda error: desk.not_stored.emit(reason_of(error)))
        desk.changed.connect(self.reread)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def box(self, key: str) -> BlankBox:
        """The field of a blank with its notes; its label and help stand in `box.head`. Raises KeyError."""
        made = BlankBox(self.sheet.blank(key), self.sheet.choice_list, self._desk.today())
        self._boxes[key] = made
        if made.port.changed is not None:
            made.port.changed.connect(lambda: self._told(key))
        if isinstance(made.port.widget, RowsField):
            self._tables[key] = made.port.widget
        return made

    def take(self, key: str, table: RowsField) -> None:
        """Keeps the rows of a table that the screen made itself; columns it leaves out ride along with the rows."""
        self._tables[key] = table
        table.changed.connect(lambda: self._told(key))

    def answers(self) -> Answers:
        """The answers as they stand on the screen, empty ones too."""
        found: Answers = {key: table.value() for key, table in self._tables.items()}
        for box in self._boxes.values():
            found |= box.port.read()
        return found

    def flush(self) -> bool:
        """Store what is typed at once; True if all of it is stored."""
        return self.autosave.flush()

    def reread(self) -> None:
        """Show what is stored now, unless something typed is still waiting to be stored."""
        if self.autosave.state in (SaveState.WAITING, SaveState.FAILED):
            return
        try:
            answers = self._opened().answers
        except Gone:  # taken off the meeting, or its making was taken back: the page closes this part
            return
        for box in self._boxes.values():
            box.port.write(answers)
        for key in self._tables.keys() - self._boxes.keys():
            self._tables[key].set_value(as_rows(answers.get(key)))

    def _opened(self) -> OpenSheet:
        with self._desk.reading() as session:
            return open_sheet(session, self._key, self._subject_id, whole=True)

    def _told(self, key: str) -> None:
        self._touched.add(key)
        if self.sheet.blank(key).list:
            self._touched.add(other_key(key))
        self.autosave.touch()
        self.changed.emit(key)

    def _focus_moved(self) -> None:
        self.autosave.leave()

    def _save(self) -> None:
        """Store the answers touched since the last save; what fails stays touched."""
        keys = set(self._touched)
        if not keys:
            return
        standing = self.answers()
        given: Answers = {key: self._marked_new(key, standing.get(key, "")) for key in keys}
        self._desk.act(lambda session: save_sheet(session, self._key, self._subject_id, given), quiet=True)
        self._touched -= keys
        self._take_ids(keys & self._tables.keys())
        self.stored.emit()

    def _take_ids(self, keys: set[str]) -> None:
        """Gives new rows the ids they were stored under, so that a row deleted later is not mistaken for another.

        A table with a wholly empty row in its middle is left alone: its rows would move under the user's hands.
        """
        if not keys:
            return
        answers = self._opened().answers
        for key in keys:
            table = self._tables[key]
            if len(table.value()) == table.row_count() - 1:
                table.set_value(as_rows(answers.get(key)))
                self._without_ids.discard(key)
            else:
                self._without_ids.add(key)

    def _marked_new(self, key: str, answer: Answer) -> Answer:
        """Rows typed since the last save, marked as new: without a mark the store would take them for removed ones."""
        if key not in self._tables or key in self._without_ids:
            return answer
        return [{ID: "", **row} for row in as_rows(answer)]
