"""The card 職員: who works here, one's own name and post, who is added, and who leaves."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Staff, StaffRole
from hokatsu_desktop.services.office import present_staff, save_staff
from hokatsu_desktop.services.refusal import Refusal
from hokatsu_desktop.services.staff import ROLES, rekey_is_due, set_role
from hokatsu_desktop.store.keys import Cost
from hokatsu_desktop.store.refusals import StoreRefusal
from hokatsu_desktop.ui.cases.page import clear
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.settings.new_key_dialogs import AddStaffDialog
from hokatsu_desktop.ui.settings.staff_dialogs import LeaveDialog, RoleDialog
from hokatsu_desktop.ui.settings.staff_work import admit, dismiss, town_of
from hokatsu_desktop.ui.settings.stored_fields import StoredFields, Values, anything, no_name, something
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.tag import Tag, Tone
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words

OWN = (("name", "お名前"), ("kana", "フリガナ"), ("post", "職名"))
_DUE = "職員の異動があったので、次に台帳を開くときに、鍵を作り直します。"


def staff_words(one: Staff) -> str:
    """What stands behind a name: post, part, and since when."""
    since = f"{short(one.joined_on)}から" if one.joined_on else ""
    return "　".join(word for word in (one.post, ROLES[StaffRole(one.role)], since) if word)


class StaffCard(Card):
    """One's own facts are fields that store themselves; the others have buttons. `cost` is for tests only."""

    def __init__(self, desk: Desk, cost: Cost | None = None) -> None:
        super().__init__("職員")
        self._desk = desk
        self._cost = cost
        self.adding: AddStaffDialog | None = None
        self.asking: RoleDialog | LeaveDialog | None = None
        self.fields = StoredFields(desk, self._read, self._write, self)
        self.own = {key: TextField(f"staff_{key}", words) for key, words in OWN}
        for key, field in self.own.items():
            self.fields.add(key, field, something if key == "name" else anything, no_name("お名前"))
        self._others = QVBoxLayout()
        self._others.setSpacing(8)
        self.add_button = button("職員を加える…", picture="add")
        self.add_button.clicked.connect(lambda _checked=False: self.begin_adding())
        self.due = Words(_DUE, Look.QUIET, wrap=True)
        self._build()
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
            self.due.setVisible(rekey_is_due(session))
        for one in everybody:
            self._others.addWidget(self._line(one))

    def begin_adding(self) -> AddStaffDialog:
        """Asks for a new member of staff."""
        dialog = self.adding = AddStaffDialog(town_of(self._desk.store), self)
        dialog.wants = lambda: self._admit(dialog)
        dialog.open()
        return dialog

    def begin_role(self, staff_id: int) -> RoleDialog:
        """Asks what part somebody has."""
        with self._desk.reading() as session:
            one = session.get_one(Staff, staff_id)
        dialog = self.asking = RoleDialog(one.name, StaffRole(one.role), self)
        dialog.accepted.connect(lambda: self._set_role(staff_id, dialog.chosen()))
        dialog.open()
        return dialog

    def begin_leaving(self, staff_id: int) -> LeaveDialog:
        """Asks whether somebody is to be taken off."""
        with self._desk.reading() as session:
            name = session.get_one(Staff, staff_id).name
        dialog = self.asking = LeaveDialog(name, self)
        dialog.accepted.connect(lambda: self._dismiss(staff_id))
        dialog.open()
        return dialog

    def _admit(self, dialog: AddStaffDialog) -> None:
        def done() -> None:
            self._desk.changed.emit()
            self._desk.said.emit("success", "職員を加えました。次から、本人の合言葉で開けます。")

        store, cost, newcomer = self._desk.store, self._cost, dialog.newcomer()
        dialog.work(self._desk.tasks, lambda: admit(store, newcomer, cost), done)

    def _set_role(self, staff_id: int, role: StaffRole | None) -> None:
        if role is not None:
            self._desk.try_act(lambda session: set_role(session, staff_id, role))

    def _dismiss(self, staff_id: int) -> None:
        try:
            dismiss(self._desk.store, staff_id)
        except (Refusal, StoreRefusal) as refusal:
            self._desk.said.emit("warning", refusal.words)
            return
        self._desk.changed.emit()
        self._desk.said.emit("success", f"この職員の合言葉では開けなくなりました。{_DUE}")

    def _build(self) -> None:
        grid = TwelfthsLayout(across=16, down=14)
        for key, words in OWN:
            grid.place(self.own[key], 4, lambda: px(150), label_for(words, self.own[key]))
        self.body.addLayout(grid)
        self.add(Words("この台帳を使う職員", Look.LABEL))
        self.body.addLayout(self._others)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add(self.due)

    def _read(self, session: Session) -> Values:
        me = session.get_one(Staff, self._desk.staff_id)
        return {key: str(getattr(me, key)) for key in self.own}

    def _write(self, session: Session, values: Values) -> None:
        save_staff(session, self._desk.staff_id, **values)

    def _line(self, one: Staff) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Words(one.name, Look.BODY))
        row.addWidget(ElidedWords(staff_words(one), Look.QUIET), 1)
        if one.id == self._desk.staff_id:
            row.insertWidget(1, Tag("あなた", Tone.INFO))
            return line
        role, leave = button("区分…", ButtonLook.INLINE), button("異動・退職…", ButtonLook.INLINE)
        role.setAccessibleName(f"{one.name}さんの区分")
        leave.setAccessibleName(f"{one.name}さんの異動・退職")
        role.clicked.connect(lambda _checked=False, staff_id=one.id: self.begin_role(staff_id))
        leave.clicked.connect(lambda _checked=False, staff_id=one.id: self.begin_leaving(staff_id))
        row.addWidget(role)
        row.addWidget(leave)
        return line
