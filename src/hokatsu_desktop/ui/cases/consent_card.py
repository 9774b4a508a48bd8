"""同意: who of the household has agreed to what, since when, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout

from hokatsu_desktop.japanese.wareki import short
from hokatsu_desktop.models import Consent, ConsentState, Part
from hokatsu_desktop.services.cases import set_part
from hokatsu_desktop.services.households import MemberConsent
from hokatsu_desktop.sheets.lists import label_of, load_list
from hokatsu_desktop.ui.cases.page import clear, show_all
from hokatsu_desktop.ui.cases.tones import tone_of_consent
from hokatsu_desktop.ui.desk import Desk
from hokatsu_desktop.ui.widgets.button import ButtonLook, button
from hokatsu_desktop.ui.widgets.card import Card
from hokatsu_desktop.ui.widgets.tag import Tag
from hokatsu_desktop.ui.widgets.words import Look, Words


def consent_words(consent: Consent) -> str:
    """One record of consent: 「R8.11.18　同意あり　口頭（聞いた職員2名）　説明：木村」."""
    parts = [
        short(consent.obtained_on) if consent.obtained_on else "",
        label_of("consent", consent.state),
        label_of("consent_method", consent.method),
        *(f"{label}：{words}" for label, words in _details(consent) if words),
        consent.reason_without,
    ]
    return "　".join(part for part in parts if part)


def _details(consent: Consent) -> tuple[tuple[str, str], ...]:
    """What a record of consent says beyond its state, as far as it is not the usual."""
    limits = "" if consent.give == consent.take else "伝えることだけ" if consent.give else "聞くことだけ"
    whole = not consent.categories or len(consent.categories) == len(load_list("consent_category").offered)
    kinds = "" if whole else "、".join(label_of("consent_category", one) for one in consent.categories)
    taken_back = consent.state == ConsentState.WITHDRAWN
    return (
        ("範囲", limits),
        ("情報", kinds),
        ("相手", "、".join(consent.agencies.split("\n"))),
        ("代筆・後見", consent.relation),
        ("聞いた職員", consent.heard_by),
        ("説明", consent.explained_by),
        ("見直す日", short(consent.review_on) if consent.review_on else ""),
        ("取りやめた日", short(consent.withdrawn_on) if taken_back and consent.withdrawn_on else ""),
        ("取りやめたわけ", consent.withdrawn_why),
        ("根拠", label_of("consent_basis", consent.basis_without)),
    )


@dataclass(frozen=True)
class Wanted:
    """Whose consent is to be recorded."""

    person_id: int
    name: str


class ConsentCard(Card):
    """A line for each member; the history below the newest consent; 「同意を記録する」 opens the form."""

    wanted = Signal(object)
    sheet_wanted = Signal(int)  # the person whose 同意書 is to be printed

    def __init__(self, desk: Desk, case_id: int) -> None:
        super().__init__("同意")
        self._desk = desk
        self._case_id = case_id
        self._shown: object = None
        self.buttons: dict[int, QPushButton] = {}
        self.sheets: dict[int, QPushButton] = {}
        self.parts: dict[int, QCheckBox] = {}
        self.summary = Words(wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(12)
        self.add(self.summary)
        self.body.addLayout(self._rows)

    def show_members(self, members: Sequence[MemberConsent], summary: str, meeting: str) -> None:
        """Shows where each person stands, and which meeting that allows."""
        self.summary.say(f"{summary}。{meeting}")
        shown = [
            (one.person_id, one.name, one.tie, one.part, [consent_words(c) for c in one.consents]) for one in members
        ]
        if shown == self._shown:
            return
        self._shown = shown
        focused = next((key for key, box in self.parts.items() if box.hasFocus()), None)
        self.buttons, self.sheets, self.parts = {}, {}, {}
        clear(self._rows)
        for member in members:
            self._add(member)
        show_all(self._rows)
        if focused in self.parts:
            self.parts[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, member: MemberConsent) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Words(member.name))
        head.addWidget(Words(member.tie or "続柄は未記入", Look.QUIET))
        if member.counts or member.consents:
            state = member.consents[0].state if member.consents else ConsentState.UNCONFIRMED
            head.addWidget(Tag(label_of("consent", state), tone_of_consent(state)))
        head.addStretch()
        head.addWidget(self._counts(member))
        if member.counts or member.consents:
            head.addWidget(self._record(member))
            head.addWidget(self._sheet(member))
        whole = QVBoxLayout()
        whole.setSpacing(2)
        whole.addLayout(head)
        for consent in member.consents:
            whole.addWidget(Words(consent_words(consent), Look.QUIET, wrap=True))
        self._rows.addLayout(whole)

    def _counts(self, member: MemberConsent) -> QCheckBox:
        counts = QCheckBox("支援の対象")
        counts.setChecked(member.counts)
        counts.setEnabled(member.part != Part.PRINCIPAL)
        counts.setAccessibleName(f"{member.name}は支援の対象")
        counts.setToolTip("支援の対象にすると、この人の同意も要ります。")
        counts.clicked.connect(lambda on: self._set_part(member.person_id, counts=on))
        self.parts[member.person_id] = counts
        return counts

    def _record(self, member: MemberConsent) -> QPushButton:
        record = button("同意を記録する", ButtonLook.INLINE)
        record.setAccessibleName(f"{member.name}の同意を記録する")
        record.clicked.connect(lambda _checked=False: self.wanted.emit(Wanted(member.person_id, member.name)))
        self.buttons[member.person_id] = record
        return record

    def _sheet(self, member: MemberConsent) -> QPushButton:
        sheet = button("同意書", ButtonLook.INLINE)
        sheet.setAccessibleName(f"{member.name}の同意書を印刷する")
        sheet.clicked.connect(lambda _checked=False: self.sheet_wanted.emit(member.person_id))
        self.sheets[member.person_id] = sheet
        return sheet

    def _set_part(self, person_id: int, *, counts: bool) -> None:
        part = Part.SUBJECT if counts else Part.FAMILY
        self._desk.try_act(lambda session: set_part(session, self._case_id, person_id, part))
