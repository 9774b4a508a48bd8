"""The page of one agency: what it can and cannot do, how to connect, and who is there; it stores itself."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Agency, Contact
from hokatsu_desktop.services.agencies import contacts_of, save_agency
from hokatsu_desktop.services.merging import alike
from hokatsu_desktop.services.trainings import trainings_of_agency
from hokatsu_desktop.sheets.lists import load_list
from hokatsu_desktop.ui.agencies.agency_papers import SHEET, AgencyPaper, papers_to_print, papers_to_write
from hokatsu_desktop.ui.agencies.contacts_table import ContactsTable
from hokatsu_desktop.ui.agencies.entry_line import EntryLine
from hokatsu_desktop.ui.autosave import Autosave, SaveState
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.meetings.picker import scrolled
from hokatsu_desktop.ui.paper_page import PaperPage
from hokatsu_desktop.ui.parts.record_page import RecordPage
from hokatsu_desktop.ui.printer import Printer
from hokatsu_desktop.ui.sheet_pane import reason_of
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.flow_layout import FlowLayout
from hokatsu_desktop.ui.widgets.lines_field import LinesField
from hokatsu_desktop.ui.widgets.text_field import TextField
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import ElidedWords, Look, Words
from hokatsu_desktop.ui.widgets.yes_no import YesNo

Field = TextField | LinesField | ListChoice | YesNo
HEAD = (("name", "機関の名前", 6), ("department", "部署", 3), ("phone", "電話", 3), ("phone_note", "電話のしかた", 4))
ABILITIES = (
    ("can_do", "できること", 3),
    ("cannot_do", "できないこと", 2),
    ("how_to_connect", "つなぎ方", 2),
    ("note", "そのほか", 1),
)
_WIDEST = 1000
_MOST_ALIKE = 3
_MOST_TRAININGS = 5


class AgencyPage(RecordPage):
    """One agency. Only what was changed is stored, within a second of a pause."""

    def __init__(self, desk: Desk, printer: Printer, agency_id: int) -> None:
        super().__init__(agency_id)
        self._desk = desk
        self._printer = printer
        self.paper: PaperPage | None = None
        self.write_button = button("書類を書く", picture="pen")
        self.print_button = button("印刷", picture="print")
        self.stack = QStackedWidget()
        self._touched: set[str] = set()
        self.fields: dict[str, Field] = {}
        self.title = ElidedWords(look=Look.TITLE)
        self.autosave = Autosave(self._save, desk.now, reason=reason_of, parent=self)
        self.autosave.failed.connect(lambda error: desk.not_stored.emit(reason_of(error)))
        self.contacts = ContactsTable(desk, agency_id)
        self.entry_line = EntryLine(desk, Agency, agency_id, self.flush)
        self.alike = Words(look=Look.QUIET, wrap=True)
        self.trainings = Words(look=Look.QUIET, wrap=True)
        self._build()
        desk.changed.connect(self.reread)
        self.reread()

    def flush(self) -> bool:
        """Store what is typed at once."""
        stored = [self.autosave.flush(), self.contacts.flush()]
        return all(stored) and (self.paper is None or self.paper.flush())

    def print_here(self) -> None:
        """Ctrl+P: the sheet that is being written, else the 情報シート."""
        if self.paper is not None:
            self.paper.print_sheet()
        else:
            self._print(AgencyPaper("", SHEET, self.record_id))

    def start_typing(self) -> None:
        """The keyboard goes to what the agency can do."""
        self.fields["can_do"].setFocus(Qt.FocusReason.TabFocusReason)

    def open_paper(self, paper: AgencyPaper) -> None:
        """Shows one of its sheets to be filled in."""
        if not self.flush():
            return
        self.paper = PaperPage(self._desk, self._printer, paper.key, paper.subject_id, paper.about)
        self.paper.left.connect(self.close_paper)
        self.stack.addWidget(self.paper)
        self.stack.setCurrentWidget(self.paper)
        self.paper.start()

    def close_paper(self) -> None:
        """Goes back to the agency, which shows what was written on the sheet."""
        paper, self.paper = self.paper, None
        if paper is None:
            return
        self.reread()
        self.stack.setCurrentIndex(0)
        self.write_button.setFocus()
        paper.stop()
        self.stack.removeWidget(paper)
        paper.deleteLater()

    def _print(self, paper: AgencyPaper) -> None:
        if self.flush():
            self._printer.print_sheet(paper.key, paper.subject_id)

    def _fill_menus(self) -> None:
        for made, offered, then in (
            (self.write_button, papers_to_write, self.open_paper),
            (self.print_button, papers_to_print, self._print),
        ):
            menu = QMenu(made)
            menu.aboutToShow.connect(lambda menu=menu, offered=offered, then=then: self._offer(menu, offered, then))
            made.setMenu(menu)

    def _offer(
        self,
        menu: QMenu,
        offered: Callable[[int, Sequence[Contact]], list[AgencyPaper]],
        then: Callable[[AgencyPaper], None],
    ) -> None:
        """The menu as the people stand now: somebody may have been typed a moment ago."""
        self.contacts.flush()
        with self._desk.reading() as session:
            papers = offered(self.record_id, contacts_of(session, self.record_id))
        menu.clear()
        for paper in papers:
            line = menu.addAction(paper.words)
            line.setEnabled(bool(paper.key))
            line.triggered.connect(lambda _checked=False, paper=paper: then(paper))

    def reread(self) -> None:
        """Show what is stored now, unless something typed is still waiting to be stored."""
        if self.autosave.state in (SaveState.WAITING, SaveState.FAILED):
            return
        with self._desk.reading() as session:
            agency = session.get(Agency, self.record_id)
        if agency is None:  # its adding was taken back; the section closes this page
            return
        self.title.say(agency.name)
        for key, field in self.fields.items():
            value = getattr(agency, key)
            field.set_value("yes" if value is True else "no" if value is False else str(value))
        self._say_alike()
        self._say_trainings(agency.name)
        self.contacts.reread()

    def _say_alike(self) -> None:
        with self._desk.reading() as session:
            names = "、".join(one.name for one in alike(session, self.record_id)[:_MOST_ALIKE])
        self.alike.say(f"同じ機関かもしれません：{names}。「この機関を」で、一つに合わせられます。" if names else "")
        self.alike.setVisible(bool(names))

    def _say_trainings(self, name: str) -> None:
        with self._desk.reading() as session:
            came = trainings_of_agency(session, name)[:_MOST_TRAININGS]
        told = (
            f"{short(one.held_on) if one.held_on else ''} {one.title}（{'、'.join(names)}）".strip()
            for one, names in came
        )
        self.trainings.say("\n".join(told) or "まだ、名前を書いた研修はありません。")

    def _field(self, key: str, field: Field) -> Field:
        self.fields[key] = field
        field.changed.connect(self._told(key))
        field.left.connect(self.autosave.leave)
        return field

    def _told(self, key: str) -> Callable[[], None]:
        def told() -> None:
            self._touched.add(key)
            self.autosave.touch()

        return told

    def _save(self) -> None:
        keys = set(self._touched)
        values: dict[str, object] = {key: self.fields[key].value() for key in keys}
        if "inside_town_hall" in values:
            values["inside_town_hall"] = values["inside_town_hall"] == "yes"
        if not values.get("name", "x"):
            values.pop("name")  # an agency without a name could not be found any more; the old one stays
            self._desk.said.emit("warning", "機関の名前は、空けておけません。前の名前が残っています。")
        if values:
            self._desk.act(lambda session: save_agency(session, self.record_id, **values), quiet=True)
        self._touched -= keys
        self.title.say(str(values.get("name", self.title.words())))

    def _build(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(px(_WIDEST))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(16)
        for card in (self._abilities_card(), self._contacts_card(), self._head_card()):
            column.addWidget(card)
        column.addStretch(1)
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(24, 4, 16, 0)
        row.addWidget(inner, 1)
        row.addStretch(0)
        line = FlowLayout(across=14, down=6)
        for part in (self.title, self.write_button, self.print_button, *self.entry_line.parts):
            line.addWidget(part)
        head = QVBoxLayout()
        head.setContentsMargins(24, 14, 24, 10)
        head.setSpacing(8)
        head.addLayout(line)
        head.addWidget(self.alike)
        self._fill_menus()
        facts = QWidget()
        below = QVBoxLayout(facts)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(0)
        below.addLayout(head)
        below.addWidget(scrolled(page), 1)
        self.stack.addWidget(facts)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)

    def _abilities_card(self) -> Card:
        card = Card("できること・つなぎ方")
        grid = TwelfthsLayout(across=16, down=14)
        for key, words, lines in ABILITIES:
            field = self._field(key, LinesField(key, words, lines))
            grid.place(field, 6, lambda: px(280), label_for(words, field))
        card.body.addLayout(grid)
        return card

    def _contacts_card(self) -> Card:
        card = Card("窓口の人")
        card.add(
            Words(
                "構成員に登録すると、支援会議で法律の守秘義務を負います。「話が早い人」は、まず相談してみる人です。断らない相談マネジャーなどは「役割」で選びます。",
                Look.QUIET,
                wrap=True,
            )
        )
        card.add(self.contacts)
        card.add(Words("出た研修（新しい順）", Look.LABEL))
        card.add(self.trainings)
        return card

    def _head_card(self) -> Card:
        card = Card("名前と連絡先")
        grid = TwelfthsLayout(across=16, down=14)
        for key, words, width in HEAD:
            field = self._field(key, TextField(key, words))
            grid.place(field, width, lambda: px(180), label_for(words, field))
        address = self._field("address", TextField("address", "所在地"))
        grid.place(address, 8, lambda: px(260), label_for("所在地", address))
        kind = self._field("kind", ListChoice("kind", "区分", load_list("agency_kind")))
        grid.place(kind, 6, lambda: px(260), label_for("区分", kind))
        inside = YesNo("inside_town_hall", "役場の中の課ですか")
        self._field("inside_town_hall", inside)
        grid.place(inside, 6, lambda: px(200), label_for("役場の中の課ですか", inside.first_stop()))
        card.body.addLayout(grid)
        return card
