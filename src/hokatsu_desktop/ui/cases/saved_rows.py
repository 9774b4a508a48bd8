"""A table of rows on a screen of its own that stores itself as it is typed."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from sqlalchemy.orm import Session

from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.definition import Column
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.widgets.rows_field import RowsField

Read = Callable[[Session, bool], list[Row]]
Save = Callable[[Session, Sequence[Row]], object]


def table(key: str, name: str, columns: Sequence[Column], today: date) -> RowsField:
    """A table whose lists are the shipped ones."""
    return RowsField(key, name, columns, load_list, today)


class SavedRows(QObject):
    """`read` is told whether somebody types in the table, so that rows do not move under their hands."""

    def __init__(self, desk: Desk, field: RowsField, read: Read, save: Save) -> None:
        super().__init__(field)
        self._desk = desk
        self._read = read
        self._store = save
        self.field = field
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.failed.connect(lambda error: desk.not_stored.emit(reason_of(error)))
        field.changed.connect(self.autosave.touch)
        field.left.connect(self._left)

    def reread(self) -> None:
        """Shows what is stored now; what is being typed stays."""
        if self.autosave.state in (SaveState.WAITING, SaveState.FAILED):
            return
        with self._desk.reading() as session:
            self.field.set_value(self._read(session, self._is_typing()))

    def go_to(self, record_id: int) -> None:
        """Puts the keyboard into the row of a record, or into the empty row when it is not there."""
        row = self.field.row_of(str(record_id))
        self.field.focus_row(self.field.row_count() - 1 if row is None else row)

    def flush(self) -> bool:
        """Stores what is typed at once; True if all of it is stored."""
        return self.autosave.flush()

    def _is_typing(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.field.isAncestorOf(focus)

    def _left(self) -> None:
        self.autosave.leave()
        if not self._is_typing():
            self.reread()

    def _save(self) -> None:
        rows = self.field.value()
        self._desk.act(lambda session: self._store(session, rows))
