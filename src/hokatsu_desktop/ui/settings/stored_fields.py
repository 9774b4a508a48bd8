"""Fields of one record that store themselves; what cannot be stored yet is marked and waits on the screen."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.number_field import NumberField
from hokatsu_desktop.ui.widgets.text_field import TextField

Field = TextField | LinesField | NumberField
Values = dict[str, str]
Check = Callable[[str], bool]


def anything(_value: str) -> bool:
    """Every value may be stored."""
    return True


def within(least: int, most: int) -> Check:
    """The check that a value is a whole number from least to most."""
    return lambda value: value.isascii() and value.isdigit() and least <= int(value) <= most


def something(value: str) -> bool:
    """A value that must not be empty."""
    return bool(value)


def no_name(label: str) -> str:
    """What is said when something that must be there was emptied."""
    return f"{label}を入れてください。空けたままでは変わりません。前のものが残っています。"


def outside(label: str, least: int, most: int) -> str:
    """What is said of a number that is none, or too small or too large."""
    return f"{label}は、{least}から{most}までの数字で書いてください。前の数のままです。"


class StoredFields(QObject):
    """Give the fields with `add`, then call `reread`. Only what was changed is stored, within a second of a pause."""

    def __init__(
        self, desk: Desk, read: Callable[[Session], Values], write: Callable[[Session, Values], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._read = read
        self._write = write
        self._fields: dict[str, Field] = {}
        self._checks: dict[str, Check] = {}
        self._problems: dict[str, str] = {}
        self._touched: set[str] = set()
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.failed.connect(lambda error: desk.not_stored.emit(reason_of(error)))
        desk.changed.connect(self.reread)

    def add(self, key: str, field: Field, check: Check = anything, problem: str = "") -> None:
        """Takes a field; a value that `check` refuses is not stored, and the one stored before stays.

        `problem` is said when the keyboard leaves such a value.
        """
        self._fields[key] = field
        self._checks[key] = check
        self._problems[key] = problem
        field.changed.connect(lambda: self.touch(key))
        field.left.connect(lambda: self._leave(key))

    def touch(self, key: str) -> None:
        """The field was changed by the user, or for them."""
        self._touched.add(key)
        self._fields[key].set_wrong(not self._is_good(key))
        self.autosave.touch()

    def flush(self) -> bool:
        """Store what is typed at once; True if all of it is stored."""
        return self.autosave.flush()

    def reread(self) -> None:
        """Show what is stored now, unless something typed is still waiting to be stored."""
        if self.autosave.state in (SaveState.WAITING, SaveState.FAILED):
            return
        with self._desk.reading() as session:
            stored = self._read(session)
        for key in self._fields.keys() - self._touched:
            self._fields[key].set_value(stored[key])
            self._fields[key].set_wrong(False)

    def _leave(self, key: str) -> None:
        self.autosave.leave()
        if key in self._touched and not self._is_good(key):
            self._desk.said.emit("warning", self._problems[key])

    def _is_good(self, key: str) -> bool:
        return self._checks[key](self._fields[key].value())

    def _save(self) -> None:
        """What is refused stays touched: it is neither stored nor overwritten on the screen."""
        good = {key for key in self._touched if self._is_good(key)}
        if not good:
            return
        values = {key: self._fields[key].value() for key in good}
        self._touched -= good
        try:
            self._desk.act(lambda session: self._write(session, values))
        except Exception:
            self._touched |= good
            raise
