"""準備: the agenda with its minutes, who comes, the consent of each case, and what the meeting is for."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from sqlalchemy.orm import Session

from hokatsu_desktop.services.agencies import directory, find_or_add_contact
from hokatsu_desktop.services.called_meetings import (
    CARRIES_PAPERS,
    CaseOnMeeting,
    MeetingPage,
    case_choices,
    lay_out_again,
    meeting_page,
    take_case_off,
)
from hokatsu_desktop.services.case_basis import basis_offers
from hokatsu_desktop.services.meetings import Invitee, add_attendee
from hokatsu_desktop.services.rows import minutes_of
from hokatsu_desktop.services.suggested_people import suggested_people
from hokatsu_desktop.sheets.answers import as_rows
from hokatsu_desktop.sheets.lists import label_of
from hokatsu_desktop.ui.cases.sheet_parts import ATTACHED
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.meetings.attendees_card import AttendeesCard, clear_layout, thin_line
from hokatsu_desktop.ui.meetings.basis_line import BasisLine, WithoutConsentLine
from hokatsu_desktop.ui.meetings.board import below_head, consent_pill
from hokatsu_desktop.ui.meetings.bound_fields import BoundFields
from hokatsu_desktop.ui.meetings.call_cards import label_for
from hokatsu_desktop.ui.meetings.call_choices import Wanted, case_row, newcomer_rows, people_rows, templates
from hokatsu_desktop.ui.meetings.limit_line import LimitLine
from hokatsu_desktop.ui.meetings.minute_words import sum_words
from hokatsu_desktop.ui.meetings.picker import Picker, scrolled
from hokatsu_desktop.ui.meetings.ready_card import ReadyCard
from hokatsu_desktop.ui.place import Place
from hokatsu_desktop.ui.sheet_form.blank_box import BlankBox
from hokatsu_desktop.ui.theme import px
from hokatsu_desktop.ui.widgets.button import ButtonLook, button, picture_button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.choice_field import ListChoice
from hokatsu_desktop.ui.widgets.list_view import ListRow
from hokatsu_desktop.ui.widgets.tag import Tag
from hokatsu_desktop.ui.widgets.twelfths_layout import TwelfthsLayout
from hokatsu_desktop.ui.widgets.words import Look, Words

TWO_COLUMNS = 1000


class ConsentCard(Card):
    """The cases of a meeting with the consent of each person whose consent counts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("ケースと同意")
        self._desk = desk
        self.add_button = button("ケースを加える", ButtonLook.INLINE)
        self.corner.addWidget(self.add_button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)

    def show_page(self, page: MeetingPage) -> None:
        """Shows the cases of a meeting."""
        clear_layout(self._rows)
        for number, one in enumerate(page.cases):
            if number:
                self._rows.addWidget(thin_line())
            self._rows.addWidget(self._case(one))

    def _case(self, one: CaseOnMeeting) -> QWidget:
        part = QWidget()
        title = button(f"{one.case.title}　{one.case.number or '下書き'}", ButtonLook.LINK)
        title.clicked.connect(lambda _checked=False: self._desk.go(Place(section="cases", case_id=one.case.id)))
        away = picture_button("close", f"{one.case.title}を会議から外す")
        away.clicked.connect(lambda _checked=False: self._take_off(one.meeting_case.id))
        line = QHBoxLayout()
        line.addWidget(title)
        line.addStretch(1)
        line.addWidget(Tag(*consent_pill(one)))
        line.addWidget(away)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(2)
        column.addLayout(line)
        with self._desk.reading() as session:
            offers = basis_offers(session, one.meeting_case)
        for name, words, agreed in one.consents:
            mark = "●" if agreed else "▲"
            column.addWidget(Words(f"{mark} {name}　{words}", Look.GOOD if agreed else Look.CARE))
        column.addWidget(Words(f"扱い　{label_of('meeting_basis', one.meeting_case.basis)}", Look.QUIET))
        if one.attached:
            column.addWidget(Words(f"付けた書類　{'、'.join(one.attached)}", Look.QUIET, wrap=True))
        column.addWidget(self._attaching(one), 0, Qt.AlignmentFlag.AlignLeft)
        for offer in offers:
            column.addWidget(BasisLine(self._desk, one.case.title, one.meeting_case.id, offer))
        return part

    def _attaching(self, one: CaseOnMeeting) -> QPushButton:
        """Leads to 別紙 of the case's sheet; what is attached there is printed behind it in the packet."""
        made = button("機関の書類を付ける", ButtonLook.INLINE)
        made.setAccessibleName(f"{one.case.title}に機関の書類を付ける")
        place = Place(
            section="cases",
            case_id=one.case.id,
            tab="papers",
            record_id=one.meeting_case.id,
            blank=f"{CARRIES_PAPERS}/{ATTACHED}",
        )
        made.clicked.connect(lambda _checked=False: self._desk.go(place))
        return made

    def _take_off(self, meeting_case_id: int) -> None:
        self._desk.try_act(lambda session: take_case_off(session, meeting_case_id))


class AgendaCard(Card):
    """The rows of the 次第; the sum of their minutes is held against the slot."""

    def __init__(self, desk: Desk, meeting_id: int, fields: BoundFields) -> None:
        super().__init__("次第と時間")
        self._desk = desk
        self._meeting_id = meeting_id
        self._fields = fields
        self.items = fields.box("items")
        self.total = Words(look=Look.GOOD, wrap=True)
        self.template = ListChoice("template", "時間の割り振り", templates(), nothing="割り振りを選ぶ")
        self.template.setMaximumWidth(px(200))
        self.corner.addWidget(self.template)
        self.add(self.total)
        self.add(self.items)
        self._slot = 0
        self._page: MeetingPage | None = None
        self.template.changed.connect(self._lay_out)
        fields.changed.connect(self._told)

    def show_page(self, page: MeetingPage) -> None:
        """Shows the slot of a meeting."""
        self._page = page
        self.template.set_value(page.meeting.time_template)
        self._tell()

    def _told(self, key: str) -> None:
        if key == "items":
            self._tell()

    def _tell(self) -> None:
        if self._page is None:
            return
        typed = [row.get("minutes", "") for row in as_rows(self._fields.answers().get("items"))]
        if any(one and minutes_of(one) is None for one in typed):
            self.total.set_look(Look.WRONG)
            self.total.say("分は、0から1440までの数字で書いてください。読めないところは、0分として数えます。")
            return
        total = sum(minutes_of(one) or 0 for one in typed)
        words, fits = sum_words(total, self._page.meeting.minutes, self._page.meeting.begins_at)
        self.total.set_look(Look.GOOD if fits else Look.CARE)
        self.total.say(words)

    def _lay_out(self) -> None:
        key = self.template.value()
        if not key or self._page is None or key == self._page.meeting.time_template:
            return
        self._fields.flush()
        self._desk.try_act(lambda session: lay_out_again(session, self._meeting_id, key))
        self._desk.said.emit("info", "時間を割り振りなおしました。Ctrl+Z で元に戻せます。")


class PreparingPage(QWidget):
    """The tab 準備 of one meeting."""

    def __init__(self, desk: Desk, meeting_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._meeting_id = meeting_id
        self.fields = BoundFields(desk, "agenda", meeting_id, self)
        self.agenda = AgendaCard(desk, meeting_id, self.fields)
        self.consent = ConsentCard(desk)
        self.attendees = AttendeesCard(desk)
        self.people = Picker("more_people", "人を探す（機関・職・氏名）", "", "", self._find_people)
        self.limit = LimitLine(desk)
        self.ready = ReadyCard(desk)
        self.without_consent = WithoutConsentLine(desk, meeting_id)
        self.cases = Picker("more_cases", "ケースを探す（名前・かな・番号）", "", "", self._find_cases)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._build()
        self._connect()
        self.reread()

    def flush(self) -> bool:
        """Store what is typed at once."""
        return self.fields.flush()

    def reread(self) -> None:
        """Show what the store holds now."""
        with self._desk.reading() as session:
            page = meeting_page(session, self._meeting_id)
        self.fields.reread()
        for card in (self.agenda, self.consent, self.limit, self.attendees, self.ready):
            card.show_page(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and hasattr(self, "_columns"):
            self._arrange()

    def _build(self) -> None:
        for picker in (self.people, self.cases):
            picker.hide()
        self.attendees.add(self.people)
        self.consent.add(self.limit)
        self.consent.add(self.without_consent)
        self.consent.add(self.cases)
        self._columns.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.setSpacing(16)
        right.setSpacing(16)
        left.addWidget(self.consent)
        left.addWidget(self.attendees)
        left.addStretch(1)
        right.addWidget(self._aim_card())
        right.addWidget(self.agenda)
        right.addWidget(self.ready)
        right.addStretch(1)
        self._columns.addLayout(left, 5)
        self._columns.addLayout(right, 6)
        page = QWidget()
        around = QVBoxLayout(page)
        around.setContentsMargins(24, 16, 16, 24)
        around.addLayout(self._columns)
        around.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(page))

    def _aim_card(self) -> Card:
        card = Card("目的と進行")
        for key in ("aims", "aim_text", "goal"):
            card.body.addLayout(below_head(self._box(key)))
        grid = TwelfthsLayout(across=16, down=14)
        for key in ("place", "facilitator", "recorder"):
            box = self._box(key)
            grid.place(box, 4, lambda: px(200), label_for(box.blank.label, box.port.first_stop() or box))
            box.head.hide()
        card.body.addLayout(grid)
        return card

    def _box(self, key: str) -> BlankBox:
        return self.fields.box(key)

    def _connect(self) -> None:
        self.attendees.add_button.clicked.connect(lambda _checked=False: self._open(self.people))
        self.consent.add_button.clicked.connect(lambda _checked=False: self._open(self.cases))
        self.people.changed.connect(self._add_people)
        self.cases.changed.connect(self._add_cases)

    def _open(self, picker: Picker) -> None:
        picker.setVisible(picker.isHidden())
        if not picker.isHidden():
            picker.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_people(self) -> None:
        wanted = [one for one in self.people.targets() if isinstance(one, Wanted)]
        self.people.set_chosen(())
        for one in wanted:
            self._desk.try_act(partial(self._add, wanted=one))
        self.people.look_again()

    def _add(self, session: Session, wanted: Wanted) -> None:
        one = wanted.invitee
        if wanted.joins:
            one = Invitee(contact_id=find_or_add_contact(session, one.agency_name, one.name, one.post).id)
        add_attendee(session, self._meeting_id, one)

    def _add_cases(self) -> None:
        ids = [one for one in self.cases.targets() if isinstance(one, int)]
        self.cases.set_chosen(())
        for case_id in ids:
            self.without_consent.put_on(case_id)
        self.cases.look_again()

    def _find_people(self, typed: str) -> Sequence[ListRow]:
        with self._desk.reading() as session:
            page = meeting_page(session, self._meeting_id)
            suggested = suggested_people(session, [one.case.id for one in page.cases])
            seated = {one.contact_id for one in page.attendances}
            known = [one for one in directory(session, typed) if one.contact_id not in seated]
        return people_rows(known, suggested) + ([] if known else newcomer_rows(typed))

    def _find_cases(self, typed: str) -> Sequence[ListRow]:
        with self._desk.reading() as session:
            on_it = {one.case.id for one in meeting_page(session, self._meeting_id).cases}
            return [case_row(one) for one in case_choices(session, typed) if one.case_id not in on_it]

    def _arrange(self) -> None:
        wide = self.width() >= px(TWO_COLUMNS)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
