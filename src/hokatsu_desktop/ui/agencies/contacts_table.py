"""The people of one agency as a table that stores itself."""

from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.partial_date import PartialDate
from hokatsu_desktop.models import Contact
from hokatsu_desktop.services.agencies import add_contact, contacts_of, save_contact
from hokatsu_desktop.sheets.answers import Row
from hokatsu_desktop.sheets.definition import Column, Kind
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.widgets.rows_field import RowsField
from hokatsu_desktop.ui.widgets.words import Look, Words

ID = "_id"
COLUMNS = (
    Column(key="name", label="氏名", width=3),
    Column(key="kana", label="フリガナ", width=3),
    Column(key="section", label="係", width=3),
    Column(key="post", label="職", width=3),
    Column(key="phone", label="電話", width=4),
    Column(key="role", label="役割", kind=Kind.CHOICE, list="contact_role", width=5),
    Column(key="districts", label="担当地区", kind=Kind.LINES, width=3),
    Column(key="easy_to_reach", label="話が早い人", kind=Kind.YES_NO, width=3),
    Column(key="registered_on", label="構成員の登録日", kind=Kind.DATE, width=4),
    Column(key="pledged_on", label="誓約日", kind=Kind.DATE, width=4),
)
TEXTS = ("name", "kana", "section", "post", "phone", "role", "districts")
DATES = ("registered_on", "pledged_on")
NAMELESS = "名前のない行は、まだ保存されていません。分からなければ「担当の方」のように入れてください。"
UNREAD = "日付として読めないところがあります。年月日で書いてください。書いたものは画面に残っています。"


class ContactsTable(QWidget):
    """A removed row is somebody who left: they stay in the records of earlier meetings."""

    def __init__(self, desk: Desk, agency_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._agency_id = agency_id
        self.rows = RowsField("contacts", "窓口の人", COLUMNS, load_list, desk.today())
        self.note = Words(UNREAD, Look.WRONG, wrap=True)
        self.note.hide()
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.failed.connect(lambda error: desk.not_stored.emit(reason_of(error)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.rows)
        column.addWidget(self.note)
        self.rows.changed.connect(self.autosave.touch)
        self.rows.left.connect(self.autosave.leave)
        self.reread()

    def flush(self) -> bool:
        """Store what is typed at once."""
        return self.autosave.flush()

    def reread(self) -> None:
        """Show what is stored now, unless something typed is still waiting to be stored."""
        if self.autosave.state not in (SaveState.WAITING, SaveState.FAILED):
            self._show()

    def _show(self) -> None:
        with self._desk.reading() as session:
            people = [one for one in contacts_of(session, self._agency_id) if one.released_on is None]
        self.rows.set_value([row_of(one) for one in people])

    def _save(self) -> None:
        rows = self.rows.value()
        unread = [row for row in rows if not dates_are_whole(row)]
        nameless = any(not row.get("name", "").strip() for row in rows)
        self.note.say(UNREAD if unread else NAMELESS)
        self.note.setVisible(bool(unread) or nameless)
        self._desk.act(lambda session: keep_people(session, self._agency_id, rows, self._desk.today()), quiet=True)
        if not unread and not nameless and len(rows) == self.rows.row_count() - 1:
            self._show()  # new rows now have ids


def row_of(contact: Contact) -> Row:
    """A person as a row of the table."""
    row = {key: str(getattr(contact, key)) for key in TEXTS}
    row |= {key: PartialDate.of(day).text if (day := getattr(contact, key)) else "" for key in DATES}
    return {ID: str(contact.id), **row, "easy_to_reach": "yes" if contact.easy_to_reach else ""}


def keep_people(session: Session, agency_id: int, rows: list[Row], today: date) -> None:
    """Make the people of an agency equal to the rows; who is gone is released as of today. Nameless rows wait."""
    known = {str(one.id): one for one in contacts_of(session, agency_id) if one.released_on is None}
    for row in rows:
        values = values_of(row)
        contact = known.pop(row.get(ID, ""), None)
        if contact is not None:
            save_contact(session, contact.id, **values)
        elif row.get("name", "").strip():
            name = str(values.pop("name"))
            add_contact(session, agency_id, name, **values)
    for gone in known.values():
        save_contact(session, gone.id, released_on=today)


def values_of(row: Row) -> dict[str, object]:
    """The attributes a row holds; a date that cannot be read, or an emptied name, stays as it was stored."""
    values: dict[str, object] = {key: row.get(key, "").strip() for key in TEXTS if key != "name" or row.get("name")}
    values["easy_to_reach"] = row.get("easy_to_reach") == "yes"
    values |= {key: whole_day(row.get(key, "")) for key in DATES if is_whole(row.get(key, ""))}
    return values


def dates_are_whole(row: Row) -> bool:
    """Whether every date of a row is a day or empty."""
    return all(is_whole(row.get(key, "")) for key in DATES)


def is_whole(stored: str) -> bool:
    """Whether a stored date is a whole day, or nothing."""
    return not stored or whole_day(stored) is not None


def whole_day(stored: str) -> date | None:
    """The day of a stored date; None for nothing, for a part of a date, and for words."""
    try:
        return PartialDate.from_text(stored).as_date() if stored else None
    except ValueError:
        return None
