"""The card 職員: who works here, and one's own name and post."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Staff, StaffRole
from hokatsu_desktop.services.office import present_staff, save_staff
from hokatsu_desktop.ui.cases.page import clear
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.settings.stored_fields import StoredFields, Values, anything, something
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words

ROLES = {StaffRole.WORKER: "担当", StaffRole.CHIEF: "所属長", StaffRole.VIEWER: "閲覧のみ"}
OWN = (("name", "お名前"), ("kana", "フリガナ"), ("post", "職名"))


def staff_words(one: Staff) -> str:
    """What stands behind a name: post, part, and since when."""
    since = f"{short(one.joined_on)}から" if one.joined_on else ""
    return "　".join(word for word in (one.post, ROLES[StaffRole(one.role)], since) if word)


class StaffCard(Card):
    """The others are shown; one's own facts are fields that store themselves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("職員")
        self._desk = desk
        self.fields = StoredFields(desk, self._read, self._write, self)
        self.own = {key: TextField(f"staff_{key}", words) for key, words in OWN}
        for key, field in self.own.items():
            self.fields.add(key, field, something if key == "name" else anything)
        self._others = QVBoxLayout()
        self._others.setSpacing(8)
        grid = TwelfthsLayout(across=16, down=14)
        for key, words in OWN:
            grid.place(self.own[key], 4, lambda: px(150), label_for(words, self.own[key]))
        self.body.addLayout(grid)
        self.add(Words("この台帳を使う職員", Look.LABEL))
        self.body.addLayout(self._others)
        desk.changed.connect(self.reread)
        self.reread()

    def flush(self) -> bool:
        """Store what is typed at once."""
        return self.fields.flush()

    def reread(self) -> None:
        """Show what is stored now."""
        self.fields.reread()
        clear(self._others)
        with self._desk.reading() as session:
            everybody = present_staff(session)
        for one in everybody:
            self._others.addWidget(_line(one, is_me=one.id == self._desk.staff_id))

    def _read(self, session: Session) -> Values:
        me = session.get_one(Staff, self._desk.staff_id)
        return {key: str(getattr(me, key)) for key in self.own}

    def _write(self, session: Session, values: Values) -> None:
        save_staff(session, self._desk.staff_id, **values)


def _line(one: Staff, *, is_me: bool) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    row.addWidget(Words(one.name, Look.BODY))
    if is_me:
        row.addWidget(Tag("あなた", Tone.INFO))
    row.addWidget(ElidedWords(staff_words(one), Look.QUIET))
    row.addStretch(1)
    return line
